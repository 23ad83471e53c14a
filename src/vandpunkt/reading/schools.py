"""Which schools a document is about, by how it introduces them and by its headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

from vandpunkt.reading.characters import folded
from vandpunkt.reading.headings import has_heading_form, heading_words, topic_of
from vandpunkt.reading.lines import Line
from vandpunkt.reading.pages import Cell
from vandpunkt.reading.unwrapping import unwrapped

_WORD = r"[A-ZÅÄÖÉÜ][\wÅÄÖåäöé]*(?:[-/][\w]+)*"
_NAME = rf"{_WORD}(?:\s(?:[Ff]\s?[-–]\s?\d|{_WORD}|[a-zåäöé]*skolan?|i|på))*"
_BETWEEN = r"(?:\s*,\s*(?:samt\s+|och\s+)?|\s+och\s+|\s+samt\s+)"
_LISTED = rf"(?P<names>{_NAME}(?:{_BETWEEN}{_NAME}){{1,60}})"
_LIST_ENDS = r"(?=\s*[.;(:–]|\s+(?:som|har|med|ska|där|under)\b|,\s+(?:som|där|har)\b|\s*$)"
_ABOUT = r"(?:är|avses|avser|gäller|omfattar|omfattas|handlar\s+om|rör)"
_INTRODUCED = re.compile(
    rf"\b(?i:\w*skol(?:or|orna|enheter|enheterna))\b[^.!?]{{0,120}}?(?:\b{_ABOUT}|:|,|\s–)\s+"
    rf"(?:följande:?\s+|nämligen\s+)?{_LISTED}{_LIST_ENDS}"
    rf"|\b(?:[Ss]krivelsen|[Ff]rågan|[Ff]rågorna|[Ää]rendet|[Rr]edovisningen)\s+{_ABOUT}\s+"
    rf"{_LISTED.replace('names', 'others')}{_LIST_ENDS}"
)
_SUPPORTED = re.compile(
    rf"(?:^|(?<=[.:]\s)|(?<=\n))(?:På|Vid|För|Till|I)\s(?P<name>{_NAME})\s(?:har|ska|kommer|planeras|erbjuds|erbjöds|fick)\b",
    re.M,
)
_SCHOOL_WORD = re.compile(r"\b[\wÅÄÖåäöé-]*(?:skola|skolan|skolans)\b", re.I)
_PARTS = re.compile(_BETWEEN)
_TAIL = re.compile(
    r"\s*(?:\([^)]{1,40}\)|,\s*(?:årskurs|åk|F)\b.{0,20}|(?:årskurs|åk)\s.{1,12}|F\s?[-–]\s?\d)\s*$"
)
_SCHOOL_COLUMN = re.compile(r"skola|skolor|skolenhet|skolenheter|namn på skola", re.I)
_YEARS_TAIL = re.compile(
    r"[\s,:(–-]+(?:(?:tidigare|planerade|genomförda|insatser|stöd|under|åren|år|inför)\s+)*"
    r"20\d\d(?:\s*[–/-]\s*(?:20)?\d\d|\s+och\s+20\d\d)?\)?\s*$",
    re.I,
)
_LONGEST_HEADING = 120
_MOST_SCHOOLS = 300
_NOT_ALONE = {"skola", "skolan", "grundskola", "grundskolan", "skolor", "skolorna", "förskola", "förskolan"}


def introduced_schools(prose: str) -> tuple[str, ...]:
    """The schools that a sentence lists (`De skolor som avses är A, B samt C.`), in its order."""
    best: tuple[str, ...] = ()
    for match in _INTRODUCED.finditer(prose):
        names = tuple(name.strip() for name in _PARTS.split(match["names"] or match["others"]))
        if len(names) > len(best) and _plausible(names):
            best = names
    return tuple(dict.fromkeys(best))


def _plausible(names: Sequence[str]) -> bool:
    """Whether most of the names have a school in them; lists of other capitalised things do not."""
    return 2 * sum(1 for name in names if _SCHOOL_WORD.search(name)) >= len(names)


def supported_schools(prose: str) -> tuple[str, ...]:
    """The schools of sentences such as `På A har central förvaltning erbjudit stöd`."""
    return tuple(
        dict.fromkeys(match["name"] for match in _SUPPORTED.finditer(prose) if _is_name(match["name"]))
    )


def headed_schools(lines: Iterable[Line]) -> tuple[str, ...]:
    """The schools that stand alone on a line in a heading's place and have a school word in their name."""
    names = []
    for line in lines:
        words = without_tail(heading_words(line.text))
        if line.cell is None and _is_school_heading(words) and topic_of(line.text) is None:
            names.append(words)
    return tuple(dict.fromkeys(names))


