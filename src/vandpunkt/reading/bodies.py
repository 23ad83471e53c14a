"""Names of authorities, universities, units and associations, by the form of the wording alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vandpunkt.reading.characters import DASHES
from vandpunkt.reading.persons import is_person
from vandpunkt.reading.words import any_of

_CAPITAL = r"[A-ZÅÄÖ][\w&]*(?:[-/][\w&]+)*"
_FIELD = r"(?:\s(?:för|mot|i|om)\s[\w-]+(?:\s(?:och|som)\s[\w-]+)?)"
_UNIT_ENDINGS = any_of(
    """förvaltningen enheten avdelningen nämnden tjänsten myndigheten verket institutet universitetet
    högskolan     polisen kontoret styrelsen biblioteket föreningen stiftelsen staben förbundet gruppen"""
)
_CENTRES = any_of("centrum center institut institutet akademin föreningen stiftelsen rådet byrån")
_LOWER_PARTS = any_of(
    """i för vid och universitet högskola stad kommun museum institut institutet stadsdelsförvaltning
    skolmyndigheten myndigheten bibliotek konstskola region"""
)
_NAMED = re.compile(rf"{_CAPITAL}(?:\s(?:{_CAPITAL}|{_LOWER_PARTS}))*")
_UNIT = re.compile(rf"(?:\w+\s)?\w*{_UNIT_ENDINGS}{_FIELD}?|(?:{_CAPITAL}\s)?(?i:{_CENTRES}){_FIELD}")
_INSTITUTION = re.compile(
    rf"(?<![\w-])(?:{_CAPITAL}\s(?:universitet|högskola|stadsdelsförvaltning(?:en)?|museum|kommun|bibliotek)"
    r"|Högskolan\s(?:i|på)\s[A-ZÅÄÖ]\w+|[A-ZÅÄÖ]\w+\s(?:skolmyndigheten|institutet)"
    rf"|[A-ZÅÄÖ]\w+\s(?:centrum|center){_FIELD}|(?:Region|Rädda|Röda)\s[A-ZÅÄÖ]\w+"
    r"|(?!Nätverket)[A-ZÅÄÖ]\w+(?:myndigheten|verket|institutet|inspektionen|universitetet|resurscentrum)"
    r"|(?<=från\s)[A-ZÅÄÖ]\w*(?:kontoret|förvaltningen|enheten|avdelningen|hälsan|biblioteket|tjänsten))(?!\w)"
)
_COMMON = re.compile(
    any_of("universitet(?:et)? huvudman(?:nen)? skolan skolor rektor enheten avdelningen"), re.I
)

_WITH = re.compile(
    r"\b(?:(?:i\s+)?(?:nära\s+)?(?:samarbete|samverkan|samråd)\s+med|(?:tillsammans|ihop)\s+med|med\s+(?:hjälp|stöd)\s+(?:av|från)"
    r"|stöd\s+(?:av|från)|ledd?s?\s+av|genomförs?\s+av|utförs?\s+av|av(?=\s+(?-i:[A-ZÅÄÖ])))\s+(?P<list>[^.;:()]{2,140})",
    re.I,
)
_LIST_ENDS = re.compile(
    rf"\s[{DASHES}]\s|\b(?:under|start\w*|från\s+och|fr|för\s+att|kring|inom|som(?!\s+andraspråk)|där"
    r"|med\s+syfte|i\s+syfte|till|[vh]t(?:\s?\d\d)?|läsåret|hösten|våren)\b|\b(?:19|20)\d\d",
    re.I,
)
_BETWEEN = re.compile(r"\s*,\s*(?:samt\s+|och\s+)?|\s+och\s+|\s+samt\s+")

Span = tuple[int, int]


def institutions(text: str) -> Iterator[Span]:
    """Where the text names an institution by its full name, anywhere."""
    for match in _INSTITUTION.finditer(text):
        yield match.span()


def cooperating_bodies(text: str) -> Iterator[Span]:
    """The parts of a list after `i samarbete med` and the like that have the form of a named body."""
    for match in _WITH.finditer(text):
        ends = _LIST_ENDS.search(match["list"])
        listed = match["list"][: ends.start()] if ends else match["list"]
        for start, end in enumerated(listed):
            name = listed[start:end].rstrip()
            if _is_body(name):
                yield match.start("list") + start, match.start("list") + start + len(name)


def enumerated(listed: str) -> list[Span]:
    """The parts of an enumeration; the `och` of `enheten för forskning och utveckling` parts nothing."""
    parts: list[Span] = []
    start = 0
    for match in (*_BETWEEN.finditer(listed), None):
        end = match.start() if match else len(listed)
        if parts and _goes_on(listed[slice(*parts[-1])], listed[start:end]):
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
        start = match.end() if match else end
    return parts


def _is_body(name: str) -> bool:
    formed = _NAMED.fullmatch(name) or _UNIT.fullmatch(name)
    unit = _UNIT.fullmatch(name.split(maxsplit=1)[0]) if name else None
    return (
        formed is not None and _COMMON.fullmatch(name) is None and (unit is not None or not is_person(name))
    )


def _goes_on(before: str, part: str) -> bool:
    field = re.search(r"\bför\s[\w-]+$", before) is not None
    return before.endswith("-") or (field and part[:1].islower() and _UNIT.fullmatch(part.strip()) is None)
