"""Which programme of support an item is about: a known one, or a name that its wording proposes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vandpunkt.domain.periods import find_periods
from vandpunkt.reading.characters import DASHES
from vandpunkt.reading.glossary import introduced_abbreviations
from vandpunkt.reading.inflection import abbreviation_pattern, name_pattern
from vandpunkt.reading.names import KnownNames, ProgrammeName


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
    return _known(text, names) or _proposed(text)


def _known(text: str, names: KnownNames) -> FoundProgramme | None:
    """The known programme that is named first; of several at one place the one with the longest name."""
    mentions = sorted(_mentions(text, names), key=lambda found: (found[0], -found[1]))
    if not mentions:
        return None
    programme = mentions[0][2]
    spans = tuple((start, end) for start, end, mentioned in mentions if mentioned is programme)
    printed = programme.abbreviation and abbreviation_pattern(programme.abbreviation).search(text)
    known = programme not in names.introduced
    return FoundProgramme(programme.name, programme.abbreviation if printed else None, known, spans)


def _mentions(text: str, names: KnownNames) -> Iterator[tuple[int, int, ProgrammeName]]:
    for programme in (*names.programmes, *names.introduced):
        for name in (programme.name, *programme.aliases):
            for match in name_pattern(name).finditer(text):
                if " " in name or not text[: match.start()].strip():
                    yield match.start(), match.end(), programme
        if programme.abbreviation:
            for match in abbreviation_pattern(programme.abbreviation).finditer(text):
                yield match.start(), match.end(), programme


# What a name is not: it does not begin with a common word for a kind of work, name two things with a
# slash, or say what somebody does. Such wording describes support without naming a programme.
_KIND_OF_WORK = re.compile(
    r"(?:utbildning|utbildningar|fortbildning|kompetensutveckling|metodutveckling|skolutveckling|workshop|workshops|"
    r"lärande|stöd|stödet|stödteam|team|handledning|föreläsning|föreläsningar|lektor|lektorer|lärare|pedagog|resurs|"
    r"resurser|samtal|träff|träffar|möte|möten|dialog|dialoger|insats|insatser|arbete|arbetssätt|planering|analys|"
    r"coachning|kurs|kurser|studiecirkel|samarbete|samverkan|uppföljning|genomgång|besök|kartläggning|undervisning|"
    r"konsultation|rådgivning|personal|tjänst|tjänster|medel|rekrytering|tillsättning|anställning|hjälp|inköp)",
    re.I,
)
_COUNTED = re.compile(r"(?:\d|(?:ett|en|två|tre|fyra|fem|sex|flera|några|extra)\s|\w+årig)", re.I)
_CLAUSE = re.compile(
    r"\b(?:som(?!\s+andraspråk)|har|ska|kommer|påbörjar|ges|får|fick|deltar|erbjuds|genomför\w*|arbetar|inleder|fortsätter|skolan|"
    r"rektor|eleverna|lärarna|förvaltningen)\b",
    re.I,
)
_OPENING = re.compile(
    r"(?:fortsätta(?:\s+med)?|fortsatt|fortsatta|deltagande\s+i|deltar\s+i|medverkan\s+i|planering\s+inför(?:\s+att\s+starta(?:\s+upp)?)?"
    r"|uppstart\s+av|start\s+av|insatsen|insatser\s+inom|inom\s+ramen\s+för|stöd\s+(?:genom|i\s+form\s+av)|satsningen|projektet|programmet)\s+",
    re.I,
)
_NAME_ENDS = re.compile(
    rf"[:,.;(]|\s[{DASHES}]\s|\s(?:i|på)\s(?:samarbete|samverkan|samråd)\b|\s(?:tillsammans\s+med|med\s+hjälp|med\s+stöd|med\s+start|"
    r"för\s+att|inom\s+ramen|som(?!\s+andraspråk)|under|start\w*|pågår|pågående|påbörja\w*|från\s+och\s+med|fr\.o\.m\.|av\s+(?=[A-ZÅÄÖ]))",
    re.I,
)
_COOPERATION = re.compile(r"[\s,–-]*(?:i\s+(?:samarbete|samverkan)\s+med|tillsammans\s+med)", re.I)
_LONGEST_NAME_WORDS = 8


def _proposed(text: str) -> FoundProgramme | None:
    """A name by the wording's form: what stands before an abbreviation, a colon, a time or a partner.

    Either something must set the words apart as a name (one of those, or a capital inside), or the whole
    item is no more than a few words; and the words must not describe a kind of work.
    """
    opening = _OPENING.match(text)
    start = opening.end() if opening else 0
    introduced = introduced_abbreviations(text)
    if introduced and introduced[0].start <= start + 2:
        first = introduced[0]
        return FoundProgramme(_capital(first.name), first.abbreviation, False, ((first.start, first.end),))
    end = _name_end(text, start)
    name = text[start:end].strip()
    if not _may_be_name(name) or not (_set_apart(text, name, end) or _is_short(text)):
        return None
    return FoundProgramme(_capital(name), None, False, ((start, end),))


def _name_end(text: str, start: int) -> int:
    ends = [match.start() for match in (_NAME_ENDS.search(text, start),) if match]
    ends += [period.start for period in find_periods(text) if period.start > start]
    return min(ends, default=len(text))


def _may_be_name(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= _LONGEST_NAME_WORDS or "/" in name or not name[0].isalnum():
        return False
    described = any(_KIND_OF_WORK.fullmatch(_head(word)) for word in words[:2])
    return (
        not described
        and _COUNTED.match(name) is None
        and _CLAUSE.search(name) is None
        and any(map(str.isalpha, name))
    )


def _head(word: str) -> str:
    """The last part of a compound that is a kind of work (`analysstöd` → `stöd`), else the word.

    A compound with an abbreviation or a name before its hyphen (`NPF-utbildning`) keeps that: it names.
    """
    if re.match(rf"[A-ZÅÄÖ]{{2,}}[{DASHES}]", word):
        return word
    tail = re.search(
        r"(?:stöd|stödet|stödteam|team|lärande|handledning|fortbildning|workshop|samtal)$", word, re.I
    )
    return tail[0] if tail else word


def _set_apart(text: str, name: str, end: int) -> bool:
    rest = text[end:]
    capital_inside = any(word[0].isupper() for word in name.split()[1:])
    followed = rest.startswith((":", " (")) or _COOPERATION.match(rest) is not None
    timed = bool(find_periods(text[end:])) and len(rest) < 80
    return capital_inside or followed or timed


def _is_short(text: str) -> bool:
    return len(text.split()) <= 4


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
