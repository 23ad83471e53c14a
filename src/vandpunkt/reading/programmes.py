"""Which programme of support an item is about: a known one, or a name that its wording proposes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vandpunkt.reading.inflection import abbreviation_pattern, name_pattern
from vandpunkt.reading.names import KnownNames, ProgrammeName
from vandpunkt.reading.partners import known_partners
from vandpunkt.reading.proposed_names import proposed_name


@dataclass(frozen=True)
class FoundProgramme:
    """A programme in an item's wording. `known` is false where the name is only a proposal.

    `abbreviation` is set where the wording itself prints it. `spans` are the characters that name it.
    """

    name: str
    abbreviation: str | None
    known: bool
    spans: tuple[tuple[int, int], ...]


def programme_of(text: str, names: KnownNames) -> FoundProgramme | None:
    """The programme that the item is about; None where the wording describes work but names nothing."""
    return _known(text, names) or _proposed(text, names)


def told_programme(text: str, names: KnownNames) -> FoundProgramme | None:
    """The known programme that a sentence of running text names, wherever in it; None where it names none."""
    return _known(text, names, anywhere=True)


def _known(text: str, names: KnownNames, *, anywhere: bool = False) -> FoundProgramme | None:
    """The known programme that is named first; of several at one place the one with the longest name."""
    mentions = sorted(_mentions(text, names, anywhere=anywhere), key=lambda found: (found[0], -found[1]))
    if not mentions:
        return None
    programme = mentions[0][2]
    spans = tuple((start, end) for start, end, mentioned in mentions if mentioned is programme)
    printed = programme.abbreviation and abbreviation_pattern(programme.abbreviation).search(text)
    known = programme not in names.introduced
    return FoundProgramme(programme.name, programme.abbreviation if printed else None, known, spans)


def _mentions(text: str, names: KnownNames, *, anywhere: bool) -> Iterator[tuple[int, int, ProgrammeName]]:
    """Where programmes are named; a name of one word only where the item begins, unless `anywhere`."""
    for programme in (*names.programmes, *names.introduced):
        for name in (programme.name, *programme.aliases):
            for match in name_pattern(name).finditer(text):
                if anywhere or " " in name or not text[: match.start()].strip():
                    yield match.start(), match.end(), programme
        if programme.abbreviation:
            for match in abbreviation_pattern(programme.abbreviation).finditer(text):
                yield match.start(), match.end(), programme


def _proposed(text: str, names: KnownNames) -> FoundProgramme | None:
    proposed = proposed_name(text)
    if proposed is None or any(partner.start == proposed.start for partner in known_partners(text, names)):
        return None
    name = proposed.name[:1].upper() + proposed.name[1:]
    return FoundProgramme(name, proposed.abbreviation, False, ((proposed.start, proposed.end),))
