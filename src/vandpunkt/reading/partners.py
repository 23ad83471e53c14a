"""Who an item says does the support or does it together with the school."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vandpunkt.reading.characters import DASHES
from vandpunkt.reading.inflection import abbreviation_pattern
from vandpunkt.reading.names import KnownNames
from vandpunkt.reading.persons import is_person

_SHORT_NAME = 4


@dataclass(frozen=True)
class FoundPartner:
    """A partner in an item's wording. `known` is false where only the form of the wording tells."""

    name: str
    start: int
    end: int
    known: bool


def partners_of(text: str, names: KnownNames) -> tuple[FoundPartner, ...]:
    """Every partner, each once, in the order of the wording."""
    known = list(_known(text, names))
    found = sorted([*known, *_proposed(text, known)], key=lambda partner: partner.start)
    return tuple({partner.name.casefold(): partner for partner in reversed(found)}.values())[::-1]


def _known(text: str, names: KnownNames) -> Iterator[FoundPartner]:
    taken: list[tuple[int, int]] = []
    wordings = [
        (wording, partner.name) for partner in names.partners for wording in (partner.name, *partner.aliases)
    ]
    for wording, name in sorted(wordings, key=lambda pair: -len(pair[0])):
        for match in _pattern(wording).finditer(text):
            if not _inside(match.start(), taken):
                taken.append(match.span())
                yield FoundPartner(name, match.start(), match.end(), True)


def _pattern(wording: str) -> re.Pattern[str]:
    """Long names in any case; short ones, and those in capitals, only as they are written."""
    if wording.isupper() or len(wording) < _SHORT_NAME:
        return abbreviation_pattern(wording)
    words = r"\s+".join(re.escape(word) for word in wording.split())
    return re.compile(rf"(?<![\w{DASHES}]){words}(?![\w{DASHES}])", re.I)


def _inside(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


_COOPERATION = re.compile(
    r"\b(?:i\s+(?:nära\s+)?(?:samarbete|samverkan|samråd)\s+med|tillsammans\s+med|med\s+(?:hjälp|stöd)\s+(?:av|från)"
    r"|stöd\s+(?:av|från)|ledd?s?\s+av|genomförs?\s+av|utförs?\s+av|av(?=\s+(?-i:[A-ZÅÄÖ])))\s+(?P<list>[^.;:()]{2,140})",
    re.I,
)
_LIST_ENDS = re.compile(
    rf"\s[{DASHES}]\s|\b(?:under|start\w*|från\s+och|fr\b|för\s+att|kring|inom|som|där|med\s+syfte|i\s+syfte|om|till)\b"
    r"|\b(?:[vh]t|läsåret|hösten|våren)\b|\b(?:19|20)\d\d",
    re.I,
)
_PARTS = re.compile(r"\s*,\s*(?:samt\s+|och\s+)?|\s+och\s+|\s+samt\s+")
_NAMED = re.compile(
    r"(?:[A-ZÅÄÖ][\wåäö&/-]*)(?:\s(?:[A-ZÅÄÖ][\wåäö&/-]*|i|för|vid|och|universitet|högskola|stad|kommun|museum|institut(?:et)?"
    r"|stadsdelsförvaltning|skolmyndigheten|myndigheten|bibliotek|konstskola))*"
)
_BODY = re.compile(
    r"(?:\w+\s)?\w*(?:förvaltningen|enheten|avdelningen|nämnden|tjänsten|myndigheten|verket|institutet|universitetet|"
    r"högskolan|polisen|kontoret|styrelsen|biblioteket|föreningen|stiftelsen)(?:\sför\s[\w-]+(?:\soch\s[\w-]+)?)?"
    r"|(?:[Cc]entrum|[Cc]enter|[Aa]kademin|[Ff]öreningen|[Ss]tiftelsen|[Ii]nstitutet)\s(?:för|mot|i)\s[\w-]+(?:\soch\s[\w-]+)?"
)
_INSTITUTION = re.compile(
    r"(?<![\w-])(?:(?:[A-ZÅÄÖ][\wåäö]*(?:[-/][A-ZÅÄÖ][\wåäö]*)?)\s(?:universitet|högskola|stadsdelsförvaltning|museum|kommun)"
    r"|Högskolan\s(?:i|på)\s[A-ZÅÄÖ]\w+|[A-ZÅÄÖ][\wåäö]+\s(?:skolmyndigheten|institutet)"
    r"|(?:Region|Rädda|Röda)\s[A-ZÅÄÖ]\w+|[A-ZÅÄÖ]\w+(?:myndigheten|verket|institutet|inspektionen|universitetet))(?!\w)"
)
_COMMON = {
    "universitet",
    "universitetet",
    "huvudman",
    "huvudmannen",
    "skolan",
    "skolor",
    "rektor",
    "enheten",
    "avdelningen",
}


def _proposed(text: str, known: Sequence[FoundPartner]) -> Iterator[FoundPartner]:
    taken = [(partner.start, partner.end) for partner in known]
    for start, end in (*_cooperating(text), *_institutions(text)):
        name = text[start:end]
        overlaps = any(start < other_end and other_start < end for other_start, other_end in taken)
        if not overlaps and name.casefold() not in _COMMON:
            taken.append((start, end))
            yield FoundPartner(name, start, end, False)


def _cooperating(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a list after `i samarbete med` and the like that have the form of a named body."""
    for match in _COOPERATION.finditer(text):
        listed = match["list"]
        ends = _LIST_ENDS.search(listed)
        start = match.start("list")
        listed = listed[: ends.start()] if ends else listed
        for part in _parts(listed):
            name = listed[part[0] : part[1]].rstrip()
            if (_NAMED.fullmatch(name) or _BODY.fullmatch(name)) and not is_person(name):
                yield start + part[0], start + part[0] + len(name)


def _parts(listed: str) -> list[tuple[int, int]]:
    """The parts of an enumeration; the `och` of `enheten för forskning och utveckling` parts nothing."""
    parts: list[tuple[int, int]] = []
    start = 0
    for match in (*_PARTS.finditer(listed), None):
        end = match.start() if match else len(listed)
        if parts and _goes_on(listed[parts[-1][0] : parts[-1][1]], listed[start:end]):
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
        start = match.end() if match else end
    return parts


def _goes_on(before: str, part: str) -> bool:
    field = re.search(r"\bför\s[\w-]+$", before) is not None
    return before.endswith("-") or (field and part[:1].islower() and _BODY.fullmatch(part.strip()) is None)


def _institutions(text: str) -> Iterator[tuple[int, int]]:
    for match in _INSTITUTION.finditer(text):
        yield match.span()


def listed_partners(text: str, names: KnownNames) -> tuple[FoundPartner, ...]:
    """The partners of a table cell that holds nothing but partners."""
    known = list(_known(text, names))
    taken = [(partner.start, partner.end) for partner in known]
    others = [
        FoundPartner(text[start:end].strip(), start, end, False)
        for start, end in _parts(text)
        if text[start:end].strip(" –-.") and not any(start < e and s < end for s, e in taken)
    ]
    return tuple(sorted((*known, *others), key=lambda partner: partner.start))
