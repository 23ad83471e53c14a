"""What a chart shows as a table: for screen readers, and for whoever prefers figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from vandpunkt.documents.charts.specifications import (
    Chart,
    ForecastChart,
    ForecastYear,
    StandingChart,
    StandingRow,
    YearChart,
    YearPoint,
)
from vandpunkt.domain.numbers import swedish
from vandpunkt.domain.problems import marked

ChartTable = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
_NOTHING = "–"

SCHOOL = marked("Skola")
YEAR = marked("Läsår")
PUBLISHED = marked("Publicerat, procent")
LAST_PUBLISHED = marked("Senast publicerat, procent")
UNCERTAINTY = marked("Osäkerhet, procent")
EXPECTED = marked("Väntat av elevunderlaget, procent")
UNDERLYING = marked("Underliggande nivå, procent")
UNDERLYING_50 = marked("50 procents säkerhet")
UNDERLYING_90 = marked("90 procents säkerhet")
UNDERLYING_RANGE = marked("Underliggande nivå, spann")
NEXT_YEAR = marked("Troligt spann nästa år, procent")
NOTE = marked("Anmärkning")


def to_table(chart: Chart, translate: Callable[[str], str] = str) -> ChartTable:
    """The header and the rows of the table behind a chart; the first column names the row.

    Shares are in per cent: published ones as printed, intervals and the model's whole. Columns in which
    no row has anything are left out.
    """
    header: tuple[str, ...]
    match chart:
        case YearChart():
            header, rows = _YEARS, map(_year_cells, chart.points)
        case StandingChart():
            header, rows = _STANDINGS, map(_standing_cells, chart.rows)
        case ForecastChart():
            header, rows = _FORECASTS, map(_forecast_cells, chart.points)
    return _without_empty_columns(tuple(map(translate, header)), rows)


_YEARS = (YEAR, PUBLISHED, UNCERTAINTY, NOTE)
_STANDINGS = (SCHOOL, EXPECTED, UNDERLYING, UNDERLYING_50, UNDERLYING_90, LAST_PUBLISHED, NOTE)
_FORECASTS = (YEAR, PUBLISHED, UNCERTAINTY, UNDERLYING, UNDERLYING_RANGE, EXPECTED, NEXT_YEAR, NOTE)


def _year_cells(point: YearPoint) -> tuple[str, ...]:
    return (point.label, point.mark, _interval(point.low, point.high), point.note)


def _standing_cells(row: StandingRow) -> tuple[str, ...]:
    return (
        row.label,
        _share(row.expected),
        _share(row.mean),
        _interval(row.low_50, row.high_50),
        _interval(row.low_90, row.high_90),
        row.mark,
        row.note,
    )


def _forecast_cells(point: ForecastYear) -> tuple[str, ...]:
    return (
        point.label,
        point.mark,
        _interval(point.low, point.high),
        _share(point.underlying),
        _interval(point.underlying_low, point.underlying_high),
        _share(point.expected),
        _interval(point.predicted_low, point.predicted_high),
        point.note,
    )


def _share(share: float | None) -> str:
    return "" if share is None else swedish(100 * share, 0)


def _interval(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{swedish(100 * low, 0)}–{swedish(100 * high, 0)}"


def _without_empty_columns(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> ChartTable:
    cells = list(rows)
    kept = [index for index in range(len(header)) if index == 0 or any(row[index] for row in cells)]
    return (
        tuple(header[index] for index in kept),
        tuple(tuple(row[index] or _NOTHING for index in kept) for row in cells),
    )
