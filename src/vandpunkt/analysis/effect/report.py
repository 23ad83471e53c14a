"""The effect of a programme with everything that has to stand beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from vandpunkt.analysis.cells import Cells
from vandpunkt.analysis.effect.correction import Correction, correction
from vandpunkt.analysis.effect.counterfactual import Counterfactual, counterfactual
from vandpunkt.analysis.effect.exposure import Support
from vandpunkt.analysis.effect.lead import Lead, lead
from vandpunkt.analysis.effect.overlap import Overlap, overlaps
from vandpunkt.analysis.effect.placebo import placebo
from vandpunkt.analysis.effect.pooling import Adjustment, Estimate, Interval, pooled
from vandpunkt.analysis.effect.power import minimum_detectable
from vandpunkt.analysis.effect.pretended import pretend
from vandpunkt.analysis.effect.rules import EffectRules
from vandpunkt.analysis.effect.similar import (
    SimilarSchools,
    SimpleComparison,
    similar_schools,
    simple_comparison,
)
from vandpunkt.analysis.effect.study import Study, begin
from vandpunkt.analysis.effect.verdict import Evidence, Judgement, judge
from vandpunkt.analysis.remarks import Remark
from vandpunkt.domain.problems import marked
from vandpunkt.domain.terms import SchoolYear


@dataclass(frozen=True)
class SchoolEffect:
    """One supported school: its first reached cohort's school year, and outcome against forecast."""

    school: str
    first_reached: SchoolYear
    estimate: Estimate


@dataclass(frozen=True)
class YearEffect:
    """All supported schools in their first, second, … reached year."""

    year: int
    estimate: Estimate
    minimum_detectable: float


@dataclass(frozen=True)
class CohortOutcome:
    """One reached cohort: published share and the share forecast without support, all 0–1.

    low, high: the published interval. forecast_95: holds the published share with 95 % had there been no
    support, the chance of the cohort in it; not corrected by the comparison schools.
    """

    school: str
    school_year: SchoolYear
    low: float
    high: float
    forecast: float
    forecast_95: Interval


@dataclass(frozen=True)
class Weighed:
    """The forecast of the reached cohorts, the schools that correct it, and what a verdict rests on."""

    found: Counterfactual
    similar: SimilarSchools
    corrected: Correction | None
    evidence: Evidence


@dataclass(frozen=True)
class EffectReport:
    """Effects in percentage points, outcome minus forecast, every pupil weighing the same.

    evidence: the pooled effect with its checks; its estimate is None when no cohort can be counted.
    remarks: what limits the data. rules: what was decided.
    """

    programme: str | None
    evidence: Evidence
    judgement: Judgement
    schools: tuple[SchoolEffect, ...]
    outcomes: tuple[CohortOutcome, ...]
    years_since_start: tuple[YearEffect, ...]
    comparison: SimpleComparison | None
    overlap: tuple[Overlap, ...]
    remarks: tuple[Remark, ...]
    rules: EffectRules


def effect_report(
    cells: Cells,
    supports: Sequence[Support],
    programme: str | None = None,
    rules: EffectRules | None = None,
) -> EffectReport:
    """Estimate the effect of a programme (of any support where none is named) and judge it.

    Raises Problem for a programme that nobody has had, and when the cells cannot carry a model.
    """
    rules = rules or EffectRules()
    study = begin(cells, supports, programme, rules)
    if not len(study.supported):
        return _without_estimate(study, programme, rules)
    weighed = weigh(study, rules)
    found, corrected, evidence = weighed.found, weighed.corrected, weighed.evidence
    return EffectReport(
        programme=programme,
        evidence=evidence,
        judgement=judge(evidence, rules),
        schools=tuple(_by_school(study, found, corrected)),
        outcomes=tuple(_by_cohort(study, found)),
        years_since_start=tuple(_by_year(found, corrected)),
        comparison=simple_comparison(study, weighed.similar),
        overlap=overlaps(study, found, supports, programme, rules=rules.exposure, adjustment=corrected),
        remarks=(*study.fitted.remarks, *_left_aside(study)),
        rules=rules,
    )


