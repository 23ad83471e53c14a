"""Plain text → lines, and the cells of the tables that text draws with tabs or upright bars."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from vandpunkt.reading.bullets import bullet
from vandpunkt.reading.pages import Cell, Form, Page, Stretch

_RULE = re.compile(r"[\s|+:=_—–-]*")
_BAR = re.compile(r"\|")
_TAB = re.compile(r"\t+")
_OPENING = re.compile(r"\s*\|?\s?")


def printed_page(text: str, first_table: int = 0) -> Page:
    """A page of plain text: its lines, and the cells of its tables, which count from `first_table`."""
    lines = text.split("\n")
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    stretches: list[Stretch] = []
    for separator, numbers in groupby(range(len(lines)), key=lambda number: _separator(lines[number])):
        listed = list(numbers)
        rows = [number for number in listed if not _RULE.fullmatch(lines[number])]
        if separator is None or len(rows) < 2:
            stretches += [Stretch(starts[n], starts[n] + len(lines[n]), Form.LINE) for n in listed]
        else:
            stretches += _table(lines, starts, rows, separator, first_table + listed[0])
    return Page(text, tuple(stretches))


def _separator(line: str) -> re.Pattern[str] | None:
    """What parts the columns of a line: bars, or tabs between words; None for running text."""
    if len(_BAR.findall(line)) >= 2:
        return _BAR
    words = line.strip()
    first = words.split("\t", 1)[0]
    return _TAB if "\t" in words and not _only_bullet(first) else None


def _only_bullet(text: str) -> bool:
    mark = bullet(f"{text} x")
    return mark is not None and mark.length == len(text) + 1


def _table(
    lines: Sequence[str], starts: Sequence[int], rows: Sequence[int], separator: re.Pattern[str], table: int
) -> Iterator[Stretch]:
    for row, number in enumerate(rows):
        for column, (start, end) in enumerate(_cells(lines[number], separator)):
            yield Stretch(
                starts[number] + start, starts[number] + end, Form.PARAGRAPH, Cell(table, row, column)
            )


def _cells(line: str, separator: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The characters of each cell; an outer bar opens or closes a row and parts nothing.

    A cell left empty at the beginning, below one that holds for several rows, is a cell.
    """
    opening = _OPENING.match(line)
    inner_start = opening.end() if opening else 0
    inner_end = len(line.rstrip(" |")) if separator is _BAR else len(line)
    start = inner_start if separator is _BAR else 0
    for match in separator.finditer(line, start, max(inner_end, start)):
        yield start, match.start()
        start = match.end()
    yield start, max(inner_end, start)
