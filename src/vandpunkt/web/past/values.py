"""What a page of a past day is made of, whatever it is about: facts, passages and tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from vandpunkt.register.change_lines import NOTHING
from vandpunkt.register.past import Facts
from vandpunkt.web.list_pages import ListPage


@dataclass(frozen=True)
class Cell:
    """A cell of a table; with an address it leads to that page on the same day."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table, of words or of figures."""

    name: str
    number: bool = False


@dataclass(frozen=True)
class Table:
    """A table of a past day: the first cell of a row names it. `otherwise` stands where there are no rows."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    otherwise: str
    source: str = ""

    @property
    def lines(self) -> tuple[tuple[tuple[Column, Cell], ...], ...]:
        """The rows, each cell with its column."""
        return tuple(tuple(zip(self.columns, row, strict=True)) for row in self.rows)


@dataclass(frozen=True)
class Passage:
    """Something that was written, under its heading; `state` is how far it had come."""

    key: str
    title: str
    text: str
    state: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class PastPage:
    """A page as it stood. `found` is the page of a long list that its table shows.

    `made_up` is whether it was made up for the demo.
    """

    title: str
    lead: str = ""
    facts: Facts = ()
    passages: tuple[Passage, ...] = ()
    tables: tuple[Table, ...] = ()
    found: ListPage[Any] | Any = None
    made_up: bool = False


def stated(facts: Iterable[tuple[str, str]]) -> Facts:
    """The facts that something is stated of: a dash says that nothing is."""
    return tuple(one for one in facts if one[1] not in ("", NOTHING))


def columns(*names: str, numbers: Iterable[str] = ()) -> tuple[Column, ...]:
    """Columns of words, and then those of figures."""
    return (*map(Column, names), *(Column(name, number=True) for name in numbers))
