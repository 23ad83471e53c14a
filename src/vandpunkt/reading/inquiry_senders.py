"""Who sent a letter: named in its heading, signing at its end, or greeting as a member of the public."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vandpunkt.reading.facts import Sender
from vandpunkt.reading.inquiry_facts import StatedSender
from vandpunkt.reading.lines import Line
from vandpunkt.reading.persons import is_person
from vandpunkt.reading.placed_text import PlacedText
from vandpunkt.reading.senders import senders_in

PARTIES = {
    "moderaterna": "M",
    "socialdemokraterna": "S",
    "sverigedemokraterna": "SD",
    "centerpartiet": "C",
    "vänsterpartiet": "V",
    "kristdemokraterna": "KD",
    "liberalerna": "L",
    "miljöpartiet": "MP",
    "miljöpartiet de gröna": "MP",
    "feministiskt initiativ": "Fi",
}
_LETTERS = r"(?:[A-ZÅÄÖ]{1,3}|Fi)"
_PARTY = rf"(?:{_LETTERS}(?:\s*(?:,|och|/)\s*{_LETTERS})*|{'|'.join(PARTIES)})"
_WORD = r"[A-ZÅÄÖÉÜ][\wåäöéüèáó’'-]*"
_INITIALS = r"(?:[A-ZÅÄÖ]\.\s?){1,2}"
_NAME = rf"(?:{_INITIALS}\s?{_WORD}|{_WORD}(?:\s(?:{_WORD}|von|af|de|van|al)){{1,3}})"
_ET_AL = r"(?P<et_al>\s+(?:m\.?\s?fl\.?|med\s+flera))?"
_SIGNED = re.compile(
    rf"(?P<name>{_NAME}){_ET_AL},?\s*\((?P<party>(?i:{_PARTY}))\)(?P<after>\s*m\.?\s?fl\.?)?"
)
_LINE_OF_PARTY = re.compile(
    rf"\(?(?P<party>(?i:{'|'.join(PARTIES)})|\({_LETTERS}\))\)?(?:\s+i\s+.{{3,60}})?", re.I
)
_ROLE = re.compile(
    r"(?:ledamot|ersättare|gruppledare|oppositionsborgarråd|borgarråd|vice\s+ordförande)\w*\b.{0,60}", re.I
)
_GREETING = re.compile(
    r"(?:med\s+)?(?:vänlig(?:a|t)?|bästa|hjärtliga)\s+hälsning(?:ar)?\W*|hälsningar\W*|m\.?v\.?h\.?\W*|tack\s+på\s+förhand\W*",
    re.I,
)
_FROM = re.compile(rf"(?:från|avsändare|namn)\s*:\s*(?P<name>{_NAME})", re.I)
_FOR_PARTY = re.compile(rf"^(?:för\s+)?(?P<party>{'|'.join(PARTIES)})\b(?:\s+i\s+.{{3,60}})?$", re.I)
_BESIDE_NAMES = re.compile(
    r"(?:\s+|[,;]|(?:och|samt|för|av)\b"
    r"|(?:\w+\s)?(?:ledam|ersätt|gruppled|ordför|vice|borgarråd|oppositions)\w*(?:\s+i\s+.{3,50})?)*\W{0,3}",
    re.I,
)
_SIDE_BY_SIDE = re.compile(r"\s{2,}|\t|,\s*")
_HAS_SENT = re.compile(
    rf"(?P<senders>{_NAME}(?:\s+m\.?\s?fl\.?|[\w\s,.()-]){{0,160}}?)\s+har\s+(?:lämnat|ställt|inkommit|skickat|skrivit|väckt)\b"
)
_LONGEST_TOP = 4000
_TOP, _LONGEST_LINE, _MOST = 12, 300, 50
_LINES_BEFORE_GREETING = 2
_LINES_AFTER_GREETING = 3


@dataclass(frozen=True)
class _Signature:
    name: str
    party: str | None
    et_al: bool
    confidence: float


def senders_of(lines: Sequence[Line], blocks: Sequence[PlacedText]) -> tuple[StatedSender, ...]:
    """The senders in the letter's order, each once."""
    found: dict[str, _Signature] = {}
    for one in (*_in_heading(blocks), *_signing(lines), *_below_greeting(lines), *_from_line(lines)):
        have = found.get(one.name.casefold())
        if have is None or (have.party is None and one.party):
            found[one.name.casefold()] = one
    if not found:
        found = {one.name: one for one in _parties(lines)}
    return tuple(_placed(one, blocks) for one in list(found.values())[:_MOST])


