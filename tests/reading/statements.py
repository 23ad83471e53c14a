"""A statement as values, so that one and the same can be written in many ways and read back."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import vandpunkt.sources

CASES = Path(__file__).parent / "cases"
STYLES = Path(__file__).parent / "styles"
SEED = Path(vandpunkt.sources.__file__).parent / "shipped" / "att-vanda-skolresultat.txt"
SEED_FACTS = CASES / "att-vanda-skolresultat.json"


@dataclass(frozen=True)
class School:
    """A school's items, in the two windows."""

    name: str
    past: tuple[str, ...]
    planned: tuple[str, ...]


@dataclass(frozen=True)
class Headings:
    """The wording of the headings."""

    proposal: str = "Förvaltningens förslag till beslut"
    summary: str = "Sammanfattning"
    background: str = "Bakgrund/Ärendet"
    preparation: str = "Ärendets beredning"
    views: str = "Förvaltningens synpunkter och förslag"
    consequences: str = "Konsekvenser för barn och barnets rättigheter samt jämställdhetsanalys"
    recommendation: str = "Förslag till beslut"
    attachments: str = "Bilaga"


@dataclass(frozen=True)
class Statement:
    """A whole statement, its prose as unwrapped paragraphs."""

    title: str
    subtitle: str
    dnr: str
    administration: str
    subject: str
    proposal: str
    summary: tuple[str, ...]
    background: tuple[str, ...]
    preparation: tuple[str, ...]
    views: tuple[str, ...]
    schools: tuple[School, ...]
    consequences: tuple[str, ...]
    recommendation: str
    signatories: tuple[tuple[str, str], ...]
    attachments: tuple[str, ...]
    past_words: str = "På {school} har central förvaltning under 2021–2024 erbjudit stöd i form av:"
    planned_words: str = "Under 2025:"
    headings: Headings = field(default_factory=Headings)

    def past_introduction(self, school: School) -> str:
        """The words above a school's past items."""
        return self.past_words.format(school=school.name)


def seed_facts() -> dict[str, Any]:
    """The expected facts of the seed."""
    facts: dict[str, Any] = json.loads(SEED_FACTS.read_text(encoding="utf-8"))
    return facts


@cache
def seed_statement() -> Statement:
    """The seed: its facts from the expected result, its prose from the document itself."""
    facts = seed_facts()
    document = facts["document"]
    return Statement(
        title=document["title"],
        subtitle=document["subtitle"],
        dnr=document["dnr"],
        administration=document["administration"],
        subject="Skrivelse om att vända skolresultat",
        proposal=document["proposal"],
        summary=_prose("Sammanfattning", "Bakgrund/Ärendet"),
        background=_prose("Bakgrund/Ärendet", " Skrivelse om att vända"),
        preparation=_prose("Ärendets beredning", "Förvaltningens synpunkter och förslag"),
        views=_prose("Förvaltningens synpunkter och förslag", "Hagsätraskolan \nPå"),
        schools=tuple(_school(facts, name) for name in document["schools"]),
        consequences=_prose("jämställdhetsanalys", "Förslag till beslut"),
        recommendation=_prose("Förslag till beslut", "Lena")[0],
        signatories=tuple((one["name"], one["title"]) for one in document["signatories"]),
        attachments=tuple(document["attachments"]),
    )


def _school(facts: dict[str, Any], name: str) -> School:
    def items(window: str) -> tuple[str, ...]:
        listed = facts["interventions"]
        return tuple(one["text"] for one in listed if (one["school"], one["window"]) == (name, window))

    return School(name, items("past"), items("planned"))


def _prose(heading: str, following: str) -> tuple[str, ...]:
    text = SEED.read_text(encoding="utf-8")
    begins = re.search(rf"^{re.escape(heading)} ?\n", text, re.M)
    assert begins, heading
    body = text[begins.end() : text.index(following, begins.end())]
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", body))
    return tuple(filter(None, paragraphs))
