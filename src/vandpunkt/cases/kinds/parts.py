"""Parts that several kinds of documents share: a table of schools, and a figure of where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vandpunkt.cases import support
from vandpunkt.cases.citations import Citations
from vandpunkt.cases.content import CaseContent, SchoolContent
from vandpunkt.cases.effects_section import INSUFFICIENT
from vandpunkt.cases.effects_sentences import first_of_finding, name
from vandpunkt.cases.figures import standing_row
from vandpunkt.cases.kinds import report_sentences as sentences
from vandpunkt.documents.charts import StandingChart
from vandpunkt.documents.tree import Block, Figure, Paragraph, Run, Table


def paragraph(text: str, *cited: str) -> Paragraph:
    """One paragraph, of one run."""
    return Paragraph((Run(text, cited),))


def schools_table(content: CaseContent, citations: Citations) -> Iterator[Block]:
    """One line a school: newest published share, level with its uncertainty, support; and what it means."""
    if not content.schools:
        return
    yield Table(
        caption="Skolornas läge och stöd",
        header=("Skola", "Läsår", "Behöriga, procent", "Nivå", "Omdöme", "Stöd", "Planerade"),
        rows=tuple(_row(school, content, citations) for school in content.schools),
        numeric=(False, False, True, True, False, True, True),
    )
    if content.fit and any(school.standing for school in content.schools):
        yield paragraph(sentences.table_explained(content.fit.threshold), citations.fit(content.fit))


def _row(school: SchoolContent, content: CaseContent, citations: Citations) -> tuple[tuple[Run, ...], ...]:
    latest = school.results[-1] if school.results else None
    cited = (citations.result(latest),) if latest else ()
    level: tuple[Run, ...] = (Run("–"),)
    word: tuple[Run, ...] = (Run("–"),)
    if content.fit and school.standing:
        fitted = (citations.fit(content.fit),)
        share = school.standing.latest.underlying
        level = (Run(f"{round(100 * share.low_90)}–{round(100 * share.high_90)}", fitted),)
        word = (Run(sentences.need_in_table(school.standing.need), fitted),)
    return (
        (Run(school.name),),
        (Run(str(latest.school_year)) if latest else Run("–"),),
        (Run(latest.text, cited) if latest else Run("–"),),
        level,
        word,
        (Run(str(len(support.past_support(school.interventions, content.past)))),),
        (Run(str(len(support.planned_support(school.interventions, content.planned)))),),
    )


def levels_figure(
    schools: Sequence[SchoolContent], content: CaseContent, citations: Citations
) -> Iterator[Block]:
    """Where the schools stand, lowest first; nothing where no level is reckoned."""
    fitted = [school for school in schools if school.standing]
    if not fitted or not content.fit:
        return
    fitted.sort(key=lambda one: one.standing.latest.underlying.mean if one.standing else 0.0)
    yield Figure(
        chart=StandingChart(
            tuple(
                standing_row(one.name, one.standing, one.results[-1] if one.results else None)
                for one in fitted
                if one.standing
            ),
            content.fit.threshold,
        ),
        caption="Underliggande nivå: behöriga till yrkesprogram, procent",
        alternative_text=sentences.levels_in_words(fitted),
        citations=(citations.fit(content.fit),),
    )


def effects_in_short(content: CaseContent, citations: Citations) -> Iterator[Block]:
    """What the verdict begins with, of each programme that has enough to go on."""
    told = [one for one in content.effects.values() if one.verdict != INSUFFICIENT]
    if content.effects and not told:
        counted = [citations.effect(one) for one in content.effects.values()]
        yield paragraph(sentences.no_effect_told(len(counted)), *counted)
    for one in sorted(told, key=lambda effect: effect.programme):
        yield paragraph(sentences.effect_told(name(one), first_of_finding(one)), citations.effect(one))
