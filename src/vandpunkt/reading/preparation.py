"""How the case was prepared: which departments took part, and who is heard before the board."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vandpunkt.domain.dates import find_dates
from vandpunkt.reading.facts import Consultation

_PREPARED = re.compile(
    r"\b(?:beretts|bereds|beretts\s+inom|handlagts|utarbetats|tagits\s+fram|berett)\b", re.I
)
_UNIT = re.compile(
    r"(?P<unit>(?:avdelningen|enheten|staben|sekretariatet|funktionen)\s+för\s+[^,.;()]+?"
    r"|[\wåäö-]*(?:avdelningen|enheten|staben|kontoret|sekretariatet|förvaltningen|gruppen|kansliet)|[A-ZÅÄÖ]\w+-enheten|\w*(?:förvaltningens|kontorets)\s(?:stab|kansli|ledning))"
    r"(?=\s*[,.;()]|\s+(?:i\s+(?:samarbete|samverkan|samråd)|tillsammans|inom|vid|på|av|under|med)\b"
    r"|\s+(?:och|samt)\s+(?:avdelningen|enheten|staben|[\wåäö-]*(?:avdelningen|enheten|staben|kontoret|förvaltningen|kansliet))\b|\s*$)",
    re.I,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
_UNIONS = re.compile(r"(?:de\s+)?fackliga\s+organisation\w+|facklig\s+samverkan|MBL-\w+|fackförbund\w*", re.I)
_COUNCIL = re.compile(
    r"(?:[A-ZÅÄÖ][\wåäö]*råde(?:t|n)(?!\s+för)"
    r"|\w*(?i:råde)(?:t|n)\s+för\s+[\wåäö ]+?(?=\s+(?:kommer|har|ska|får|behandla|den|vid)|[.,])"
    r"|[\w]+rådet|förvaltningsgruppen|samverkansgruppen|skyddskommittén)"
)
_UNION_NAME = "de fackliga organisationerna"


def prepared_by(text: str) -> tuple[str, ...]:
    """The departments that have prepared the case, in the order named."""
    for sentence in _SENTENCES.split(text):
        if _PREPARED.search(sentence):
            units = [match["unit"].strip() for match in _UNIT.finditer(sentence)]
            if units:
                return tuple(dict.fromkeys(units))
    return ()


def consultations_in(text: str) -> tuple[Consultation, ...]:
    """The bodies that are heard, each with the date of its sentence."""
    return tuple(dict.fromkeys(_consultations(text)))


def _consultations(text: str) -> Iterator[Consultation]:
    for sentence in _SENTENCES.split(text):
        dates = find_dates(sentence)
        for start, body in _bodies(sentence):
            date = next(
                (found.day for found in dates if found.start >= start), dates[-1].day if dates else None
            )
            yield Consultation(body, date.isoformat() if date else None)


def _bodies(sentence: str) -> Iterator[tuple[int, str]]:
    unions = _UNIONS.search(sentence)
    if unions:
        named = unions[0].lower().startswith(("de ", "fackliga"))
        yield unions.start(), _spaced(unions[0]) if named else _UNION_NAME
    for match in _COUNCIL.finditer(sentence):
        yield match.start(), _spaced(match[0])


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
