"""Abbreviations that a document introduces in one place (`name (ABBR)`) and uses in another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from vandpunkt.reading.characters import folded
from vandpunkt.reading.names import KnownNames, ProgrammeName

_BRACKETED = re.compile(r"\((?P<abbreviation>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,7})\)")
_LONGEST_NAME = 120
_SENTENCE_PART = re.compile(r"[.:;!?()]")


@dataclass(frozen=True)
class Introduced:
    """A name and the abbreviation that stands in brackets after it, with the place of both in the text."""

    name: str
    abbreviation: str
    start: int
    end: int


def introduced_abbreviations(text: str) -> tuple[Introduced, ...]:
    """Every `name (ABBR)` whose letters come from the name's words, in order."""
    found = []
    for match in _BRACKETED.finditer(text):
        abbreviation = match["abbreviation"]
        if sum(map(str.isupper, abbreviation)) < 2:
            continue
        start = _name_start(text, match.start(), abbreviation)
        if start is not None:
            name = text[start : match.start()].strip(" ,–-")
            found.append(Introduced(name, abbreviation, start, match.end()))
    return tuple(found)


def _name_start(text: str, end: int, abbreviation: str) -> int | None:
    """Where the name before the bracket begins: from the word that lets most letters begin a word."""
    earliest = max(0, end - _LONGEST_NAME)
    lowest = max((match.end() for match in _SENTENCE_PART.finditer(text, earliest, end)), default=earliest)
    starts = [lowest + match.start() for match in re.finditer(r"\S+", text[lowest:end])]
    candidates = [start for start in reversed(starts) if _spells(text[start:end], abbreviation)]
    return max(candidates, key=lambda start: _initials(text[start:end], abbreviation), default=None)


def _spells(name: str, abbreviation: str) -> bool:
    """Whether the name begins with the first letter and has all letters in order."""
    letters, rest = abbreviation.casefold(), iter(name.casefold())
    return name[:1].casefold() == letters[0] and all(letter in rest for letter in letters)


def _initials(name: str, abbreviation: str) -> int:
    """How many letters of the abbreviation begin words of the name, in order (longest common subsequence)."""
    letters = abbreviation.casefold()
    row = [0] * (len(letters) + 1)
    for initial in (word[0] for word in re.findall(r"\w+", name.casefold())):
        for place in range(len(letters), 0, -1):
            if letters[place - 1] == initial:
                row[place] = row[place - 1] + 1
        for place in range(1, len(letters) + 1):
            row[place] = max(row[place], row[place - 1])
    return row[-1]


def with_introduced(names: KnownNames, found: Iterable[Introduced]) -> KnownNames:
    """The known names, with the abbreviations and the programmes that the document itself introduces."""
    partners = {name for partner in names.partners for name in (partner.name, *partner.aliases)}
    taken = {programme.abbreviation for programme in names.programmes} | partners
    known = {folded(programme.name): programme for programme in names.programmes}
    new: dict[str, ProgrammeName] = {}
    for one in found:
        key = folded(one.name)
        if one.abbreviation in taken:
            continue
        if key in known:
            known[key] = replace(known[key], abbreviation=known[key].abbreviation or one.abbreviation)
        else:
            new.setdefault(key, ProgrammeName(one.name, one.abbreviation))
    return replace(names, programmes=tuple(known.values()), introduced=tuple(new.values()))
