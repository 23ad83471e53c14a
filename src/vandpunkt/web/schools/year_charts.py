"""Published years as charts: the years that charts share, and the words that stand in for a chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vandpunkt.cases.figures import year_point
from vandpunkt.documents.charts import YearChart, YearPoint
from vandpunkt.domain.marks import ValueKind
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.register.results import SHOWN_YEARS, YearResult


def shared_years(published: Iterable[Sequence[YearResult]]) -> tuple[SchoolYear, ...]:
    """The school years that several schools' charts have in common: the newest five that any of them has."""
    return years_until(max((year.school_year for years in published for year in years), default=None))


def years_until(newest: SchoolYear | None) -> tuple[SchoolYear, ...]:
    """The newest five school years; none where nothing is published."""
    if newest is None:
        return ()
    return tuple(newest - back for back in reversed(range(SHOWN_YEARS)))


def year_chart(published: Sequence[YearResult], years: Sequence[SchoolYear]) -> YearChart:
    """One school's chart over the given years.

    A year without publication, or with the mark `.`, is an empty place: a full stop on the floor of a chart
    would look like a share of none.
    """
    drawn = {year.school_year: year for year in published if year.kind is not ValueKind.MISSING}
    return YearChart(
        points=tuple(
            year_point(drawn[year]) if year in drawn else YearPoint(label=str(year), mark="")
            for year in years
        )
    )


def chart_in_words(chart: YearChart) -> str:
    """Each year with its mark as printed, for those who do not see the chart; "" where it is empty."""
    return "; ".join(f"{point.label}: {point.mark}" for point in chart.points if point.mark)


def pupil_weight(year: YearResult | None) -> float | None:
    """100/n percentage points where a share is published and the source prints n, else None.

    An inferred n is never shown, nor what it would give.
    """
    return 100 / year.cohort_printed if year and year.value.is_share and year.cohort_printed else None
