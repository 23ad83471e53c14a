"""What a chart shows as a table: for screen readers, and for whoever prefers figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from vandpunkt.documents.charts.effect_chart import visible_from
from vandpunkt.documents.charts.specifications import (
    Chart,
    EffectChart,
    EffectRow,
    ForecastChart,
    ForecastYear,
    OutcomeChart,
    OutcomeYear,
    StandingChart,
    StandingRow,
    YearChart,
    YearPoint,
)
from vandpunkt.domain.numbers import signed, swedish
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
LIKELY_50 = marked("50 procents säkerhet")
UNDERLYING_90 = marked("90 procents säkerhet")
UNDERLYING_RANGE = marked("Underliggande nivå, spann")
NEXT_YEAR = marked("Troligt spann nästa år, procent")
NOTE = marked("Anmärkning")
COHORTS = marked("Årskullar")
EFFECT = marked("Effekt, procentenheter")
LIKELY_95 = marked("95 procents säkerhet")
VISIBLE = marked("Minsta effekt som kunde ha synts")
PLACEBO = marked("Skenförsök på skolor utan insatsen")
RANGE = marked("{low} till {high}")
FORECAST = marked("Prognos utan insatsen, procent")
FORECAST_RANGE = marked("Prognosens troliga spann")
SUPPORT = marked("Insats")


def to_table(chart: Chart, translate: Callable[[str], str] = str) -> ChartTable:
    """The header and the rows of the table behind a chart; the first column names the row.

    Shares are in per cent: published ones as printed, intervals and the model's whole. Columns in which
    no row has anything are left out.
    """
    header: tuple[str, ...]
    rows: Iterable[tuple[str, ...]]
    match chart:
        case YearChart():
            header, rows = _YEARS, map(_year_cells, chart.points)
        case StandingChart():
            header, rows = _STANDINGS, map(_standing_cells, chart.rows)
        case ForecastChart():
            header, rows = _FORECASTS, map(_forecast_cells, chart.points)
        case EffectChart():
            header, rows = _EFFECTS, _effect_rows(chart, translate)
        case OutcomeChart():
            header, rows = _OUTCOMES, (_outcome_cells(point, chart.support) for point in chart.points)
    return _without_empty_columns(tuple(map(translate, header)), rows)


_YEARS = (YEAR, PUBLISHED, UNCERTAINTY, NOTE)
_STANDINGS = (SCHOOL, EXPECTED, UNDERLYING, LIKELY_50, UNDERLYING_90, LAST_PUBLISHED, NOTE)
_FORECASTS = (YEAR, PUBLISHED, UNCERTAINTY, UNDERLYING, UNDERLYING_RANGE, EXPECTED, NEXT_YEAR, NOTE)
_EFFECTS = (COHORTS, EFFECT, LIKELY_50, LIKELY_95, NOTE)
_OUTCOMES = (YEAR, PUBLISHED, UNCERTAINTY, FORECAST, FORECAST_RANGE, SUPPORT)


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


def _effect_rows(chart: EffectChart, translate: Callable[[str], str]) -> Iterator[tuple[str, ...]]:
    """Each effect, then what it is held against: the smallest visible one, and what chance alone gave."""

    def between(low: float, high: float) -> str:
        return translate(RANGE).format(low=signed(low), high=signed(high))

    for row in chart.rows:
        yield _effect_cells(row, between)
    smallest = visible_from(chart)
    if smallest is not None:
        yield (translate(VISIBLE), f"±{swedish(smallest)}", "", "", "")
    if chart.placebo:
        ordered = sorted(chart.placebo)
        low, fourth, middle, three_fourths, high = (
            ordered[round(share * (len(ordered) - 1))] for share in (0.025, 0.25, 0.5, 0.75, 0.975)
        )
        chance = between(fourth, three_fourths), between(low, high)
        yield (translate(PLACEBO), signed(middle), *chance, "")


def _effect_cells(row: EffectRow, between: Callable[[float, float], str]) -> tuple[str, ...]:
    inner, outer = between(row.low_50, row.high_50), between(row.low_95, row.high_95)
    return (row.label, signed(row.effect), inner, outer, row.note)


def _outcome_cells(point: OutcomeYear, support: str) -> tuple[str, ...]:
    return (
        point.label,
        point.mark,
        _interval(point.low, point.high),
        _share(point.forecast),
        _interval(point.forecast_low, point.forecast_high),
        support if point.supported else "",
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
