"""What is asked of the effects of support, as values. Nothing is computed here: what is stored is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from vandpunkt.analysis.remarks import Remark
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.register.models import EffectFit


@dataclass(frozen=True)
class Interval:
    """Lower and upper end, percentage points (shares 0–1 in a CohortOutcome)."""

    low: float
    high: float


@dataclass(frozen=True)
class EffectEstimate:
    """Outcome minus forecast in percentage points, every pupil weighing the same, and what it rests on.

    `pupils` may rest on cohorts that are not published: it is rounded to tens before it is shown.
    """

    effect: float
    interval_95: Interval
    interval_50: Interval
    cohorts: int
    pupils: int


@dataclass(frozen=True)
class YearEffect:
    """All supported schools in their first, second, … reached year."""

    year: int
    estimate: EffectEstimate


@dataclass(frozen=True)
class CohortOutcome:
    """One reached cohort: the share forecast without support, and the range that holds it with 95 %."""

    school_unit_code: str
    school_year: SchoolYear
    forecast: float
    forecast_95: Interval


@dataclass(frozen=True)
class ProgrammeEffect:
    """The newest computed effect of a programme, with everything that has to stand beside it.

    `verdict` is for, against, undecidable or insufficient; `sentences` say it in plain words, in order.
    `pooled` is None when no cohort can be counted. `placebo` are effects of the same pattern of starts on
    schools without support, percentage points. `others` are programmes that the same cohorts had too, and
    `inseparable` those of them that cannot be told apart from this one; `overlap` says each in a sentence.
    """

    id: int
    programme_id: int
    programme: str
    slug: str
    abbreviation: str
    computed_at: datetime
    verdict: str
    sentences: tuple[Remark, ...]
    pooled: EffectEstimate | None
    years: tuple[YearEffect, ...]
    outcomes: tuple[CohortOutcome, ...]
    minimum_detectable: float | None
    placebo_p: float | None
    placebo: tuple[float, ...]
    overlap: tuple[Remark, ...]
    others: tuple[str, ...]
    inseparable: tuple[str, ...]
    rules: tuple[Remark, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class Verdict:
    """What the newest effect of a programme comes to, the cohorts it rests on, and what could have been seen.

    `minimum_detectable` is in percentage points, None where no cohort can be counted.
    """

    name: str
    slug: str
    verdict: str
    cohorts: int
    minimum_detectable: float | None


def programme_effect(programme_id: int, *, as_of: datetime | None = None) -> ProgrammeEffect | None:
    """The newest effect of one programme; None where none has been computed. One query."""
    row = _newest(as_of).get(programme_id)
    return _effect(row) if row else None


def programme_effects(names: Iterable[str], *, as_of: datetime | None = None) -> dict[str, ProgrammeEffect]:
    """The newest effects of programmes, by their names; those without any are left out. One query."""
    rows = _newest_fits(as_of).filter(programme__name__in=set(names))
    return {row.programme.name: _effect(row) for row in rows}


def effects_of_school(school_unit_code: str) -> tuple[ProgrammeEffect, ...]:
    """The effects of the programmes that have reached a cohort of a school. One query."""
    effects = (_effect(row) for row in _newest(None).values())
    return tuple(
        effect
        for effect in effects
        if any(outcome.school_unit_code == school_unit_code for outcome in effect.outcomes)
    )


def verdicts() -> tuple[Verdict, ...]:
    """The newest verdict of every programme that has one, by the programme's name. One query."""
    told = (
        Verdict(
            name=row.programme.name,
            slug=row.programme.slug,
            verdict=row.verdict,
            cohorts=row.values["pooled"]["cohorts"],
            minimum_detectable=row.values["pooled"]["minimum_detectable"],
        )
        for row in _newest(None).values()
    )
    return tuple(sorted(told, key=lambda one: one.name))


def effect_by_id(effect_id: int) -> ProgrammeEffect | None:
    """A computed effect, also one that a newer has replaced; None where there is none."""
    row = EffectFit.objects.select_related("programme").filter(pk=effect_id).first()
    return _effect(row) if row else None


def programmes_of_effects(ids: Iterable[int]) -> dict[int, str]:
    """The address of the programme that each computed effect is of, by the effect's id. One query."""
    return dict(EffectFit.objects.filter(pk__in=set(ids)).values_list("pk", "programme__slug"))


def _newest(as_of: datetime | None) -> dict[int, EffectFit]:
    return {row.programme_id: row for row in _newest_fits(as_of)}


def _newest_fits(as_of: datetime | None) -> QuerySet[EffectFit]:
    fits = EffectFit.objects.filter(computed_at__lte=as_of) if as_of else EffectFit.objects.all()
    newest = fits.order_by().values("programme").annotate(newest=Max("pk")).values("newest")
    return EffectFit.objects.select_related("programme").filter(pk__in=newest)


def _effect(row: EffectFit) -> ProgrammeEffect:
    values: Mapping[str, Any] = row.values
    pooled, placebo = values["pooled"], values["placebo"]
    return ProgrammeEffect(
        id=row.pk,
        programme_id=row.programme_id,
        programme=row.programme.name,
        slug=row.programme.slug,
        abbreviation=row.programme.abbreviation,
        computed_at=row.computed_at,
        verdict=row.verdict,
        sentences=tuple(_remark(one) for one in values["verdict_sentences"]),
        pooled=_estimate(pooled) if pooled["cohorts"] else None,
        years=tuple(YearEffect(one["year"], _estimate(one)) for one in values["years_since_start"]),
        outcomes=tuple(_outcome(one) for one in values["outcomes"]),
        minimum_detectable=pooled["minimum_detectable"],
        placebo_p=pooled["placebo_p"],
        placebo=tuple(placebo["effects"]) if placebo else (),
        overlap=tuple(_remark(one.get("remark", one["statement"])) for one in values["overlap"]),
        others=tuple(one["programme"] for one in values["overlap"]),
        inseparable=tuple(one["programme"] for one in values["overlap"] if not one["separable"]),
        rules=tuple(map(_remark, values["rules"].get("remarks", values["rules"]["sentences"]))),
        remarks=tuple(_remark(one) for one in values["remarks"]),
    )


def _remark(stored: Mapping[str, Any] | str) -> Remark:
    """A stored sentence; what was computed before sentences could be translated is Swedish as it stands."""
    if isinstance(stored, str) or "message" not in stored:
        text = stored if isinstance(stored, str) else stored["text"]
        return Remark("", "{sentence}", {"sentence": text})
    return Remark(stored["code"], stored["message"], stored["values"])


def _estimate(values: Mapping[str, Any]) -> EffectEstimate:
    return EffectEstimate(
        effect=values["effect"],
        interval_95=Interval(*values["interval_95"]),
        interval_50=Interval(*values["interval_50"]),
        cohorts=values["cohorts"],
        pupils=values["pupils"],
    )


def _outcome(values: Mapping[str, Any]) -> CohortOutcome:
    return CohortOutcome(
        school_unit_code=values["school_unit_code"],
        school_year=SchoolYear.parse(values["school_year"]),
        forecast=values["forecast"],
        forecast_95=Interval(*values["forecast_95"]),
    )
