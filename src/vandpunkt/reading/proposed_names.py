"""A name for a programme that nobody has listed, from the form of an item's wording.

The rule: the words at the beginning of the item are a name when something sets them apart as one and nothing
shows that they only describe. They are set apart by an abbreviation in brackets or a colon after them, by a
time or a partner after them, by a capital inside, or by being the whole item. They only describe when they
begin with a common word for a kind of work (`handledning`, `kollegialt lärande`, `analysstöd`, `lektor`),
when they count (`två studiedagar`, `fyraårigt`), join things with a slash, or say what somebody does. An
abbreviation in brackets outweighs that: what has its own abbreviation has a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vandpunkt.reading.bodies import institutions
from vandpunkt.reading.characters import DASHES
from vandpunkt.reading.glossary import introduced_abbreviations
from vandpunkt.reading.months import periods_in
from vandpunkt.reading.words import any_of


@dataclass(frozen=True)
class ProposedName:
    """A proposed name, the abbreviation that the wording gives it, and the characters that name it."""

    name: str
    abbreviation: str | None
    start: int
    end: int


_WORK = any_of(
    """utbildning utbildningar fortbildning fortbildningar kompetensutveckling metodutveckling skolutveckling
    workshop workshops lärande stöd stödet stödteam team handledning föreläsning föreläsningar lektor
    lektorer lärare pedagog pedagoger specialpedagog specialpedagoger resurs resurser samtal träff
    träffar möte möten dialog dialoger insats insatser insatsen insatserna arbete arbetet arbetssätt
    planering analys analyser coachning kurs kurser studiecirkel samarbete samverkan uppföljning
    uppföljningar genomgång besök kartläggning kartläggningar undervisning konsultation rådgivning
    personal tjänst tjänster medel rekrytering tillsättning anställning hjälp inköp förstärkning
    förstärkt utökad utökat riktad riktat riktade"""
)
_WORK_AS_TAIL = any_of(
    """stöd stödet stödteam team lärande handledning fortbildning workshop workshops samtal träff träffar möte
    möten dialog dialoger analys kartläggning föreläsning kurs undervisning"""
)
_NUMBERS = any_of("en ett två tre fyra fem sex sju åtta flera några extra olika")
_DOES = any_of(
    """har ska kommer påbörjar ges får fick deltar erbjuds arbetar inleder fortsätter genomförs genomfördes
    genomför skolan rektor eleverna lärarna förvaltningen"""
)
_COMMON_WORK = re.compile(rf"{_WORK}|.*{_WORK_AS_TAIL}", re.I)
_ABBREVIATED_COMPOUND = re.compile(rf"[A-ZÅÄÖ]{{2,}}[{DASHES}]")
_COUNTS = re.compile(rf"(?:\d|{_NUMBERS}\s|\w+årig)", re.I)
_CLAUSE = re.compile(rf"\b(?:som(?!\s+andraspråk)|{_DOES})\b", re.I)
_OPENING = re.compile(
    r"(?:fortsätta(?:\s+med)?|fortsatt|fortsatta|(?:deltagande|medverkan)\s+i|deltar\s+i"
    r"|planering\s+inför(?:\s+att\s+starta(?:\s+upp)?)?|(?:upp)?start\s+av|insatsen|insatser\s+inom"
    r"|inom\s+ramen\s+för|stöd\s+(?:genom|i\s+form\s+av)|satsningen|projektet|programmet)\s+",
    re.I,
)
_WITH = (
    r"(?:(?:i\s+)?(?:nära\s+)?(?:samarbete|samverkan|samråd)\s+med|(?:tillsammans|ihop)\s+med"
    r"|med\s+(?:hjälp|stöd)\s+(?:av|från))"
)
_ENDS = re.compile(
    rf"[:,.;(]|\s[{DASHES}]\s|\s{_WITH}|\s(?:med\s+start|för\s+att|inom\s+ramen|som(?!\s+andraspråk)|under|start\w*"
    r"|pågår|pågående|fortsätter|fortgår|påbörja\w*|från\s+och\s+med|fr\.o\.m\.)|\sav\s(?=[A-ZÅÄÖ])",
    re.I,
)
_PARTNER_FOLLOWS = re.compile(rf"[\s,{DASHES}]*{_WITH}", re.I)
_GIVER = re.compile(r"\s+(?:från|med|vid|hos|genom)\s+$", re.I)
_MOST_WORDS = 8
_SHORT_ITEM = 4
_TIME_FOLLOWS_WITHIN = 60
_AFTER_TIME = " .,:;-–—"


def proposed_name(text: str) -> ProposedName | None:
    """The name that the item's wording proposes; None where it describes support without naming it."""
    start = _start(text)
    for introduced in introduced_abbreviations(text)[:1]:
        if introduced.start <= start + 2:
            return ProposedName(introduced.name, introduced.abbreviation, introduced.start, introduced.end)
    end = _before_institution(text, start, _end(text, start))
    name = text[start:end].strip()
    if _describes(name) or not (_set_apart(text, name, end) or len(text.split()) <= _SHORT_ITEM):
        return None
    return ProposedName(name, None, start, end)


def _start(text: str) -> int:
    """Where a name can begin: after a leading period (`2022:`) and words such as `Fortsätta med`."""
    leading = next((period.end for period in periods_in(text) if not text[: period.start].strip()), 0)
    if leading:
        leading += len(text[leading:]) - len(text[leading:].lstrip(_AFTER_TIME))
    opening = _OPENING.match(text, leading)
    return opening.end() if opening else leading


def _end(text: str, start: int) -> int:
    sign = _ENDS.search(text, start)
    ends = [period.start for period in periods_in(text) if period.start > start]
    return min([*ends, *([sign.start()] if sign else [])], default=len(text))


def _before_institution(text: str, start: int, end: int) -> int:
    """Where a name ends that goes on with who gives it: `Lästid` of `Lästid med Malmö universitet`."""
    spans = (first for first, _ in institutions(text) if start < first <= end)
    led = (_GIVER.search(text, start, first) for first in spans)
    return min((match.start() for match in led if match), default=end)


def _describes(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= _MOST_WORDS or re.search("[/%]", name) or not name[0].isalnum():
        return True
    return bool(_COUNTS.match(name) or _CLAUSE.search(name)) or any(map(_is_common_work, words[:2]))


def _is_common_work(word: str) -> bool:
    """Whether a word is a kind of work; `NPF-utbildning` is not, its abbreviation makes it a name."""
    return _ABBREVIATED_COMPOUND.match(word) is None and _COMMON_WORK.fullmatch(word) is not None


def _set_apart(text: str, name: str, end: int) -> bool:
    rest = text[end:]
    capital_inside = any(word[0].isupper() for word in name.split()[1:])
    timed = any(period.start < _TIME_FOLLOWS_WITHIN for period in periods_in(rest))
    return capital_inside or rest.startswith((":", " (")) or timed or _PARTNER_FOLLOWS.match(rest) is not None