def weigh(study: Study, rules: EffectRules) -> Weighed:
    """The pooled effect of a study with supported schools, and everything that it is held against."""
    found = counterfactual(study, rules.draws, rules.seed)
    similar = similar_schools(study, rules.pool)
    pretended = pretend(study, similar)
    corrected = correction(study, pretended, rules.misfit_sd) if pretended else None
    chance = placebo(pretended, corrected, rules.placebos, rules.seed) if pretended and corrected else None
    estimate = pooled(found, None, corrected)
    evidence = Evidence(
        estimate=estimate,
        uncorrected=pooled(found),
        minimum_detectable=minimum_detectable(estimate.sd),
        placebo=chance,
        correction=corrected,
        lead=lead(study),
        comparable=len(similar.schools),
        supported_schools=len(study.supported),
        schools_without_before=len(study.without_before),
    )
    return Weighed(found, similar, corrected, evidence)


def _without_estimate(study: Study, programme: str | None, rules: EffectRules) -> EffectReport:
    evidence = Evidence(
        estimate=None,
        uncorrected=None,
        minimum_detectable=float("inf"),
        placebo=None,
        correction=None,
        lead=Lead((), None, None, 0),
        comparable=0,
        supported_schools=int(study.exposure.touched.any(axis=1).sum()),
        schools_without_before=len(study.without_before),
        waiting_schools=len(study.not_begun),
    )
    return EffectReport(
        programme=programme,
        evidence=evidence,
        judgement=judge(evidence, rules),
        schools=(),
        outcomes=(),
        years_since_start=(),
        comparison=None,
        overlap=(),
        remarks=(*study.fitted.remarks, *_left_aside(study)),
        rules=rules,
    )


def _by_school(study: Study, found: Counterfactual, adjustment: Adjustment | None) -> Iterator[SchoolEffect]:
    for place, row in enumerate(study.supported):
        first = SchoolYear(int(study.years[np.argmax(study.exposure.reached[row])]))
        yield SchoolEffect(study.cells.schools[row], first, pooled(found, found.place == place, adjustment))


def _by_cohort(study: Study, found: Counterfactual) -> Iterator[CohortOutcome]:
    foreseen = np.clip(found.observed - found.difference, 0.0, 1.0)
    lows, highs = np.quantile(foreseen, [0.025, 0.975], axis=0)
    for cohort, (row, column) in enumerate(zip(found.school, found.column, strict=True)):
        yield CohortOutcome(
            school=study.cells.schools[row],
            school_year=SchoolYear(int(study.years[column])),
            low=float(study.observed.low[row, column]),
            high=float(study.observed.high[row, column]),
            forecast=float(found.forecast[cohort]),
            forecast_95=Interval(float(lows[cohort]), float(highs[cohort])),
        )


def _by_year(found: Counterfactual, adjustment: Adjustment | None) -> Iterator[YearEffect]:
    for year in np.unique(found.since):
        estimate = pooled(found, found.since == year, adjustment)
        yield YearEffect(int(year), estimate, minimum_detectable(estimate.sd))


def _left_aside(study: Study) -> Iterator[Remark]:
    for code, schools, text in (
        (
            "without_before",
            study.without_before,
            marked("Utan känt resultat före starten, och därför inte med: {schools}."),
        ),
        (
            "without_after",
            study.without_after,
            marked("Utan känt resultat för någon nådd årskull, och därför inte med: {schools}."),
        ),
        (
            "not_begun",
            study.not_begun,
            marked("Insatsen börjar efter de publicerade resultaten, och är därför inte med: {schools}."),
        ),
        (
            "not_in_cells",
            study.not_in_cells,
            marked("Finns bland insatserna men inte bland resultaten: {schools}."),
        ),
    ):
        if schools:
            yield Remark(code, text, {"schools": ", ".join(schools)})
