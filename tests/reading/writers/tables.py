"""A statement whose support stands in tables instead of lists: in Word, HTML and PDF."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

import docx
import typst

from tests.reading.statements import School, Statement
from tests.reading.writers.parts import Part, parts_of


@dataclass(frozen=True)
class Table:
    """A table with a header; each cell holds paragraphs."""

    rows: tuple[tuple[tuple[str, ...], ...], ...]


def with_tables(statement: Statement, layout: str) -> Iterator[Part | Table]:
    """The parts, with tables where the lists were.

    `school by school`: a table of one column below each introduction. `one for all`: one table with the
    columns school, years, support. `windows beside`: a row a school, past and planned side by side.
    """
    if layout == "school by school":
        yield from _school_by_school(statement)
        return
    bare = replace(statement, schools=())
    for part in parts_of(bare):
        if part.text == statement.headings.consequences:
            yield _one_for_all(statement) if layout == "one for all" else _beside(statement)
        yield part


def _school_by_school(statement: Statement) -> Iterator[Part | Table]:
    items: list[str] = []
    for part in parts_of(statement):
        if part.kind == "item":
            items.append(part.text)
            continue
        if items:
            yield Table(((("Insats",),), *(((text,),) for text in items)))
            items = []
        yield part


def _one_for_all(statement: Statement) -> Table:
    rows = [(("Skola",), ("År",), ("Insats",))]
    for school in statement.schools:
        rows += [((school.name,), (years,), (text,)) for years, items in _windows(school) for text in items]
    return Table(tuple(rows))


def _windows(school: School) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (("2021–2024", school.past), ("2025", school.planned))


def _beside(statement: Statement) -> Table:
    header = (("Skola",), ("Tidigare insatser 2021–2024",), ("Planerade insatser 2025",))
    return Table((header, *(((s.name,), s.past, s.planned) for s in statement.schools)))


def write_table_docx(statement: Statement, path: Path, layout: str) -> Path:
    """As a Word document."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = f"Tjänsteutlåtande\tDnr {statement.dnr}"
    for part in with_tables(statement, layout):
        if isinstance(part, Table):
            table = document.add_table(len(part.rows), len(part.rows[0]))
            for row_number, row in enumerate(part.rows):
                for column, paragraphs in enumerate(row):
                    cell = table.cell(row_number, column)
                    cell.text = paragraphs[0]
                    for text in paragraphs[1:]:
                        cell.add_paragraph(text)
        elif part.kind in ("heading", "title"):
            document.add_heading(part.text, part.level)
        elif part.kind == "signatures":
            for name, title in statement.signatories:
                document.add_paragraph(f"{name}\n{title}\n{statement.administration}")
        else:
            document.add_paragraph(part.text)
    document.save(str(path))
    return path


def write_table_html(statement: Statement, layout: str) -> str:
    """As an HTML page."""
    body = "".join(_html_part(part, statement) for part in with_tables(statement, layout))
    return f"<!doctype html><html><body><p>Tjänsteutlåtande<p>Dnr {statement.dnr}{body}</body></html>"


def _html_part(part: Part | Table, statement: Statement) -> str:
    if isinstance(part, Table):
        return f"<table>{''.join(_html_row(row, header=not at) for at, row in enumerate(part.rows))}</table>"
    if part.kind == "signatures":
        return "".join(f"<p>{name}<br>{title}</p>" for name, title in statement.signatories)
    if part.kind in ("heading", "title"):
        return f"<h{part.level + 1}>{escape(part.text)}</h{part.level + 1}>"
    return f"<p>{escape(part.text)}</p>"


def _html_row(row: Sequence[Sequence[str]], *, header: bool) -> str:
    tag = "th" if header else "td"
    cells = "".join(f"<{tag}>{''.join(f'<p>{escape(text)}</p>' for text in cell)}</{tag}>" for cell in row)
    return f"<tr>{cells}</tr>"


def write_table_pdf(statement: Statement, path: Path, layout: str) -> Path:
    """As a PDF, set by Typst with ruled tables."""
    head = f'#set page(paper: "a4", margin: 2.5cm)\n#set text(lang: "sv", size: 10pt)\nTjänsteutlåtande \\ Dnr {statement.dnr}\n\n'
    body = "\n".join(_typst_part(part, statement) for part in with_tables(statement, layout))
    path.with_suffix(".typ").write_text(head + body, encoding="utf-8")
    typst.compile(str(path.with_suffix(".typ")), output=str(path))
    return path


def _typst_part(part: Part | Table, statement: Statement) -> str:
    if isinstance(part, Table):
        cells = ", ".join(_typst_cell(cell) for row in part.rows for cell in row)
        return f"#table(columns: {len(part.rows[0])}, {cells})\n"
    if part.kind == "signatures":
        return (
            "\n\n".join(f"#{_quoted(name)} \\ #{_quoted(title)}" for name, title in statement.signatories)
            + "\n"
        )
    if part.kind == "title":
        return f"#text(size: 18pt, {_quoted(part.text)})\n"
    if part.kind == "heading":
        return f"{'=' * max(part.level, 1)} #{_quoted(part.text)}\n"
    return f"\n#{_quoted(part.text)}\n"


def _typst_cell(cell: Sequence[str]) -> str:
    return "[" + " \n\n ".join(f"#{_quoted(text)}" for text in cell) + "]"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