def _parties(lines: Sequence[Line]) -> Iterator[_Signature]:
    """Parties that sign without a member's name."""
    for line in lines:
        party = _FOR_PARTY.fullmatch(line.text.strip())
        if party:
            name = party["party"]
            yield _Signature(
                name[:1].upper() + name[1:].lower(), party_letters(name), et_al=False, confidence=0.7
            )


def _in_heading(blocks: Sequence[PlacedText]) -> Iterator[_Signature]:
    top = "\n".join(block.text for block in blocks[:_TOP])[:_LONGEST_TOP]
    for sender in senders_in(top):
        if _is_name(sender):
            yield _Signature(sender.name, party_letters(sender.party), sender.et_al, 0.95)
    for match in _HAS_SENT.finditer(top):
        for sender in senders_in(f"skrivelse från {match['senders']}"):
            yield _Signature(sender.name, party_letters(sender.party), sender.et_al, 0.8)


def _is_name(sender: Sender) -> bool:
    return is_person(sender.name) or sender.party is not None


def _signing(lines: Sequence[Line]) -> Iterator[_Signature]:
    """`Namn Namnsson (M)`, several to a line too; and a name above the line of a party or a role."""
    for index, line in enumerate(lines):
        if len(line.text) > _LONGEST_LINE:
            continue
        text = line.text.strip(" ,;")
        signed = list(_SIGNED.finditer(text))
        if signed and _only_signatures(text, signed):
            for one in signed:
                et_al = bool(one["et_al"] or one["after"])
                yield _Signature(" ".join(one["name"].split()), party_letters(one["party"]), et_al, 0.9)
        elif is_person(text) and index + 1 < len(lines):
            below = lines[index + 1].text.strip()
            party = _LINE_OF_PARTY.fullmatch(below)
            stated = party["party"].strip("()") if party else _party_of_role(below)
            if stated:
                yield _Signature(text, party_letters(stated), et_al=False, confidence=0.85)


def _only_signatures(text: str, signed: Sequence[re.Match[str]]) -> bool:
    """Whether nothing but signatures stands on the line: a sentence may name a member too."""
    left = text
    for one in signed:
        left = left.replace(one[0], "", 1)
    return _BESIDE_NAMES.fullmatch(left.strip(" ,;.\t")) is not None


def _party_of_role(text: str) -> str | None:
    role = _ROLE.fullmatch(text)
    party = re.search(rf"\(({_LETTERS})\)", text) if role else None
    return party[1] if party else None


def _below_greeting(lines: Sequence[Line]) -> Iterator[_Signature]:
    for index, line in enumerate(lines):
        speaks_for = _FOR_PARTY.fullmatch(line.text.strip())
        if not (_GREETING.fullmatch(line.text) or speaks_for):
            continue
        party = party_letters(speaks_for["party"]) if speaks_for else None
        for above in lines[max(index - _LINES_BEFORE_GREETING, 0) : index]:
            group = _FOR_PARTY.fullmatch(above.text.strip())
            party = party_letters(group["party"]) if group else party
        for below in lines[index + 1 : index + 1 + _LINES_AFTER_GREETING]:
            group = _FOR_PARTY.fullmatch(below.text.strip())
            party = party_letters(group["party"]) if group else party
            names = [one.strip(" ,.") for one in _SIDE_BY_SIDE.split(below.text)]
            if names and all(map(is_person, names)):
                for name in names:
                    yield _Signature(name, party, et_al=False, confidence=0.8)
                if not speaks_for:
                    break


def _from_line(lines: Sequence[Line]) -> Iterator[_Signature]:
    for line in lines[:_TOP]:
        match = _FROM.match(line.text)
        if match and is_person(match["name"]):
            yield _Signature(match["name"], None, et_al=False, confidence=0.85)


def party_letters(party: str | None) -> str | None:
    """A party by its letters where its name is known; as printed where it is not."""
    if party is None:
        return None
    words = " ".join(party.split())
    return PARTIES.get(words.casefold(), words)


def _placed(signature: _Signature, blocks: Sequence[PlacedText]) -> StatedSender:
    source = next(
        (
            block.source(at, at + len(signature.name))
            for block in blocks
            if (at := block.text.find(signature.name)) >= 0
        ),
        None,
    )
    return StatedSender(signature.name, signature.party, signature.et_al, source, signature.confidence)
