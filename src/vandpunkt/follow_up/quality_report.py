"""The quality cycle of a school as a document: the parts in order, each fact with its source."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.timezone import localdate

from vandpunkt.documents.tree import (
    Block,
    BulletList,
    Citation,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Run,
    Signature,
    Signatures,
)
from vandpunkt.domain.dates import print_date
from vandpunkt.domain.numbers import swedish
from vandpunkt.domain.sentence_rules import WrittenIn, sentence
from vandpunkt.follow_up.quality import MET, NOT_MET, Cycle, Goal, Part
from vandpunkt.register.indicators import INDICATORS
from vandpunkt.register.interventions.asking import interventions
from vandpunkt.register.interventions.row import InterventionRow
from vandpunkt.register.schools import school

MADE_UP = ". Påhittat för demon: säger inget om den verkliga skolan"


def quality_report(cycle: Cycle) -> Document:
    """The report of a school's year as it is written. Raises Problem for a school that the register lacks.

    A report that is not signed says that it is working material.
    """
    found = school(cycle.school_code)
    rows = {row.id: row for row in interventions([found.code])}
    cited: dict[str, Citation] = {}
    return Document(
        letterhead=Letterhead(str(settings.ORGANISER.get("name", "")), "Kvalitetsrapport", "", found.name),
        title=f"Systematiskt kvalitetsarbete {cycle.school_year}",
        subtitle=f"{found.name}. {signed_state(cycle)}{MADE_UP if cycle.made_up else ''}",
        blocks=tuple(_blocks(cycle, rows, cited)),
        citations=cited,
    )


@sentence(WrittenIn.QUALITY_REPORT, "Alltid, under rubriken: om hela kvalitetsarbetet är signerat och när.")
def signed_state(cycle: Cycle) -> str:
    """Whether the whole is signed."""
    if cycle.signed_at is None:
        return "Arbetsmaterial, inte signerat"
    return f"Signerat {print_date(localdate(cycle.signed_at))}"


def _blocks(cycle: Cycle, rows: dict[int, InterventionRow], cited: dict[str, Citation]) -> Iterator[Block]:
    for part in cycle.parts:
        yield Heading(1, part.name)
        for text in part.text.split("\n\n"):
            if text.strip():
                yield Paragraph((Run(" ".join(text.split())),))
        if part.goals:
            yield BulletList(tuple((Run(goal_in_words(goal)),) for goal in part.goals))
        chosen = [rows[one] for one in part.interventions if one in rows]
        if chosen:
            yield BulletList(tuple((Run(row.wording, (_cite(row, cited),)),) for row in chosen))
        if part.state == "empty":
            yield Paragraph((Run(nothing_written()),))
    yield from _signed(cycle)


@sentence(WrittenIn.QUALITY_REPORT, "När ingen har skrivit en del.")
def nothing_written() -> str:
    """A part that is empty."""
    return "Inget är skrivet."


def _signed(cycle: Cycle) -> Iterator[Block]:
    parts = [part for part in cycle.parts if part.signed_at]
    if parts:
        yield Heading(1, "Signerat")
        yield BulletList(tuple((Run(part_signed(part)),) for part in parts))
    if cycle.signed_at:
        yield Signatures((Signature(cycle.signed_by, "Hela kvalitetsarbetet", ""),))


@sentence(WrittenIn.QUALITY_REPORT, "För varje del som är signerad.")
def part_signed(part: Part) -> str:
    assert part.signed_at is not None
    return f"{part.name}: {part.signed_by}, {print_date(localdate(part.signed_at))}"


@sentence(
    WrittenIn.QUALITY_REPORT,
    "För varje mål. «Målet är nått» eller «Målet är inte nått» när någon har svarat på det.",
)
def goal_in_words(goal: Goal) -> str:
    """A goal with its indicator and level, and whether it was met."""
    entry = INDICATORS.get(goal.indicator)
    measure = ""
    if entry and goal.level is not None:
        unit = " procent" if entry.is_share else ""
        measure = f" ({entry.name}: minst {swedish(goal.level, entry.decimals)}{unit})"
    told = {MET: " Målet är nått.", NOT_MET: " Målet är inte nått."}.get(goal.outcome, "")
    return f"{goal.text.rstrip(' .')}{measure}.{told}"


def _cite(row: InterventionRow, cited: dict[str, Citation]) -> str:
    identity = f"intervention-{row.id}-{row.version}"
    cited[identity] = Citation(
        identity,
        "intervention",
        str(row.id),
        str(row.version),
        f"Registret, insats {row.id}",
        f"/interventions/{row.id}/",
    )
    return identity
