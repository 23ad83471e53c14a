"""Who an item says does the support or does it together with the school."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vandpunkt.reading.bodies import cooperating_bodies, enumerated, institutions
from vandpunkt.reading.characters import DASHES
from vandpunkt.reading.inflection import abbreviation_pattern
from vandpunkt.reading.names import KnownNames

_SHORT_NAME = 4


@dataclass(frozen=True)
class FoundPartner:
    """A partner in an item's wording. `known` is false where only the form of the wording tells."""

    name: str
    start: int
    end: int
    known: bool


def partners_of(text: str, names: KnownNames) -> tuple[FoundPartner, ...]:
    """Every partner, each once, in the order of the wording.

    A known name stands for itself, but where the wording names more closely (`Norrorts
    stadsdelsförvaltning`) the closer name stands.
    """
    closer = [
        span
        for span in institutions(text)
        if not any(_same(span, one) for one in known_partners(text, names))
    ]
    known = [one for one in known_partners(text, names) if not any(_within(one, span) for span in closer)]
    proposed = _apart((*closer, *cooperating_bodies(text)), known)
    found = sorted([*known, *(_partner(text, span) for span in proposed)], key=lambda one: one.start)
    return tuple({one.name.casefold(): one for one in reversed(found)}.values())[::-1]


def listed_partners(text: str, names: KnownNames) -> tuple[FoundPartner, ...]:
    """The partners of a table cell that holds nothing but partners."""
    known = list(known_partners(text, names))
    others = _apart((span for span in enumerated(text) if text[span[0] : span[1]].strip(" –-.")), known)
    return tuple(sorted((*known, *(_partner(text, span) for span in others)), key=lambda one: one.start))


def _partner(text: str, span: tuple[int, int]) -> FoundPartner:
    return FoundPartner(text[span[0] : span[1]].strip(), span[0], span[1], False)


def known_partners(text: str, names: KnownNames) -> Iterator[FoundPartner]:
    """The known names in the text; where one wording holds another the longer one is meant."""
    taken: list[tuple[int, int]] = []
    wordings = [
        (word, partner.name) for partner in names.partners for word in (partner.name, *partner.aliases)
    ]
    for wording, name in sorted(wordings, key=lambda pair: -len(pair[0])):
        for match in _pattern(wording).finditer(text):
            if not any(start <= match.start() < end for start, end in taken):
                taken.append(match.span())
                yield FoundPartner(name, match.start(), match.end(), True)


@lru_cache(maxsize=4096)
def _pattern(wording: str) -> re.Pattern[str]:
    """Long names in any case; short ones, and those in capitals, only as they are written."""
    if wording.isupper() or len(wording) < _SHORT_NAME:
        return abbreviation_pattern(wording)
    words = r"\s+".join(re.escape(word) for word in wording.split())
    return re.compile(rf"(?<![\w{DASHES}]){words}(?![\w{DASHES}])", re.I)


def _apart(
    spans: Sequence[tuple[int, int]] | Iterator[tuple[int, int]], known: Sequence[FoundPartner]
) -> list[tuple[int, int]]:
    """The spans that overlap neither a known name nor an earlier span."""
    taken = [(one.start, one.end) for one in known]
    kept = []
    for start, end in spans:
        if not any(start < other_end and other_start < end for other_start, other_end in taken):
            taken.append((start, end))
            kept.append((start, end))
    return kept


def _same(span: tuple[int, int], one: FoundPartner) -> bool:
    return span == (one.start, one.end)


def _within(one: FoundPartner, span: tuple[int, int]) -> bool:
    return span[0] <= one.start and one.end <= span[1]
