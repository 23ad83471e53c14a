"""Rows of the register as a table to edit."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from vandpunkt.documents.spreadsheet import Column, Spreadsheet
from vandpunkt.register.spreadsheets.kinds import VERSION, Kind, kind_of
from vandpunkt.register.spreadsheets.stated import Stated


def export_rows(kind: Kind | str, *, codes: Collection[str] | None = None, choice: Any = None) -> Spreadsheet:
    """The rows of a kind, those of the schools with these codes or all, with their keys and versions.

    Interventions are by school, the accepted ones alone, and those that `choice` asks for.
    """
    asked = kind_of(kind)
    return _sheet(asked, asked.listed(codes, choice))


def _sheet(kind: Kind, rows: list[Stated]) -> Spreadsheet:
    fields, choices = kind.fields(), kind.about_choices()
    columns = (
        Column(kind.key, 12, fixed=True),
        Column(VERSION, 9, fixed=True),
        *(Column(title, 24, choices.get(title, ()), fixed=True) for title in kind.about),
        *(Column(one.title, one.width, one.choices) for one in fields),
        *(Column(title, 40, fixed=True) for title in kind.shown),
    )
    return Spreadsheet(
        kind.title,
        columns,
        tuple(
            (
                row.key,
                str(row.version),
                *row.about,
                *(one.write(getattr(row.details, one.name)) for one in fields),
                *row.shown,
            )
            for row in rows
        ),
    )
