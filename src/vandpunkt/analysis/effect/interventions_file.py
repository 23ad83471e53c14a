"""INTERVENTIONS.csv: one row a school unit's part in a programme, complaints placed at row and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from vandpunkt.analysis.effect.exposure import Support
from vandpunkt.domain.periods import Period, Point
from vandpunkt.domain.problems import Problem, marked

SCHOOL, PROGRAMME, START, END = COLUMNS = ("school_unit_code", "programme", "start", "end")


def read_interventions(path: Path) -> list[Support]:
    """Read a table separated by comma, semicolon or tab, in UTF-8.

    Start and end are terms, school years or years. The column `end` may be missing or blank: the
    support goes on. Raises Problem with file, row and column for what cannot be used.
    """
    return list(_rows(path.name, _text(path)))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Problem(marked("Filen {file} finns inte."), file=path) from None
    except IsADirectoryError:
        raise Problem(marked("{file} är en mapp. Ange en CSV-fil."), file=path) from None
    except PermissionError:
        raise Problem(marked("Filen {file} går inte att läsa: behörighet saknas."), file=path) from None
    except UnicodeDecodeError:
        raise Problem(
            marked("Filen {file} är inte i UTF-8. Spara den som CSV UTF-8 och försök igen."), file=path.name
        ) from None


def _rows(file: str, text: str) -> Iterator[Support]:
    lines = text.splitlines()
    if not lines or not lines[0].strip():
        raise Problem(marked("Filen {file} är tom. Första raden ska vara kolumnnamnen."), file=file)
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=lines[0].count))
    header = [name.strip() for name in next(reader)]
    _check_header(file, header)
    for values in reader:
        if not any(value.strip() for value in values):
            continue
        if len(values) != len(header):
            raise Problem(
                marked("{file}, rad {row}: raden har {found} värden men {expected} kolumner finns."),
                file=file, row=reader.line_num, found=len(values), expected=len(header),
            )  # fmt: skip
        cells = {name: value.strip() for name, value in zip(header, values, strict=True)}
        yield _support(file, reader.line_num, cells)


def _check_header(file: str, header: Sequence[str]) -> None:
    for name in (SCHOOL, PROGRAMME, START):
        if name not in header:
            raise Problem(
                marked("{file}, rad 1: kolumnen {column} saknas. Filen har {found}."),
                file=file, row=1, column=name, found=", ".join(header),
            )  # fmt: skip


def _support(file: str, row: int, values: dict[str, str]) -> Support:
    for column, text in (
        (SCHOOL, marked("{file}, rad {row}, kolumn {column}: skolenhetskod saknas.")),
        (PROGRAMME, marked("{file}, rad {row}, kolumn {column}: insatsens namn saknas.")),
        (
            START,
            marked(
                "{file}, rad {row}, kolumn {column}: insatsen saknar start. Ange termin, läsår eller år, "
                "till exempel ht 2022, eller ta bort raden."
            ),
        ),
    ):
        if not values[column]:
            raise Problem(text, file=file, row=row, column=column)
    start = _point(file, row, START, values[START])
    end = _point(file, row, END, values[END]) if values.get(END) else None
    if end is not None and end.last_term < start.first_term:
        raise Problem(
            marked("{file}, rad {row}, kolumn {column}: insatsen slutar ({end}) innan den börjar ({start})."),
            file=file, row=row, column=END, start=start, end=end,
        )  # fmt: skip
    return Support(values[SCHOOL], values[PROGRAMME], Period(start, end, ongoing=end is None))


def _point(file: str, row: int, column: str, text: str) -> Point:
    """The one moment that a cell states, in words (`ht 2022`, `läsåret 2022/23`, `2022`) or as a code."""
    try:
        period = Period.from_codes(text, None)
    except Problem:
        period = _worded(file, row, column, text)
    point = period.start or period.end
    if point is None or (period.end is not None and period.start not in (None, period.end)):
        raise _no_point(file, row, column, text)
    return point


def _worded(file: str, row: int, column: str, text: str) -> Period:
    try:
        return Period.parse(text)
    except Problem:
        raise _no_point(file, row, column, text) from None


def _no_point(file: str, row: int, column: str, text: str) -> Problem:
    return Problem(
        marked(
            "{file}, rad {row}, kolumn {column}: «{value}» är ingen tidpunkt. "
            "Skriv till exempel ht 2022, läsåret 2022/23 eller 2022."
        ),
        file=file, row=row, column=column, value=text,
    )  # fmt: skip
