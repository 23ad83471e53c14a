"""From the register's values to what a chart shows: used by the answer and by the pages alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil, floor

from vandpunkt.analysis.intervals import share_interval
from vandpunkt.documents.charts import (
    EffectChart,
    EffectRow,
    ForecastChart,
    ForecastYear,
    StandingRow,
    YearChart,
    YearPoint,
)
from vandpunkt.domain.problems import marked
from vandpunkt.register.effects import ProgrammeEffect
from vandpunkt.register.results import YearResult
from vandpunkt.register.standing import SchoolStanding, StandingYear

EVERY = marked("Alla")
SINCE_START = marked("Läsår {year}")


def published_share(year: YearResult) -> float | None:
    """The share 0–1 that a published text states; None where it is a mark."""
    return float(year.value.number) / 100 if year.value.number is not None else None


def published_interval(year: YearResult) -> tuple[float, float] | None:
    """What the chance of one cohort leaves open of a published share, 0–1; None where nothing is known.

    In whole per cents, outward: a finer interval would tell a number of pupils that is not published.
    """
    if not year.cohort or year.count_low is None or year.count_high is None:
        return None
    low, high = share_interval(year.count_low, year.count_high, year.cohort)
    return floor(100 * low) / 100, ceil(100 * high) / 100


def year_chart(results: Sequence[YearResult], threshold: float | None = None) -> YearChart:
    """The published years alone, each with the interval of its cohort's chance."""
    return YearChart(tuple(year_point(year) for year in results), threshold)


def year_point(year: YearResult) -> YearPoint:
    """One published year as it is drawn: the mark as printed, and the interval of one cohort's chance."""
    low, high = published_interval(year) or (None, None)
    return YearPoint(str(year.school_year), year.text, published_share(year), low, high)


def forecast_chart(
    results: Sequence[YearResult], standing: SchoolStanding, threshold: float
) -> ForecastChart:
    """The published years upon the underlying level, what the intake leads us to expect, and next year."""
    by_year = {year.school_year: year for year in standing.years}
    points = [_forecast_year(year, by_year.get(year.school_year)) for year in results]
    coming = standing.next_year
    points.append(
        ForecastYear(
            label=str(standing.next_school_year),
            predicted=_whole(coming.mean),
            predicted_low=_whole(coming.low_90),
            predicted_high=_whole(coming.high_90),
        )
    )
    return ForecastChart(tuple(points), threshold)


def _forecast_year(year: YearResult, stands: StandingYear | None) -> ForecastYear:
    low, high = published_interval(year) or (None, None)
    return ForecastYear(
        label=str(year.school_year),
        mark=year.text,
        value=published_share(year),
        low=low,
        high=high,
        underlying=_whole(stands.underlying.mean) if stands else None,
        underlying_low=_whole(stands.underlying.low_90) if stands else None,
        underlying_high=_whole(stands.underlying.high_90) if stands else None,
        expected=_whole(stands.expected.mean) if stands else None,
    )


def _whole(share: float) -> float:
    """A share of the model in whole per cents, drawn no finer than it is told."""
    return round(share, 2)


def standing_row(name: str, standing: SchoolStanding, latest: YearResult | None) -> StandingRow:
    """A school in a list: expected, underlying with its ranges, and the last published value."""
    level = standing.latest.underlying
    return StandingRow(
        label=name,
        mean=level.mean,
        low_50=level.low_50,
        high_50=level.high_50,
        low_90=level.low_90,
        high_90=level.high_90,
        expected=standing.latest.expected.mean,
        published=published_share(latest) if latest else None,
        mark=latest.text if latest else "",
    )


def effect_chart(effect: ProgrammeEffect, translate: Callable[[str], str] = str) -> EffectChart:
    """A programme's effect and its years against zero, the smallest visible effect and the placebos."""
    assert effect.pooled is not None
    years = ((translate(SINCE_START).format(year=one.year), one.estimate) for one in effect.years)
    rows = [(translate(EVERY), effect.pooled), *years]
    return EffectChart(
        rows=tuple(
            EffectRow(
                label=label,
                effect=estimate.effect,
                low_95=estimate.interval_95.low,
                low_50=estimate.interval_50.low,
                high_50=estimate.interval_50.high,
                high_95=estimate.interval_95.high,
            )
            for label, estimate in rows
        ),
        minimum_detectable=effect.minimum_detectable,
        placebo=effect.placebo,
    )
