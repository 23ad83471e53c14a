"""Report 139, "Grundskola – Slutbetyg årskurs 9, samtliga elever", as Skolverket exports it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from vandpunkt.domain.marks import PublishedValue
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.publication import Publication, PublishedFigure, PublishedUnit
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.sources import cells
from vandpunkt.sources.files import Content, decoded
from vandpunkt.sources.rows import cell, read_rows
from vandpunkt.sources.tables import Column, Row, Table, read_table

KIND = "report-139"
POPULATION = "samtliga elever"

_COLUMNS = (
    Column("name", "Skola", r"skola|skolenhet|skolnamn|skolenhetsnamn"),
    Column("code", "Skolenhetskod", r"skolenhetskod"),
    Column("municipality", "Skolkommun", r"(skol)?kommun"),
    Column("municipality_code", "Kommunkod", r"(skol)?kommunkod"),
    Column("operator_type", "Typ av huvudman", r"typavhuvudman|huvudmannatyp"),
    Column("operator", "Huvudman", r"huvudman(nensnamn)?"),
    Column("operator_number", "Huvudman orgnr", r"huvudman(nens)?(orgnr|organisationsnummer)"),
    Column("pupils", "Antal elever", r"antalelever"),
    Column(
        "all_subjects",
        "Andel (%) elever som uppfyllt betygskriterierna i alla ämnen",
        r"andel\(?%\)?(elever)?(somuppfyllt|somuppnått|med)(betygskriterierna|kunskapskraven)iallaämnen",
    ),
    Column(
        "vocational_eligibility",
        "Andel (%) elever behöriga till yrkesprog.",
        r"andel\(?%\)?(elever)?(somär)?behöriga?(till)?yrkesprog(ram|rammen)?\.?",
    ),
    Column("merit", "Genomsnittligt meritvärde (17 ämnen)", r"genomsnittligtmeritvärde\(17(ämnen)?\)"),
)
_FIGURES: dict[str, Callable[[str | None], PublishedValue]] = {
    "pupils": cells.pupils,
    "all_subjects": cells.share,
    "vocational_eligibility": cells.share,
    "merit": cells.number,
}
_OF_THE_COHORT = ("all_subjects", "vocational_eligibility")
_SCHOOL_YEAR = re.compile(r"läsår(?:et)?:?\s*(\d{4}\s*[/–-]\s*\d{2,4})", re.I)
_REPORT = re.compile(r"grundskola\w*\s*[-–]\s*.+", re.I)


def read(content: Content) -> Publication:
    """What one export states: a unit and four figures a row, with n as printed.

    Raises Problem where it is another report, lacks a column, or does not say which school year it is about.
    """
    table = read_table(decoded(content), file=content.name, columns=_COLUMNS, code="code")
    title, school_year = _title(table), _school_year(table)
    rows = read_rows(table, partial(_understand, school_year=school_year))
    return Publication(
        kind=KIND,
        address=content.name,
        sha256=content.sha256,
        title=f"Skolverket, rapport 139, {title}, läsåret {school_year}",
        rows_read=rows.rows_read,
        units=rows.units,
        figures=rows.figures,
        refusals=rows.refusals,
    )


def _title(table: Table) -> str:
    """The report's own title. Raises Problem where it is about other pupils than all."""
    named = next((line for line in table.preamble if _REPORT.fullmatch(line)), None)
    if named is None:
        return f"Grundskola - Slutbetyg årskurs 9, {POPULATION}"
    if POPULATION not in named.casefold() or "slutbetyg" not in named.casefold():
        raise Problem(
            marked("{file} är rapporten «{title}», inte rapport 139 om {population}. Exportera rapport 139."),
            file=table.file,
            title=named,
            population=POPULATION,
        )
    return named


def _school_year(table: Table) -> SchoolYear:
    for line in table.preamble:
        found = _SCHOOL_YEAR.search(line)
        if found:
            return SchoolYear.parse(found[1])
    raise Problem(
        marked("{file} säger inte vilket läsår den gäller. Ovanför tabellen ska stå «Valt läsår: 2024/25»."),
        file=table.file,
    )


def _understand(
    row: Row, table: Table, school_year: SchoolYear
) -> tuple[PublishedUnit, list[PublishedFigure]]:
    unit = PublishedUnit(
        code=row.cells["code"],
        name=cell(row, "name", cells.stated),
        municipality_code=cell(row, "municipality_code", cells.municipality_code),
        municipality=row.cells["municipality"],
        operator_type=row.cells["operator_type"],
        operator=row.cells["operator"],
        operator_number=cell(row, "operator_number", cells.operator_number),
        has_year_nine=True,
        place=table.place(row.number),
    )
    return unit, _figures(row, table, school_year)


def _figures(row: Row, table: Table, school_year: SchoolYear) -> list[PublishedFigure]:
    values = {key: cell(row, key, understand) for key, understand in _FIGURES.items()}
    cohort = cells.printed_cohort(values["pupils"])
    return [
        PublishedFigure(
            school_unit_code=row.cells["code"],
            indicator=key,
            school_year=school_year,
            value=value,
            cohort=cohort if key in _OF_THE_COHORT else None,
            place=table.place(row.number, key),
        )
        for key, value in values.items()
    ]
