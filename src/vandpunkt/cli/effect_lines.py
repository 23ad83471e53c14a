"""An effect and a plan as lines for the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vandpunkt.cli.language import translate
from vandpunkt.domain.numbers import signed, swedish
from vandpunkt.domain.problems import marked

if TYPE_CHECKING:
    from vandpunkt.analysis.effect.planning import Plan
    from vandpunkt.analysis.effect.pooling import Estimate, Interval
    from vandpunkt.analysis.effect.report import EffectReport


def report_lines(report: EffectReport) -> Iterator[str]:
    """The verdict first, then the figures that it rests on, the checks, the rules."""
    yield f"{report.programme or translate(marked('Alla insatser'))}: " + translate(
        report.judgement.verdict.swedish
    )
    yield from (each.sentence(translate) for each in report.judgement.sentences)
    yield ""
    yield from _figures(report)
    yield from _checks(report)
    for overlap in report.overlap:
        yield overlap.statement.sentence(translate)
    yield ""
    yield translate(marked("Så är det räknat:"))
    yield from (f"– {translate(text).format(**values)}" for text, values in report.rules.sentences())
    yield from (f"– {remark.sentence(translate)}" for remark in report.remarks)


def _figures(report: EffectReport) -> Iterator[str]:
    whole = report.evidence.estimate
    if whole is None:
        return
    yield translate(marked("Skillnad mot prognosen i procentenheter, med 95-procentsintervall:"))
    yield f"  {translate(marked('Alla')):<14}{_estimate(whole)}"
    for year in report.years_since_start:
        label = translate(marked("Läsår {year}")).format(year=year.year)
        yield f"  {label:<14}{_estimate(year.estimate)}"
    for school in report.schools:
        yield f"  {school.school:<14}{_estimate(school.estimate)}"
    yield translate(
        marked("Minsta effekt som skulle ha synts (80 procents säkerhet): {points} procentenheter.")
    ).format(points=swedish(report.evidence.minimum_detectable))


def _estimate(estimate: Estimate) -> str:
    size = translate(marked("årskullar {cohorts}, elever {pupils}")).format(
        cohorts=estimate.cohorts, pupils=estimate.pupils
    )
    return f"{signed(estimate.effect):>6}  {_interval(estimate.interval_95):<16}  {size}"


def _interval(interval: Interval) -> str:
    return f"({signed(interval.low)} – {signed(interval.high)})"


def _checks(report: EffectReport) -> Iterator[str]:
    placebo, corrected, before = report.evidence.placebo, report.evidence.correction, report.evidence.lead
    if placebo is not None and corrected is not None:
        yield translate(
            marked(
                "Skenförsök på {schools} skolor utan insats: 95 procent ligger i {interval}; p = {p}. "
                "Utan justering avvek de tillsammans {centre} {centre_interval}."
            )
        ).format(
            schools=placebo.schools,
            interval=_interval(placebo.interval_95),
            p=swedish(placebo.p_value, 3),
            centre=signed(corrected.centre),
            centre_interval=_interval(corrected.centre_95),
        )
    if before.effect is not None and before.interval_95 is not None:
        yield translate(marked("Åren före starten: {effect} {interval}.")).format(
            effect=signed(before.effect), interval=_interval(before.interval_95)
        )
    if report.comparison is not None:
        yield translate(
            marked("Enkel jämförelse med liknande skolor utan insats: {effect} {interval}.")
        ).format(effect=signed(report.comparison.effect), interval=_interval(report.comparison.interval_95))


def plan_lines(plan: Plan) -> Iterator[str]:
    """What could be seen, how to see more, and the order of starts where it was drawn."""
    yield from (sentence.sentence(translate) for sentence in plan.sentences)
