"""What every sentence says of the shipped case and figures, in an installation that holds the demo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from vandpunkt.analysis.effect import verdict_sentences as verdicts
from vandpunkt.analysis.effect.pooling import Estimate
from vandpunkt.analysis.effect.pooling import Interval as Range
from vandpunkt.cases import differences, effects_sentences, promises_sentences, standing_sentences, support
from vandpunkt.cases.answer import build_answer
from vandpunkt.cases.content import CaseContent, SchoolContent
from vandpunkt.cases.kinds import kinds, programme_brief, report_sentences
from vandpunkt.cases.kinds.kind import Subject
from vandpunkt.cases.loading import load_content, school_contents, whole_case
from vandpunkt.cases.replies_section import head_teacher_writes
from vandpunkt.domain.marks import ValueKind
from vandpunkt.domain.sentence_rules import listening
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.promises import DONE
from vandpunkt.follow_up.quality import MET, Goal, cycle, empty_cycle, signed_cycles
from vandpunkt.follow_up.quality_proposals import proposed_part
from vandpunkt.follow_up.quality_report import goal_in_words, quality_report
from vandpunkt.register.interventions.row import DECLINED
from vandpunkt.register.people.areas import areas
from vandpunkt.register.programmes.catalogue import names_for_reading
from vandpunkt.register.results import eligibility_years
from vandpunkt.register.schools import own_schools
from vandpunkt.register.standing import latest_fit, school_standing

SHIPPED_CASE = "UTBF 2024/6786"
LATER = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A day when the planned term of the shipped case is over, so that its promises are due."""

MADE_UP_SCHOOL, MADE_UP_AREA = "Exempelskolan", "Exempelområdet"
"""Where the shipped case has no such school, the example is made up and says so by the name."""


def heard_examples() -> list[tuple[str, str]]:
    """Everything that the sentences say when each is written at least once, in order."""
    with listening() as heard:
        content = load_content(whole_case(SHIPPED_CASE), as_of=None, now=LATER)
        _answers(content)
        _verdicts(content)
        _kinds(content)
        _quality(content)
        _site(content)
    return heard


def first_examples() -> dict[str, str]:
    """The first thing that each sentence said, by the name of its rule."""
    found: dict[str, str] = {}
    for name, text in heard_examples():
        found.setdefault(name, text.strip())
    return found


def _answers(content: CaseContent) -> None:
    names = names_for_reading()
    uncounted = [replace(one, abbreviation="") for one in content.effects.values() if not one.pooled]
    effects_sentences.nothing_to_count(sorted(uncounted, key=lambda one: one.programme))
    build_answer(content, names)
    first = content.schools[0]
    row = first.interventions[0]
    offered = replace(row, status=DECLINED)
    told_anew = next(one for one in first.interventions if one.programme and one.start)
    bare = replace(content.schools[1], name=MADE_UP_SCHOOL, interventions=(), standing=None)
    changed = replace(first, name=MADE_UP_SCHOOL, interventions=(offered, replace(told_anew, wording="")))
    marked_school = next(_with_marks(), None)
    schools = (changed, bare, *((marked_school,) if marked_school else ()))
    answered = tuple(
        replace(one, status=DONE, reason=one.sentence) if at == 0 else one
        for at, one in enumerate(content.promises)
    )
    build_answer(replace(content, dnr="", own_texts={}, promises=answered, schools=schools), names)
    head_teacher_writes(MADE_UP_SCHOOL)
    for one in answered[:1]:
        promises_sentences.promise_reason(one)
    support.declined(row.wording)
    differences.line_changed(MADE_UP_SCHOOL, row.wording, told_anew.wording)
    differences.line_removed(MADE_UP_SCHOOL, row.wording)
    differences.line_added(MADE_UP_SCHOOL, row.wording)


