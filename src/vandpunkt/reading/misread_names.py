"""Known names that a machine has misread, in an item's wording: they stand there as they are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from vandpunkt.reading.edits import edits_between
from vandpunkt.reading.names import KnownNames

_SHORTEST, _SHORTEST_ABBREVIATION = 8, 4
_LETTERS_AN_EDIT, _MOST_EDITS = 8, 3
_WORD = re.compile(r"[^\s(]+")
_AROUND = ".,;:)"


def with_known_names(text: str, names: KnownNames) -> str:
    """The wording with each known name that it nearly holds as that name is written.

    A name may have one character in eight misread, of an abbreviation in capitals one in all.
    """
    small = text.casefold()
    whole = [
        (0, at.start(), at.end(), name)
        for name in _wordings(names)
        if name.casefold() in small
        for at in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I)
    ]
    nearly = [(*one, name) for name in _wordings(names) for one in _nearly(text, name)]
    taken: list[tuple[int, int, str]] = []
    for edits, start, end, name in sorted((*whole, *nearly), key=lambda one: (one[0], one[1] - one[2])):
        if not any(start < other_end and other_start < end for other_start, other_end, _ in taken):
            taken.append((start, end, name if edits else text[start:end]))
    for start, end, name in sorted(taken, reverse=True):
        first = text[start].isupper() and name[0].islower()
        text = text[:start] + (name[:1].upper() + name[1:] if first else name) + text[end:]
    return text


@lru_cache(maxsize=16)
def _wordings(names: KnownNames) -> Sequence[str]:
    """Every wording of a name that is long enough to know it by, the longest first."""
    known = [name for one in names.programmes for name in (one.name, one.abbreviation or "", *one.aliases)]
    known += [name for one in names.partners for name in (one.name, *one.aliases)]
    return sorted({name for name in known if _long_enough(name)}, key=lambda name: (-len(name), name))


def _long_enough(name: str) -> bool:
    return len(name) >= (_SHORTEST_ABBREVIATION if name.isupper() else _SHORTEST)


def _nearly(text: str, name: str) -> list[tuple[int, int, int]]:
    """Where words of the text are the name but for a few characters: how many, from where, to where."""
    if name.isupper():
        return list(_abbreviations(text, name))
    most = min(max(len(name) // _LETTERS_AN_EDIT, 1), _MOST_EDITS)
    if not _shares_a_part(text, name, most):
        return []
    words = [(match.start(), match.start() + len(match[0].rstrip(_AROUND))) for match in _WORD.finditer(text)]
    found: list[tuple[int, int, int]] = []
    for at, (start, _) in enumerate(words):
        ends = [
            end for _, end in words[at : at + name.count(" ") + 3] if abs(end - start - len(name)) <= most
        ]
        near = [(edits, end) for end in ends if (edits := _edits(text[start:end], name, most)) is not None]
        if near and min(near)[0]:
            found.append((min(near)[0], start, min(near)[1]))
    return found


def _edits(words: str, name: str, most: int) -> int | None:
    return edits_between(words.casefold(), name.casefold(), most)


def _shares_a_part(text: str, name: str, most: int) -> bool:
    """Whether one of the parts that so few edits must leave whole stands in the text."""
    size = len(name) // (most + 1)
    small = name.casefold()
    return any(small[at : at + size] in text.casefold() for at in range(0, size * (most + 1), size))


def _abbreviations(text: str, name: str) -> Iterator[tuple[int, int, int]]:
    for match in re.finditer(r"(?<![\w-])[\w]{3,8}(?![\w-])", text):
        capitals = sum(letter.isupper() for letter in match[0])
        if capitals >= len(name) - 1 and edits_between(match[0], name, 1) == 1:
            yield 1, *match.span()
