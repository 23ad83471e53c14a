"""Every sentence that the section on effects can write beside the verdict's own, each with its rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vandpunkt.analysis.remarks import Remark
from vandpunkt.domain.enumerations import listed
from vandpunkt.domain.numbers import signed
from vandpunkt.domain.problems import marked
from vandpunkt.domain.sentence_rules import WrittenIn, hear, sentence
from vandpunkt.register.effects import ProgrammeEffect

AND = marked("och")
INSEPARABLE = marked("Programmet går inte att skilja från {programmes}, som samma skolor också hade.")
ALSO_HAD = marked("Samma skolor hade också {programmes}.")
IN_WORDS = marked(
    "{programme}: utfall minus prognos {effect} procentenheter, osäkerhet {low} till {high}. {years}."
)
ONE_YEAR = marked("läsår {year}: {effect}")


@sentence(
    WrittenIn.ANSWER_EFFECTS, "När en effekt är beräknad för minst ett av de program som svaret nämner."
)
def effects_introduction() -> str:
    """Says how an effect is judged, and why no year before is compared with a year after."""
    return (
        "Skolor får stöd efter ett svagt år, och då stiger resultaten ofta av sig själva. Därför jämförs "
        "utfallet inte med året före, utan med en prognos för samma skolor utan stödet. Skolor utan stöd på "
        "samma nivå visar hur långt fel en sådan prognos brukar bli."
    )


def name(effect: ProgrammeEffect) -> str:
    """The programme as documents name it: «Namn (FÖRK)»."""
    return f"{effect.programme} ({effect.abbreviation})" if effect.abbreviation else effect.programme


def finding(effect: ProgrammeEffect) -> str:
    """The verdict in its own sentences: all where something can be told, with the programmes that overlap.

    Where the data are too few, two: that they are, and what would be needed.
    """
    said = [_told(one) for one in effect.sentences]
    if effect.verdict == "insufficient":
        return " ".join(dict.fromkeys((said[0], said[-1])))
    return " ".join(filter(None, (*said, overlapping(effect))))


def first_of_finding(effect: ProgrammeEffect) -> str:
    """What the verdict begins with."""
    return _told(effect.sentences[0])


def _told(remark: Remark) -> str:
    """A sentence of the verdict as it was kept when the effect was computed."""
    hear({"for": "speaks_for", "against": "speaks_against"}.get(remark.code, remark.code), remark)
    return remark.sentence()


@sentence(
    WrittenIn.ANSWER_EFFECTS,
    "När samma årskullar också har haft annat stöd. «Går inte att skilja» när skolorna är för lika i det.",
)
def overlapping(effect: ProgrammeEffect, translate: Callable[[str], str] = str) -> str:
    """Which other support the same cohorts had, and whether it can be told apart; "" where none."""
    names = effect.inseparable or effect.others
    if not names:
        return ""
    text = INSEPARABLE if effect.inseparable else ALSO_HAD
    return translate(text).format(programmes=listed(names, translate(AND)))


@sentence(
    WrittenIn.ANSWER_EFFECTS,
    "För program där ingen årskull har publicerade resultat både före stödet och efter det.",
)
def nothing_to_count(effects: Sequence[ProgrammeEffect]) -> str:
    """For programmes of which no cohort has results both before the support and after it."""
    names = listed([name(effect) for effect in effects])
    return (
        f"För {names} går det ännu inte att räkna: det saknas publicerade resultat före starten eller för en "
        "årskull som stödet har hunnit nå. Det säger ingenting om ifall stödet hjälper."
    )


@sentence(WrittenIn.ANSWER_EFFECTS, "I stället för diagrammet över en effekt, för den som inte ser det.")
def effect_figure_in_words(effect: ProgrammeEffect, translate: Callable[[str], str] = str) -> str:
    """Stands in for the figure where it cannot be seen."""
    assert effect.pooled is not None
    interval = effect.pooled.interval_95
    return translate(IN_WORDS).format(
        programme=name(effect),
        effect=signed(effect.pooled.effect),
        low=signed(interval.low),
        high=signed(interval.high),
        years="; ".join(
            translate(ONE_YEAR).format(year=one.year, effect=signed(one.estimate.effect))
            for one in effect.years
        ),
    )
