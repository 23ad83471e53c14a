"""Working days as Swedish law counts them, and the days that are counted from another day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import holidays

_SATURDAY = 5


@lru_cache(maxsize=64)
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("SE", years=year))


def is_eve(day: date) -> bool:
    """Midsummer's, Christmas and New Year's Eve, which lag (1930:173) 2 § counts as holidays."""
    if (day.month, day.day) in ((12, 24), (12, 31)):
        return True
    return day.month == 6 and 19 <= day.day <= 25 and day.weekday() == 4


def is_working_day(day: date) -> bool:
    """Whether a day is neither Saturday, Sunday, a public holiday nor one of the three eves."""
    return day.weekday() < _SATURDAY and not is_eve(day) and day not in _public_holidays(day.year)


def working_day_on_or_before(day: date) -> date:
    """The day itself where it is a working day, else the nearest working day before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def working_day_on_or_after(day: date) -> date:
    """The day itself where it is a working day, else the nearest working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_days_before(day: date, count: int) -> date:
    """The day that many working days before a day, which is itself not counted."""
    for _ in range(count):
        day = working_day_on_or_before(day - timedelta(days=1))
    return day


def three_weeks_after(day: date) -> date:
    """The last day of a time of three weeks by lag (1930:173): same weekday, or the next working day."""
    return working_day_on_or_after(day + timedelta(weeks=3))
