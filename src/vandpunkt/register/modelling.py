"""Fitting the results model to the register's figures: once for each state of them, and kept."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from vandpunkt.analysis.cells import Published
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.register.indicators import INDICATORS, VOCATIONAL_ELIGIBILITY
from vandpunkt.register.models import ModelFit, SchoolUnit, Standing
from vandpunkt.register.results import YearResult, published_years

OTHER_SHARES = ("eligibility_es", "eligibility_eksahu", "eligibility_nate", "all_subjects")
INTAKE = "parents_education"
DEFAULT_THRESHOLD = 0.70
RULES = 1
"""Counts up when what is computed from the same figures changes, so that stored fits are made anew."""


@dataclass(frozen=True)
class Refreshed:
    """What a refresh did: the fit in force, whether it is new, and what must be said of it."""

    fit_id: int
    new: bool
    schools: int
    seconds: float
    remarks: tuple[str, ...]


def threshold() -> float:
    """The organiser's line for eligibility, a share 0–1. Raises Problem for another value."""
    line = settings.STANDING.get("threshold", DEFAULT_THRESHOLD)
    if not isinstance(line, float) or not 0 < line < 1:
        raise Problem(
            marked("Inställningen standing.threshold är {value}. Skriv en andel som 0.7, mellan 0 och 1."),
            value=line,
        )
    return line


@transaction.atomic
def refresh(*, by: str, now: datetime) -> Refreshed:
    """Fit the model if the figures, the line or the rules have changed since the last fit; else do nothing.

    The panel is every school with at least two published years, and our own. Raises Problem, in plain
    words, when the figures cannot carry a model.
    """
    own = _own()
    published = panel(own)
    digest = _hash(published, own)
    existing = ModelFit.objects.filter(inputs_sha256=digest).first()
    if existing:
        return _refreshed(existing, new=False)
    from vandpunkt.register.standing_values import standing_values

    fitted, standings = standing_values(published, own=own, threshold=threshold())
    kept = ModelFit.objects.create(
        indicator_id=VOCATIONAL_ELIGIBILITY,
        inputs_sha256=digest,
        threshold=threshold(),
        fitted_at=now,
        fitted_by=by,
        seconds=fitted["fit"]["seconds"],
        values=fitted,
    )
    Standing.objects.bulk_create(
        Standing(fit=kept, school_unit_id=code, below_threshold=values["below_threshold"], values=values)
        for code, values in standings.items()
    )
    return _refreshed(kept, new=True)


def _refreshed(kept: ModelFit, *, new: bool) -> Refreshed:
    remarks = tuple(remark["text"] for remark in kept.values["remarks"])
    return Refreshed(kept.pk, new, kept.values["schools"], kept.seconds, remarks)


def model_panel() -> list[Published]:
    """The published years that the model is fitted to."""
    return panel(_own())


def _own() -> set[str]:
    return set(SchoolUnit.objects.filter(own=True, has_year_nine=True).values_list("code", flat=True))


def panel_sha256(published: list[Published]) -> str:
    """The identity of a panel: the same figures, line and rules give the same hash."""
    return _hash(published, _own())


def panel(own: set[str]) -> list[Published]:
    """The published years as the model takes them, with printed n alone and parents' education as intake."""
    others: dict[tuple[str, int], list[YearResult]] = defaultdict(list)
    for indicator in OTHER_SHARES:
        for result in published_years(indicator):
            others[result.school_unit_code, result.school_year.year].append(result)
    intake = {(one.school_unit_code, one.school_year.year): one for one in published_years(INTAKE)}
    eligible = published_years(VOCATIONAL_ELIGIBILITY)
    years = Counter(one.school_unit_code for one in eligible)
    return [
        Published(
            school=one.school_unit_code,
            year=one.school_year,
            eligible=one.value,
            n=one.cohort_printed,
            others=tuple(other.value for other in others[one.school_unit_code, one.school_year.year]),
            intake=_intake(intake.get((one.school_unit_code, one.school_year.year))),
        )
        for one in eligible
        if years[one.school_unit_code] > 1 or one.school_unit_code in own
    ]


def _intake(result: YearResult | None) -> dict[str, float]:
    name = INDICATORS[INTAKE].name
    return {name: float(result.value.number)} if result and result.value.number is not None else {}


def _hash(published: list[Published], own: set[str]) -> str:
    stated: list[Any] = [
        [
            one.school,
            one.year.code,
            one.eligible.text,
            one.n,
            [other.text for other in one.others],
            one.intake,
        ]
        for one in published
    ]
    whole = [RULES, threshold(), sorted(own), sorted(stated, key=lambda row: (row[0], row[1]))]
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()
