"""Periods in an item's wording, where a month and year stand for the term they lie in."""

from __future__ import annotations

import re

from vandpunkt.domain.periods import FoundPeriod, find_periods

_MONTH = re.compile(
    r"(?<!\d\s)\b(?:(?P<spring>januari|februari|mars|april|maj|juni)|juli|augusti|september|oktober|november"
    r"|december)\s+(?P<year>20\d\d)\b",
    re.I,
)
_OPENING = 40


def periods_in(text: str) -> list[FoundPeriod]:
    """Every period of the text; `augusti 2023` is ht 2023. Dates with a day are no periods."""
    return find_periods(_MONTH.sub(_as_term, text))


def _as_term(match: re.Match[str]) -> str:
    """The term of a month, in as many characters."""
    season = "vt" if match["spring"] else "ht"
    return season.ljust(len(match[0]) - 4) + match["year"]


def begins_with_time(text: str) -> bool:
    """Whether the text opens with a period, or with a word that leads one in."""
    return any(not text[: found.start].strip() for found in periods_in(text[:_OPENING]))
