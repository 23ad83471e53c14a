"""What is asked of where schools stand, as values. Nothing is computed here: the stored fit is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Subquery

from vandpunkt.analysis.need import Need, need
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.register.models import ModelFit, Standing
from vandpunkt.register.rows_with import rows_with
from vandpunkt.register.schools import School, school_of


@dataclass(frozen=True)
class Share:
    """A share 0–1 as far as it is known: its mean, and the ranges that hold it with 50 and 90 %."""

    mean: float
    low_90: float
    low_50: float
    high_50: float
    high_90: float


@dataclass(frozen=True)
class StandingYear:
    """One school year: the underlying share, what the intake leads us to expect, and their difference."""

    school_year: SchoolYear
    underlying: Share
    expected: Share
    difference: Share
    below_threshold: float


@dataclass(frozen=True)
class Place:
    """The place among our own schools, 1 the lowest: a range that holds it with 90 %, and the middle.

    `among_lowest` is the probability 0–1 of being one of the lowest (as many as the outlook lists).
    """

    of: int
    low: int
    middle: int
    high: int
    among_lowest: float


@dataclass(frozen=True)
class SchoolStanding:
    """Where a school stands by one fit.

    `next_year` is the published share to expect, with the cohort's chance. `below_threshold` is the
    probability 0–1 that the underlying share is below the line in the latest year.
    `similar` are the codes of the schools with the most similar intake, nearest first.
    """

    school_unit_code: str
    fit_id: int
    years: tuple[StandingYear, ...]
    next_school_year: SchoolYear
    next_year: Share
    below_threshold: float
    need: Need
    place: Place | None
    similar: tuple[str, ...]

    @property
    def latest(self) -> StandingYear:
        """The latest year that has a published row."""
        return self.years[-1]


@dataclass(frozen=True)
class PlacedSchool:
    """A school with where it stands."""

    school: School
    standing: SchoolStanding


@dataclass(frozen=True)
class Outlook:
    """Of the `listed` lowest by published share, how many are expected to leave the list by themselves.

    For `checked_year`, the year before, `predicted` of them were expected to leave and `observed` did.
    """

    listed: int
    school_year: SchoolYear
    leave: float | None
    checked_year: SchoolYear | None
    predicted: float | None
    observed: int | None


@dataclass(frozen=True)
class FitSummary:
    """The fit in force. `threshold` is the organiser's line, a share 0–1; `remarks` must be told with it."""

    id: int
    threshold: float
    fitted_at: datetime
    schools: int
    remarks: tuple[str, ...]
    outlook: Outlook


def latest_fit(*, as_of: datetime | None = None) -> FitSummary | None:
    """The newest fit, or the newest at a moment; None before the first."""
    kept = _fits(as_of).first()
    return _summary(kept) if kept else None


def _fits(as_of: datetime | None) -> QuerySet[ModelFit]:
    return ModelFit.objects.filter(fitted_at__lte=as_of) if as_of else ModelFit.objects.all()


def fit_by_id(fit_id: int) -> FitSummary | None:
    """A fit, also one that newer figures have replaced; None where there is none."""
    kept = ModelFit.objects.filter(pk=fit_id).first()
    return _summary(kept) if kept else None


def standings(codes: Iterable[str], *, fit: FitSummary) -> dict[str, SchoolStanding]:
    """Where schools stand by a fit, by code; schools that it lacks are left out. One query."""
    rows = Standing.objects.filter(fit=fit.id, school_unit__in=list(codes))
    return {row.school_unit_id: _standing(row) for row in rows}


def latest_standings(
    codes: Iterable[str], *, as_of: datetime | None = None
) -> tuple[FitSummary | None, dict[str, SchoolStanding]]:
    """The newest fit, or the newest at a moment, and where schools stand by it, by code. One query.

    None and nothing before the first fit; schools that it lacks are left out.
    """
    of_schools = Standing.objects.filter(school_unit__in=list(codes))
    for fit in rows_with(_fits(as_of)[:1], standings=of_schools):
        return _summary(fit), {row.school_unit_id: _standing(row) for row in fit.standings.all()}
    return None, {}


def probabilities_below(fit: FitSummary) -> dict[str, float]:
    """The probability 0–1 that a school is below the line by a fit, by code. One query, of two columns."""
    rows = Standing.objects.filter(fit=fit.id).order_by()
    return dict(rows.values_list("school_unit_id", "below_threshold"))


def school_standing(code: str) -> tuple[FitSummary, PlacedSchool] | None:
    """Where one school stands by the newest fit, with that fit; None where it lacks the school. One query."""
    newest = ModelFit.objects.values("pk")[:1]
    rows = Standing.objects.filter(fit=Subquery(newest), school_unit=code)
    row = rows.select_related("fit", "school_unit__area").first()
    return (_summary(row.fit), _placed(row)) if row else None


def similar_schools(of: SchoolStanding) -> tuple[PlacedSchool, ...]:
    """The schools with the most similar intake by the same fit, nearest first. One query."""
    rows = Standing.objects.filter(fit=of.fit_id, school_unit__in=of.similar)
    placed = {row.school_unit_id: _placed(row) for row in rows.select_related("school_unit__area")}
    return tuple(placed[code] for code in of.similar if code in placed)


def _placed(row: Standing) -> PlacedSchool:
    return PlacedSchool(school_of(row.school_unit), _standing(row))


def _summary(kept: ModelFit) -> FitSummary:
    outlook = kept.values["outlook"]
    checked = outlook.get("checked", {})
    return FitSummary(
        id=kept.pk,
        threshold=kept.threshold,
        fitted_at=kept.fitted_at,
        schools=kept.values["schools"],
        remarks=tuple(remark["text"] for remark in kept.values["remarks"]),
        outlook=Outlook(
            listed=outlook["listed"],
            school_year=SchoolYear(outlook["school_year"]),
            leave=outlook["leave"],
            checked_year=SchoolYear(checked["school_year"]) if checked else None,
            predicted=checked.get("predicted"),
            observed=checked.get("observed"),
        ),
    )


def _standing(row: Standing) -> SchoolStanding:
    values: Mapping[str, Any] = row.values
    return SchoolStanding(
        school_unit_code=row.school_unit_id,
        fit_id=row.fit_id,
        years=tuple(_year(year) for year in values["years"]),
        next_school_year=SchoolYear.parse(values["next_year"]["school_year"]),
        next_year=_share(values["next_year"]),
        below_threshold=row.below_threshold,
        need=need(row.below_threshold),
        place=Place(**values["rank"]) if "rank" in values else None,
        similar=tuple(values["similar"]),
    )


def _year(values: Mapping[str, Any]) -> StandingYear:
    return StandingYear(
        school_year=SchoolYear.parse(values["school_year"]),
        underlying=_share(values["underlying"]),
        expected=_share(values["expected"]),
        difference=_share(values["difference"]),
        below_threshold=values["below_threshold"],
    )


def _share(values: Mapping[str, float]) -> Share:
    return Share(values["mean"], values["0.05"], values["0.25"], values["0.75"], values["0.95"])
