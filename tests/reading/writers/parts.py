"""A statement as a flat sequence of parts, the same for every kind of file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.reading.statements import Statement


@dataclass(frozen=True)
class Part:
    """A `title`, `heading` (level 1 or 2), `paragraph`, `label` above a list, `item`, or `signatures`."""

    kind: str
    text: str = ""
    level: int = 0


def parts_of(statement: Statement) -> Iterator[Part]:
    """The parts in the order of the document."""
    yield Part("title", statement.title)
    yield Part("paragraph", statement.subtitle)
    heads = statement.headings
    yield from _section(heads.proposal, (statement.proposal,))
    yield from _section(heads.summary, statement.summary)
    yield from _section(heads.background, statement.background)
    yield from _section(heads.preparation, statement.preparation)
    yield from _section(heads.views, statement.views)
    for school in statement.schools:
        yield Part("heading", school.name, 2)
        for label, items in (
            (statement.past_introduction(school), school.past),
            (statement.planned_words, school.planned),
        ):
            if items:
                yield Part("label", label)
                yield from (Part("item", text) for text in items)
    yield from _section(heads.consequences, statement.consequences)
    yield from _section(heads.recommendation, (statement.recommendation,))
    yield Part("signatures")
    yield from _section(heads.attachments, statement.attachments)


def _section(heading: str, paragraphs: tuple[str, ...]) -> Iterator[Part]:
    yield Part("heading", heading, 1)
    yield from (Part("paragraph", text) for text in paragraphs)
