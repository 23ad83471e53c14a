"""The years that a letter asks about, past and planned: stated outright, or counted from its own day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from vandpunkt.domain.periods import find_periods
from vandpunkt.reading.inquiry_facts import StatedYears
from vandpunkt.reading.placed_text import PlacedText
from vandpunkt.reading.windows import PAST, PLANNED, about_support, claims, tense

_WORDS = ("ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio")
_NUMBERS = {word: number for number, word in enumerate(_WORDS, 1)}
_COUNT, _COUNTED = (rf"(?P<{name}>\d{{1,2}}|{'|'.join(_NUMBERS)})" for name in ("count", "counted"))
_LAST, _NEXT = r"(?:senaste|gångna|sista)", r"(?:kommande|närmaste|nästa)"
_LAST_YEARS, _NEXT_YEARS = (
    re.compile(rf"\b(?:{turn}\s+{_COUNT}|{_COUNTED}\s+{turn})\s+(?P<school_years>läs)?åren?\b", re.I)
    for turn in (_LAST, _NEXT)
)
_LAST_YEAR = re.compile(r"\b(?:förra|föregående)\s+året\b|\bi\s+fjol\b", re.I)
_NEXT_YEAR = re.compile(r"\b(?:nästa|kommande)\s+år(?:et)?\b", re.I)
_ABOUT_MEANS = re.compile(r"\b(?:pengar\w*|medel|medlen|resurs\w*|satsning\w*|tjänster\w*|hjälp\w*)\b", re.I)
_PLAN = re.compile(r"\b\w*plan(?:en|er|erna)?\b", re.I)
_STATED, _UNTENSED, _OPEN, _RELATIVE = 0.9, 0.6, 0.7, 0.6
_QUESTION_WEIGHT = 3
_LONGEST_SENTENCE = 3000
_EARLIEST_YEAR = 1990
_SPRING_ENDS = 6


@dataclass(frozen=True)
class _Years:
    kind: str
    first: int
    last: int


@dataclass(frozen=True)
class AskedYears:
    """The two windows, None where the letter states none; `others` are years that speak against them."""

    past: StatedYears | None
    planned: StatedYears | None
    others: tuple[str, ...]


def asked_years(
    blocks: Sequence[PlacedText], asking: Sequence[tuple[int, int, int]], written: date | None
) -> AskedYears:
    """The windows by vote; what the questions state weighs most. `asking` are the characters of questions.

    `written` is the letter's own day, from which «de senaste tre åren» counts.
    """
    votes: Counter[_Years] = Counter()
    first: dict[_Years, tuple[int, int, int, float]] = {}
    for index, block in enumerate(blocks):
        questions = [(start, end) for at, start, end in asking if at == index]
        for start, end in _statements(block, questions):
            sentence = block.text[start:end]
            asked = any(begins < end and start < stops for begins, stops in questions)
            support = about_support(sentence) or _ABOUT_MEANS.search(sentence)
            if end - start > _LONGEST_SENTENCE or not (asked or support):
                continue
            for years, begin, stop, sure in _stated(sentence, written, asked=asked):
                votes[years] += _QUESTION_WEIGHT if asked else 1
                first.setdefault(years, (index, start + begin, start + stop, sure))
    past, planned = (_chosen(kind, votes, first, blocks) for kind in (PAST, PLANNED))
    others = [
        f"{years.first}–{years.last}" if years.first < years.last else str(years.first)
        for years in votes
        if not any(one and one.first <= years.first and years.last <= one.last for one in (past, planned))
    ]
    return AskedYears(past, planned, tuple(dict.fromkeys(others)))


def _statements(block: PlacedText, questions: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences of a block, those with several questions parted where each begins."""
    for start, end in block.sentences():
        begins = [start, *sorted({one for one, _ in questions if start < one < end}), end]
        yield from pairwise(begins)


def _stated(sentence: str, written: date | None, *, asked: bool) -> Iterator[tuple[_Years, int, int, float]]:
    claimed = list(claims(sentence))
    for claim in claimed:
        years = _Years(claim.kind, int(claim.window.start[:4]), int(claim.window.end[:4]))
        yield years, claim.start, claim.end, _STATED
    for found in find_periods(sentence):
        span = found.period.as_years
        if any(claim.start == found.start for claim in claimed):
            continue
        if span.start is None:
            if span.end is not None and written and tense(sentence) == PLANNED:
                begins, ends = _latest_whole_year(written) + 1, int(span.end.code)
                yield _Years(PLANNED, min(begins, ends), ends), found.start, found.end, _OPEN
            continue
        begins = int(span.start.code)
        if span.end is not None and asked:
            ends = int(span.end.code)
            later = _PLAN.search(sentence) or (written and begins > written.year)
            kind = PLANNED if later else PAST
            yield _Years(kind, begins, ends), found.start, found.end, _UNTENSED
        elif span.end is None and written and begins <= written.year and tense(sentence) != PLANNED:
            yield _Years(PAST, begins, written.year), found.start, found.end, _OPEN
    if written:
        yield from _relative(sentence, written)


def _relative(sentence: str, written: date) -> Iterator[tuple[_Years, int, int, float]]:
    """Years counted from the letter's day; in spring the year that has just begun is none of «the last».

    Of school years the last is the latest that is over, and the next the one that begins next.
    """
    year, last = written.year, _latest_whole_year(written)
    for match in _LAST_YEARS.finditer(sentence):
        first = max(last - _span(match) + 1, _EARLIEST_YEAR)
        yield _Years(PAST, first, last), match.start(), match.end(), _RELATIVE
    for match in _NEXT_YEARS.finditer(sentence):
        begins = last + 1 if match["school_years"] else year + 1
        yield _Years(PLANNED, begins, begins + _span(match) - 1), match.start(), match.end(), _RELATIVE
    for match in _LAST_YEAR.finditer(sentence):
        yield _Years(PAST, year - 1, year - 1), match.start(), match.end(), _RELATIVE
    for match in _NEXT_YEAR.finditer(sentence):
        yield _Years(PLANNED, year + 1, year + 1), match.start(), match.end(), _RELATIVE


def _latest_whole_year(written: date) -> int:
    return written.year if written.month > _SPRING_ENDS else written.year - 1


def _span(match: re.Match[str]) -> int:
    """How many calendar years: one more than the school years, which begin in one and end in the next."""
    word = match["count"] or match["counted"]
    count = max(int(word), 1) if word.isdigit() else _NUMBERS[word.lower()]
    return count + 1 if match["school_years"] else count


def _chosen(
    kind: str,
    votes: Counter[_Years],
    first: dict[_Years, tuple[int, int, int, float]],
    blocks: Sequence[PlacedText],
) -> StatedYears | None:
    of_kind = [years for years in votes if years.kind == kind]
    if not of_kind:
        return None
    years = max(of_kind, key=lambda one: (votes[one], first[one][3]))
    block, start, end, sure = first[years]
    return StatedYears(years.first, years.last, blocks[block].source(start, end), sure)
