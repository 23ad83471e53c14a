"""Which schools are supported, which compare, and what the fit is not allowed to see."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.effect.conftest import RULES
from tests.analysis.effect.worlds import FIRST, Trial
from vandpunkt.analysis.effect.exposure import Support
from vandpunkt.analysis.effect.rules import Others
from vandpunkt.analysis.effect.study import Study, begin, chosen_supports, observed_in
from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import Problem
from vandpunkt.domain.terms import Term

START = Period(Term(FIRST + 3, "ht"), None, True)


def other_schools(trial: Trial, number: int) -> list[str]:
    return [code for code in trial.cells.schools if trial.first[int(code)] < 0][:number]


def known_to_fit(study: Study, school: str) -> list[int]:
    row = study.cells.schools.index(school)
    panel = study.fitted.panel
    years = panel.year[panel.informative & (panel.school == row)]
    return sorted((study.years[years]).tolist())


def test_supported_schools_are_those_with_results_on_both_sides(trial: Trial, study: Study) -> None:
    codes = {study.cells.schools[row] for row in study.supported}
    assert codes == {each.school for each in trial.supports}
    assert not set(study.supported.tolist()) & set(study.unsupported.tolist())


def test_the_fit_sees_the_bad_year_and_nothing_from_the_start_on(trial: Trial, study: Study) -> None:
    for support in trial.supports:
        start = FIRST + int(trial.first[int(support.school)])
        seen = known_to_fit(study, support.school)
        assert max(seen) == start - 1
        assert FIRST + 2 in seen


def test_a_school_whose_support_begins_after_its_results_is_told_and_compares(trial: Trial) -> None:
    [school] = other_schools(trial, 1)
    later = Support(school, "Stöd", Period(Term(FIRST + 9, "ht"), None, True))
    found = begin(trial.cells, [*trial.supports, later], "Stöd", RULES)
    assert found.not_begun == (school,)
    assert found.cells.schools.index(school) in found.unsupported


def test_cohorts_counted_are_reached_and_known(trial: Trial, study: Study) -> None:
    for place, row in enumerate(study.supported):
        start = int(trial.first[int(study.cells.schools[row])])
        assert np.flatnonzero(study.counted[place]).tolist() == list(range(start, 5))
        assert study.start[place] == start


def test_schools_with_other_support_only_are_hidden_from_its_start_or_kept(trial: Trial) -> None:
    [school] = other_schools(trial, 1)
    supports = [*trial.supports, Support(school, "KUF", START)]
    hidden = begin(trial.cells, supports, "Stöd", RULES)
    kept = begin(trial.cells, supports, "Stöd", replace(RULES, others=Others.COMPARED))
    assert max(known_to_fit(hidden, school)) == FIRST + 2
    assert max(known_to_fit(kept, school)) == FIRST + 4
    row = trial.cells.schools.index(school)
    assert row not in hidden.unsupported
    assert row not in kept.unsupported


def test_earlier_support_by_another_programme_stays_in_the_forecast_of_the_same_school(trial: Trial) -> None:
    school = trial.supports[0].school
    early = Support(school, "KUF", Period(Term(FIRST + 1, "ht"), Term(FIRST + 2, "vt")))
    plain = begin(trial.cells, trial.supports, "Stöd", RULES)
    both = begin(trial.cells, [*trial.supports, early], "Stöd", RULES)
    assert known_to_fit(plain, school) == known_to_fit(both, school)


def test_without_a_name_every_programme_counts(trial: Trial) -> None:
    [school] = other_schools(trial, 1)
    supports = [*trial.supports, Support(school, "KUF", START)]
    assert len(chosen_supports(supports, None)) == len(supports)
    assert len(chosen_supports(supports, "kuf")) == 1
    whole = begin(trial.cells, supports, None, RULES)
    assert trial.cells.schools.index(school) in whole.supported


def test_nobody_having_any_programme_is_told_when_one_is_named() -> None:
    with pytest.raises(Problem, match="ingen skola har haft KSBS"):
        chosen_supports([], "KSBS")


def test_observed_shares_are_those_of_the_published_counts(trial: Trial) -> None:
    cells = trial.cells
    observed = observed_in(cells, np.arange(FIRST, FIRST + 5))
    place = cells.school, cells.year - FIRST
    assert observed.known.sum() == len(cells)
    assert (observed.pupils[place] == cells.cohort).all()
    assert observed.low[place] * cells.cohort == pytest.approx(cells.low)
    assert observed.high[place] * cells.cohort == pytest.approx(cells.high)
    assert ((observed.low <= observed.middle) & (observed.middle <= observed.high))[place].all()
