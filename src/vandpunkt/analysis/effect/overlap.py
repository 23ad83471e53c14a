"""Other programmes at the same schools in the same years, and whether the effects can be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.effect.counterfactual import Counterfactual
from vandpunkt.analysis.effect.exposure import ExposureRules, Support, exposure
from vandpunkt.analysis.effect.pooling import Adjustment, Estimate, pooled
from vandpunkt.analysis.effect.study import Study
from vandpunkt.analysis.remarks import Remark
from vandpunkt.domain.numbers import percent_of_share, signed
from vandpunkt.domain.problems import marked

Flags = NDArray[np.bool_]
LEAST_ALONE = 0.25
LEAST_SCHOOLS_ALONE = 2


@dataclass(frozen=True)
class Overlap:
    """How a programme coincides with another at its counted cohorts.

    share: of this programme's counted cohorts also reached by the other, 0–1. share_of_other: of the
    other's cohorts also reached by this one. alone, together: effect on cohorts without and with the
    other (None where there are none). separable: whether the two can be told apart.
    """

    programme: str
    share: float
    share_of_other: float
    alone: Estimate | None
    together: Estimate | None
    separable: bool
    statement: Remark


def overlaps(
    study: Study,
    found: Counterfactual,
    supports: Sequence[Support],
    programme: str | None,
    *,
    rules: ExposureRules,
    adjustment: Adjustment | None,
) -> tuple[Overlap, ...]:
    """Every other programme that reached a counted cohort, most overlapping first."""
    if programme is None:
        return ()
    others: dict[str, list[Support]] = {}
    for support in supports:
        if support.programme.casefold() != programme.casefold():
            others.setdefault(support.programme.casefold(), []).append(support)
    every = [
        _with(study, found, theirs[0].programme, theirs, rules=rules, adjustment=adjustment)
        for theirs in others.values()
    ]
    return tuple(sorted((each for each in every if each is not None), key=lambda each: -each.share))


def _with(
    study: Study,
    found: Counterfactual,
    name: str,
    supports: Sequence[Support],
    *,
    rules: ExposureRules,
    adjustment: Adjustment | None,
) -> Overlap | None:
    theirs = exposure(supports, study.cells.schools, study.years.tolist(), rules).reached
    both = theirs[found.school, found.column]
    if not both.any():
        return None
    other_cohorts = theirs & study.observed.known
    shared = other_cohorts & study.exposure.reached
    separable = (~both).mean() >= LEAST_ALONE and len(np.unique(found.school[~both])) >= LEAST_SCHOOLS_ALONE
    alone = pooled(found, ~both, adjustment) if not both.all() else None
    together = pooled(found, both, adjustment)
    return Overlap(
        programme=name,
        share=float(both.mean()),
        share_of_other=float(shared.sum() / other_cohorts.sum()),
        alone=alone,
        together=together,
        separable=bool(separable),
        statement=_statement(name, both, alone, together, bool(separable)),
    )


def _statement(name: str, both: Flags, alone: Estimate | None, together: Estimate, separable: bool) -> Remark:
    values: dict[str, object] = {
        "programme": name,
        "both": int(both.sum()),
        "all": len(both),
        "share": percent_of_share(float(both.mean()), 0),
    }
    if not separable or alone is None:
        text = marked(
            "{both} av {all} nådda årskullar ({share}) hade också {programme}. De två insatserna går inte "
            "att skilja åt: skillnaden mot prognosen kan bero på den ena, den andra eller båda."
        )
        return Remark("overlap_inseparable", text, values)
    text = marked(
        "{both} av {all} nådda årskullar ({share}) hade också {programme}. Utan {programme} är skillnaden "
        "mot prognosen {alone} procentenheter ({alone_low} till {alone_high}), med {programme} {together} "
        "({together_low} till {together_high})."
    )
    return Remark("overlap", text, values | _estimate("alone", alone) | _estimate("together", together))


def _estimate(name: str, estimate: Estimate) -> dict[str, object]:
    return {
        name: signed(estimate.effect),
        f"{name}_low": signed(estimate.interval_95.low),
        f"{name}_high": signed(estimate.interval_95.high),
    }
