"""What can be said of the effect of the support that an answer lists, honestly."""

from __future__ import annotations

from collections.abc import Iterator

from vandpunkt.cases import effects_sentences as sentences
from vandpunkt.cases.citations import Citations
from vandpunkt.cases.content import CaseContent
from vandpunkt.cases.figures import effect_chart
from vandpunkt.documents.tree import Block, Figure, Heading, Paragraph, Run
from vandpunkt.register.effects import ProgrammeEffect

INSUFFICIENT = "insufficient"


def effects_section(case: CaseContent, citations: Citations) -> Iterator[Block]:
    """One paragraph a programme, and a figure where the data allow anything to be said.

    Programmes of which no cohort can be counted yet share one sentence. Without computed effects there is
    no section.
    """
    effects = sorted(case.effects.values(), key=lambda effect: effect.programme)
    if not effects:
        return
    counted = [effect for effect in effects if effect.pooled]
    uncounted = [effect for effect in effects if not effect.pooled]
    yield Heading(1, "Vad resultaten visar")
    yield Paragraph((Run(sentences.effects_introduction()),), "effects_introduction")
    for effect in counted:
        cited = (citations.effect(effect),)
        told = (Run(f"{sentences.name(effect)}. "), Run(sentences.finding(effect), cited))
        yield Paragraph(told, f"effect:{effect.slug}")
        if effect.verdict != INSUFFICIENT:
            yield _figure(effect, citations)
    if uncounted:
        all_cited = tuple(citations.effect(effect) for effect in uncounted)
        yield Paragraph((Run(sentences.nothing_to_count(uncounted), all_cited),), "nothing_to_count")


def _figure(effect: ProgrammeEffect, citations: Citations) -> Figure:
    return Figure(
        chart=effect_chart(effect),
        caption=f"{sentences.name(effect)}: utfall minus prognos, procentenheter",
        alternative_text=sentences.effect_figure_in_words(effect),
        citations=(citations.effect(effect),),
        key=f"effect_figure:{effect.slug}",
    )
