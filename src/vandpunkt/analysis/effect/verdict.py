"""What the figures allow to be said of an effect, in one of four words, and why."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from vandpunkt.analysis.effect.correction import Correction
from vandpunkt.analysis.effect.lead import Lead
from vandpunkt.analysis.effect.placebo import Placebo
from vandpunkt.analysis.effect.pooling import Estimate
from vandpunkt.analysis.effect.rules import EffectRules
from vandpunkt.analysis.remarks import Remark
from vandpunkt.domain.numbers import signed, swedish
from vandpunkt.domain.problems import marked

LEVEL = 0.05
WORTH_SEEING = 5.0


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
    verdict = Verdict.FOR if estimate.effect > 0 else Verdict.AGAINST
    return Judgement(verdict, (_decided(verdict, estimate), _no_proof(), *misfit))


def _lacking(evidence: Evidence, rules: EffectRules) -> Iterator[Remark]:
    if evidence.supported_schools == 0:
        yield Remark(
            "nobody_supported",
            marked(
                "Underlaget är för litet: ingen skola i tabellen har haft insatsen. Kontrollera att "
                "skolenhetskoderna är desamma i båda tabellerna."
            ),
        )
    elif evidence.estimate is None and evidence.schools_without_before:
        yield Remark(
            "nothing_before",
            marked("Underlaget är för litet: skolorna med insatsen saknar kända resultat före starten."),
        )
    elif evidence.estimate is None:
        yield Remark(
            "nothing_after",
            marked("Underlaget är för litet: ingen årskull som insatsen hunnit nå har ett känt resultat än."),
        )
    elif evidence.comparable < rules.least_comparison or evidence.placebo is None:
        yield Remark(
            "few_comparable",
            marked(
                "Underlaget är för litet: bara {schools} skolor utan insats låg på samma nivå före starten "
                "och har kända resultat i samma läsår."
            ),
            {"schools": evidence.comparable},
        )
    elif _as_printed(evidence.minimum_detectable) > rules.largest_useful:
        yield Remark(
            "little_power",
            marked(
                "Underlaget är för litet. Antal nådda årskullar med känt resultat: {cohorts}. Med dem skulle "
                "insatsen behöva höja resultatet med minst {points} procentenheter för att synas. Det säger "
                "ingenting om ifall insatsen hjälper."
            ),
            {
                "cohorts": evidence.estimate.cohorts,
                "points": swedish(evidence.minimum_detectable, 0),
            },
        )


def _as_printed(points: float) -> float:
    """Whole percentage points, as the sentence tells them: 15,4 that is told as 15 is not more than 15."""
    return round(points) if math.isfinite(points) else points


def _doubts(evidence: Evidence, estimate: Estimate, placebo: Placebo) -> Iterator[Remark]:
    found, plain = evidence.correction, evidence.uncorrected
    beyond_zero = not estimate.interval_95.holds(0.0)
    if beyond_zero and found and plain and not found.sound and plain.interval_95.holds(0.0):
        yield Remark(
            "only_corrected",
            marked("Skillnaden mot prognosen är tydlig bara efter den justering som jämförelseskolorna ger."),
        )
    if evidence.lead.sound is False and evidence.lead.effect is not None:
        yield Remark(
            "lead_off",
            marked(
                "Kontrollen av åren före starten är inte godkänd: skolorna avvek {lead} procentenheter från "
                "prognosen redan innan de fick insatsen."
            ),
            {"lead": signed(evidence.lead.effect)},
        )
    if beyond_zero and placebo.p_value > LEVEL:
        yield Remark(
            "placebo_as_large",
            marked(
                "{share} av 100 skenförsök på skolor utan insats ger en minst lika stor skillnad. Slumpen "
                "räcker alltså som förklaring."
            ),
            {"share": swedish(100 * placebo.p_value, 0)},
        )


def _misfit(evidence: Evidence) -> Iterator[Remark]:
    """What must be said whatever the verdict, when the model is off for schools of this level."""
    found = evidence.correction
    if found is not None and not found.sound:
        text = marked(
            "Kontrollen mot skolor utan insats slår ut: {schools} skolor på samma nivå avvek i snitt "
            "{centre} procentenheter från sina prognoser utan att ha haft insatsen. Något annat än insatsen "
            "har alltså påverkat skolor som dessa; {shift} procentenheter är därför borträknade."
        )
        values = {"schools": found.schools, "centre": signed(found.centre), "shift": signed(found.shift)}
        yield Remark("comparison_off", text, values)


def _undecidable(evidence: Evidence, estimate: Estimate, beyond_zero: bool) -> Remark:
    values = _figures(estimate) | {"points": swedish(evidence.minimum_detectable, 0)}
    if beyond_zero:
        text = marked(
            "Det går inte att avgöra om insatsen har påverkat resultaten. Skolorna ligger {effect} "
            "procentenheter från sin prognos ({low} till {high}), men kontrollerna håller inte."
        )
        return Remark("undecidable_checks", text, values)
    text = marked(
        "Det går inte att avgöra om insatsen har påverkat resultaten. Det betyder inte att den saknar "
        "effekt: resultaten är förenliga med allt från {low} till {high} procentenheter. En effekt mindre "
        "än {points} procentenheter hade troligen inte synts."
    )
    return Remark("undecidable", text, values)


def _decided(verdict: Verdict, estimate: Estimate) -> Remark:
    text = {
        Verdict.FOR: marked(
            "Resultaten talar för insatsen: {observed} procent av eleverna blev behöriga, mot {forecast} "
            "procent enligt prognosen utan insatsen. Det är {effect} procentenheter, med osäkerhet {low} "
            "till {high}."
        ),
        Verdict.AGAINST: marked(
            "Resultaten talar emot insatsen: {observed} procent av eleverna blev behöriga, mot {forecast} "
            "procent enligt prognosen utan insatsen. Det är {effect} procentenheter, med osäkerhet {low} "
            "till {high}."
        ),
    }[verdict]
    return Remark(verdict.value, text, _figures(estimate))


def _no_proof() -> Remark:
    text = marked(
        "Det är inget bevis: något annat som hände vid just dessa skolor samtidigt kan också ligga bakom."
    )
    return Remark("no_proof", text)


def _needed(evidence: Evidence) -> Iterator[Remark]:
    """How many cohorts like these it would take to see five percentage points."""
    estimate = evidence.estimate
    if estimate is not None and evidence.minimum_detectable > WORTH_SEEING:
        times = (evidence.minimum_detectable / WORTH_SEEING) ** 2
        yield Remark(
            "needed",
            marked(
                "För att se en effekt på {points} procentenheter skulle det behövas ungefär {cohorts} "
                "årskullar av samma storlek; nu finns {now}."
            ),
            {
                "points": swedish(WORTH_SEEING, 0),
                "cohorts": math.ceil(times * estimate.cohorts),
                "now": estimate.cohorts,
            },
        )


def _figures(estimate: Estimate) -> dict[str, object]:
    return {
        "effect": signed(estimate.effect),
        "low": signed(estimate.interval_95.low),
        "high": signed(estimate.interval_95.high),
        "observed": swedish(estimate.observed),
        "forecast": swedish(estimate.forecast),
    } | _size(estimate)


def _size(estimate: Estimate) -> dict[str, object]:
    return {"cohorts": estimate.cohorts, "pupils": estimate.pupils}
