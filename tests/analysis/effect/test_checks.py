"""The placebo distribution and the lead check."""

from __future__ import annotations

import numpy as np
import pytest

from tests.analysis.effect.conftest import RULES
from tests.analysis.effect.worlds import World, draw
from vandpunkt.analysis.effect.correction import correction
from vandpunkt.analysis.effect.lead import lead
from vandpunkt.analysis.effect.placebo import drawn_groups, placebo
from vandpunkt.analysis.effect.pretended import Pretended, pretend
from vandpunkt.analysis.effect.report import EffectReport
from vandpunkt.analysis.effect.similar import similar_schools
from vandpunkt.analysis.effect.study import Study, begin


@pytest.fixture(scope="module")
def pretended(study: Study) -> Pretended:
    found = pretend(study, similar_schools(study, 40))
    assert found is not None
    return found


def test_placebos_are_put_on_schools_without_support_with_the_same_pattern(
    study: Study, pretended: Pretended
) -> None:
    assert set(pretended.school.tolist()) <= set(study.unsupported.tolist())
    for place, pool in enumerate(pretended.pools):
        counted = pretended.items.pupils[pool] > 0
        assert (counted == study.counted[place]).all()


def test_p_is_one_in_a_thousand_at_least_and_repeats_itself(study: Study, pretended: Pretended) -> None:
    corrected = correction(study, pretended, 2.0)
    first, again, other = (placebo(pretended, corrected, 999, seed) for seed in (1, 1, 2))
    assert first is not None
    assert again is not None
    assert other is not None
    assert len(first.effects) == 999
    assert first.p_value == again.p_value
    assert 0.001 <= first.p_value <= 1
    assert first.p_value == pytest.approx(other.p_value, abs=0.06)


def test_p_is_the_share_of_placebos_at_least_as_large(report: EffectReport) -> None:
    found = report.evidence.placebo
    assert found is not None
    larger = (np.abs(found.effects) >= abs(found.actual)).sum()
    assert found.p_value == pytest.approx((1 + larger) / (1 + len(found.effects)))
    assert found.interval_95.low < 0 < found.interval_95.high


def test_too_few_similar_schools_give_no_placebo() -> None:
    trial = draw(World(schools=30, supported=12, lowest=14), np.random.default_rng(1))
    study = begin(trial.cells, trial.supports, None, RULES)
    pretended = pretend(study, similar_schools(study, 40))
    assert pretended is not None
    assert placebo(pretended, correction(study, pretended, 2.0), 99, 1) is None


def test_the_year_that_schools_were_chosen_on_is_shown_but_not_checked() -> None:
    trial = draw(World(schools=300, supported=15, lowest=20), np.random.default_rng(8))
    found = lead(begin(trial.cells, trial.supports, None, RULES))
    by_year = {each.year: each for each in found.years}
    assert not by_year[-1].checked
    assert by_year[-1].effect < -5
    assert by_year[-2].checked
    assert found.sound


def test_a_later_starter_may_have_been_chosen_with_the_first() -> None:
    """Schools that begin a year later have their low year two years before: it is not checked either."""
    trial = draw(World(schools=300, supported=10, lowest=15, starts=(3, 4)), np.random.default_rng(8))
    study = begin(trial.cells, trial.supports, None, RULES)
    found = lead(study)
    late = int((study.start == 4).sum())
    assert found.cohorts < sum(each.cohorts for each in found.years if each.year < -1)
    assert late > 0
    assert found.sound


def test_without_earlier_years_nothing_can_be_checked() -> None:
    trial = draw(World(schools=200, supported=6, base=2), np.random.default_rng(3))
    recent = trial.cells.where(trial.cells.year >= 2022)
    found = lead(begin(recent, trial.supports, None, RULES))
    assert found.sound is None
    assert found.effect is None


@pytest.mark.statistical
def test_a_decline_of_weak_schools_is_told_by_the_comparison() -> None:
    told = 0
    for number in range(20):
        world = World(schools=600, supported=20, decline=0.3)
        trial = draw(world, np.random.default_rng([number, 9]))
        study = begin(trial.cells, trial.supports, None, RULES)
        pretended = pretend(study, similar_schools(study, 40))
        assert pretended is not None
        told += not correction(study, pretended, 2.0).sound
    # The full study finds 100 per cent at this decline.
    assert told >= 17


def test_no_school_stands_in_twice_in_one_placebo(pretended: Pretended) -> None:
    groups = drawn_groups(pretended, 200, np.random.default_rng(1))
    assert groups is not None
    schools = pretended.school[groups]
    assert all(len(set(row)) == len(row) for row in schools.tolist())
    for member, pool in enumerate(pretended.pools):
        assert set(groups[:, member].tolist()) <= set(pool.tolist())


def test_every_similar_school_is_about_as_likely(pretended: Pretended) -> None:
    groups = drawn_groups(pretended, 4000, np.random.default_rng(1))
    assert groups is not None
    counts = np.array([(groups[:, 0] == item).sum() for item in pretended.pools[0]])
    # 100 expected each; schools in many pools are sometimes taken already.
    assert counts.min() > 50
    assert counts.max() < 160
