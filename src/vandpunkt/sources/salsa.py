"""SALSA: merit values beside what the intake leads the model to expect, as a derived table."""

from __future__ import annotations

from vandpunkt.domain.publication import Publication, PublishedFigure, PublishedUnit
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.sources import cells
from vandpunkt.sources.files import Content, decoded
from vandpunkt.sources.rows import cell, read_rows
from vandpunkt.sources.tables import Column, Row, Table, read_table

KIND = "salsa"

_COLUMNS = (
    Column("code", "school_unit_code", r"school_unit_code|skolenhetskod"),
    Column("name", "name", r"name|skola|skolenhet"),
    Column("municipality", "municipality", r"municipality|(skol)?kommun"),
    Column("operator_type", "operator_type", r"operator_type|typavhuvudman|huvudmannatyp"),
    Column("period", "period", r"period|läsår"),
    Column("merit_actual", "merit_actual", r"merit_actual"),
    Column("merit_calculated", "merit_calculated", r"merit_calculated"),
    Column("merit_deviation", "merit_deviation", r"merit_deviation"),
    Column("parents_education", "parents_education", r"parents_education"),
)
_FIGURES = {
    "merit_actual": "merit",
    "merit_calculated": "merit_calculated",
    "merit_deviation": "merit_deviation",
    "parents_education": "parents_education",
}


def read(content: Content) -> Publication:
    """What the table states: four figures a row, each rounded by itself, so the deviation is kept as printed.

    Raises Problem where the table lacks a column.
    """
    table = read_table(decoded(content), file=content.name, columns=_COLUMNS, code="code")
    rows = read_rows(table, _understand)
    years = sorted({str(figure.school_year) for figure in rows.figures})
    return Publication(
        kind=KIND,
        address=content.name,
        sha256=content.sha256,
        title=f"Skolverket, SALSA, {'läsåret ' if len(years) == 1 else ''}{', '.join(years)}",
        rows_read=rows.rows_read,
        units=rows.units,
        figures=rows.figures,
        refusals=rows.refusals,
    )


def _understand(row: Row, table: Table) -> tuple[PublishedUnit, list[PublishedFigure]]:
    unit = PublishedUnit(
        code=row.cells["code"],
        name=cell(row, "name", cells.stated),
        municipality=row.cells["municipality"],
        operator_type=row.cells["operator_type"],
        has_year_nine=True,
        place=table.place(row.number),
    )
    return unit, _figures(row, table)


def _figures(row: Row, table: Table) -> list[PublishedFigure]:
    school_year = cell(row, "period", SchoolYear.parse)
    return [
        PublishedFigure(
            school_unit_code=row.cells["code"],
            indicator=indicator,
            school_year=school_year,
            value=cell(row, key, cells.number),
            place=table.place(row.number, key),
        )
        for key, indicator in _FIGURES.items()
    ]
