"""An Excel or CSV file → a table of texts, within bounds. Runs in the child process of `guarded.py`."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from vandpunkt.domain.cell_text import unescaped, unguarded
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading.limits import Limits
from vandpunkt.reading.text_file import decoded

MOST_ROWS = 10_000
MOST_COLUMNS = 100
_DELIMITERS = ";\t,"


@dataclass(frozen=True)
class TableRow:
    """One row with its number in the file; cells that are missing at its end are empty."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The first sheet of a file: its name, its headings, and the rows below that hold anything."""

    sheet: str
    header: tuple[str, ...]
    rows: tuple[TableRow, ...]


def csv_table(data: bytes, limits: Limits, file: str) -> Table:
    """The table of a CSV file with semicolons, tabs or commas. Raises Problem where it has too much."""
    text = decoded(data, file)
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return _table("CSV", ((number, list(row)) for number, row in enumerate(rows, 1)), limits, file)
    except csv.Error as error:
        raise _damaged(file) from error


def xlsx_table(data: bytes, limits: Limits, file: str) -> Table:
    """The first sheet of an Excel file. Raises Problem for macros, links, formulas and what is too large."""
    _check_package(data, limits, file)
    from openpyxl import load_workbook

    try:
        book: Any = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        page = book.worksheets[0]
        page.reset_dimensions()
        return _table(page.title, _texts(page, file), limits, file)
    except (Problem, MemoryError):
        raise
    except Exception as error:  # what openpyxl raises for a bad file has no common kind
        raise _damaged(file) from error


def _check_package(data: bytes, limits: Limits, file: str) -> None:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > limits.unpacked_bytes:
            raise Problem(
                marked("{file} packas upp till mer än {limit} MB och läses inte."),
                file=file,
                limit=limits.unpacked_bytes // 1_000_000,
            )
        names = [part.filename for part in parts]
        _refuse_parts(names, file)
        for name in names:
            content = archive.read(name)
            if name == "[Content_Types].xml" and b"macroEnabled" in content:
                raise _with_macros(file)
            if name.endswith((".xml", ".rels")) and (b"<!DOCTYPE" in content or b"<!ENTITY" in content):
                raise _damaged(file)
    except (Problem, MemoryError):
        raise
    except Exception as error:  # zipfile raises many kinds for a bad archive
        raise _damaged(file) from error


def _refuse_parts(names: Iterable[str], file: str) -> None:
    lowered = {name.lower() for name in names}
    if any("vbaproject" in name or "macrosheets/" in name for name in lowered):
        raise _with_macros(file)
    if any("externallinks/" in name or name.endswith("connections.xml") for name in lowered):
        raise Problem(
            marked("{file} hämtar uppgifter ur andra filer och läses inte. Bryt länkarna i Excel."), file=file
        )
    if "xl/workbook.xml" not in lowered:
        raise Problem(marked("{file} är ingen Excelfil. Spara den som XLSX eller CSV."), file=file)


def _texts(page: Any, file: str) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(page.iter_rows(), 1):
        yield number, [_text(cell, file) for cell in row]


def _text(cell: Any, file: str) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise Problem(
            marked("{file}, cell {cell}: där står en formel. Klistra in värdet i stället."),
            file=file,
            cell=cell.coordinate,
        )
    if cell.data_type == "e":
        raise Problem(
            marked("{file}, cell {cell}: där står ett fel ({value}). Skriv vad som ska stå."),
            file=file,
            cell=cell.coordinate,
            value=value,
        )
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return unescaped(str(value))


def _table(sheet: str, lines: Iterable[tuple[int, list[str]]], limits: Limits, file: str) -> Table:
    rows: list[TableRow] = []
    length = 0
    for number, cells in lines:
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            continue
        if len(cells) > MOST_COLUMNS:
            raise Problem(
                marked("{file}, rad {row} har fler än {limit} kolumner. Ta bort dem som är till över."),
                file=file,
                row=number,
                limit=MOST_COLUMNS,
            )
        if len(rows) > MOST_ROWS:
            raise Problem(
                marked("{file} har fler än {limit} rader och läses inte. Dela upp den."),
                file=file,
                limit=MOST_ROWS,
            )
        length += sum(map(len, cells))
        limits.check_characters(length, file)
        rows.append(TableRow(number, tuple(unguarded(cell.replace("\0", "")) for cell in cells)))
    if not rows:
        raise Problem(marked("{file} är tom: det finns inga rader att läsa."), file=file)
    return Table(sheet, rows[0].cells, tuple(rows[1:]))


def _with_macros(file: str) -> Problem:
    return Problem(marked("{file} har makron och läses inte. Spara den som XLSX utan makron."), file=file)


def _damaged(file: str) -> Problem:
    return Problem(
        marked("{file} är skadad och går inte att läsa som kalkylblad. Öppna den i Excel och spara om den."),
        file=file,
    )
