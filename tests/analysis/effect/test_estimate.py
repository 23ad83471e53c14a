"""The counterfactual, its pooling, the correction, and the smallest effect that could be seen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.effect.conftest import RULES
from tests.analysis.effect.worlds import FIRST, Trial, World, draw
from vandpunkt.analysis.cells import Cells, cells_of_counts
from vandpunkt.analysis.effect.correction import Correction, correction
from vandpunkt.analysis.effect.counterfactual import Counterfactual, counterfactual
from vandpunkt.analysis.effect.grouped import group_effects
from vandpunkt.analysis.effect.pooling import pooled
from vandpunkt.analysis.effect.power import minimum_detectable
from vandpunkt.analysis.effect.pretended import pretend, supported_items
from vandpunkt.analysis.effect.report import EffectReport, effect_report
from vandpunkt.analysis.effect.similar import similar_schools, simple_comparison
from vandpunkt.analysis.effect.study import Study, begin


@pytest.fixture(scope="module")
def found(study: Study) -> Counterfactual:
    return counterfactual(study, 4000, 1)


@pytest.fixture(scope="module")
def corrected(study: Study) -> Correction:
    pretended = pretend(study, similar_schools(study, 40))
    assert pretended is not None
    return correction(study, pretended, 2.0)


def test_supported_cohorts_do_not_touch_their_own_forecast(trial: Trial) -> None:
    worse = _with_lost_pupils(trial)
    plain, harmed = (
        counterfactual(begin(c, trial.supports, None, RULES), 10, 1) for c in (trial.cells, worse)
    )
    assert harmed.forecast == pytest.approx(plain.forecast, abs=1e-6)
    assert (harmed.observed < plain.observed).all()


def _with_lost_pupils(trial: Trial) -> Cells:
    """The same panel where half of the eligible pupils of reached cohorts are not."""
    cells = trial.cells
    first = np.array([trial.first[int(code)] for code in cells.schools])[cells.school]
    reached = (first >= 0) & (cells.year - FIRST >= first)
    low = np.where(reached, cells.low // 2, cells.low)
    high = np.where(reached, cells.low // 2, cells.high)
    return cells_of_counts(
        schools=[cells.schools[place] for place in cells.school],
        years=cells.year,
        cohort=cells.cohort,
        low=low,
        high=high,
        intake={"x": cells.intake[:, 0]},
    )


def test_every_pupil_weighs_the_same(found: Counterfactual) -> None:
    whole = pooled(found)
    parts = [pooled(found, found.place == place) for place in np.unique(found.place)]
    assert whole.pupils == sum(part.pupils for part in parts)
    mean = sum(part.pupils * part.effect for part in parts) / whole.pupils
    assert whole.effect == pytest.approx(mean)
    assert whole.effect == pytest.approx(whole.observed - whole.forecast)


def test_intervals_are_nested_and_hold_the_effect(found: Counterfactual) -> None:
    for place in np.unique(found.place):
        one = pooled(found, found.place == place)
        assert one.interval_95.low < one.interval_50.low < one.interval_50.high < one.interval_95.high
        assert one.interval_95.holds(one.effect)


def test_simulation_and_the_delta_method_agree(study: Study, found: Counterfactual) -> None:
    items = supported_items(study)
    linear = group_effects(study.ground, items, items.all_together)
    whole = pooled(found)
    assert float(linear.effect[0]) == pytest.approx(whole.effect, abs=0.3)
    assert float(linear.sd[0]) == pytest.approx(whole.sd, rel=0.02)


def test_draws_have_the_moments_that_the_interval_rests_on(found: Counterfactual) -> None:
    drawn = np.cov(found.difference, rowvar=False)
    assert np.sqrt(np.diag(found.covariance)) == pytest.approx(np.sqrt(np.diag(drawn)), rel=0.06)
    whole = pooled(found)
    weight = 100 * found.pupils / found.pupils.sum()
    ends = np.quantile(found.difference @ weight, [0.025, 0.25, 0.75, 0.975])
    told = [whole.interval_95.low, whole.interval_50.low, whole.interval_50.high, whole.interval_95.high]
    assert told == pytest.approx(ends, abs=0.1 * whole.sd)


def test_the_number_of_draws_does_not_move_the_standard_deviation(study: Study) -> None:
    few, many = (pooled(counterfactual(study, draws, 1)).sd for draws in (500, 8000))
    assert few == pytest.approx(many, rel=0.01)


def test_not_knowing_the_hyperparameters_moves_weak_schools_together(trial: Trial) -> None:
    integrated = begin(trial.cells, trial.supports, None, replace(RULES, integrate=True))
    at_maximum = replace(
        integrated,
        fitted=replace(integrated.fitted, evaluations=(integrated.fitted.search.best,), weight=np.ones(1)),
    )
    wide, narrow = (pooled(counterfactual(each, 2000, 1)).sd for each in (integrated, at_maximum))
    assert narrow < wide < 1.1 * narrow


def test_cohorts_of_one_school_move_together(found: Counterfactual) -> None:
    schools = [place for place in np.unique(found.place) if (found.place == place).sum() == 2]
    correlations = [np.corrcoef(found.difference[:, found.place == place].T)[0, 1] for place in schools]
    assert np.mean(correlations) > 0.1


def test_the_same_seed_gives_the_same_report(trial: Trial, report: EffectReport) -> None:
    again = effect_report(trial.cells, trial.supports, None, RULES)
    assert again.evidence.estimate == report.evidence.estimate
    assert again.evidence.placebo is not None
    assert report.evidence.placebo is not None
    assert (again.evidence.placebo.effects == report.evidence.placebo.effects).all()


def test_the_order_of_rows_changes_nothing(trial: Trial, report: EffectReport) -> None:
    order = np.random.default_rng(0).permutation(len(trial.cells))
    cells = trial.cells
    shuffled = replace(
        cells,
        school=cells.school[order],
        year=cells.year[order],
        cohort=cells.cohort[order],
        inferred=cells.inferred[order],
        low=cells.low[order],
        high=cells.high[order],
        terms=cells.terms.of(order),
        intake=cells.intake[order],
    )
    again = effect_report(shuffled, trial.supports[::-1], None, RULES)
    assert again.evidence.estimate is not None
    assert report.evidence.estimate is not None
    assert again.evidence.estimate.effect == pytest.approx(report.evidence.estimate.effect, abs=1e-3)


def test_a_nearly_all_mark_keeps_its_width(trial: Trial) -> None:
    """An outcome `~100` of 50 pupils may be 46 to 49: the interval is wider than that of 48."""
    school = next(int(each.school) for each in trial.supports if trial.first[int(each.school)] == 4)
    marked, exact = (_last_outcome(trial, school, 50, low, high) for low, high in ((46, 49), (48, 48)))
    widths = []
    for cells in (marked, exact):
        found = counterfactual(begin(cells, trial.supports, None, RULES), 4000, 1)
        row = (found.column == 4) & (found.school == cells.schools.index(f"{school:08d}"))
        widths.append(float(found.difference[:, row].std()))
    assert widths[0] > widths[1]


def _last_outcome(trial: Trial, school: int, n: int, low: int, high: int) -> Cells:
    cells = trial.cells
    here = (cells.school == cells.schools.index(f"{school:08d}")) & (cells.year == FIRST + 4)
    return cells_of_counts(
        schools=[cells.schools[place] for place in cells.school],
        years=cells.year,
        cohort=np.where(here, n, cells.cohort),
        low=np.where(here, low, cells.low),
        high=np.where(here, high, cells.high),
    )


def test_the_correction_takes_off_part_of_what_similar_schools_show(corrected: Correction) -> None:
    assert 0 < corrected.share < 1
    assert corrected.shift == pytest.approx(corrected.share * corrected.centre)
    uncorrected = replace(corrected, misfit_sd=0.0)
    assert uncorrected.shift == 0


def test_a_larger_trust_in_misfit_takes_off_more(corrected: Correction) -> None:
    shares = [replace(corrected, misfit_sd=sd).share for sd in (0.5, 2.0, 10.0)]
    assert shares == sorted(shares)


def test_without_misfit_the_uncertainty_is_unchanged(found: Counterfactual, corrected: Correction) -> None:
    plain = replace(corrected, misfit_sd=0.0, spread=1.0)
    assert plain.widening(found.place, found.column) == pytest.approx(1.0, abs=0.02)


def test_similar_schools_that_miss_by_more_widen_the_interval(
    study: Study, found: Counterfactual, corrected: Correction
) -> None:
    # 100 schools' worth of prior and some fifty schools: a factor near one where the model holds.
    assert 0.85 < corrected.spread < 1.2
    wider = replace(corrected, spread=1.3)
    assert wider.widening(found.place, found.column) > corrected.widening(found.place, found.column)


def test_comparison_schools_are_unsupported_and_alike(study: Study) -> None:
    similar = similar_schools(study, 40)
    assert not set(similar.schools.tolist()) & set(study.supported.tolist())
    for pool, away in zip(similar.pools, similar.distances, strict=True):
        assert (np.diff(away) >= 0).all()
        assert len(set(pool.tolist())) == len(pool) == 40
    simple = simple_comparison(study, similar)
    assert simple is not None
    assert simple.interval_95.holds(simple.effect)


def test_eighty_per_cent_of_such_effects_would_be_beyond_zero() -> None:
    smallest = minimum_detectable(3.0)
    draws = np.random.default_rng(2).normal(smallest, 3.0, 200_000)
    assert (draws > 1.959964 * 3.0).mean() == pytest.approx(0.8, abs=0.005)


def test_more_schools_see_smaller_effects() -> None:
    seen = []
    for number in (2, 8, 24):
        trial = draw(World(schools=250, supported=number), np.random.default_rng(4))
        report = effect_report(trial.cells, trial.supports, None, RULES)
        seen.append(report.evidence.minimum_detectable)
    assert seen == sorted(seen, reverse=True)
