"""A table as a spreadsheet that people edit: an Excel file, or CSV as a Swedish Excel opens it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from vandpunkt.domain.cell_text import escaped, guarded

CHOICES_SHEET = "Val"
_AS_TEXT = "@"
_NOT_TO_CHANGE = PatternFill("solid", fgColor="EEEEEE")
_SPARE_ROWS = 500


@dataclass(frozen=True)
class Column:
    """A column: its heading, its width in characters, the values to choose among, whether it is a key.

    A key (`fixed`) is shaded: it tells which row and version a line is, and is left as it stands.
    """

    title: str
    width: int = 20
    choices: tuple[str, ...] = ()
    fixed: bool = False


@dataclass(frozen=True)
class Spreadsheet:
    """One table of texts; each row has a cell for each column, "" where nothing is stated."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


def csv_bytes(sheet: Spreadsheet) -> bytes:
    """The table as CSV: UTF-8 with a byte order mark, semicolons, no cell that could be a formula."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(guarded(column.title) for column in sheet.columns)
    writer.writerows([guarded(cell) for cell in row] for row in sheet.rows)
    return written.getvalue().encode("utf-8-sig")


def xlsx_bytes(sheet: Spreadsheet) -> bytes:
    """The table as an Excel file: the headings stay in sight, choices are offered, every cell is text."""
    book: Any = Workbook()
    page = book.active
    page.title = sheet.title
    book.properties.creator = "Vändpunkt"
    _write_headings(page, sheet.columns)
    for number, row in enumerate(sheet.rows, 2):
        for place, (column, text) in enumerate(zip(sheet.columns, row, strict=True), 1):
            _write_cell(page.cell(number, place), column, text)
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    _offer_choices(book, page, sheet)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _write_headings(page: Any, columns: tuple[Column, ...]) -> None:
    for place, column in enumerate(columns, 1):
        heading = page.cell(1, place)
        heading.value = escaped(guarded(column.title))
        heading.font = Font(bold=True)
        heading.alignment = Alignment(wrap_text=True, vertical="top")
        letter = get_column_letter(place)
        page.column_dimensions[letter].width = column.width
        page.column_dimensions[letter].number_format = _AS_TEXT


def _write_cell(cell: Any, column: Column, text: str) -> None:
    if column.fixed and text.isascii() and text.isdigit():
        cell.value = int(text)
    else:
        if text:
            cell.value = escaped(guarded(text))
            cell.data_type = "s"
        cell.number_format = _AS_TEXT
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if column.fixed:
        cell.fill = _NOT_TO_CHANGE


def _offer_choices(book: Any, page: Any, sheet: Spreadsheet) -> None:
    """Lists to choose from; they stand in a hidden sheet, since a list in the cell itself is too short."""
    chosen = [(place, one) for place, one in enumerate(sheet.columns, 1) if one.choices]
    if not chosen:
        return
    hidden = book.create_sheet(CHOICES_SHEET)
    hidden.sheet_state = "hidden"
    for number, (place, column) in enumerate(chosen, 1):
        for line, choice in enumerate(column.choices, 1):
            hidden.cell(line, number).value = escaped(guarded(choice))
        letter = get_column_letter(number)
        rule = DataValidation(
            type="list",
            formula1=f"{CHOICES_SHEET}!${letter}$1:${letter}${len(column.choices)}",
            allow_blank=True,
        )
        target = get_column_letter(place)
        rule.add(f"{target}2:{target}{len(sheet.rows) + _SPARE_ROWS}")
        page.add_data_validation(rule)
