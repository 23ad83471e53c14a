"""A school's outcome after support, drawn with the forecast without it: one picture for each set of years."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vandpunkt.cases.effects_sentences import name
from vandpunkt.cases.figures import published_interval, published_share
from vandpunkt.documents.charts import ChartTable, OutcomeChart, OutcomeYear, to_table
from vandpunkt.domain.marks import ValueKind
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.register.effects import CohortOutcome, ProgrammeEffect, effects_of_school
from vandpunkt.register.results import YearResult


@dataclass(frozen=True)
class OutcomeProgramme:
    """A programme by its name, and where its page is: "" where that is not known."""

    name: str
    slug: str


@dataclass(frozen=True)
class SchoolOutcome:
    """What support reached some cohorts of a school, and how they fared against the forecast without it."""

    identity: str
    title: str
    programmes: tuple[OutcomeProgramme, ...]
    chart: OutcomeChart
    in_words: str
    table: ChartTable
    finding: str


def school_outcomes(
    school_unit_code: str, published: Sequence[YearResult], slugs: Mapping[str | None, str]
) -> tuple[SchoolOutcome, ...]:
    """The outcomes after a school's support; programmes with the same cohorts share one. One query.

    `slugs` are the addresses of programmes by name.
    """
    together: dict[tuple[SchoolYear, ...], list[ProgrammeEffect]] = defaultdict(list)
    for effect in effects_of_school(school_unit_code):
        reached = [one.school_year for one in _of_school(effect, school_unit_code)]
        together[tuple(sorted(reached))].append(effect)
    return tuple(
        _outcome(number, school_unit_code, effects, published, slugs)
        for number, (_years, effects) in enumerate(sorted(together.items(), key=lambda item: item[0]), 1)
    )


def outcome_chart(
    published: Iterable[YearResult], outcomes: Iterable[CohortOutcome], support: str
) -> OutcomeChart:
    """The published years, and the forecast of those that the support has reached."""
    forecasts = {one.school_year: one for one in outcomes}
    return OutcomeChart(
        points=tuple(_point(year, forecasts.get(year.school_year)) for year in published), support=support
    )


def _outcome(
    number: int,
    code: str,
    effects: Sequence[ProgrammeEffect],
    published: Sequence[YearResult],
    slugs: Mapping[str | None, str],
) -> SchoolOutcome:
    effects = sorted(effects, key=lambda effect: effect.programme)
    chart = outcome_chart(
        published,
        _of_school(effects[0], code),
        ", ".join(one.abbreviation or one.programme for one in effects),
    )
    return SchoolOutcome(
        identity=f"outcome-{number}",
        title=", ".join(name(one) for one in effects),
        programmes=tuple(OutcomeProgramme(name(one), slugs.get(one.programme, "")) for one in effects),
        chart=chart,
        in_words=_in_words(chart),
        table=to_table(chart, _),
        finding=outcome_finding(chart),
    )


def _of_school(effect: ProgrammeEffect, code: str) -> list[CohortOutcome]:
    return [one for one in effect.outcomes if one.school_unit_code == code]


def _point(year: YearResult, forecast: CohortOutcome | None) -> OutcomeYear:
    """One year; a forecast in whole per cents, outward: a finer one would tell a number of pupils."""
    low, high = published_interval(year) or (None, None)
    return OutcomeYear(
        label=str(year.school_year),
        mark="" if year.kind is ValueKind.MISSING else year.text,
        value=published_share(year),
        low=low,
        high=high,
        forecast=round(forecast.forecast, 2) if forecast else None,
        forecast_low=math.floor(100 * forecast.forecast_95.low) / 100 if forecast else None,
        forecast_high=math.ceil(100 * forecast.forecast_95.high) / 100 if forecast else None,
        supported=forecast is not None,
    )


def _in_words(chart: OutcomeChart) -> str:
    """Each year with its mark as printed, and the forecast's range where there is one."""
    years = []
    for point in chart.points:
        text = f"{point.label}: {point.mark or '–'}"
        if point.forecast_low is not None and point.forecast_high is not None:
            text += _(" (prognos {low} till {high})").format(
                low=round(100 * point.forecast_low), high=round(100 * point.forecast_high)
            )
        years.append(text)
    return "; ".join(years)


def outcome_finding(chart: OutcomeChart) -> str:
    """Whether chance explains the outcome: inside the range it does, and one outside proves little."""
    known = [point for point in chart.points if point.forecast is not None and point.value is not None]
    outside = [point.label for point in known if not _inside(point)]
    if not known:
        return _("Inget av åren har en publicerad andel att hålla mot prognosen.")
    if not outside:
        return ngettext(
            "Utfallet ligger inom prognosens spann. Slumpen räcker alltså som förklaring.",
            "Alla utfall ligger inom prognosens spann. Slumpen räcker alltså som förklaring.",
            len(known),
        )
    return _(
        "Utanför prognosens spann: {years}. Det händer av en slump ungefär ett läsår av tjugo, och en enda "
        "skola räcker inte för att säga vad insatsen har betytt."
    ).format(years=", ".join(outside))


def _inside(point: OutcomeYear) -> bool:
    assert point.value is not None
    assert point.forecast_low is not None
    assert point.forecast_high is not None
    return point.forecast_low <= point.value <= point.forecast_high
