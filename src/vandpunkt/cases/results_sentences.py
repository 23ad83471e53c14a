"""Every sentence that the results section can write, each with its rule. In whole per cents."""

from __future__ import annotations

from vandpunkt.analysis.need import CERTAIN, PROBABLE, Need
from vandpunkt.domain.marks import ValueKind
from vandpunkt.domain.numbers import percent, percentage_points
from vandpunkt.domain.sentence_rules import WrittenIn, sentence
from vandpunkt.register.results import YearResult
from vandpunkt.register.standing import SchoolStanding, Share


@sentence(WrittenIn.ANSWER_RESULTS, "När minst en av ärendets skolor har ett publicerat resultat.")
def results_introduction() -> str:
    """Says what the table and the diagrams show, and what they do not."""
    return (
        "Diagrammen visar hur stor andel av avgångseleverna i årskurs 9 som var behöriga till "
        "gymnasieskolans yrkesprogram, enligt Skolverkets statistik. Den lodräta stapeln visar hur mycket "
        "andelen kan bero på slumpen i en enda årskull (95 procents osäkerhet). Diagrammen säger inget om "
        "vilken effekt stödet har haft."
    )


@sentence(WrittenIn.ANSWER_RESULTS, "När tabellen har tecken som inte är tal: .. eller ~100.")
def marks_explained() -> str:
    """Stands under the table when it has marks that are not numbers."""
    return (
        "Två punkter (..) betyder att eleverna är för få för att andelen ska visas. "
        "~100 betyder att en till fyra elever inte var behöriga."
    )


@sentence(WrittenIn.ANSWER_RESULTS, "När en resultatmodell är skattad ur det som är publicerat.")
def model_explained(threshold: float) -> str:
    """Says what the underlying level is, and the one rule behind «säkert» and «troligen»."""
    return (
        "Den underliggande nivån är skolans nivå när slumpen i en enda årskull är borträknad. Den är "
        "beräknad ur alla läsår som Skolverket har publicerat. Den väntade nivån är vad skolor med samma "
        "elevunderlag (föräldrarnas utbildningsnivå) brukar ha. En skola ligger säkert under "
        f"{_whole(threshold)} procent när sannolikheten är minst {_whole(CERTAIN)} procent, och troligen "
        f"under när den är minst {_whole(PROBABLE)} procent."
    )


@sentence(
    WrittenIn.ANSWER_RESULTS,
    "För varje skola med publicerade resultat: det senaste läsåret. Ett tecken förklaras och görs "
    "aldrig till ett tal.",
)
def latest_year(year: YearResult) -> str:
    """The newest published share in words; a mark is explained, never made into a number."""
    when = f"Läsåret {year.school_year}"
    if year.kind is ValueKind.NEARLY_ALL:
        return f"{when} var alla utom en till fyra elever behöriga."
    if year.value.number is None:
        return f"{when} visas ingen andel ({year.text})."
    return f"{when} var {percent(year.value.number)} behöriga."


@sentence(
    WrittenIn.ANSWER_RESULTS, "När Skolverket har publicerat både andelen och antalet elever det läsåret."
)
def weight_of_one_pupil(cohort: int) -> str:
    """How much one pupil weighs, where the number of pupils is published."""
    return f"En elev motsvarar {percentage_points(100 / cohort)} (avgångseleverna var {cohort})."


@sentence(
    WrittenIn.ANSWER_RESULTS,
    "När modellen har räknat ut skolans underliggande nivå. Intervallet rymmer nivån med 90 procents "
    "sannolikhet.",
)
def underlying_level(standing: SchoolStanding) -> str:
    """The range that holds the underlying level with 90 %."""
    return f"Den underliggande nivån ligger troligen mellan {_range(standing.latest.underlying)} procent."


@sentence(
    WrittenIn.ANSWER_RESULTS,
    "När modellen har räknat ut nivån. «Säkert under» från 95 procents sannolikhet, «troligen under» "
    "från 80 procents, «troligen inte under» när sannolikheten är liten, annars «går inte att säga».",
)
def below_line(standing: SchoolStanding, threshold: float) -> str:
    """The probability of lying below the line, and the word that the rule gives it."""
    line = f"{_whole(threshold)} procent"
    if standing.need is Need.CANNOT_TELL:
        return f"Om den ligger under {line} går inte att säga."
    if standing.need is Need.NOT_BELOW:
        return f"Den ligger troligen inte under {line}."
    word = "säkert" if standing.need is Need.CERTAINLY_BELOW else "troligen"
    return (
        f"Med {_sure(standing.below_threshold)} procents sannolikhet ligger den under {line}: {word} under."
    )


@sentence(
    WrittenIn.ANSWER_RESULTS,
    "När modellen har räknat ut nivån. «Högre» eller «lägre» bara när hela 90-procentsintervallet för "
    "skillnaden ligger på ena sidan om noll, annars «kan vara slump».",
)
def against_intake(standing: SchoolStanding) -> str:
    """The underlying level against the expected one; told as different where the 90 % range leaves 0 out."""
    expected = f"{_whole(standing.latest.expected.mean)} procent"
    if standing.latest.difference.low_90 > 0:
        return f"Det är högre än de {expected} som elevunderlaget låter oss vänta."
    if standing.latest.difference.high_90 < 0:
        return f"Det är lägre än de {expected} som elevunderlaget låter oss vänta."
    return f"Elevunderlaget låter oss vänta {expected}; skillnaden kan vara slump."


@sentence(
    WrittenIn.ANSWER_RESULTS,
    "När modellen har räknat ut nivån. Intervallet rymmer nästa läsårs publicerade andel med 90 "
    "procents sannolikhet.",
)
def next_year(standing: SchoolStanding) -> str:
    """The range that holds next year's published share with 90 %, if nothing is done beyond what is done."""
    return (
        f"Läsåret {standing.next_school_year} väntas den publicerade andelen hamna mellan "
        f"{_range(standing.next_year)} procent om inget särskilt händer."
    )


@sentence(
    WrittenIn.ANSWER_RESULTS,
    "I stället för diagrammet, för den som inte ser det, när modellen har räknat ut nivån.",
)
def standing_figure_in_words(name: str, shares: str, standing: SchoolStanding) -> str:
    """Stands in for the figure where it cannot be seen."""
    return (
        f"{name}, behöriga till yrkesprogram i procent, läsår för läsår. {shares}. "
        f"Underliggande nivå mellan {_range(standing.latest.underlying)}, väntat av elevunderlaget "
        f"{_whole(standing.latest.expected.mean)}, nästa läsår mellan {_range(standing.next_year)}."
    )


@sentence(
    WrittenIn.ANSWER_RESULTS,
    "I stället för diagrammet, för den som inte ser det, när ingen nivå är uträknad.",
)
def shares_in_words(name: str, shares: str) -> str:
    """Stands in for the figure of a school whose level is not reckoned, where it cannot be seen."""
    return f"{name}, behöriga till yrkesprogram i procent, läsår för läsår. {shares}."


def _whole(share: float) -> int:
    return round(100 * share)


def _sure(probability: float) -> str:
    """A probability in whole per cents, never 100: nothing here is certain."""
    return "mer än 99" if probability > 0.99 else str(_whole(probability))


def _range(share: Share) -> str:
    return f"{_whole(share.low_90)} och {_whole(share.high_90)}"
