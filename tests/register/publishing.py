"""Publications made up for the tests, and days for them to be recorded on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from vandpunkt.domain.marks import PublishedValue
from vandpunkt.domain.problems import Problem
from vandpunkt.domain.publication import Place, Publication, PublishedFigure, PublishedUnit, Refusal
from vandpunkt.domain.terms import SchoolYear

OURS, THEIRS = "2120000142", "5566501796"
BY = "Analytiker Demo"
START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
RINKEBY, HAGSATRA, ALMA = "37416253", "82110758", "87654321"


def day(number: int) -> datetime:
    """The morning of a day, counted from the first."""
    return START + timedelta(days=number)


def unit(
    code: str = RINKEBY, name: str = "Rinkebyskolan", number: str = OURS, **values: Any
) -> PublishedUnit:
    """A unit as published; ours unless another operator's number is given."""
    described = {"municipality_code": "0180", "municipality": "Stockholm", "has_year_nine": True, **values}
    return PublishedUnit(code=code, name=name, operator_number=number, **described)


def figure(
    text: str = "74,5",
    *,
    code: str = RINKEBY,
    indicator: str = "vocational_eligibility",
    year: int = 2024,
    cohort: int | None = 51,
    inferred: bool = False,
) -> PublishedFigure:
    """A figure as published."""
    return PublishedFigure(
        school_unit_code=code,
        indicator=indicator,
        school_year=SchoolYear(year),
        value=PublishedValue.parse(text),
        cohort=cohort,
        cohort_inferred=inferred,
        place=Place("rapport.csv", 7, "Andel"),
    )


def publication(
    *figures: PublishedFigure,
    units: tuple[PublishedUnit, ...] | None = None,
    kind: str = "report-139",
    refusals: tuple[Refusal, ...] = (),
    sha256: str = "a" * 64,
) -> Publication:
    """A publication with these figures, about Rinkebyskolan unless other units are given."""
    return Publication(
        kind=kind,
        address="rapport.csv",
        sha256=sha256,
        title=f"Skolverket, {kind}",
        rows_read=len(figures),
        units=(unit(),) if units is None else units,
        figures=figures,
        refusals=refusals,
    )


REFUSED = Refusal(Place("rapport.csv", 9, "Antal elever"), Problem("«x» är inget antal elever."))
