"""The sentences that reports and short papers have beside those of the answer, each with its rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vandpunkt.analysis.need import Need
from vandpunkt.cases.content import SchoolContent
from vandpunkt.domain.dates import print_date
from vandpunkt.domain.enumerations import listed
from vandpunkt.domain.sentence_rules import WrittenIn, sentence

_NEEDS = {
    Need.CERTAINLY_BELOW: "säkert under",
    Need.PROBABLY_BELOW: "troligen under",
    Need.CANNOT_TELL: "går inte att säga",
    Need.NOT_BELOW: "troligen inte under",
}


@sentence(WrittenIn.OTHER_OUTPUTS, "Alltid, under rubriken: vilken dag registret och siffrorna är från.")
def stands_as_of(day: date) -> str:
    """The day that the report tells of."""
    return f"Läget {print_date(day).removeprefix('den ')}"


@sentence(
    WrittenIn.OTHER_OUTPUTS,
    "I rapporten om en skola, när registret vet vem som är rektor, grundskolechef eller "
    "grundskolesamordnare den dag som rapporten gäller.",
)
def responsible_on(day: date, people: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Who holds which role at the school on the day of the report; `people` are names by role."""
    told = "; ".join(f"{role.lower()} {listed(names)}" for role, names in people)
    return f"Ansvariga {print_date(day)}: {told}."


@sentence(WrittenIn.OTHER_OUTPUTS, "Alltid i rapporten om ett område.")
def schools_of_area(area: str, names: Sequence[str]) -> str:
    """Which schools an area has."""
    count = "en skola" if len(names) == 1 else f"{len(names)} skolor"
    return f"{area} har {count}: {listed(names)}."


@sentence(WrittenIn.OTHER_OUTPUTS, "När området inte har några skolor.")
def no_schools_in_area(area: str) -> str:
    """An area that no school belongs to."""
    return f"{area} har inga skolor i registret."


@sentence(
    WrittenIn.OTHER_OUTPUTS,
    "I tabellen över skolor, när en nivå är uträknad. Orden följer samma regel som i svaret.",
)
def need_in_table(need: Need) -> str:
    """The word that the rule gives a school."""
    return _NEEDS[need]


@sentence(WrittenIn.OTHER_OUTPUTS, "Under tabellen över skolor, när en nivå är uträknad för någon av dem.")
def table_explained(threshold: float) -> str:
    """What the columns of the table mean."""
    return (
        "Nivån är den underliggande nivå som modellen har räknat ut, i procent, med 90 procents osäkerhet. "
        f"Omdömet gäller om den ligger under {round(100 * threshold)} procent."
    )


@sentence(WrittenIn.OTHER_OUTPUTS, "I stället för diagrammet över skolor, för den som inte ser det.")
def levels_in_words(schools: Sequence[SchoolContent]) -> str:
    """Stands in for the figure of several schools where it cannot be seen."""
    told = []
    for school in schools:
        assert school.standing is not None
        level = school.standing.latest.underlying
        told.append(f"{school.name} mellan {round(100 * level.low_90)} och {round(100 * level.high_90)}")
    return f"Underliggande nivå i procent: {'; '.join(told)}."


@sentence(WrittenIn.OTHER_OUTPUTS, "När Skolverket inte har publicerat någon andel för skolan.")
def nothing_published(school: str) -> str:
    """A school without published results."""
    return f"Skolverket har inte publicerat någon andel behöriga till yrkesprogram för {school}."


@sentence(WrittenIn.INTERPELLATION, "Alltid, först i svaret: vem som har frågat och om vad.")
def interpellation_asked(senders: str, subject: str) -> str:
    """Opens the answer to the council."""
    if not senders:
        return f"Jag har fått en interpellation om {subject}."
    return f"{senders} har ställt en interpellation till mig om {subject}."


@sentence(WrittenIn.INTERPELLATION, "När frågorna är införda i ärendet, före listan med dem.")
def interpellation_questions(count: int) -> str:
    """Introduces the questions."""
    return "Frågan är:" if count == 1 else "Frågorna är:"


@sentence(WrittenIn.INTERPELLATION, "Alltid, före det som förvaltningen har tagit fram.")
def interpellation_basis(administration: str, dnr: str) -> str:
    """Says what the chair's answer rests on."""
    return f"Mitt svar bygger på underlag från {administration}, diarienummer {dnr}."


@sentence(WrittenIn.INTERPELLATION, "Alltid, sist i svaret.")
def interpellation_answered() -> str:
    """Closes the answer as such answers are closed."""
    return "Med detta anser jag att interpellationen är besvarad."


@sentence(WrittenIn.BOARD_BRIEF, "Alltid, överst: varifrån frågan kommer.")
def case_in_short(kind: str, senders: str, dnr: str) -> str:
    """What the case is."""
    return f"Ärende {dnr}: {kind}{f' från {senders}' if senders else ''}."


@sentence(WrittenIn.BOARD_BRIEF, "Alltid: hur många stöd registret har för ärendets skolor.")
def support_in_short(past: int, planned: int, schools: int) -> str:
    """How much support the answer lists."""
    at = "en skola" if schools == 1 else f"{schools} skolor"
    coming = f"{planned} som är planerade" if planned > 1 else f"{planned or 'inget'} som är planerat"
    return f"Svaret gäller {at} och tar upp {past or 'inget'} stöd som har erbjudits och {coming}."


@sentence(WrittenIn.OTHER_OUTPUTS, "När en effekt är beräknad, men inte för något program med nog underlag.")
def no_effect_told(programmes: int) -> str:
    """No programme has enough for a verdict."""
    of = "ett program" if programmes == 1 else f"{programmes} program"
    return f"Effekten är beräknad för {of}. Underlaget räcker inte till något omdöme."


@sentence(WrittenIn.OTHER_OUTPUTS, "För varje program med nog underlag: det första som omdömet säger.")
def effect_told(programme: str, finding: str) -> str:
    """What the verdict on one programme begins with."""
    return f"{programme}: {finding}"
