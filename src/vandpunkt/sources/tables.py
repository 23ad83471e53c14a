"""Tables in text files: the header is found by its columns, whatever stands before it and after the table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.publication import Place, Refusal

_RECOGNISED = 4
"""So many known columns make a row the header; so many filled cells make a row a row of the table."""
_SEPARATORS = (";", ",", "\t")
_INSIDE_WORDS = re.compile(r"[\s\u00ad-]+")
_CODE = re.compile(r"\d{8}")
_SWALLOWED = re.compile(r"\n.*[;,\t]\d{8}[;,\t]")
"""Rows that an open quote has drawn into one cell."""
_MOST_ROWS_BEFORE = 1000


@dataclass(frozen=True)
class Column:
    """A column by what its header says: `pattern` is matched against it without spaces and hyphens."""

    key: str
    title: str
    pattern: str

    def is_headed(self, header: str) -> bool:
        """Whether a header cell is this column's, in whichever year's wording."""
        return re.fullmatch(self.pattern, _INSIDE_WORDS.sub("", header).casefold()) is not None


@dataclass(frozen=True)
class Row:
    """One row of the table: its cells by column key, where it stands, and whether it has every column."""

    number: int
    cells: Mapping[str, str]
    whole: bool


@dataclass(frozen=True)
class Table:
    """The rows of a table, what stood before it, and the rows in it that are damaged."""

    file: str
    preamble: tuple[str, ...]
    headers: Mapping[str, str]
    rows: tuple[Row, ...]
    refusals: tuple[Refusal, ...]

    def place(self, row: int, key: str | None = None) -> Place:
        """Where a cell stands, with the column as it is headed in the file."""
        return Place(self.file, row, self.headers[key] if key else None)


def read_table(text: str, *, file: str, columns: Sequence[Column], code: str) -> Table:
    """Find the table in the text. `code` is the key of the column that has the school unit code.

    Raises Problem where no row is its header, and where the header lacks a column or has one twice.
    """
    for separator in _SEPARATORS:
        records = _records(text, separator, file)
        header = _header(records, columns)
        if header is not None:
            positions = _positions(records[header], header + 1, file=file, columns=columns)
            return _table(records, header, positions, file=file, code=code)
    raise Problem(
        marked("{file} har ingen rubrikrad med {columns}. Kontrollera att det är rätt fil."),
        file=file,
        columns=", ".join(f"«{column.title}»" for column in columns[:3]),
    )


def _records(text: str, separator: str, file: str) -> list[list[str]]:
    """The rows as a spreadsheet counts them; a quoted cell may hold line breaks."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise Problem(
            marked("{file} går inte att läsa som tabell: {error}. Exportera den igen som CSV."),
            file=file,
            error=error,
        ) from error


def _header(records: Sequence[Sequence[str]], columns: Sequence[Column]) -> int | None:
    for index, cells in enumerate(records[:_MOST_ROWS_BEFORE]):
        if sum(any(column.is_headed(cell) for cell in cells) for column in columns) >= _RECOGNISED:
            return index
    return None


def _positions(header: Sequence[str], row: int, *, file: str, columns: Iterable[Column]) -> dict[str, int]:
    positions = {}
    for column in columns:
        found = [position for position, cell in enumerate(header) if column.is_headed(cell)]
        if len(found) != 1:
            raise _header_problem(column, header, row, file=file, missing=not found)
        positions[column.key] = found[0]
    return positions


def _header_problem(column: Column, header: Sequence[str], row: int, *, file: str, missing: bool) -> Problem:
    text = (
        marked(
            "{file} saknar kolumnen «{column}». Rubrikraden är rad {row}: {header}. "
            "Exportera rapporten igen med alla kolumner."
        )
        if missing
        else marked(
            "{file} har kolumnen «{column}» mer än en gång. Rubrikraden är rad {row}: {header}. "
            "Exportera rapporten igen utan uppdelning."
        )
    )
    shown = " · ".join(" ".join(cell.split()) for cell in header if cell.strip())
    return Problem(text, file=file, column=column.title, row=row, header=shown)


def _table(
    records: Sequence[Sequence[str]], header: int, positions: Mapping[str, int], *, file: str, code: str
) -> Table:
    below = [
        _row(number, cells, positions) for number, cells in enumerate(records[header + 1 :], start=header + 2)
    ]
    inside = tuple(row for row in below if _belongs(row, code))
    last = inside[-1].number if inside else 0
    refusals = tuple(_refusals(below, {row.number for row in inside}, last, file))
    if not inside and not refusals:
        raise Problem(
            marked("{file} har inga skolor under rubrikraden, rad {row}. Exportera rapporten igen."),
            file=file,
            row=header + 1,
        )
    return Table(
        file=file,
        preamble=_preamble(records[:header]),
        headers={key: " ".join(records[header][at].split()) for key, at in positions.items()},
        rows=inside,
        refusals=refusals,
    )


def _row(number: int, cells: Sequence[str], positions: Mapping[str, int]) -> Row:
    kept = {key: cells[at].strip() if at < len(cells) else "" for key, at in positions.items()}
    return Row(number, kept, whole=len(cells) > max(positions.values()))


def _preamble(records: Iterable[Sequence[str]]) -> tuple[str, ...]:
    lines = (" ".join(cell.strip() for cell in cells if cell.strip()) for cells in records)
    return tuple(line for line in lines if line)


def _belongs(row: Row, code: str) -> bool:
    if any(_SWALLOWED.search(cell) for cell in row.cells.values()):
        return False
    filled = sum(bool(cell) for cell in row.cells.values())
    return filled >= _RECOGNISED or _CODE.fullmatch(row.cells[code]) is not None


def _refusals(below: Iterable[Row], inside: Set[int], last: int, file: str) -> Iterator[Refusal]:
    """The rows that should have been in the table; what stands after its last row is notes."""
    for row in below:
        place = Place(file, row.number)
        if any(_SWALLOWED.search(cell) for cell in row.cells.values()):
            yield Refusal(
                place, Problem(marked("Ett citattecken börjar en cell men avslutas inte på raden."))
            )
        elif row.number not in inside and row.number < last and any(row.cells.values()):
            yield Refusal(place, Problem(marked("Raden är avbruten: de flesta cellerna är tomma.")))