def tabled_schools(lines: Iterable[Line]) -> tuple[str, ...]:
    """The names in the columns of tables that are headed as schools."""
    columns: set[tuple[int, int]] = set()
    cells: dict[Cell, list[str]] = {}
    for line in lines:
        if line.cell is None:
            continue
        if line.cell.row == 0 and _SCHOOL_COLUMN.fullmatch(line.text):
            columns.add((line.cell.table, line.cell.column))
        elif (line.cell.table, line.cell.column) in columns:
            cells.setdefault(line.cell, []).append(line.text)
    return tuple(dict.fromkeys(unwrapped(texts) for texts in cells.values()))


def as_prose_has_it(name: str, prose: str) -> str:
    """A name in capitals as the running text writes it, else with a capital for each word."""
    if not name.isupper():
        return name
    written = (match[0] for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", prose, re.I))
    return next((one for one in written if not one.isupper()), name.title())


def could_be_school(words: str) -> bool:
    """Whether words that stand as a heading have the form of a school's name."""
    return _is_school_heading(without_tail(words)) and topic_of(words) is None


def _is_school_heading(words: str) -> bool:
    ends_with_school = bool(re.search(r"skola[n]?$", words, re.I))
    return (
        ends_with_school
        and len(words) <= 50
        and has_heading_form(words)
        and _is_name(words)
        and re.fullmatch(_NAME, words) is not None
    )


def _is_name(words: str) -> bool:
    return folded(words) not in _NOT_ALONE


def without_tail(name: str) -> str:
    """The name without what follows it in a heading: years taught, a district, the inquiry's years."""
    return _TAIL.sub("", _YEARS_TAIL.sub("", name)) if len(name) <= _LONGEST_HEADING else name


def years_tail(heading: str) -> str:
    """What a school's heading says of years after the name: `2021–2024` of `Norra skolan 2021–2024`."""
    tail = _YEARS_TAIL.search(heading) if len(heading) <= _LONGEST_HEADING else None
    return tail[0].strip(" ,:()–-") if tail else ""


def school_named(text: str, schools: Iterable[str]) -> str | None:
    """The school whose name the text is, whatever its case, number or colon; None where it is none."""
    wanted = school_key(heading_words(text))
    return next((school for school in schools if school_key(school) == wanted), None)


@lru_cache(maxsize=4096)
def school_key(name: str) -> str:
    """What makes two wordings the same school within a document."""
    return folded(without_tail(name))


def distinct_schools(names: Iterable[str]) -> tuple[str, ...]:
    """The names without those that only word an earlier one differently."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(school_key(name), name)
    return tuple(islice(kept.values(), _MOST_SCHOOLS))


def mentioned_school(text: str, schools: Iterable[str]) -> str | None:
    """The one school that a sentence names, also in the genitive; None where it names none or several."""
    words = text.casefold()
    found = [
        school
        for school in schools
        if school.casefold() in words and re.search(rf"(?<!\w){re.escape(school)}s?(?!\w)", text, re.I)
    ]
    longest = [
        s for s in found if not any(s != other and s.casefold() in other.casefold() for other in found)
    ]
    return longest[0] if len(longest) == 1 else None
