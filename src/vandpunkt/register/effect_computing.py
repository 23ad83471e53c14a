"""Computing the effects of the register's programmes: once for each state of figures and interventions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from vandpunkt.analysis.cells import cells_from
from vandpunkt.analysis.effect.exposure import Support
from vandpunkt.analysis.effect.planning import Plan, Sight, plan
from vandpunkt.analysis.effect.pooling import Estimate
from vandpunkt.analysis.effect.report import EffectReport, effect_report
from vandpunkt.analysis.effect.rules import EffectRules
from vandpunkt.analysis.effect.values import report_values
from vandpunkt.domain.periods import Period
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.register.interventions.asking import interventions
from vandpunkt.register.interventions.row import DECLINED, InterventionRow
from vandpunkt.register.modelling import model_panel, panel_sha256
from vandpunkt.register.models import EffectFit, Intervention, Programme
from vandpunkt.register.programmes.names import named_programme

RULES = 3
"""Counts up when what is computed from the same inputs changes, so that stored effects are made anew."""


@dataclass(frozen=True)
class RefreshedEffects:
    """How many programmes have an effect that can be asked about, and how many were computed anew."""

    programmes: int
    computed: int


def supports() -> tuple[Support, ...]:
    """What schools have been given, with a known start: accepted, not declined, not merely planned.

    A follow-on is the same support going on.
    """
    schools = Intervention.objects.values_list("school_unit_id", flat=True).distinct()
    return tuple(
        Support(row.school_unit_code, row.programme, _given(row))
        for row in interventions(schools)
        if row.programme and not row.planned and row.status != DECLINED and row.start
    )


def _given(row: InterventionRow) -> Period:
    if row.follow_on is None:
        return row.period
    return Period(row.period.start, row.follow_on.end, ongoing=row.follow_on.end is None)


def register_report(programme: str, rules: EffectRules | None = None) -> EffectReport:
    """The effect of a programme by name or abbreviation, computed anew from the register. Stores nothing.

    Raises Problem for a programme that the register lacks or nobody has had, and when the figures cannot
    carry a model.
    """
    name = named_programme(programme).name
    return without_exact_cohorts(effect_report(cells_from(model_panel()), supports(), name, rules))


def register_plan(
    schools: Sequence[str], start: SchoolYear, *, places: int | None = None, seed: int | None = None
) -> Plan:
    """What could be seen with these schools, from the register's figures; numbers of pupils in tens.

    Raises Problem for schools without results and for a start too far from the last results.
    """
    made = plan(cells_from(model_panel()), schools, start, places=places, seed=seed)
    return replace(
        made,
        years=tuple(_sight_in_tens(one) for one in made.years),
        doubled=_sight_in_tens(made.doubled),
        larger=_sight_in_tens(made.larger),
        staggered=_sight_in_tens(made.staggered),
    )


def _sight_in_tens(sight: Sight) -> Sight:
    return replace(sight, pupils=max(10, round(sight.pupils, -1)))


def without_exact_cohorts(report: EffectReport) -> EffectReport:
    """The report with every number of pupils in tens: a single cohort's n may be inferred and is not told."""
    pooled = report.evidence.estimate
    return replace(
        report,
        evidence=replace(report.evidence, estimate=_in_tens(pooled) if pooled else None),
        schools=tuple(replace(one, estimate=_in_tens(one.estimate)) for one in report.schools),
        years_since_start=tuple(
            replace(one, estimate=_in_tens(one.estimate)) for one in report.years_since_start
        ),
        overlap=tuple(
            replace(
                one,
                alone=_in_tens(one.alone) if one.alone else None,
                together=_in_tens(one.together) if one.together else None,
            )
            for one in report.overlap
        ),
    )


def _in_tens(estimate: Estimate) -> Estimate:
    return replace(estimate, pupils=max(10, round(estimate.pupils, -1)))


@transaction.atomic
def refresh_effects(
    *, by: str, now: datetime, progress: Callable[[str], None] = lambda name: None
) -> RefreshedEffects:
    """Compute the effect of every programme whose figures or interventions have changed; else do nothing.

    Raises Problem when the figures cannot carry a model.
    """
    given = supports()
    names = {one.programme for one in given}
    programmes = list(Programme.objects.filter(name__in=names).order_by("name"))
    published = model_panel()
    digest = _hash(panel_sha256(published), given)
    done = set(EffectFit.objects.filter(inputs_sha256=digest).values_list("programme_id", flat=True))
    waiting = [one for one in programmes if one.pk not in done]
    cells = cells_from(published) if waiting else None
    for programme in waiting:
        assert cells is not None
        progress(programme.name)
        report = without_exact_cohorts(effect_report(cells, given, programme.name))
        EffectFit.objects.create(
            programme=programme,
            inputs_sha256=digest,
            computed_at=now,
            computed_by=by,
            verdict=report.judgement.verdict.value,
            values=report_values(report),
        )
    return RefreshedEffects(len(programmes), len(waiting))


def _hash(panel: str, given: Sequence[Support]) -> str:
    rows = sorted([one.school, one.programme, *map(str, one.period.codes)] for one in given)
    return hashlib.sha256(json.dumps([RULES, panel, rows]).encode()).hexdigest()
