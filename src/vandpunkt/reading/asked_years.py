"""The years that a letter asks about, past and planned: stated outright, or counted from its own day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vandpunkt.domain.periods import find_periods
from vandpunkt.reading.inquiry_facts import StatedYears
from vandpunkt.reading.placed_text import PlacedText
from vandpunkt.reading.windows import PAST, PLANNED, about_support, claims, tense

_WORDS = ("ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio")
_NUMBERS = {word: number for number, word in enumerate(_WORDS, 1)}
_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_LAST_YEARS = re.compile(rf"\b(?:de|dom)?\s*(?:senaste|gångna|sista)\s+{_COUNT}\s+åren\b", re.I)
_NEXT_YEARS = re.compile(rf"\b(?:de\s+)?(?:kommande|närmaste|nästa)\s+{_COUNT}\s+åren?\b", re.I)
_LAST_YEAR = re.compile(r"\b(?:förra|föregående)\s+året\b|\bi\s+fjol\b", re.I)
_NEXT_YEAR = re.compile(r"\b(?:nästa|kommande)\s+år(?:et)?\b", re.I)
_ABOUT_MEANS = re.compile(r"\b(?:pengar\w*|medel|medlen|resurs\w*|satsning\w*|tjänster\w*|hjälp\w*)\b", re.I)
_PLAN = re.compile(r"\bplan(?:en|er|erna)?\b", re.I)
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
        asks = _characters_asking(index, len(block.text), asking)
        for start, end in block.sentences():
            sentence = block.text[start:end]
            asked = any(asks[start:end])
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


def _characters_asking(block: int, length: int, asking: Sequence[tuple[int, int, int]]) -> bytearray:
    """One for each character of the block that is part of a question."""
    asks = bytearray(length)
    for at, start, end in asking:
        if at == block:
            asks[start:end] = b"\x01" * (end - start)
    return asks


def _stated(sentence: str, written: date | None, *, asked: bool) -> Iterator[tuple[_Years, int, int, float]]:
    claimed = list(claims(sentence))
    for claim in claimed:
        years = _Years(claim.kind, int(claim.window.start[:4]), int(claim.window.end[:4]))
        yield years, claim.start, claim.end, _STATED
    for found in find_periods(sentence):
        span = found.period.as_years
        if any(claim.start == found.start for claim in claimed) or span.start is None:
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
    """Years counted from the letter's day; in spring the year that has just begun is none of «the last»."""
    year = written.year
    last = year if written.month > _SPRING_ENDS else year - 1
    for match in _LAST_YEARS.finditer(sentence):
        first = max(last - _number(match["count"]) + 1, _EARLIEST_YEAR)
        yield _Years(PAST, first, last), match.start(), match.end(), _RELATIVE
    for match in _NEXT_YEARS.finditer(sentence):
        yield _Years(PLANNED, year + 1, year + _number(match["count"])), match.start(), match.end(), _RELATIVE
    for match in _LAST_YEAR.finditer(sentence):
        yield _Years(PAST, year - 1, year - 1), match.start(), match.end(), _RELATIVE
    for match in _NEXT_YEAR.finditer(sentence):
        yield _Years(PLANNED, year + 1, year + 1), match.start(), match.end(), _RELATIVE


def _number(word: str) -> int:
    return max(int(word), 1) if word.isdigit() else _NUMBERS[word.lower()]


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
