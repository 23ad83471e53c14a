"""The wording of periods in Swedish administrative prose: which characters state a time, and which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vandpunkt.domain.dates import MONTH_WORDS
from vandpunkt.domain.terms import DASHES, SEASONS, Point, SchoolYear, Term, Year, full_year, later_year

_DASH = rf"[{DASHES}]"
_FULL = r"(?:19|20)\d\d"
_ANY = rf"(?:{_FULL}|\d\d)"
_SEASON = rf"(?:{SEASONS['vt']}|{SEASONS['ht']}|vårterminerna|höstterminerna)\.?"
_UNITS = (
    r"\s?(?:%|kr\b|kronor|tkr|mnkr|mkr|miljoner|elever|barn\b|personer|skolor|lärare|anställda|platser|timmar"
    r"|st\b)"
)
_END_OF_NUMBER = rf"(?!\d|[.,:]\d|\s?/\s?\d|{_DASH}\d\d{_DASH}\d|{_UNITS})"

_POINT_WORDS = rf"""
    (?:
      (?P<first_season>{_SEASON})\s*(?:{_DASH}|/|och|samt)\s*(?P<last_season>{_SEASON})
        \s*(?:år(?:en)?\s+)?{_DASH}?\s?[’']?(?P<shared_year>{_ANY})
    | (?P<season>{_SEASON})\s*(?:år(?:en)?\s+)?{_DASH}?\s?[’']?(?P<term_year>{_ANY})
    | (?P<year_before>{_FULL})\s?(?P<season_after>[vh]t)(?!\w|\.?\s+\d)
    | (?:(?:läs|skol)år(?:et|en)?|lå)\s+(?P<named_from>{_ANY})
        \s*(?P<named_sign>/|{_DASH})\s*(?P<named_to>{_ANY})
    | (?P<school_from>{_FULL})\s?/\s?(?P<school_to>{_ANY})
    | (?:(?:kalender|budget|verksamhets)?år(?:en|et)?\s+)?(?P<year>{_FULL})
    ){_END_OF_NUMBER}
"""
_POINT = re.compile(_POINT_WORDS, re.I | re.X)
_FIRST_POINT = re.compile(rf"(?<![\w§])(?<!\d[{DASHES}/.,:]){_POINT_WORDS}", re.I | re.X)
_SHORT_YEAR = re.compile(rf"(?P<year>\d\d){_END_OF_NUMBER}")
_LISTED_SCHOOL_YEAR = re.compile(rf"(?P<school_from>{_ANY})\s?/\s?(?P<school_to>{_ANY}){_END_OF_NUMBER}")
_SHORT_SCHOOL_YEAR = re.compile(rf"(?P<school_from>\d\d)/(?P<school_to>\d\d){_END_OF_NUMBER}")

_FROM = r"från\s+och\s+med|fr\.?\s?o\.?\s?m\.?|f\.?\s?o\.?\s?m\.?|från|from"
_UNTIL = r"till\s+och\s+med|t\.?\s?o\.?\s?m\.?|fram\s+till(?:\s+och\s+med)?|till"
LEADS = {
    "från och med": _FROM,
    "sedan": r"(?:allt)?sedan",
    "start": r"start(?:ar|as|ade|ades|at|ats|år)?(?:\s+upp)?|uppstart(?:ar|as|ades?|ats?)?|inför(?:des|ts)"
    r"|med\s+start",
    "med början": r"med\s+början|(?:på)?börja[rdt]?(?:de|des|s|t|ts)?|inle(?:der|ds|dde|ddes|tt|tts)",
    "togs i bruk": r"(?:togs|tas|tagits|togos|var|är)?\s*i\s+(?:bruk|drift)(?:\s+(?:från|sedan))?",
    "till och med": rf"{_UNTIL}|(?:av)?sluta[rdt]?(?:de|des|s|t|ts)?",
    "mellan": r"mellan",
    "inför": r"inför",
    "under": r"under|i|på|för|hela",
}
_LEAD = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<lead{number}>{words})" for number, words in enumerate(LEADS.values()))
    + rf")(?:\s*[:{DASHES}]|\s+(?:under|i|på|hela))?(?:\s+perioden)?\s*$",
    re.I,
)
_RANGE = re.compile(rf"\s*{_DASH}\s*|\s*/\s*(?=[vh])|,?\s+(?:{_UNTIL}|slut)\s+", re.I)
_AND = re.compile(r"\s+(?:och|samt)\s+", re.I)
_LISTED = re.compile(r",\s+|\s+(?:och|samt)\s+", re.I)
_ONWARDS = re.compile(
    rf"\s+och\s+(?:framåt|vidare|tills\s+vidare|pågår|pågående)|\s*{_DASH}?\s*(?:tills\s+vidare|pågående|pågår)"
    rf"|\s*{_DASH}(?=\s*(?:[.,;:)]|$))|{_DASH}(?=\s)",
    re.I,
)
_CONCLUDED = re.compile(r",\s+avslutad\b", re.I)
_NO_PERIOD_AFTER = re.compile(
    rf"(?<!\w)(?:(?:{MONTH_WORDS}|\d{{1,2}}/\d{{1,2}})[\s-]+"
    r"|(?:d(?:iarie)?nr|diarienummer|ärendenummer)\W*(?:\w{2,10}[\s-])?)$",
    re.I,
)
_LOOK_BACK = 60
_LONGEST_RANGE = 50


@dataclass(frozen=True)
class Phrase:
    """What one phrase states. `lead` is a key of LEADS, or empty where no lead-in word stands."""

    first: Point | None
    last: Point | None
    ongoing: bool | None
    lead: str
    start: int
    end: int


def phrases(text: str) -> list[Phrase]:
    """Every period phrase in running text, left to right, longest first, never overlapping.

    Dates, diarienummer, numbers with a unit and years outside 1900–2099 are no periods.
    """
    found: list[Phrase] = []
    for phrase in _scan(text):
        joined = _joined(found[-1], phrase, text) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(phrase)
    return found


def _scan(text: str) -> Iterator[Phrase]:
    position = 0
    while match := _FIRST_POINT.search(text, position):
        phrase = (
            None if _NO_PERIOD_AFTER.search(text, *_before(match.start())) else _phrase(text, match, position)
        )
        if phrase:
            yield phrase
        position = phrase.end if phrase else match.end()


def _before(start: int) -> tuple[int, int]:
    return max(0, start - _LOOK_BACK), start


def _phrase(text: str, match: re.Match[str], floor: int) -> Phrase | None:
    points = _points(match)
    if points is None:
        return None
    lead, start = _lead(text, match.start(), floor)
    phrase = Phrase(*points, False, lead, start, match.end())
    further = _range_end(text, phrase)
    if further:
        return replace(phrase, last=further[0], end=further[1])
    if onwards := _ONWARDS.match(text, match.end()):
        return replace(phrase, last=None, ongoing=True, end=onwards.end())
    return _alone(text, phrase)


def _alone(text: str, phrase: Phrase) -> Phrase:
    """What the lead-in word makes of a single point (or a stretch that counts as one)."""
    if phrase.lead == "till och med":
        return replace(phrase, first=None)
    if phrase.lead == "med början":
        concluded = _CONCLUDED.match(text, phrase.end)
        end = concluded.end() if concluded else phrase.end
        return replace(phrase, last=None, ongoing=False if concluded else None, end=end)
    if phrase.lead in ("från och med", "sedan", "start", "togs i bruk") and _single(phrase):
        return replace(phrase, last=None, ongoing=True)
    return phrase


def _single(phrase: Phrase) -> bool:
    return phrase.first == phrase.last


def _lead(text: str, start: int, floor: int) -> tuple[str, int]:
    match = _LEAD.search(text, max(floor, start - _LOOK_BACK), start)
    if match is None:
        return "", start
    number = next(number for number in range(len(LEADS)) if match[f"lead{number}"])
    return list(LEADS)[number], match.start()


def _range_end(text: str, phrase: Phrase) -> tuple[Point, int] | None:
    """The last point of a range and where it ends, when a dash or `till` and a later point follow."""
    sign = _RANGE.match(text, phrase.end)
    if sign is None and phrase.lead == "mellan":
        sign = _AND.match(text, phrase.end)
    if sign is None:
        return _next_school_years(text, phrase)
    if phrase.first is None:
        return None
    match, points = _next_point(text, sign.end(), phrase.first)
    if match is None or points is None or points[1].last_term < phrase.first.first_term:
        return None
    return points[1], match.end()


def _next_school_years(text: str, phrase: Phrase) -> tuple[Point, int] | None:
    """The last of `läsåren 22/23, 23/24 och 24/25`, each following on the one before."""
    last, end = phrase.last, phrase.end
    while isinstance(last, SchoolYear) and (sign := _LISTED.match(text, end)):
        match = _LISTED_SCHOOL_YEAR.match(text, sign.end())
        points = _school_years(match["school_from"], match["school_to"], stretch=False) if match else None
        if match is None or points is None or points[0].first_term - last.last_term != 1:
            break
        last, end = points[1], match.end()
    return (last, end) if last is not None and end > phrase.end else None


def _next_point(
    text: str, position: int, first: Point
) -> tuple[re.Match[str] | None, tuple[Point, Point] | None]:
    match = _POINT.match(text, position)
    if match:
        return match, _points(match)
    short = _SHORT_SCHOOL_YEAR.match(text, position) if isinstance(first, SchoolYear) else None
    if short:
        return short, _school_years(short["school_from"], short["school_to"], stretch=False)
    year = _SHORT_YEAR.match(text, position) if isinstance(first, Year) else None
    # 2011-12 is as likely a month; a range of years names a later year that no calendar has as a month.
    if year and int(year["year"]) > 12:
        later = later_year(first.first_term.year, year["year"])
        if later - first.first_term.year <= _LONGEST_RANGE:
            return year, (Year(later), Year(later))
    return None, None


def _points(match: re.Match[str]) -> tuple[Point, Point] | None:
    """The first and last point that the matched words name; None where the figures make no sense together."""
    if match["shared_year"]:
        first = _term(match["first_season"], match["shared_year"])
        last = _term(match["last_season"], match["shared_year"])
        return (first, last) if first < last else None
    season, year = match["season"] or match["season_after"], match["term_year"] or match["year_before"]
    if season:
        term = _term(season, year)
        return term, term
    if match["named_from"]:
        return _school_years(match["named_from"], match["named_to"], stretch=match["named_sign"] != "/")
    if match["school_from"]:
        return _school_years(match["school_from"], match["school_to"], stretch=False)
    whole = Year(int(match["year"]))
    return whole, whole


def _term(season: str, year: str) -> Term:
    return Term(full_year(year), "vt" if season[0] in "vV" else "ht")


def _school_years(first: str, last: str, *, stretch: bool) -> tuple[Point, Point] | None:
    """`2023/24` is one school year; with a dash, `läsåren 2021–2024` is three."""
    begins = full_year(first)
    ends = later_year(begins, last)
    if ends == begins + 1 or (stretch and ends > begins):
        return SchoolYear(begins), SchoolYear(ends - 1)
    return None


def _joined(before: Phrase, phrase: Phrase, text: str) -> Phrase | None:
    """`ht 2022 och vt 2023` is one period when the second follows on the first."""
    if not (_AND.fullmatch(text, before.end, phrase.start) and not phrase.lead):
        return None
    if before.last is None or phrase.first is None or phrase.last is None:
        return None
    if before.first != before.last or type(before.last) is not type(phrase.first) or not _single(phrase):
        return None
    if phrase.first.first_term - before.last.last_term != 1:
        return None
    return replace(before, last=phrase.last, end=phrase.end)