def _with_marks() -> Iterator[SchoolContent]:
    """Our own schools with a published mark in place of a share."""
    published = eligibility_years([one.code for one in own_schools()])
    named = {one.code: one.name for one in own_schools()}
    for code, years in published.items():
        if any(year.kind is ValueKind.NEARLY_ALL for year in years):
            yield from school_contents([(code, named[code])])[1]


def _verdicts(content: CaseContent) -> None:
    """Every sentence of a verdict, with the numbers of a programme of the case."""
    effect = next(one for one in content.effects.values() if one.pooled and one.placebo)
    pooled = effect.pooled
    assert pooled is not None
    forecast = 100 * sum(one.forecast for one in effect.outcomes) / len(effect.outcomes)
    low, high = pooled.interval_95.low, pooled.interval_95.high
    estimate = Estimate(
        effect=pooled.effect,
        interval_50=Range(pooled.interval_50.low, pooled.interval_50.high),
        interval_95=Range(low, high),
        sd=(high - low) / 4,
        observed=forecast + pooled.effect,
        forecast=forecast,
        cohorts=pooled.cohorts,
        pupils=pooled.pupils,
    )
    smallest = effect.minimum_detectable or 0.0
    for told in (verdicts.undecidable, verdicts.undecidable_checks, verdicts.little_power, verdicts.needed):
        told(estimate, smallest)
    size = abs(pooled.effect)
    above = Range(size / 5, 2 * size - size / 5)
    verdicts.speaks_for(replace(estimate, effect=size, observed=forecast + size, interval_95=above))
    below = Range(-above.high, -above.low)
    verdicts.speaks_against(replace(estimate, effect=-size, observed=forecast - size, interval_95=below))
    for bare in (
        verdicts.no_proof,
        verdicts.nobody_supported,
        verdicts.not_begun,
        verdicts.few_of_a_start,
        verdicts.nothing_before,
        verdicts.nothing_after,
        verdicts.only_corrected,
    ):
        bare()
    verdicts.few_comparable(len(content.schools), 2 * len(content.schools))
    verdicts.lead_off(pooled.effect)
    verdicts.placebo_as_large(effect.placebo_p or 0.0)
    centre = sum(effect.placebo) / len(effect.placebo)
    verdicts.comparison_off(len(effect.placebo), centre, centre)


def _kinds(content: CaseContent) -> None:
    subjects = {
        Subject.CASE: content.slug,
        Subject.SCHOOL: content.schools[0].code,
        Subject.AREA: str(areas()[0].id),
        Subject.PROGRAMME: next(iter(content.effects)),
    }
    for kind in kinds():
        kind.build(subjects[kind.subject], LATER)
    report_sentences.no_schools_in_area(MADE_UP_AREA)
    report_sentences.nothing_published(MADE_UP_SCHOOL)
    report_sentences.no_effect_told(len(content.effects))
    programme_brief.nobody_given()


def _quality(content: CaseContent) -> None:
    year = Term.on(LATER.date()).school_year
    for one in signed_cycles():
        quality_report(cycle(one.school_code, one.school_year))
    quality_report(empty_cycle(content.schools[0].code, year))
    goal_in_words(Goal("Fler elever når målen i alla ämnen", outcome=MET))
    proposed_part(content.schools[0].code, year, "situation")


def _site(content: CaseContent) -> None:
    fit = latest_fit()
    found = school_standing(content.schools[0].code)
    assert fit is not None
    assert found is not None
    standing = found[1].standing
    standing_sentences.below_line(standing, fit.threshold)
    if standing.place:
        standing_sentences.place_among_own(standing.place, fit.outlook.listed)
    for said in (
        standing_sentences.underlying_level,
        standing_sentences.against_intake,
        standing_sentences.next_year,
    ):
        said(standing)
    standing_sentences.standing_in_words(standing, content.schools[0].results[-1].text)
    standing_sentences.outlook_in_words(fit.outlook)
    standing_sentences.why_not_told(None)
