"""Every sentence that a verdict on an effect can say, each with its rule. A remark: kept with its values."""

from __future__ import annotations

import math

from vandpunkt.analysis.effect.pooling import Estimate
from vandpunkt.analysis.remarks import Remark
from vandpunkt.domain.numbers import signed, swedish
from vandpunkt.domain.problems import marked
from vandpunkt.domain.sentence_rules import WrittenIn, sentence

WORTH_SEEING = 5.0
"""Percentage points: the effect that the number of cohorts needed is told for."""


@sentence(WrittenIn.EFFECT_VERDICT, "När ingen skola i underlaget har haft insatsen.")
def nobody_supported() -> Remark:
    """Nobody has had the support."""
    text = marked("Underlaget är för litet: ingen skola med resultat har haft insatsen.")
    return Remark("nobody_supported", text)


@sentence(WrittenIn.EFFECT_VERDICT, "När insatsen börjar efter det senaste läsåret med resultat.")
def not_begun() -> Remark:
    """The support begins after the last results."""
    text = marked("Underlaget är för litet: insatsen börjar efter det senaste läsåret med resultat.")
    return Remark("not_begun", text)


@sentence(WrittenIn.EFFECT_VERDICT, "När skolorna med insatsen saknar kända resultat före starten.")
def nothing_before() -> Remark:
    """No results before the start."""
    text = marked("Underlaget är för litet: skolorna med insatsen saknar kända resultat före starten.")
    return Remark("nothing_before", text)


@sentence(WrittenIn.EFFECT_VERDICT, "När ingen årskull som insatsen har hunnit nå har ett känt resultat.")
def nothing_after() -> Remark:
    """No results after it."""
    text = marked("Underlaget är för litet: ingen årskull som insatsen hunnit nå har ett känt resultat än.")
    return Remark("nothing_after", text)


@sentence(
    WrittenIn.EFFECT_VERDICT,
    "När färre skolor utan insats än regeln kräver låg på samma nivå före starten.",
)
def few_comparable(schools: int, needed: int) -> Remark:
    """Too few schools to compare with."""
    text = marked(
        "Underlaget är för litet. Antal skolor utan insats som låg på samma nivå före starten och har "
        "kända resultat i samma läsår: {schools}. Det behövs minst {needed}."
    )
    return Remark("few_comparable", text, {"schools": schools, "needed": needed})


@sentence(
    WrittenIn.EFFECT_VERDICT,
    "När något av startåren har färre jämförbara skolor utan insats än skolor med.",
)
def few_of_a_start() -> Remark:
    """Too few schools to compare with for those of one pattern of years."""
    text = marked(
        "Underlaget är för litet: för något av startåren finns färre jämförbara skolor utan insats än "
        "skolor med insatsen."
    )
    return Remark("few_of_a_start", text)


@sentence(WrittenIn.EFFECT_VERDICT, "När bara en större höjning än regeln godtar skulle synas.")
def little_power(estimate: Estimate, minimum_detectable: float) -> Remark:
    """Only a very large effect would show."""
    text = marked(
        "Underlaget är för litet. Antal nådda årskullar med känt resultat: {cohorts}. Med dem skulle "
        "insatsen behöva höja resultatet med minst {points} procentenheter för att synas. Det säger "
        "ingenting om ifall insatsen hjälper."
    )
    return Remark(
        "little_power", text, {"cohorts": estimate.cohorts, "points": swedish(minimum_detectable, 0)}
    )


@sentence(
    WrittenIn.EFFECT_VERDICT,
    "När skillnaden är skild från noll bara efter justeringen mot jämförelseskolor.",
)
def only_corrected() -> Remark:
    """The difference stands only after the correction."""
    text = marked("Skillnaden mot prognosen är tydlig bara efter den justering som jämförelseskolorna ger.")
    return Remark("only_corrected", text)


@sentence(WrittenIn.EFFECT_VERDICT, "När skolorna avvek från prognosen redan före starten.")
def lead_off(lead: float) -> Remark:
    """The years before the start show something, which they must not."""
    text = marked(
        "Kontrollen av åren före starten är inte godkänd: skolorna avvek {lead} procentenheter från "
        "prognosen redan innan de fick insatsen."
    )
    return Remark("lead_off", text, {"lead": signed(lead)})


