"""People whom an item names in their public role, such as a lecturer."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FIRST = r"[A-ZÅÄÖÉÜ][a-zåäöéüèáó]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?"
_LAST = r"(?:(?:von|af|de|van|al|El|Al)[\s-])?[A-ZÅÄÖÉÜ][a-zåäöéüèáó]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?"
_NAME = re.compile(rf"(?<![\w-])(?P<name>{_FIRST}(?:\s{_FIRST})?\s{_LAST})(?=\s*(?:[,.;()–]|$))")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s*)$")
_LOOK_BACK = 5
_NOT_PERSONS = re.compile(
    r"\b(?:Stad|Kommun|Universitet|Högskola|Institut|Institutet|Korset|Barnen|Bris|Region|Skola|Skolan|Norra|Södra|Östra|"
    r"Västra|Program|Akademi|Center|Centrum|Museum|Nätverk|Uppdrag|Vårterminen|Höstterminen|Hösten|Våren|Sankt|Start|Föreningen|Stiftelsen|Centrum|Rädda|Röda|Svenska)\b"
)


def is_person(name: str) -> bool:
    """Whether the words have the form of a person's first and last name, and no word of a body's name."""
    return _NAME.fullmatch(name) is not None and _NOT_PERSONS.search(name) is None


def persons_of(text: str, taken: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """First and last name together, closed by a comma or the like, where no sentence begins.

    `taken` are characters that already name something else: the programme, partners, a period.
    """
    found = []
    for match in _NAME.finditer(text):
        overlaps = any(match.start() < end and start < match.end() for start, end in taken)
        if (
            overlaps
            or _SENTENCE_START.search(text[max(0, match.start() - _LOOK_BACK) : match.start()])
            or not is_person(match["name"])
        ):
            continue
        found.append(match["name"])
    return tuple(dict.fromkeys(found))
