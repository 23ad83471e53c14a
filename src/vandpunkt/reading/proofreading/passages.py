"""The texts of a statement that are proofread, each with the heading or school that it stands under."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vandpunkt.reading.facts import Reading


@dataclass(frozen=True)
class Passage:
    """One paragraph or item, unwrapped, and where a person finds it."""

    place: str
    text: str


def passages_of(reading: Reading) -> Iterator[Passage]:
    """Title, running text section by section, then the items of support school by school."""
    for text in (reading.document.title, reading.document.subtitle):
        if text:
            yield Passage(text, text)
    for section in reading.sections:
        for paragraph in section.paragraphs:
            yield Passage(section.heading, paragraph)
    for fact in reading.interventions:
        yield Passage(fact.school, fact.text)
