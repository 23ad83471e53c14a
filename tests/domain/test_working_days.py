"""Working days: Swedish holidays and their eves, and days counted from another."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vandpunkt.domain.working_days import (
    is_working_day,
    three_weeks_after,
    working_day_on_or_after,
    working_day_on_or_before,
    working_days_before,
)

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 31))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2025, 4, 18), "långfredagen"),
        (date(2025, 4, 21), "annandag påsk"),
        (date(2025, 5, 29), "Kristi himmelsfärd"),
        (date(2025, 6, 6), "nationaldagen"),
        (date(2025, 6, 20), "midsommarafton"),
        (date(2026, 6, 19), "midsommarafton"),
        (date(2024, 6, 21), "midsommarafton"),
        (date(2025, 12, 24), "julafton"),
        (date(2025, 12, 25), "juldagen"),
        (date(2025, 12, 26), "annandag jul"),
        (date(2025, 12, 31), "nyårsafton"),
        (date(2026, 1, 1), "nyårsdagen"),
        (date(2026, 1, 6), "trettondedag jul"),
        (date(2025, 5, 1), "första maj"),
        (date(2025, 3, 1), "en lördag"),
        (date(2025, 3, 2), "en söndag"),
    ],
)
def test_nobody_works_on_holidays_their_three_eves_and_at_weekends(day: date, why: str) -> None:
    assert not is_working_day(day), why


@pytest.mark.parametrize(
    "day",
    [
        date(2025, 4, 17),
        date(2025, 4, 22),
        date(2025, 4, 30),
        date(2025, 5, 30),
        date(2025, 6, 19),
        date(2025, 6, 26),
        date(2025, 12, 23),
        date(2025, 12, 29),
        date(2026, 1, 5),
    ],
)
def test_days_around_them_are_worked(day: date) -> None:
    assert is_working_day(day)


def test_whit_monday_is_worked_since_2005_and_was_not_before() -> None:
    assert is_working_day(date(2025, 6, 9))
    assert not is_working_day(date(2004, 5, 31))


def test_ten_working_days_before_a_meeting_after_easter_reach_over_it() -> None:
    assert working_days_before(date(2025, 4, 24), 10) == date(2025, 4, 8)


def test_ten_working_days_before_a_meeting_in_january_reach_over_the_whole_of_christmas() -> None:
    assert working_days_before(date(2026, 1, 8), 10) == date(2025, 12, 17)


def test_five_working_days_before_a_meeting_after_midsummer_leave_out_the_eve() -> None:
    assert working_days_before(date(2025, 6, 25), 5) == date(2025, 6, 17)


def test_three_weeks_end_on_the_same_weekday() -> None:
    assert three_weeks_after(date(2025, 2, 26)) == date(2025, 3, 19)


@pytest.mark.parametrize(
    ("start", "last"),
    [
        (date(2025, 3, 28), date(2025, 4, 22)),
        (date(2025, 5, 30), date(2025, 6, 23)),
        (date(2025, 12, 3), date(2025, 12, 29)),
        (date(2025, 12, 10), date(2026, 1, 2)),
        (date(2025, 3, 1), date(2025, 3, 24)),
    ],
)
def test_three_weeks_that_end_on_a_day_that_nobody_works_end_on_the_next_working_day(
    start: date, last: date
) -> None:
    assert three_weeks_after(start) == last


class TestAnyDay:
    @given(days)
    def test_before_and_after_are_working_days_with_none_between(self, day: date) -> None:
        before, after = working_day_on_or_before(day), working_day_on_or_after(day)
        assert before <= day <= after
        assert is_working_day(before)
        assert is_working_day(after)
        between = [before + timedelta(days=one) for one in range(1, (after - before).days)]
        assert is_working_day(day) or not any(map(is_working_day, between))

    @given(days, st.integers(1, 25))
    def test_counting_back_leaves_that_many_working_days_before_the_day(self, day: date, count: int) -> None:
        first = working_days_before(day, count)
        between = [first + timedelta(days=one) for one in range((day - first).days)]
        assert sum(map(is_working_day, between)) == count
        assert is_working_day(first)
