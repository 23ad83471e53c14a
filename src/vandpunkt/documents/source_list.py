"""The list of sources that ends every document: citations that share a source share a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vandpunkt.documents import walk
from vandpunkt.documents.tree import Citation, Document
from vandpunkt.domain.enumerations import listed

HEADING = "Källor och underlag"
_ROW = "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class SourceLine:
    """One source, its number in the list, and the citations that lean on it."""

    number: int
    text: str
    citations: tuple[Citation, ...]


def source_lines(document: Document) -> tuple[SourceLine, ...]:
    """The sources in the order in which the document first leans on them, numbered from 1.

    Citations whose labels are the same but for the number of the row become one line
    («Registret, insats 1–14 och 17, …»). Ids that the document has no citation for are passed over.
    """
    groups: dict[str, list[Citation]] = {}
    for identity in walk.cited(document):
        citation = document.citations.get(identity)
        if citation is not None:
            groups.setdefault(_without_row(citation), []).append(citation)
    return tuple(
        SourceLine(number, _line(pattern, citations), tuple(citations))
        for number, (pattern, citations) in enumerate(groups.items(), start=1)
    )


def _without_row(citation: Citation) -> str:
    """The label with its first mention of the row taken out."""
    label, row = citation.label, citation.row
    at = label.find(row) if row else -1
    while at >= 0:
        end = at + len(row)
        if not (_within_word(label[at - 1 : at]) or _within_word(label[end : end + 1])):
            return f"{label[:at]}{_ROW}{label[end:]}"
        at = label.find(row, at + 1)
    return label


def _within_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _line(pattern: str, citations: Sequence[Citation]) -> str:
    return pattern.replace(_ROW, row_ranges([citation.row for citation in citations]))


def row_ranges(rows: Sequence[str]) -> str:
    """`1–3, 7 och 9` for rows that are numbers, in their order; other rows as they are given."""
    distinct = list(dict.fromkeys(rows))
    if not all(row.isdecimal() for row in distinct):
        return listed(distinct)
    ranges: list[list[int]] = []
    for number in sorted(map(int, distinct)):
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1] = [ranges[-1][0], number]
        else:
            ranges.append([number])
    return listed(["–".join(map(str, ends)) for ends in ranges])
