"""The headings of statements, known by their wording; what each section is about."""

from __future__ import annotations

import re
from enum import Enum


class Topic(Enum):
    """What a section is about."""

    PROPOSAL = "förslag till beslut"
    SUMMARY = "sammanfattning"
    BACKGROUND = "bakgrund"
    PREPARATION = "beredning"
    VIEWS = "synpunkter"
    RESULTS = "resultat"
    CONSEQUENCES = "konsekvenser"
    ECONOMY = "ekonomi"
    ATTACHMENTS = "bilagor"
    OTHER = "annat"


_BODY = r"(?:(?:\w+(?:förvaltningens|kontorets|nämndens|ledningens)|förvaltningens|kontorets)\s+)?"
_WORDINGS: tuple[tuple[Topic, str], ...] = (
    (Topic.PROPOSAL, rf"{_BODY}(?:förslag(?: till (?:beslut|ställningstagande))?|beslutsförslag)"),
    (Topic.SUMMARY, r"sammanfattning(?: av ärendet)?|ärendet i (?:korthet|sammandrag)|kort om ärendet"),
    (
        Topic.BACKGROUND,
        r"(?:bakgrund|ärendet|ärende|inledning|ärendebeskrivning|beskrivning av ärendet)"
        r"(?:\s*(?:/|och|till)\s*(?:bakgrund|ärendet|ärende|uppdrag))?|bakgrundsbeskrivning",
    ),
    (Topic.PREPARATION, r"(?:ärendets )?(?:beredning|handläggning)(?: av ärendet)?|samråd och beredning"),
    (
        Topic.VIEWS,
        rf"{_BODY}(?:synpunkter|överväganden(?:a)?|bedömning|svar|redovisning|redogörelse|ställningstagande)"
        r"(?: (?:och|samt) (?:förslag|överväganden|synpunkter|bedömning|slutsatser))?"
        rf"|{_BODY}(?:svar (?:på|till)|med anledning av) (?:skrivelse|fråg|interpellation)\w+"
        r"|(?:redovisning|redogörelse) (?:av|över|för) (?:stöd|insatser)[^.]{0,60}"
        r"|(?:insatser|stöd) per skola",
    ),
    (
        Topic.RESULTS,
        r"(?:skolornas |skolans )?(?:kunskaps)?resultat(?:en|et)?"
        r"(?: (?:och|per|för|i|under|över)\b[^.]{0,80})?",
    ),
    (
        Topic.CONSEQUENCES,
        r"(?:(?:prövning av |analys av )?(?:ärendets )?konsekvens(?:er|analys)|jämställdhetsanalys"
        r"|barn(?:konsekvens|rätts)\w*|barnets (?:bästa|rättigheter)|barnperspektiv\w*"
        r"|prövning av barn\w*|jämställdhetskonsekvens\w*)[^.]{0,110}",
    ),
    (Topic.ECONOMY, r"ekonomi(?:ska (?:konsekvenser|förutsättningar|aspekter))?|finansiering"),
    (Topic.ATTACHMENTS, r"bilag(?:a|or)(?: till ärendet)?|bilageförteckning|förteckning över bilagor"),
    (
        Topic.OTHER,
        r"tidplan|uppföljning|slutsats(?:er)?|fortsatt arbete|referenser|källor|underskrifter"
        r"|frågeställningar(?:na)?|om (?:siffrorna|källorna)|källor och metod|metod|tidigare beslut"
        r"|lagstiftning|juridiska konsekvenser",
    ),
)
_PATTERNS = tuple((topic, re.compile(wording, re.I)) for topic, wording in _WORDINGS)
_OUTLINE_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\s+(?=\D)")
_OUTLINED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s+[A-ZÅÄÖ]")
_LONGEST_HEADING = 120


def heading_words(text: str) -> str:
    """The heading without its outline number and colon."""
    return _OUTLINE_NUMBER.sub("", text.strip()).rstrip(":").strip()


def topic_of(text: str) -> Topic | None:
    """What a known heading is about; None where the wording is not a known heading."""
    words = re.sub(r"\s+", " ", heading_words(text))
    if len(words) > _LONGEST_HEADING or not words[:1].isupper():
        return None
    return next((topic for topic, pattern in _PATTERNS if pattern.fullmatch(words)), None)


def is_outlined(text: str) -> bool:
    """Whether a line begins with an outline number of several levels, as `2.1 Planerade insatser`."""
    return _OUTLINED.match(text) is not None


def has_heading_form(text: str) -> bool:
    """Short, beginning with a capital, not ended as a sentence: the form of a heading, known or not."""
    words = heading_words(text)
    return 2 < len(words) <= 90 and words[0].isupper() and not text.endswith((".", ",", ";", "!"))