@sentence(
    WrittenIn.EFFECT_VERDICT,
    "När mer än 5 av 100 skenförsök på skolor utan insats ger en minst lika stor skillnad.",
)
def placebo_as_large(p_value: float) -> Remark:
    """Chance would do for an explanation."""
    text = marked(
        "{share} av 100 skenförsök på skolor utan insats ger en minst lika stor skillnad. Slumpen "
        "räcker alltså som förklaring."
    )
    return Remark("placebo_as_large", text, {"share": swedish(100 * p_value, 0)})


@sentence(
    WrittenIn.EFFECT_VERDICT,
    "Vid varje omdöme, när prognoserna slår fel för liknande skolor utan insats.",
)
def comparison_off(schools: int, centre: float, shift: float) -> Remark:
    """The model is off for schools of this level."""
    text = marked(
        "Kontrollen mot skolor utan insats slår ut: {schools} skolor på samma nivå avvek i snitt "
        "{centre} procentenheter från sina prognoser utan att ha haft insatsen. Något annat än insatsen "
        "har alltså påverkat skolor som dessa; {shift} procentenheter är därför borträknade."
    )
    values = {"schools": schools, "centre": signed(centre), "shift": signed(shift)}
    return Remark("comparison_off", text, values)


@sentence(WrittenIn.EFFECT_VERDICT, "När skillnaden är skild från noll men någon kontroll inte håller.")
def undecidable_checks(estimate: Estimate, minimum_detectable: float) -> Remark:
    """Something shows, but the checks do not hold."""
    text = marked(
        "Det går inte att avgöra om insatsen har påverkat resultaten. Skolorna ligger {effect} "
        "procentenheter från sin prognos ({low} till {high}), men kontrollerna håller inte."
    )
    return Remark("undecidable_checks", text, _figures(estimate) | _points(minimum_detectable))


@sentence(WrittenIn.EFFECT_VERDICT, "När 95-procentsintervallet för skillnaden mot prognosen rymmer noll.")
def undecidable(estimate: Estimate, minimum_detectable: float) -> Remark:
    """The interval holds zero."""
    text = marked(
        "Det går inte att avgöra om insatsen har påverkat resultaten. Det betyder inte att den saknar "
        "effekt: resultaten är förenliga med allt från {low} till {high} procentenheter. En effekt mindre "
        "än {points} procentenheter hade troligen inte synts."
    )
    return Remark("undecidable", text, _figures(estimate) | _points(minimum_detectable))


@sentence(
    WrittenIn.EFFECT_VERDICT,
    "När hela 95-procentsintervallet ligger över noll och alla kontroller håller.",
)
def speaks_for(estimate: Estimate) -> Remark:
    """The results speak for the support."""
    text = marked(
        "Resultaten talar för insatsen: {observed} procent av eleverna blev behöriga, mot {forecast} "
        "procent enligt prognosen utan insatsen. Det är {effect} procentenheter, med osäkerhet {low} "
        "till {high}."
    )
    return Remark("for", text, _figures(estimate))


@sentence(
    WrittenIn.EFFECT_VERDICT,
    "När hela 95-procentsintervallet ligger under noll och alla kontroller håller.",
)
def speaks_against(estimate: Estimate) -> Remark:
    """The results speak against it."""
    text = marked(
        "Resultaten talar emot insatsen: {observed} procent av eleverna blev behöriga, mot {forecast} "
        "procent enligt prognosen utan insatsen. Det är {effect} procentenheter, med osäkerhet {low} "
        "till {high}."
    )
    return Remark("against", text, _figures(estimate))


@sentence(WrittenIn.EFFECT_VERDICT, "Alltid efter «talar för» och «talar emot».")
def no_proof() -> Remark:
    """What no figure can tell."""
    text = marked(
        "Det är inget bevis: något annat som hände vid just dessa skolor samtidigt kan också ligga bakom."
    )
    return Remark("no_proof", text)


@sentence(
    WrittenIn.EFFECT_VERDICT,
    "När en effekt på 5 procentenheter inte hade synts med de årskullar som finns.",
)
def needed(estimate: Estimate, minimum_detectable: float) -> Remark:
    """How many cohorts like these it would take to see five percentage points."""
    times = (minimum_detectable / WORTH_SEEING) ** 2
    text = marked(
        "För att se en effekt på {points} procentenheter skulle det behövas ungefär {cohorts} "
        "årskullar av samma storlek; nu finns {now}."
    )
    values = {
        "points": swedish(WORTH_SEEING, 0),
        "cohorts": math.ceil(times * estimate.cohorts),
        "now": estimate.cohorts,
    }
    return Remark("needed", text, values)


def _points(minimum_detectable: float) -> dict[str, object]:
    return {"points": swedish(minimum_detectable, 0)}


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
