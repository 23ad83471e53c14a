"""Tables of support → rows, whatever the columns are called: school, years, support, time, partners."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from vandpunkt.reading.blocks import Block
from vandpunkt.reading.schools import school_named
from vandpunkt.reading.windows import Windows, tense, window_introduced, years


class Column(Enum):
    """What a column of a table states."""

    SCHOOL = "school"
    WINDOW = "window"
    WINDOW_NAME = "window name"
    PERIOD = "period"
    PARTNERS = "partners"
    SUPPORT = "support"
    BESIDE = "beside"


_COLUMN_WORDS = (
    (Column.SCHOOL, re.compile(r"skola|skolenhet|skolor|enhet|namn på skola", re.I)),
    (
        Column.PERIOD,
        re.compile(r"(?:tids)?period.*|tid|tidpunkt|termin|läsår|när|start|år|tidplan|från.*", re.I),
    ),
    (
        Column.PARTNERS,
        re.compile(
            r"(?:i )?(?:samverkan|samarbete)(?: med)?|samarbetspart\w*|part(?:er|ner)\w*|med vem|utförare"
            r"|tillsammans med",
            re.I,
        ),
    ),
    (
        Column.BESIDE,
        re.compile(
            r"ansvar\w*(?: .{1,30})?|kontakt\w*|kostnad\w*|budget|belopp|finansier\w*|nr\.?|nummer|#", re.I
        ),
    ),
)


@dataclass(frozen=True)
class TableRow:
    """One item of support in a table. School and window are None where the table does not state them."""

    text: str
    blocks: tuple[Block, ...]
    school: str | None
    window: str | None
    partners: str


def rows_of(
    table: Sequence[Block], schools: Sequence[str], windows: Windows, *, introduced: bool
) -> Iterator[TableRow]:
    """The items of one table. A column headed by years holds one item a paragraph; else a row is one item.

    Where no text has `introduced` the table, one whose columns say nothing of support, time or partners is
    about something else.
    """
    grid = _grid(table)
    if not grid:
        return
    header = next(iter(grid.values()))
    columns = _columns(header, windows)
    has_header = bool(columns)
    for number in _window_columns(list(grid.values())[1 if has_header else 0 :], windows):
        columns[number] = (Column.WINDOW_NAME, None)
    if not introduced and all(kind is Column.SCHOOL for kind, _ in columns.values()):
        return
    school: str | None = None
    for number, cells in grid.items():
        if has_header and number == min(grid):
            continue
        school = _row_school(cells, schools) or school
        yield from _row_items(cells, columns, schools, windows, school)


def _grid(table: Sequence[Block]) -> dict[int, dict[int, list[Block]]]:
    grid: dict[int, dict[int, list[Block]]] = {}
    for block in table:
        cell = block.first.cell
        if cell is not None and block.text:
            grid.setdefault(cell.row, {}).setdefault(cell.column, []).append(block)
    return grid


def _columns(header: Mapping[int, Sequence[Block]], windows: Windows) -> dict[int, tuple[Column, str | None]]:
    """What each column states, by the first row; empty where the first row is no header."""
    columns: dict[int, tuple[Column, str | None]] = {}
    for number, blocks in header.items():
        text = " ".join(block.text for block in blocks).rstrip(":")
        kind = next((kind for kind, words in _COLUMN_WORDS if words.fullmatch(text)), None)
        window = _window(text, windows) if kind is None else None
        if kind is not None or window is not None:
            columns[number] = (kind or Column.WINDOW, window)
        elif (
            len(text) <= 40
            and years(text) is None
            and re.match(r"(?:insats|stöd|åtgärd|aktivitet|program)", text, re.I)
        ):
            columns[number] = (Column.SUPPORT, None)
    return columns


def _window(text: str, windows: Windows) -> str | None:
    if len(text) > 60 or (years(text) is None and tense(text) is None):
        return None
    return window_introduced(f"{text}:", windows, already=None)


def _window_columns(rows: Sequence[Mapping[int, Sequence[Block]]], windows: Windows) -> Iterator[int]:
    """The columns whose every cell names one of the inquiry's windows, when both windows come up."""
    for number in {number for row in rows for number in row}:
        texts = [" ".join(block.text for block in row[number]) for row in rows if number in row]
        named = {_named_window(text, windows) for text in texts}
        if None not in named and len(named) > 1:
            yield number


def _named_window(text: str, windows: Windows) -> str | None:
    """The window of a cell that says nothing but which of the inquiry's windows the row is about."""
    stated = years(text)
    if stated is None or stated not in (windows.past, windows.planned):
        return None
    return _window(text, windows)


def _row_school(cells: Mapping[int, Sequence[Block]], schools: Sequence[str]) -> str | None:
    texts = (block.text for blocks in cells.values() for block in blocks)
    return next((school for text in texts if (school := school_named(text, schools))), None)


def _row_items(
    cells: Mapping[int, Sequence[Block]],
    columns: Mapping[int, tuple[Column, str | None]],
    schools: Sequence[str],
    windows: Windows,
    school: str | None,
) -> Iterator[TableRow]:
    by_window = [(number, window) for number, (kind, window) in columns.items() if kind is Column.WINDOW]
    if by_window:
        for number, window in by_window:
            for block in cells.get(number, ()):
                yield TableRow(block.text, (block,), school, window, "")
        return
    row = _whole_row(cells, columns, schools, windows, school)
    if row is not None:
        yield row


def _whole_row(
    cells: Mapping[int, Sequence[Block]],
    columns: Mapping[int, tuple[Column, str | None]],
    schools: Sequence[str],
    windows: Windows,
    school: str | None,
) -> TableRow | None:
    """The row as one item: its cells in order, but for the school and for a cell that only names a window."""
    texts: list[str] = []
    used: list[Block] = []
    partners, window = "", None
    for number, blocks in cells.items():
        text = " ".join(block.text for block in blocks)
        if school_named(text, schools):
            continue
        kind = columns.get(number, (Column.SUPPORT, None))[0]
        if kind is Column.WINDOW_NAME:
            window = _named_window(text, windows)
            continue
        if kind is Column.BESIDE:
            continue
        partners = text if kind is Column.PARTNERS else partners
        used += blocks
        texts.append(text)
    return TableRow(_sentence(texts), tuple(used), school, window, partners) if used else None


def _sentence(texts: Sequence[str]) -> str:
    kept = [text.rstrip(" ,") for text in texts if text.strip(" –-")]
    return ", ".join([*(text.rstrip(".") for text in kept[:-1]), *kept[-1:]])
