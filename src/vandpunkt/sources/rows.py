"""Rows of a table of school units: each becomes a unit and its figures, or a refusal that says which cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.publication import PublishedFigure, PublishedUnit, Refusal
from vandpunkt.sources import cells
from vandpunkt.sources.tables import Row, Table

Value = TypeVar("Value")
_CUT = marked("Raden är avbruten: den har färre celler än rubrikraden.")
Understand = Callable[[Row, Table], tuple[PublishedUnit, list[PublishedFigure]]]


class CellProblem(Exception):
    """A cell that cannot be used: the key of its column, and why."""

    def __init__(self, key: str, problem: Problem) -> None:
        super().__init__(key, problem)
        self.key, self.problem = key, problem


@dataclass(frozen=True)
class ReadRows:
    """What the rows of a table came to."""

    units: tuple[PublishedUnit, ...]
    figures: tuple[PublishedFigure, ...]
    refusals: tuple[Refusal, ...]
    rows_read: int


def read_rows(table: Table, understand: Understand) -> ReadRows:
    """Understand every row; one whose cells cannot be used, or whose unit has stood before, is refused."""
    units: dict[str, PublishedUnit] = {}
    figures: list[PublishedFigure] = []
    refusals = list(table.refusals)
    for row in table.rows:
        try:
            _check_new(row, units)
            unit, stated = understand(row, table)
        except CellProblem as refused:
            refusals.append(Refusal(table.place(row.number, refused.key), refused.problem))
        else:
            if not row.whole:
                refusals.append(Refusal(table.place(row.number), Problem(_CUT)))
                continue
            units[unit.code] = unit
            figures.extend(stated)
    return ReadRows(
        units=tuple(units.values()),
        figures=tuple(figures),
        refusals=tuple(sorted(refusals, key=lambda one: one.place.row or 0)),
        rows_read=len(table.rows) + len(table.refusals),
    )


def _check_new(row: Row, units: Mapping[str, PublishedUnit]) -> None:
    earlier = units.get(cell(row, "code", cells.unit_code))
    if earlier is not None:
        problem = Problem(
            marked("Skolenheten {code} står redan på rad {row}."),
            code=earlier.code,
            row=earlier.place.row if earlier.place else "",
        )
        raise CellProblem("code", problem)


def cell(row: Row, key: str, understand: Callable[[str], Value]) -> Value:
    """The value of a cell. Raises CellProblem where it cannot be understood."""
    try:
        return understand(row.cells[key])
    except Problem as problem:
        raise CellProblem(key, problem) from problem
