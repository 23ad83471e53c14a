"""Which cohorts support reached, which it only touched, and which came before it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vandpunkt.analysis.effect.exposure import Between, Exposure, ExposureRules, Support, exposure
from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import Problem
from vandpunkt.domain.terms import Term

YEARS = list(range(2018, 2028))


def laid_out(start: str, end: str | None = None, rules: ExposureRules | None = None) -> Exposure:
    support = Support("A", "KSBS", Period.from_codes(start, end))
    return exposure([support], ["A", "B"], YEARS, rules or ExposureRules())


def years(flags: Exposure, kind: str = "reached", school: int = 0) -> list[int]:
    return [year for year, flag in zip(YEARS, getattr(flags, kind)[school], strict=True) if flag]


def test_support_from_an_autumn_reaches_the_cohort_that_finishes_the_spring_after() -> None:
    assert years(laid_out("2024ht")) == [2024, 2025, 2026, 2027]


def test_support_from_a_spring_touches_that_cohort_and_reaches_the_next() -> None:
    found = laid_out("2024vt")
    assert years(found, "touched") == [2023, 2024, 2025, 2026, 2027]
    assert years(found) == [2024, 2025, 2026, 2027]


def test_a_bare_year_may_mean_either_term_so_its_spring_cohort_is_only_touched() -> None:
    found = laid_out("2024")
    assert years(found, "touched")[0] == 2023
    assert years(found)[0] == 2024


def test_a_school_year_begins_in_its_autumn() -> None:
    assert years(laid_out("2024/25")) == years(laid_out("2024ht"))


def test_after_the_end_cohorts_that_met_the_support_in_years_7_to_9_are_reached_and_later_ones_left_out() -> (
    None
):
    found = laid_out("2021ht", "2022vt")
    assert years(found) == [2021, 2022, 2023]
    assert years(found, "hidden") == [2021, 2022, 2023, 2024, 2025, 2026, 2027]


def test_support_of_one_term_reaches_nobody() -> None:
    assert years(laid_out("2022ht", "2022ht")) == []


def test_two_full_years_can_be_asked_for() -> None:
    found = laid_out("2022ht", None, ExposureRules(full_years=2))
    assert years(found)[0] == 2023
    assert years(found, "hidden")[0] == 2022


def test_cohorts_in_between_can_count_as_before_or_as_reached() -> None:
    before = laid_out("2024vt", None, ExposureRules(between=Between.BEFORE))
    reached = laid_out("2024vt", None, ExposureRules(between=Between.REACHED))
    assert years(before, "hidden")[0] == 2024
    assert years(reached)[0] == 2023


def test_a_school_without_support_is_untouched_and_unknown_schools_are_passed_over() -> None:
    support = Support("C", "KSBS", Period.from_codes("2022ht", None))
    found = exposure([support], ["A"], YEARS, ExposureRules())
    assert not found.touched.any()


def test_two_periods_at_one_school_add_up() -> None:
    supports = [
        Support("A", "KSBS", Period.from_codes("2020ht", "2021vt")),
        Support("A", "KSBS", Period.from_codes("2021ht", "2022vt")),
    ]
    found = exposure(supports, ["A"], YEARS, ExposureRules(full_years=2))
    assert years(found) == [2021, 2022]


def test_more_full_years_than_the_stage_has_are_refused() -> None:
    with pytest.raises(Problem, match="1–3 hela läsår"):
        ExposureRules(full_years=4)


starts = st.integers(0, 15).map(lambda terms: Term(2018, "ht") + terms)


@given(starts, st.integers(0, 12), st.integers(1, 3))
def test_every_reached_cohort_is_touched_and_hidden(start: Term, length: int, full: int) -> None:
    found = laid_out(start.code, (start + length).code, ExposureRules(full_years=full))
    assert set(years(found)) <= set(years(found, "touched")) == set(years(found, "hidden"))


@given(starts, st.integers(0, 6), st.integers(0, 6))
def test_longer_support_reaches_no_fewer_cohorts(start: Term, length: int, more: int) -> None:
    short, long = (
        laid_out(start.code, (start + length).code),
        laid_out(start.code, (start + length + more).code),
    )
    assert set(years(short)) <= set(years(long)) <= set(years(laid_out(start.code)))
