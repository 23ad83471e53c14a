"""Every sentence that the section on effects can write beside the verdict's own, each with its rule."""

from __future__ import annotations

from collections.abc import Sequence

from vandpunkt.cases.sentences import listed
from vandpunkt.domain.numbers import signed
from vandpunkt.register.effects import ProgrammeEffect


def introduction() -> str:
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
    if effect.verdict == "insufficient":
        return " ".join(dict.fromkeys((effect.sentences[0], effect.sentences[-1])))
    return " ".join(filter(None, (*effect.sentences, overlapping(effect))))


def overlapping(effect: ProgrammeEffect) -> str:
    """Which other support the same cohorts had, and whether it can be told apart; "" where none."""
    if effect.inseparable:
        return (
            f"Programmet går inte att skilja från {listed(effect.inseparable)}, som samma skolor också hade."
        )
    return f"Samma skolor hade också {listed(effect.others)}." if effect.others else ""


def nothing_to_count(effects: Sequence[ProgrammeEffect]) -> str:
    """For programmes of which no cohort has results both before the support and after it."""
    names = listed([name(effect) for effect in effects])
    return (
        f"För {names} går det ännu inte att räkna: det saknas publicerade resultat före starten eller för en "
        "årskull som stödet har hunnit nå. Det säger ingenting om ifall stödet hjälper."
    )


def figure_in_words(effect: ProgrammeEffect) -> str:
    """Stands in for the figure where it cannot be seen."""
    assert effect.pooled is not None
    interval = effect.pooled.interval_95
    years = "; ".join(f"läsår {one.year}: {signed(one.estimate.effect)}" for one in effect.years)
    return (
        f"{name(effect)}: utfall minus prognos {signed(effect.pooled.effect)} procentenheter, osäkerhet "
        f"{signed(interval.low)} till {signed(interval.high)}. {years}."
    )
