"""A statement as PDF by Typst: wrapped and hyphenated lines, page header and page numbers."""

from __future__ import annotations

import json
from pathlib import Path

import typst

from tests.reading.statements import Statement
from tests.reading.writers.parts import Part, parts_of

_PAGE = """
#set page(paper: "a4", margin: %(margin)s, columns: %(columns)s, header: context if here().page() > 1 [
  #smallcaps[] #h(1fr) Tjänsteutlåtande \\ #h(1fr) Dnr %(dnr)s \\
  #h(1fr) Sida #counter(page).display("1 (1)", both: true) \\ %(subject)s
], header-ascent: 10%%)
#set text(lang: "sv", hyphenate: %(hyphenate)s, size: %(size)spt)
#set par(justify: %(justify)s)
#set list(marker: [%(marker)s])
"""


def write_pdf(
    statement: Statement,
    path: Path,
    *,
    hyphenate: bool = True,
    justify: bool = False,
    size: float = 11,
    marker: str = "•",
    signatures_side_by_side: bool = True,
    columns: int = 1,
) -> Path:
    """Write the document."""
    settings = {
        "dnr": statement.dnr,
        "subject": statement.subject,
        "hyphenate": str(hyphenate).lower(),
        "justify": str(justify).lower(),
        "size": size,
        "marker": marker,
        "columns": columns,
        "margin": "3cm" if columns == 1 else "2cm",
    }
    first = [statement.administration, "Tjänsteutlåtande", f"Dnr {statement.dnr}"]
    head = " #h(1fr) ".join(map(_literal, first)) + "\n\n"
    body = "\n".join(
        _part(part, statement, side_by_side=signatures_side_by_side) for part in parts_of(statement)
    )
    path.with_suffix(".typ").write_text(_PAGE % settings + head + body, encoding="utf-8")
    typst.compile(str(path.with_suffix(".typ")), output=str(path))
    return path


def _literal(text: str) -> str:
    """The text as Typst sets it, no character of it taken as markup."""
    return f"#{json.dumps(text, ensure_ascii=False)}"


def _part(part: Part, statement: Statement, *, side_by_side: bool) -> str:
    if part.kind == "signatures":
        return _signatures(statement, side_by_side=side_by_side)
    text = _literal(part.text)
    return {
        "title": f"#text(size: 18pt, {text[1:]})\n",
        "heading": f"{'=' * max(part.level, 1)} {text}\n",
        "item": f"- {text}",
    }.get(part.kind, f"\n{text}\n")


def _signatures(statement: Statement, *, side_by_side: bool) -> str:
    blocks = [
        " \\ ".join(map(_literal, (name, title, statement.administration)))
        for name, title in statement.signatories
    ]
    if side_by_side:
        return "#grid(columns: 2, column-gutter: 2cm, " + ", ".join(f"[{block}]" for block in blocks) + ")\n"
    return "\n\n".join(blocks) + "\n"
