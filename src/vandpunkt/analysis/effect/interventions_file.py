"""INTERVENTIONS.csv: one row a school unit's part in a programme, complaints placed at row and column."""

from __future__ import annotations

from pathlib import Path

from vandpunkt.analysis.effect.exposure import Support
from vandpunkt.analysis.table_file import read_table
from vandpunkt.domain.periods import Period, Point
from vandpunkt.domain.problems import Problem, marked

SCHOOL, PROGRAMME, START, END = COLUMNS = ("school_unit_code", "programme", "start", "end")


def read_interventions(path: Path) -> list[Support]:
    """Read a table separated by comma, semicolon or tab, in UTF-8.

    Start and end are terms, school years or years. The column `end` may be missing or blank: the
    support goes on. Raises Problem with file, row and column for what cannot be used.
    """
    return [
        _support(path.name, row, {name: value.strip() for name, value in values.items()})
        for row, values in read_table(path, (SCHOOL, PROGRAMME, START))
    ]


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
