"""What a document states from the register, fact by fact, in the order in which it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vandpunkt.documents.preparing import prepared
from vandpunkt.documents.tree import Document, Figure, Heading
from vandpunkt.documents.walk import runs

BOOKMARK = "Uppgift_{number}"
"""The name of the bookmark around a fact in a Word file: what stays when a program drops a control's tag."""

_IDENTITY = re.compile(r"^(?P<slug>.+)#(?P<number>\d+)$")


@dataclass(frozen=True)
class StatedFact:
    """One stretch of text with citations. `number` counts from 1; `place` holds the headings above it.

    A figure is a fact too: its `text` is the words that stand in for it, and `picture` is true.
    """

    number: int
    citations: tuple[str, ...]
    text: str
    place: tuple[str, ...]
    picture: bool = False


def stated_facts(document: Document) -> tuple[StatedFact, ...]:
    """Every fact of the document, numbered as their bookmarks are."""
    return tuple(_facts(prepared(document)))


def _facts(document: Document) -> Iterator[StatedFact]:
    number = 0
    place: tuple[str, ...] = ()
    for block in document.blocks:
        if isinstance(block, Heading):
            place = (*place[: block.level - 1], block.text)
        cited = [(run.text, run.citations) for run in runs(block) if run.text]
        if isinstance(block, Figure):
            cited = [(block.alternative_text, block.citations)]
        for text, citations in cited:
            if citations:
                number += 1
                yield StatedFact(number, citations, text, place, isinstance(block, Figure))


def identity(slug: str, number: int) -> str:
    """What a file says of itself: the case by its address, and the version of the statement."""
    return f"{slug}#{number}"


def parse_identity(text: str) -> tuple[str, int] | None:
    """The case's address and the version's number; None for what is no such identity."""
    found = _IDENTITY.match(text)
    return (found["slug"], int(found["number"])) if found else None
