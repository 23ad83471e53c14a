"""What the figures allow to be said of an effect, in one of four words, and why."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from vandpunkt.analysis.effect import verdict_sentences as sentences
from vandpunkt.analysis.effect.correction import Correction
from vandpunkt.analysis.effect.lead import Lead
from vandpunkt.analysis.effect.placebo import Placebo
from vandpunkt.analysis.effect.pooling import Estimate
from vandpunkt.analysis.effect.rules import EffectRules
from vandpunkt.analysis.effect.verdict_sentences import WORTH_SEEING
from vandpunkt.analysis.remarks import Remark
from vandpunkt.domain.problems import marked

LEVEL = 0.05


class Verdict(StrEnum):
    """Talar för, talar emot, går inte att avgöra, för lite underlag."""

    FOR = "for"
    AGAINST = "against"
    UNDECIDABLE = "undecidable"
    INSUFFICIENT = "insufficient"

    @property
    def swedish(self) -> str:
        """The verdict in Swedish, marked for translation."""
        return {
            Verdict.FOR: marked("Talar för"),
            Verdict.AGAINST: marked("Talar emot"),
            Verdict.UNDECIDABLE: marked("Går inte att avgöra"),
            Verdict.INSUFFICIENT: marked("För lite underlag"),
        }[self]


@dataclass(frozen=True)
class Judgement:
    """The verdict and the sentences that say it in plain words, in the order to be read."""

    verdict: Verdict
    sentences: tuple[Remark, ...]


@dataclass(frozen=True)
class Evidence:
    """What a verdict rests on.

    uncorrected: the estimate without the correction. comparable: unsupported schools of similar level.
    supported_schools: those whose cohorts the support has touched. waiting_schools: those with results
    where it begins after them.
    """

    estimate: Estimate | None
    uncorrected: Estimate | None
    minimum_detectable: float
    placebo: Placebo | None
    correction: Correction | None
    lead: Lead
    comparable: int
    supported_schools: int
    schools_without_before: int
    waiting_schools: int = 0


def judge(evidence: Evidence, rules: EffectRules) -> Judgement:
    """Apply the rule that `EffectRules.sentences` prints."""
    lacking, misfit = tuple(_lacking(evidence, rules)), tuple(_misfit(evidence))
    estimate, placebo = evidence.estimate, evidence.placebo
    if lacking or estimate is None or placebo is None:
        return Judgement(Verdict.INSUFFICIENT, (*lacking, *misfit, *_needed(evidence)))
    doubts = tuple(_doubts(evidence, estimate, placebo))
    beyond_zero = not estimate.interval_95.holds(0.0)
    if not beyond_zero or doubts:
        first = _undecidable(evidence, estimate, beyond_zero)
        return Judgement(Verdict.UNDECIDABLE, (first, *doubts, *misfit, *_needed(evidence)))
    if estimate.effect > 0:
        return Judgement(Verdict.FOR, (sentences.speaks_for(estimate), sentences.no_proof(), *misfit))
    return Judgement(Verdict.AGAINST, (sentences.speaks_against(estimate), sentences.no_proof(), *misfit))


def _lacking(evidence: Evidence, rules: EffectRules) -> Iterator[Remark]:
    needed = rules.needed_for_comparison(evidence.supported_schools)
    if evidence.supported_schools == 0:
        yield sentences.not_begun() if evidence.waiting_schools else sentences.nobody_supported()
    elif evidence.estimate is None and evidence.schools_without_before:
        yield sentences.nothing_before()
    elif evidence.estimate is None:
        yield sentences.nothing_after()
    elif evidence.comparable < needed:
        yield sentences.few_comparable(evidence.comparable, needed)
    elif evidence.placebo is None:
        yield sentences.few_of_a_start()
    elif _as_printed(evidence.minimum_detectable) > rules.largest_useful:
        yield sentences.little_power(evidence.estimate, evidence.minimum_detectable)


def _as_printed(points: float) -> float:
    """Whole percentage points, as the sentence tells them: 15,4 that is told as 15 is not more than 15."""
    return round(points) if math.isfinite(points) else points


def _doubts(evidence: Evidence, estimate: Estimate, placebo: Placebo) -> Iterator[Remark]:
    found, plain = evidence.correction, evidence.uncorrected
    beyond_zero = not estimate.interval_95.holds(0.0)
    if beyond_zero and found and plain and not found.sound and plain.interval_95.holds(0.0):
        yield sentences.only_corrected()
    if evidence.lead.sound is False and evidence.lead.effect is not None:
        yield sentences.lead_off(evidence.lead.effect)
    if beyond_zero and placebo.p_value > LEVEL:
        yield sentences.placebo_as_large(placebo.p_value)


def _misfit(evidence: Evidence) -> Iterator[Remark]:
    """What must be said whatever the verdict, when the model is off for schools of this level."""
    found = evidence.correction
    if found is not None and not found.sound:
        yield sentences.comparison_off(found.schools, found.centre, found.shift)


def _undecidable(evidence: Evidence, estimate: Estimate, beyond_zero: bool) -> Remark:
    said = sentences.undecidable_checks if beyond_zero else sentences.undecidable
    return said(estimate, evidence.minimum_detectable)


def _needed(evidence: Evidence) -> Iterator[Remark]:
    if evidence.estimate is not None and evidence.minimum_detectable > WORTH_SEEING:
        yield sentences.needed(evidence.estimate, evidence.minimum_detectable)
