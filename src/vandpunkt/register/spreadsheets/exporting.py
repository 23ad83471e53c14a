"""Rows of the register as a table to edit."""

from __future__ import annotations

from collections.abc import Collection

from vandpunkt.documents.spreadsheet import Column, Spreadsheet
from vandpunkt.register.intervention_list import Choice, chosen_ids, intervention_lines
from vandpunkt.register.programmes import programme_choices
from vandpunkt.register.spreadsheets import intervention_rows, programme_rows
from vandpunkt.register.spreadsheets.kinds import KINDS, VERSION, Kind
from vandpunkt.register.spreadsheets.stated import Stated


def export_rows(
    kind: str, *, codes: Collection[str] | None = None, choice: Choice | None = None
) -> Spreadsheet:
    """The rows of a kind, those of the schools with these codes or all, with their keys and versions.

    Interventions are by school, the accepted ones alone, and those that `choice` asks for.
    """
    if kind == "programmes":
        return _sheet(KINDS[kind], [programme_rows.stated(slug) for slug, _ in programme_choices()])
    rows = intervention_lines(chosen_ids(choice or Choice(), codes=codes))
    return _sheet(KINDS[kind], [intervention_rows.stated(line) for line in rows])


def _sheet(kind: Kind, rows: list[Stated]) -> Spreadsheet:
    fields, choices = kind.fields(), kind.about_choices()
    columns = (
        Column(kind.key, 12, fixed=True),
        Column(VERSION, 9, fixed=True),
        *(Column(title, 24, choices.get(title, ()), fixed=True) for title in kind.about),
        *(Column(one.title, one.width, one.choices) for one in fields),
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
            )
            for row in rows
        ),
    )
