"""A statement as a Word document with real styles and lists, or made by hand as people make them."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.document import Document
from docx.text.paragraph import Paragraph

from tests.reading.statements import Statement
from tests.reading.writers.parts import Part, parts_of


def write_docx(statement: Statement, path: Path, *, by_hand: bool = False) -> Path:
    """Write the document. `by_hand`: headings are bold text and bullets are typed."""
    document = docx.Document()
    header = document.sections[0].header.paragraphs[0]
    header.text = f"{statement.administration}\tTjänsteutlåtande\tDnr {statement.dnr}"
    for part in parts_of(statement):
        _add(document, part, statement, by_hand=by_hand)
    document.save(str(path))
    return path


def _add(document: Document, part: Part, statement: Statement, *, by_hand: bool) -> None:
    if part.kind == "signatures":
        _signatures(document, statement, by_hand=by_hand)
    elif part.kind == "item":
        if by_hand:
            document.add_paragraph(f"•\t{part.text}")
        else:
            document.add_paragraph(part.text, style="List Bullet")
    elif part.kind in ("heading", "title"):
        _heading(document, part, by_hand=by_hand)
    else:
        document.add_paragraph(part.text)


def _heading(document: Document, part: Part, *, by_hand: bool) -> Paragraph:
    if not by_hand:
        return document.add_heading(part.text, part.level)
    paragraph = document.add_paragraph()
    paragraph.add_run(part.text).bold = True
    return paragraph


def _signatures(document: Document, statement: Statement, *, by_hand: bool) -> None:
    rows = (
        [name for name, _ in statement.signatories],
        [title for _, title in statement.signatories],
        [statement.administration for _ in statement.signatories],
    )
    if by_hand:
        for row in rows:
            document.add_paragraph("\t\t".join(row))
        return
    table = document.add_table(len(rows), len(rows[0]))
    for row_number, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(row_number, column).text = text
