"""Hjälpte det? What a programme's page says of its effect, with everything that has to stand beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vandpunkt.analysis.remarks import Remark
from vandpunkt.cases.effects_sentences import effect_figure_in_words, name, overlapping
from vandpunkt.cases.figures import effect_chart
from vandpunkt.documents.charts import ChartTable, EffectChart, to_table
from vandpunkt.domain.numbers import swedish
from vandpunkt.domain.problems import marked
from vandpunkt.register.effects import ProgrammeEffect, programme_effects

VERDICTS = {
    "for": marked("Talar för"),
    "against": marked("Talar emot"),
    "undecidable": marked("Går inte att avgöra"),
    "insufficient": marked("För lite underlag"),
}


@dataclass(frozen=True)
class EffectFigure:
    """The picture of an effect, its name, and what it says in words and as a table."""

    chart: EffectChart
    title: str
    in_words: str
    table: ChartTable


@dataclass(frozen=True)
class EffectSection:
    """One programme's effect as it is read: `verdict` in words, `beside` what it rests on.

    `overlapping` says in one sentence which other support the same cohorts had, `overlap` how much of each.
    What was computed by an earlier version is Swedish whatever the reader's language.
    """

    verdict: str
    sentences: tuple[str, ...]
    beside: tuple[str, ...]
    figure: EffectFigure | None
    overlapping: str
    overlap: tuple[str, ...]
    rules: tuple[str, ...]
    remarks: tuple[str, ...]
    computed_at: datetime


def effect_section(programme: str) -> EffectSection | None:
    """The newest effect of a programme, by its name; None where none has been computed. One query."""
    effect = programme_effects([programme]).get(programme)
    return effect_in_words(effect) if effect else None


def effect_in_words(effect: ProgrammeEffect) -> EffectSection:
    """An effect as a page shows it."""
    return EffectSection(
        verdict=_(VERDICTS[effect.verdict]),
        sentences=_said(effect.sentences),
        beside=tuple(_beside(effect)),
        figure=_figure(effect) if effect.pooled else None,
        overlapping=overlapping(effect, _),
        overlap=_said(effect.overlap),
        rules=_said(effect.rules),
        remarks=_said(effect.remarks),
        computed_at=effect.computed_at,
    )


def _said(remarks: Iterable[Remark]) -> tuple[str, ...]:
    return tuple(one.sentence(_) for one in remarks)


def _figure(effect: ProgrammeEffect) -> EffectFigure:
    chart = effect_chart(effect, _)
    return EffectFigure(
        chart=chart,
        title=_("{programme}: utfall minus prognos").format(programme=name(effect)),
        in_words=effect_figure_in_words(effect, _),
        table=to_table(chart, _),
    )


def _beside(effect: ProgrammeEffect) -> Iterator[str]:
    """What the effect rests on, what could have been seen, and what chance alone gives."""
    if effect.pooled is None:
        return
    yield _rests_on(effect)
    if effect.minimum_detectable is not None:
        yield _(
            "Den minsta effekt som troligen hade synts med så många årskullar är {points} procentenheter."
        ).format(points=swedish(effect.minimum_detectable, 0))
    if effect.placebo and effect.placebo_p is not None:
        yield _(
            "Samma beräkning är gjord {times} gånger på skolor utan insatsen. I {share} av 100 sådana "
            "skenförsök blev skillnaden minst lika stor."
        ).format(times=len(effect.placebo), share=_of_a_hundred(effect.placebo_p))


def _rests_on(effect: ProgrammeEffect) -> str:
    """Cohorts and schools; pupils only of several schools together: one school's n may not be printed."""
    assert effect.pooled is not None
    schools = len({outcome.school_unit_code for outcome in effect.outcomes})
    cohorts = ngettext("{cohorts} årskull", "{cohorts} årskullar", effect.pooled.cohorts).format(
        cohorts=effect.pooled.cohorts
    )
    at = ngettext("{schools} skola", "{schools} skolor", schools).format(schools=schools)
    if schools < 2:
        return _("Underlaget är {cohorts} vid {at}.").format(cohorts=cohorts, at=at)
    return _("Underlaget är {cohorts} vid {at}, ungefär {pupils} elever.").format(
        cohorts=cohorts, at=at, pupils=swedish(round(effect.pooled.pupils, -1), 0)
    )


def _of_a_hundred(share: float) -> str:
    """A probability in whole hundredths, never printed as nought or as certain."""
    if share < 0.01:
        return _("färre än 1")
    return swedish(min(100 * share, 99), 0)
