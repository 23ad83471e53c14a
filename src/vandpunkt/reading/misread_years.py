"""A year whose figures are misread: which year it must be, where that can be known.

It is known where only one year near those asked about is one character away, or where the year beside it in a
range or a school year leaves only one. A lost figure is never made up: what cannot be known stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vandpunkt.domain.periods import Period
from vandpunkt.reading.characters import DASHES
from vandpunkt.reading.edits import edits_between
from vandpunkt.reading.period_signs import DASH, LED, SEASON, YEAR

_TOKEN = re.compile(rf"[^\s/(){DASHES}]+")
_FIGURE_ALIKE = str.maketrans("ZOoQIlSsBAgbD", "2000115584960")
_LOOKS_LIKE_FIGURE = re.compile(r"[\dZOoQIlSsBAgbD]")
_WHOLE = re.compile(rf"(?:[vh]t)?{YEAR}(?:[.,;:!?»”\"]*|[A-Za-zÅÄÖåäö])", re.I)
_AFTER = re.compile(rf"\s*(?P<sign>/|{DASH}|\still\s|\soch\s)\s*(?:{SEASON}\s*)?(?P<year>{YEAR})(?!\d)", re.I)
_BEFORE = re.compile(rf"(?P<year>{YEAR})\s*(?P<sign>/|{DASH}|\still\s|\soch\s)\s*(?:{SEASON}\s*)?$", re.I)
_UNITS = re.compile(r"\s*(?:%|kr|kronor|tkr|elever|barn|personer|skolor|lärare|timmar|platser|st)\b", re.I)
_YEARS_BEFORE, _YEARS_AFTER, _LONGEST = 8, 6, 8
_FARTHEST_AHEAD = 8
_AROUND = ".,;:!?'»”\""


@dataclass(frozen=True)
class YearFound:
    """A misread year at `start:end`; `year` is what it must be, None where that cannot be known."""

    start: int
    end: int
    year: str | None


def misread_years(text: str, asked: Period, *, misread: bool) -> Iterator[YearFound]:
    """The misread years of an item that is stated for the years `asked`.

    In a document that is not `misread` only what stands where a time must stand is one, as in `start 202`.
    """
    for token in _TOKEN.finditer(text):
        core = token[0].strip(_AROUND)
        if (
            not 3 <= len(core) <= 6
            or len(_LOOKS_LIKE_FIGURE.findall(core)) < 3
            or len(re.findall(r"\d", core)) < 2
        ):
            continue
        start = token.start() + token[0].index(core)
        end = start + len(core)
        if _WHOLE.fullmatch(core):
            if _too_late(core, asked):
                yield YearFound(start, end, None)
        elif _stands_as_time(text, start, end, core, misread=misread):
            yield YearFound(start, end, _known(core, text[:start], text[end:], asked))


def _too_late(core: str, asked: Period) -> bool:
    last = asked.last_term
    year = re.search(YEAR, core)
    return last is not None and year is not None and int(year[0]) > last.year + _FARTHEST_AHEAD


def _stands_as_time(text: str, start: int, end: int, core: str, *, misread: bool) -> bool:
    if _UNITS.match(text, end) or re.fullmatch(r"\d{1,2}[.:,]\d{1,2}|\d{5,}", core):
        return misread and core.isdigit() and len(core) == 5 and LED.search(text[:start]) is not None
    if LED.search(text[:start]) or _AFTER.match(text, end) or _BEFORE.search(text[:start]):
        return True
    return misread and (not core.isalpha()) and (len(core) > 3 or core[:2] in ("20", "19"))


def _known(core: str, before: str, after: str, asked: Period) -> str | None:
    earlier, later = _BEFORE.search(before), _AFTER.match(after)
    if earlier and earlier["sign"] == "/" and not _is_far(core, str(int(earlier["year"]) + 1)):
        return str(int(earlier["year"]) + 1)
    if later and later["sign"] == "/" and not _is_far(core, str(int(later["year"]) - 1)):
        return str(int(later["year"]) - 1)
    likely = [year for year in _plausible(asked, earlier, later) if edits_between(core, year, 1) is not None]
    if len(likely) == 1:
        return likely[0]
    alike = core.translate(_FIGURE_ALIKE)
    return alike if alike in likely else None


def _is_far(core: str, year: str) -> bool:
    return edits_between(core, year, 2) is None


def _plausible(asked: Period, earlier: re.Match[str] | None, later: re.Match[str] | None) -> Iterator[str]:
    first_term, last_term = asked.first_term, asked.last_term
    first = (first_term.year if first_term else 2015) - _YEARS_BEFORE
    last = (last_term.year if last_term else 2030) + _YEARS_AFTER
    if earlier:
        first, last = int(earlier["year"]), min(last, int(earlier["year"]) + _LONGEST)
    if later:
        first, last = max(first, int(later["year"]) - _LONGEST), int(later["year"])
    return map(str, range(first, last + 1))
