"""A year of meetings from rows: pasted text, or a CSV or Excel file. The first row may be headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vandpunkt.cases.path.meetings import MeetingDetails
from vandpunkt.domain.dates import parse_date
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading.spreadsheets import read_table

_MOST_ROWS = 500
_Rows = Iterable[tuple[int, Sequence[str]]]


def pasted_meetings(text: str) -> tuple[MeetingDetails, ...]:
    """The meetings of a pasted calendar: board, day, and perhaps two more days, with `;` or tabs between.

    Raises Problem that names the row where one cannot be read.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    return _meetings((number, line.replace("\t", ";").split(";")) for number, line in lines)


def meetings_in_file(content: bytes, *, file: str) -> tuple[MeetingDetails, ...]:
    """The meetings of a CSV or Excel file with the same columns. Raises Problem for a file or row unread."""
    table = read_table(content, file)
    rows = [(1, table.header), *((row.number, row.cells) for row in table.rows)]
    return _meetings(rows)


def _meetings(rows: _Rows) -> tuple[MeetingDetails, ...]:
    found = [_meeting(number, [cell.strip() for cell in cells]) for number, cells in _without_headings(rows)]
    if not found:
        raise Problem(marked("Där finns inget sammanträde. Skriv en rad för varje: nämnd; dag."))
    if len(found) > _MOST_ROWS:
        raise Problem(marked("Kalendern har fler än {limit} rader. Dela upp den."), limit=_MOST_ROWS)
    return tuple(found)


def _without_headings(rows: _Rows) -> _Rows:
    """The rows, without the first where its second cell is words and not a day."""
    listed = list(rows)
    if listed and len(listed[0][1]) > 1 and not any(letter.isdigit() for letter in listed[0][1][1]):
        return listed[1:]
    return listed


def _meeting(number: int, cells: list[str]) -> MeetingDetails:
    cells += [""] * (4 - len(cells))
    board, day = cells[:2]
    if not board or not day:
        raise Problem(marked("Rad {row}: skriv både nämnd och dag, med semikolon emellan."), row=number)
    days = []
    for text in cells[1:4]:
        try:
            days.append(parse_date(text) if text else None)
        except Problem as problem:
            raise Problem(
                marked("Rad {row}: «{text}» är inget datum. Skriv till exempel 2026-02-11."),
                row=number,
                text=text,
            ) from problem
    first, documents_sent, signed_by = days
    if first is None:
        raise Problem(marked("Rad {row}: skriv både nämnd och dag, med semikolon emellan."), row=number)
    for other in (documents_sent, signed_by):
        if other is not None and other > first:
            raise Problem(marked("Rad {row}: dagen {day} är efter sammanträdet."), row=number, day=other)
    return MeetingDetails(board, first, documents_sent, signed_by)
