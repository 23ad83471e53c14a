"""CELLS.csv: one row a school unit and school year; every complaint says at which row and column."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from vandpunkt.analysis.cells import Published
from vandpunkt.analysis.table_file import read_table
from vandpunkt.domain.marks import PublishedValue, ValueKind
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.terms import SchoolYear

REQUIRED = ("school_unit_code", "school_year", "eligible")
OTHERS = ("eligible_es", "eligible_eksahu", "eligible_nate", "all_subjects")
INTAKE = "x_"
LARGEST_COHORT = 100_000


def read_cells(path: Path) -> list[Published]:
    """Read a table separated by comma, semicolon or tab, in UTF-8, decimal comma or point.

    Raises Problem with file, row and column for what cannot be used.
    """
    return list(_rows(path))


def _rows(path: Path) -> Iterator[Published]:
    file = path.name
    seen: dict[tuple[str, SchoolYear], int] = {}
    for row, values in read_table(path, REQUIRED):
        published = _Row(file, row, values).published()
        first = seen.setdefault((published.school, published.year), row)
        if first != row:
            raise Problem(
                marked("{file}, rad {row}: skolenhet {school} har redan läsåret {year} på rad {first}."),
                file=file, row=row, school=published.school, year=published.year, first=first,
            )  # fmt: skip
        yield published


class _Row:
    """One row of the table, and where it stands."""

    def __init__(self, file: str, row: int, values: dict[str, str]) -> None:
        self.file, self.row, self.values = file, row, values

    def published(self) -> Published:
        return Published(
            school=self._school(),
            year=self._year(),
            eligible=self._share("eligible"),
            n=self._cohort(),
            others=tuple(self._share(name) for name in OTHERS if name in self.values),
            intake=dict(self._intake()),
        )

    def _problem(self, text: str, column: str) -> Problem:
        return Problem(text, file=self.file, row=self.row, column=column, value=self.values.get(column, ""))

    def _school(self) -> str:
        code = self.values["school_unit_code"].strip()
        if not code:
            raise self._problem(
                marked("{file}, rad {row}, kolumn {column}: skolenhetskod saknas."), "school_unit_code"
            )
        return code

    def _year(self) -> SchoolYear:
        try:
            return _school_year(self.values["school_year"])
        except Problem:
            raise self._problem(
                marked(
                    "{file}, rad {row}, kolumn {column}: «{value}» är inget läsår. "
                    "Skriv till exempel 2024/25."
                ),
                "school_year",
            ) from None

    def _share(self, column: str) -> PublishedValue:
        try:
            value = _published(self.values[column])
        except Problem:
            value = None
        if value is not None and (value.is_share or value.kind in (ValueKind.SUPPRESSED, ValueKind.MISSING)):
            return value
        raise self._problem(
            marked(
                "{file}, rad {row}, kolumn {column}: «{value}» är ingen andel. "
                "Skriv ett tal 0–100 eller ett av tecknen ~100, .. och . som Skolverket använder."
            ),
            column,
        )

    def _cohort(self) -> int | None:
        text = self.values.get("n", "").strip()
        try:
            value = _published(text)
        except Problem:
            value = None
        if value is not None and value.kind in (ValueKind.SUPPRESSED, ValueKind.MISSING):
            return None
        number = value.number if value is not None and value.kind is ValueKind.EXISTS else None
        if number is None or number != int(number) or not 1 <= number <= LARGEST_COHORT:
            raise self._problem(
                marked(
                    "{file}, rad {row}, kolumn {column}: «{value}» är inget antal elever. "
                    "Lämna tomt om det inte är känt."
                ),
                "n",
            )
        return int(number)

    def _intake(self) -> Iterator[tuple[str, float]]:
        for column, text in self.values.items():
            if column.startswith(INTAKE):
                yield column, self._number(column, text)

    def _number(self, column: str, text: str) -> float:
        try:
            value = _published(text)
        except Problem:
            value = None
        if value is None or value.kind in (ValueKind.NEARLY_ALL, ValueKind.APPROXIMATE):
            raise self._problem(
                marked(
                    "{file}, rad {row}, kolumn {column}: «{value}» är inget tal. "
                    "Lämna tomt om det inte är känt."
                ),
                column,
            )
        return float("nan") if value.number is None else float(value.number)


@lru_cache(maxsize=65536)
def _published(text: str) -> PublishedValue:
    return PublishedValue.parse(text)


@lru_cache(maxsize=4096)
def _school_year(text: str) -> SchoolYear:
    return SchoolYear.parse(text)
