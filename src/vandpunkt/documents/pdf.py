"""The document as a PDF that a screen reader can read (PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from vandpunkt.documents.charts import to_svg
from vandpunkt.documents.glyphs import breakable, lettered
from vandpunkt.documents.preparing import prepared
from vandpunkt.documents.source_list import HEADING, source_lines
from vandpunkt.documents.tree import (
    Block,
    BulletList,
    Document,
    Figure,
    Heading,
    Paragraph,
    Signatures,
    Table,
)
from vandpunkt.documents.typesetting import typeset_pdf
from vandpunkt.documents.walk import leads, plain

_FIGURE_WIDTH = 540


def render(document: Document) -> bytes:
    """The whole PDF: tagged, titled, with the fonts inside and no date. Same document, same bytes.

    Nothing marks the citations in the text: the sources stand last.
    """
    return typeset_pdf("statement.typ", _settable(_data(prepared(document))))


def _settable(value: Any) -> Any:
    """Every text in characters that the fonts have, and its long words breakable."""
    if isinstance(value, str):
        return breakable(lettered(value))
    if isinstance(value, dict):
        return {key: lettered(item) if key == "picture" else _settable(item) for key, item in value.items()}
    return [_settable(item) for item in value] if isinstance(value, list) else value


def _data(document: Document) -> dict[str, Any]:
    """What the template is told; its names are the template's."""
    letterhead = document.letterhead
    language, _, region = document.language.partition("-")
    return {
        "letterhead": {
            "administration": letterhead.administration,
            "kind": letterhead.kind,
            "dnr": letterhead.dnr,
            "subject": letterhead.subject,
        },
        "title": document.title,
        "identity": [document.identity] if document.identity else [],
        "subtitle": document.subtitle,
        "language": language,
        "region": region or None,
        "blocks": list(_blocks(document.blocks)),
        "sources-heading": HEADING,
        "sources": [line.text for line in source_lines(document)],
    }


def _blocks(blocks: Sequence[Block]) -> Iterator[dict[str, Any]]:
    for block, following in zip_longest(blocks, blocks[1:]):
        match block:
            case Heading():
                yield {"kind": "heading", "level": block.level, "text": block.text}
            case Paragraph():
                text = plain(block.runs)
                yield {"kind": "paragraph", "text": text, "leads": leads(text, following)}
            case BulletList():
                yield {"kind": "list", "items": [plain(item) for item in block.items]}
            case Table():
                yield _table(block)
            case Figure():
                yield _figure(block)
            case Signatures():
                people = [[one.name, one.title, one.administration] for one in block.signatures]
                yield {"kind": "signatures", "signatures": [list(filter(None, lines)) for lines in people]}


def _table(table: Table) -> dict[str, Any]:
    columns = max(len(table.header), *(len(row) for row in table.rows), 1)
    return {
        "kind": "table",
        "caption": table.caption,
        "columns": columns,
        "numeric": [*table.numeric, *[False] * columns][:columns],
        "header": _padded(table.header, columns),
        "rows": [_padded([plain(cell) for cell in row], columns) for row in table.rows],
    }


def _padded(cells: Sequence[str], columns: int) -> list[str]:
    return [*cells, *[""] * (columns - len(cells))]


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "kind": "figure",
        "caption": figure.caption,
        "alternative-text": figure.alternative_text or figure.caption or "Diagram",
        "picture": to_svg(figure.chart, width=_FIGURE_WIDTH),
    }
