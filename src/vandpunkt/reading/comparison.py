"""A returned Word file against the document that was sent out: what stands, what does not, what is new."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from vandpunkt.reading.characters import clean
from vandpunkt.reading.returned import Place, ReturnedFact, ReturnedWord


@dataclass(frozen=True)
class GivenFact:
    """A fact as it was sent out: its number, the citation ids of its control, its words and its place."""

    number: int
    citations: tuple[str, ...]
    text: str
    place: Place
    picture: bool = False


class Outcome(Enum):
    """What became of a fact."""

    STANDS = "stands"
    REWORDED = "reworded"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """Words side by side: `before` was struck out and `after` put in its stead; equal where they stand."""

    before: str
    after: str

    @property
    def same(self) -> bool:
        """Whether the words stand as they were."""
        return self.before == self.after


@dataclass(frozen=True)
class ComparedFact:
    """One fact and what became of it.

    `after` is its text now, "" where it was removed. `moved` is whether it stands under another heading or
    in another order. `controlled` is false where the text came back without its content control.
    """

    given: GivenFact
    outcome: Outcome
    after: str
    moved: bool
    controlled: bool

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The two texts, word by word."""
        return word_differences(self.given.text, self.after)


@dataclass(frozen=True)
class Comparison:
    """Everything that a comparison found, in the order of the document that was sent out.

    `unknown` are content controls tagged as facts that the document never held, as those of another case.
    """

    facts: tuple[ComparedFact, ...]
    unknown: tuple[ReturnedFact, ...]

    def of(self, outcome: Outcome) -> tuple[ComparedFact, ...]:
        """The facts that came to one outcome."""
        return tuple(one for one in self.facts if one.outcome is outcome)

    @property
    def everything_stands(self) -> bool:
        """Whether every fact came back in its own words, at its place and in its control."""
        stands = all(one.outcome is Outcome.STANDS and one.controlled and not one.moved for one in self.facts)
        return stands and not self.unknown


def compare(given: Sequence[GivenFact], returned: ReturnedWord) -> Comparison:
    """What became of each fact. Differences in white space alone are no rewording."""
    matches, unknown = _matched(given, returned.facts)
    _search_text(given, matches, returned)
    positions = {id(fact): at for at, fact in enumerate(returned.facts)}
    kept = [one for one in given if one.number in matches]
    in_order = _longest_rising([positions.get(id(matches[one.number]), -1) for one in kept])
    places = {_spaced_place(one.place) for one in given}
    moved = {
        one.number
        for at, one in enumerate(kept)
        if at not in in_order or _elsewhere(one, matches[one.number], places)
    }
    return Comparison(
        facts=tuple(_compared(one, matches.get(one.number), moved=one.number in moved) for one in given),
        unknown=tuple(unknown),
    )


def _matched(
    given: Sequence[GivenFact], returned: Sequence[ReturnedFact]
) -> tuple[dict[int, ReturnedFact], list[ReturnedFact]]:
    """Which returned fact is which: by bookmark, else by tag and text, else by tag in order."""
    by_number = {one.number: one for one in given}
    matches: dict[int, ReturnedFact] = {}
    left: list[ReturnedFact] = []
    for fact in returned:
        known = by_number.get(fact.number) if fact.number is not None else None
        agree = known is not None and (not fact.tags or fact.tags == known.citations)
        if known is not None and agree and known.number not in matches:
            matches[known.number] = fact
        elif fact.tags:
            left.append(fact)
    open_by_tags: dict[tuple[str, ...], list[GivenFact]] = defaultdict(list)
    for one in given:
        if one.number not in matches:
            open_by_tags[one.citations].append(one)
    for exact in (True, False):
        for fact in list(left):
            candidates = open_by_tags[fact.tags]
            found = next((one for one in candidates if not exact or _same(one.text, fact.text)), None)
            if found is not None:
                candidates.remove(found)
                matches[found.number] = fact
                left.remove(fact)
    known_tags = {one.citations for one in given}
    return matches, [fact for fact in left if fact.tags not in known_tags]


def _search_text(
    given: Sequence[GivenFact], matches: dict[int, ReturnedFact], returned: ReturnedWord
) -> None:
    """A fact without control and bookmark stands where its very words stand outside every other fact."""
    bare = [one for one in returned.paragraphs if not one.facts and not one.heading]
    for one in given:
        known = matches.get(one.number)
        if one.picture or (known is not None and (known.controlled or known.text)):
            continue
        wanted = _spaced(one.text)
        found = next((at for at in bare if wanted and wanted in at.text), None)
        if found is not None:
            matches[one.number] = ReturnedFact(None, (), one.text, one.text, found.place, controlled=False)


def _elsewhere(given: GivenFact, fact: ReturnedFact, places: set[Place]) -> bool:
    """Whether the fact stands under another heading of the document; a heading that was reworded is none."""
    place = _spaced_place(fact.place)
    return bool(given.place) and place != _spaced_place(given.place) and place in places


def _compared(given: GivenFact, fact: ReturnedFact | None, *, moved: bool) -> ComparedFact:
    if fact is None or (not given.picture and not fact.text and _spaced(given.text)):
        return ComparedFact(given, Outcome.REMOVED, "", moved=False, controlled=False)
    stands = given.picture or _same(given.text, fact.text)
    return ComparedFact(
        given,
        Outcome.STANDS if stands else Outcome.REWORDED,
        given.text if stands else fact.text,
        moved=moved,
        controlled=fact.controlled,
    )


def word_differences(before: str, after: str) -> tuple[Piece, ...]:
    """The two texts as stretches of words that stand and words that were replaced, in order.

    A space between two replaced words belongs to what was replaced.
    """
    old, new = (re.findall(r"\s+|\w+|[^\w\s]", one) for one in (before, after))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    pieces: list[Piece] = []
    for _, a, b, c, d in matcher.get_opcodes():
        piece = Piece("".join(old[a:b]), "".join(new[c:d]))
        bridged = len(pieces) > 1 and not piece.same and pieces[-1].same and not pieces[-1].before.strip()
        if bridged:
            space, changed = pieces.pop(), pieces.pop()
            piece = Piece(
                changed.before + space.before + piece.before, changed.after + space.after + piece.after
            )
        pieces.append(piece)
    return tuple(pieces)


def _same(one: str, other: str) -> bool:
    return _spaced(one) == _spaced(other)


def _spaced(text: str) -> str:
    return " ".join(clean(text).split())


def _spaced_place(place: Place) -> Place:
    return tuple(map(_spaced, place))


def _longest_rising(numbers: Iterable[int]) -> set[int]:
    """The places of a longest rising row of numbers: what is left out of it has been moved.

    A number below zero stands for no known position and is never left out.
    """
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    kept: set[int] = set()
    for at, number in enumerate(numbers):
        if number < 0:
            kept.add(at)
            continue
        where = bisect_left(tails, number)
        before[at] = ends[where - 1] if where else None
        tails[where : where + 1] = [number]
        ends[where : where + 1] = [at]
    at_last: int | None = ends[-1] if ends else None
    while at_last is not None:
        kept.add(at_last)
        at_last = before[at_last]
    return kept
