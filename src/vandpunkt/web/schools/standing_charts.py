"""What the pages draw of a standing, and when there is nothing to draw. Model shares in whole per cents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from vandpunkt.cases.figures import forecast_chart, standing_row
from vandpunkt.documents.charts import ForecastChart, ForecastYear, StandingChart, StandingRow
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.register.latest_shares import SILENT
from vandpunkt.register.results import YearResult
from vandpunkt.register.standing import SchoolStanding

_PRINTED = {"value", "published"}
"""Drawn as printed; other shares are rounded, so that a picture tells no more than its words."""


def told(published: Sequence[YearResult], standing: SchoolStanding | None) -> SchoolStanding | None:
    """The standing where it may be told: some year says something, and none is newer than the fit."""
    if standing is None or newer_than_fit(published, standing):
        return None
    return standing if any(year.kind not in SILENT for year in published) else None


def newer_than_fit(published: Sequence[YearResult], standing: SchoolStanding | None) -> SchoolYear | None:
    """The newest published year where the fit does not know it; None where it does, or is not there."""
    if standing is None or not published:
        return None
    newest = published[-1].school_year
    return newest if newest > standing.latest.school_year else None


def level_chart(
    name: str, standing: SchoolStanding, latest: YearResult | None, threshold: float
) -> StandingChart:
    """One school's row of a list."""
    return StandingChart((_rounded_row(standing_row(name, standing, latest)),), threshold)


def coming_chart(
    published: Sequence[YearResult], standing: SchoolStanding, threshold: float
) -> ForecastChart:
    """The published years upon the underlying level, and next year."""
    chart = forecast_chart(published, standing, threshold)
    return replace(chart, points=tuple(map(_rounded_year, chart.points)))


def _rounded_row(row: StandingRow) -> StandingRow:
    return replace(row, **_rounded(row))


def _rounded_year(year: ForecastYear) -> ForecastYear:
    return replace(year, **_rounded(year))


def _rounded(drawn: StandingRow | ForecastYear) -> dict[str, Any]:
    values = {field.name: getattr(drawn, field.name) for field in fields(drawn)}
    return {
        name: round(value, 2)
        for name, value in values.items()
        if isinstance(value, float) and name not in _PRINTED
    }
