"""The document as plain text, wrapped as the printed statement is: headings, bullets, no pages."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from vandpunkt.documents.preparing import prepared
from vandpunkt.documents.source_list import HEADING, source_lines
from vandpunkt.documents.tree import (
    Block,
    BulletList,
    Document,
    Figure,
    Heading,
    Letterhead,
    Paragraph,
    Run,
    Signature,
    Signatures,
    Table,
)
from vandpunkt.documents.walk import plain

COLUMNS = 72
_GAP = "  "
_SIGNATURES_ABREAST = 2


def render(document: Document) -> str:
    """The whole document as text, at most 72 columns wide where its words allow it, ending in a newline.

    A heading has an empty line above it, a section's two, and its text right below. Nothing marks the
    citations in the text: the sources stand last.
    """
    document = prepared(document)
    parts = [_letterhead(document.letterhead), _wrapped(document.title), _wrapped(document.subtitle)]
    text = "\n\n".join("\n".join(part) for part in parts if part)
    previous: Block | None = None
    for block in (*document.blocks, *_source_blocks(document)):
        lines = _lines(block)
        if lines:
            text += "\n" * (1 + _empty_lines_between(previous, block)) + "\n".join(lines)
            previous = block
    return text + "\n"


def _letterhead(letterhead: Letterhead) -> list[str]:
    dnr = f"Dnr {letterhead.dnr}" if letterhead.dnr else ""
    lines = [letterhead.administration, letterhead.kind, dnr, letterhead.subject]
    return [wrapped for line in lines for wrapped in _wrapped(line)]


def _source_blocks(document: Document) -> Iterator[Block]:
    sources = source_lines(document)
    if sources:
        yield Heading(1, HEADING)
        yield from (Paragraph((Run(source.text),)) for source in sources)


def _empty_lines_between(above: Block | None, below: Block) -> int:
    if isinstance(below, Heading):
        return 2 if below.level == 1 else 1
    return 0 if isinstance(above, Heading) else 1


def _wrapped(text: str, first: str = "", following: str = "", columns: int = COLUMNS) -> list[str]:
    return textwrap.wrap(
        text,
        columns,
        initial_indent=first,
        subsequent_indent=following,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _lines(block: Block) -> list[str]:
    match block:
        case Heading():
            return _wrapped(block.text)
        case Paragraph():
            return _wrapped(plain(block.runs))
        case BulletList():
            return [line for item in block.items for line in _wrapped(plain(item), "• ", "  ")]
        case Table():
            return [*_wrapped(block.caption), *_table(block)]
        case Figure():
            return [*_wrapped(block.caption), *_wrapped(block.alternative_text)]
        case Signatures():
            return _signatures(block.signatures)


def _table(table: Table) -> list[str]:
    """The table in columns; a table too wide for the page one row after the other, each cell named."""
    rows = [[plain(cell).strip() for cell in row] for row in table.rows]
    widths = [max(map(len, column)) for column in zip_longest(table.header, *rows, fillvalue="")]
    if sum(widths) + len(_GAP) * (len(widths) - 1) > COLUMNS:
        return [line for row in rows for line in _named_cells(table.header, row)]
    return [_aligned(row, widths, table.numeric) for row in (table.header, *rows)]


def _named_cells(header: Sequence[str], row: Sequence[str]) -> list[str]:
    named = [f"{name}: {cell}" if name else cell for name, cell in zip_longest(header, row, fillvalue="")]
    return _wrapped("; ".join(named), following="  ")


def _aligned(row: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    padded = (*row, *[""] * (len(widths) - len(row)))
    figures = (*numeric, *[False] * (len(widths) - len(numeric)))
    cells = [
        f"{cell:>{width}}" if right else f"{cell:<{width}}"
        for cell, width, right in zip(padded, widths, figures, strict=False)
    ]
    return _GAP.join(cells).rstrip()


def _signatures(signatures: Sequence[Signature]) -> list[str]:
    """Two signatures abreast, each its name, title and administration; room above for a pen."""
    lines = ["", ""]
    for start in range(0, len(signatures), _SIGNATURES_ABREAST):
        abreast = signatures[start : start + _SIGNATURES_ABREAST]
        if start:
            lines.append("")
        for field in ("name", "title", "administration"):
            width = COLUMNS // _SIGNATURES_ABREAST - len(_GAP)
            lines.append(_GAP.join(f"{getattr(one, field).strip():<{width}}" for one in abreast).rstrip())
    return lines if signatures else []
