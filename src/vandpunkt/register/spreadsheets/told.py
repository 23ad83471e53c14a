"""What a spreadsheet that came back would do, row by row, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vandpunkt.domain.problems import Problem

Outcome = Literal["unchanged", "changed", "new", "clash", "problem"]


@dataclass(frozen=True)
class CellChange:
    """One cell: what the register says, and what the file says."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class CellProblem:
    """What is wrong with a cell and what to do; `column` is "" where it is about the row."""

    sheet: str
    row: int
    column: str
    problem: Problem


@dataclass(frozen=True)
class RowTold:
    """A row of the file: its number there, what it is about, and what would become of it.

    A clash is a row where somebody else has changed the same cells since the file was made.
    """

    number: int
    name: str
    outcome: Outcome
    cells: tuple[CellChange, ...] = ()
    problems: tuple[CellProblem, ...] = ()


@dataclass(frozen=True)
class Preview:
    """What a whole file would do; `rows` are those that are not unchanged."""

    kind: str
    sheet: str
    rows: tuple[RowTold, ...]
    unchanged: int

    def count(self, outcome: Outcome) -> int:
        """How many rows have an outcome."""
        return self.unchanged if outcome == "unchanged" else sum(one.outcome == outcome for one in self.rows)

    @property
    def stands_in_the_way(self) -> int:
        """How many rows must be mended before the file can be taken in."""
        return self.count("problem") + self.count("clash")

    @property
    def can_be_taken_in(self) -> bool:
        """Whether there is something to save and nothing in its way."""
        return bool(self.rows) and not self.stands_in_the_way
