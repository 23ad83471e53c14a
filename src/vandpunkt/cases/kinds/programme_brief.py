"""A one-page summary of a programme for the board: what the results show, and who has had the support."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from vandpunkt.cases import effects_sentences as sentences
from vandpunkt.cases.citations import Citations
from vandpunkt.cases.figures import effect_chart
from vandpunkt.cases.kinds.kind import Kind, Subject
from vandpunkt.documents.tree import Block, Document, Figure, Heading, Letterhead, Paragraph, Run
from vandpunkt.domain.dates import print_date
from vandpunkt.domain.enumerations import listed
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.sentence_rules import WrittenIn, sentence
from vandpunkt.domain.terms import Term
from vandpunkt.register.effects import ProgrammeEffect, programme_effects
from vandpunkt.register.interventions.row import InterventionRow
from vandpunkt.register.programmes.asking import ProgrammePage, programme_page
from vandpunkt.register.programmes.names import programme_slug


def programme_brief(slug: str, *, now: datetime) -> Document:
    """The summary of a programme, from its stored effect and its interventions as they are.

    Raises Problem for an unknown programme, and for one whose effect has not been computed.
    """
    day = timezone.localdate(now)
    programme = programme_page(slug, Term.on(day))
    effect = programme_effects([programme.name]).get(programme.name)
    if effect is None:
        raise Problem(
            marked("För {programme} är ingen effekt beräknad. Kör «vandpunkt model refresh»."),
            programme=programme.name,
        )
    citations = Citations()
    return Document(
        letterhead=Letterhead(str(settings.ORGANISER.get("name", "")), "Kort underlag", "", programme.name),
        title=sentences.name(effect),
        subtitle=f"Vad resultaten visar. Läget {print_date(timezone.localdate(effect.computed_at))}",
        blocks=tuple(_blocks(programme, effect, citations)),
        citations=citations.by_id,
    )


def _blocks(programme: ProgrammePage, effect: ProgrammeEffect, citations: Citations) -> Iterator[Block]:
    cited = (citations.effect(effect),)
    yield Heading(1, verdict_in_short(effect.verdict))
    yield Paragraph((Run(sentences.finding(effect), cited),))
    if effect.pooled:
        yield Figure(
            chart=effect_chart(effect),
            caption="Utfall minus prognos, procentenheter",
            alternative_text=sentences.effect_figure_in_words(effect),
            citations=cited,
        )
    yield Heading(1, "Vilka som har haft programmet")
    yield Paragraph((Run(_schools(programme)),))
    if programme.evidence:
        yield Heading(1, "Vad som är känt från annat håll")
        for one in programme.evidence:
            yield Paragraph((Run(f"{one.text} ({one.source})"),))
    yield Heading(1, "Så är det räknat")
    yield Paragraph((Run(sentences.effects_introduction()),))


def _schools(programme: ProgrammePage) -> str:
    given = [
        f"{one.school.name}{_periods(one.rows)}"
        for one in programme.schools
        if any(not row.planned for row in one.rows)
    ]
    return schools_given(given) if given else nobody_given()


@sentence(WrittenIn.PROGRAMME_BRIEF, "Alltid, efter omdömet om effekten.")
def verdict_in_short(verdict: str) -> str:
    """The verdict on a programme as a heading says it."""
    return {
        "for": "Resultaten talar för programmet.",
        "against": "Resultaten talar emot programmet.",
        "undecidable": "Det går inte att avgöra om programmet har påverkat resultaten.",
        "insufficient": "Underlaget är för litet för en slutsats.",
    }[verdict]


@sentence(WrittenIn.PROGRAMME_BRIEF, "När minst en skola har haft programmet enligt registret.")
def schools_given(given: Sequence[str]) -> str:
    """Which schools have had the programme, each with its periods."""
    return f"{listed(given)}."


@sentence(WrittenIn.PROGRAMME_BRIEF, "När ingen skola har haft programmet enligt registret.")
def nobody_given() -> str:
    """No school has had the programme."""
    return "Ingen skola har haft programmet enligt registret."


def _periods(rows: tuple[InterventionRow, ...]) -> str:
    stated = [str(row.period) for row in rows if not row.planned and (row.period.start or row.period.end)]
    return f" ({', '.join(dict.fromkeys(stated))})" if stated else ""


def build(subject: str, now: datetime) -> Document:
    """The brief of a programme by its name, abbreviation or address."""
    return programme_brief(programme_slug(subject), now=now)


KIND = Kind(
    "programme-brief",
    marked("Kort underlag om ett program"),
    "kort-underlag-program",
    Subject.PROGRAMME,
    build,
)
