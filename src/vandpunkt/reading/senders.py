"""The members of the board who sent the inquiry, with party and whether others joined them."""

from __future__ import annotations

import re

from vandpunkt.reading.facts import Sender

_WORD = r"[A-ZÅÄÖÉÜ][\wåäöéüèáó’'-]*"
_NAME = rf"{_WORD}(?:\s(?:{_WORD}|von|af|de|van|al))*\s{_WORD}"
_ET_AL = r"m\.?\s?fl\.?|med\s+flera"
_PARTIES = r"\((?P<parties>[^()]{1,60})\)"
_SENDER = re.compile(
    rf"(?P<name>{_NAME})(?P<et_al>\s+(?:{_ET_AL}))?(?:,?\s*{_PARTIES})?(?P<after>\s+(?:{_ET_AL}))?"
)
_SENT_BY = re.compile(
    r"(?:skrivelse|interpellation|motion|fråga|frågor|ledamotsinitiativ|nämndinitiativ|medborgarförslag|initiativ)(?:n|en|t)?"
    r"[^.]{0,140}?\b(?:från|av|ställd\s+av)\s+(?:(?-i:ledamot|ledamoten|ledamöterna|ersättaren)\s+)?(?-i:(?=[A-ZÅÄÖ]))",
    re.I,
)
_BETWEEN = re.compile(r"\s*(?:,|och|samt|,\s*och)\s+")
_ALL_OF = re.compile(r"(?:båda|samtliga|alla)\s+(?P<party>.+)", re.I)


def senders_in(text: str) -> tuple[Sender, ...]:
    """The senders that a text names after `skrivelse från`; a party in brackets holds for those before it."""
    best: tuple[Sender, ...] = ()
    for match in _SENT_BY.finditer(text):
        senders = _listed(text, match.end())
        if (len(senders), _told(senders)) > (len(best), _told(best)):
            best = senders
    return best


def _told(senders: tuple[Sender, ...]) -> int:
    return sum(sender.party is not None for sender in senders)


def _listed(text: str, position: int) -> tuple[Sender, ...]:
    named: list[tuple[str, str | None, bool]] = []
    while match := _SENDER.match(text, position):
        parties = re.sub(r"\s+", " ", match["parties"]).strip() if match["parties"] else None
        named.append((re.sub(r"\s+", " ", match["name"]), parties, bool(match["et_al"] or match["after"])))
        between = _BETWEEN.match(text, match.end())
        if between is None:
            break
        position = between.end()
    return _with_parties(named)


def _with_parties(named: list[tuple[str, str | None, bool]]) -> tuple[Sender, ...]:
    """`A och B (båda M)` and `A och B (M)`: those without brackets take the next party."""
    senders: list[Sender] = []
    party: str | None = None
    for name, stated, et_al in reversed(named):
        if stated is not None:
            of_all = _ALL_OF.fullmatch(stated)
            party = of_all["party"] if of_all else stated
        senders.append(Sender(name, party, et_al))
    return tuple(reversed(senders))
