"""Dates as Swedish administration writes them, in words and in figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from vandpunkt.domain.problems import Problem, marked

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
MONTH_WORDS = r"(?:jan|feb|febr|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec)\b\.?|" + "|".join(MONTHS)
_WEEKDAY = r"(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?,?\s+)?"
_DATE = re.compile(
    rf"""{_WEEKDAY}(?:den\s+)?(?<!\d)(?P<day>\d{{1,2}})(?::[ae])?\s+(?P<month>{MONTH_WORDS})\s+(?P<year>\d{{4}})(?!\d)
    |(?<![\d-])(?P<iso>\d{{4}}[-‑–−]\d{{2}}[-‑–−]\d{{2}})(?![\d-])
    |(?<![\d/])(?P<day_number>\d{{1,2}})/(?P<month_number>\d{{1,2}})[\s-]\s*(?P<year_number>\d{{4}})(?!\d)""",
    re.I | re.X,
)


@dataclass(frozen=True)
class FoundDate:
    """A date in running text, and the characters that state it."""

    day: date
    start: int
    end: int


def parse_date(text: str) -> date:
    """Read `den 11 februari 2025`, `11 feb 2025`, `2025-02-11`, `11/2 2025`.

    Raises Problem for anything else, and for days that no calendar has.
    """
    match = _DATE.fullmatch(text.strip())
    day = _day(match) if match else None
    if day is None:
        raise Problem(marked("«{text}» är inget datum. Skriv till exempel 11 februari 2025."), text=text)
    return day


def find_dates(text: str) -> list[FoundDate]:
    """Every date in running text, in order; impossible ones such as 31 februari are passed over."""
    found = []
    for match in _DATE.finditer(text):
        day = _day(match)
        if day is not None:
            found.append(FoundDate(day, match.start(), match.end()))
    return found


def print_date(day: date) -> str:
    """`den 11 februari 2025`."""
    return f"den {day.day} {MONTHS[day.month - 1]} {day.year}"


def _day(match: re.Match[str]) -> date | None:
    try:
        if match["iso"]:
            return date.fromisoformat(re.sub("[‑–−]", "-", match["iso"]))
        if match["month"]:
            return date(int(match["year"]), _month(match["month"]), int(match["day"]))
        return date(int(match["year_number"]), int(match["month_number"]), int(match["day_number"]))
    except ValueError:
        return None


def _month(word: str) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(word.lower()[:3]))
