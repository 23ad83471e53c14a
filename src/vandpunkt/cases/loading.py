"""From rows to values: a case with everything that its answer states, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from vandpunkt.cases.content import (
    CaseContent,
    SchoolContent,
    SenderContent,
    SignatoryContent,
    StepContent,
)
from vandpunkt.cases.models import Case, CaseSchool, OwnSentence, OwnText, Reply, Step
from vandpunkt.cases.replies_section import PrintedReply
from vandpunkt.domain.periods import window
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.follow_up.promises import promises
from vandpunkt.register.effects import ProgrammeEffect, programme_effects
from vandpunkt.register.history import with_version
from vandpunkt.register.interventions.asking import InterventionRow, interventions
from vandpunkt.register.results import eligibility_years
from vandpunkt.register.rows_with import rows_with
from vandpunkt.register.standing import FitSummary, latest_standings


@dataclass(frozen=True)
class CaseHeading:
    """What stands at the head of every page under a case."""

    slug: str
    dnr: str
    title: str


def heading_of(case: Case) -> CaseHeading:
    """What stands at the head of the pages under a case."""
    return CaseHeading(case.slug, case.dnr, case.title)


def case_heading(slug: str) -> CaseHeading:
    """The case by its address. Raises Problem for an unknown one. One query."""
    return heading_of(case_by_dnr(slug))


def case_by_dnr(dnr: str, *links: str, among: QuerySet[Case] | None = None, **chosen: QuerySet[Any]) -> Case:
    """The case with a diarienummer or an address (slug). Raises Problem that names the cases there are.

    One query, of `among` where the case is to be read with its path or held; `links` and `chosen` are what
    hangs on it and is to come with it, as `rows_with` takes them.
    """
    wanted = dnr.strip()
    rows = Case.objects.all() if among is None else among
    named = rows.filter(Q(dnr__iexact=wanted) | Q(slug__iexact=wanted))
    for case in rows_with(named[:1], *links, **chosen):
        return case
    known = list(Case.objects.values_list("dnr", flat=True)[:5])
    if not known:
        raise Problem(marked("Ärendet {dnr} finns inte. Registret har inga ärenden ännu."), dnr=dnr)
    raise Problem(
        marked("Ärendet {dnr} finns inte. Ärenden som finns: {known}."), dnr=dnr, known=", ".join(known)
    )


def whole_case(dnr: str, **chosen: QuerySet[Any]) -> Case:
    """The case with all that its answer and the pages about it state, and what is chosen. One query."""
    return case_by_dnr(
        dnr,
        "senders",
        "questions",
        "steps",
        "signatories",
        "attachments",
        "answered_marks",
        case_schools=CaseSchool.objects.select_related("school_unit"),
        own_texts=with_version(OwnText.objects.all()),
        own_sentences=with_version(OwnSentence.objects.all()),
        **chosen,
    )


def held_case(dnr: str) -> Case:
    """The case, held until the transaction ends: those who write in it come one after the other."""
    return case_by_dnr(dnr, among=Case.objects.select_for_update())


def load_content(case: Case, *, as_of: datetime | None, now: datetime) -> CaseContent:
    """A whole case with its schools' accepted support and published results, as the register stood `as_of`.

    Six queries.
    """
    schools = [(one.school_unit_id, one.school_unit.name) for one in case.case_schools.all()]
    codes = [code for code, _ in schools]
    fit, contents = school_contents(schools, as_of=as_of)
    return CaseContent(
        dnr=case.dnr,
        slug=case.slug,
        title=case.title,
        subject=case.subject,
        inquiry_kind=case.inquiry_kind,
        board=case.board,
        administration=case.administration,
        past=window(case.past_from, case.past_to),
        planned=window(case.planned_from, case.planned_to),
        as_of=as_of or now,
        fit=fit,
        effects=effects_of(contents, as_of=as_of),
        senders=tuple(SenderContent(one.name, one.party, one.et_al) for one in case.senders.all()),
        questions=tuple(one.text for one in case.questions.all()),
        schools=contents,
        steps=tuple(step_content(step) for step in case.steps.all()),
        signatories=tuple(SignatoryContent(one.name, one.title) for one in case.signatories.all()),
        attachments=tuple(one.title for one in case.attachments.all()),
        own_texts={one.section: one.text for one in case.own_texts.all()},
        promises=promises(codes=frozenset(codes), as_of=as_of),
        replies=printed_replies(case, as_of=as_of),
    )


def printed_replies(case: Case, *, as_of: datetime | None = None) -> tuple[PrintedReply, ...]:
    """The head teachers' comments that the case's answer prints, oldest first. One query."""
    rows = Reply.objects.filter(invitation__case=case, invitation__printed=True)
    if as_of:
        rows = rows.filter(written_at__lte=as_of)
    return tuple(
        PrintedReply(
            row.pk, row.invitation.school_unit_id, row.invitation.school_unit.name, row.text, row.written_at
        )
        for row in rows.select_related("invitation__school_unit").order_by("written_at", "pk")
    )


def school_contents(
    schools: Sequence[tuple[str, str]], *, as_of: datetime | None = None
) -> tuple[FitSummary | None, tuple[SchoolContent, ...]]:
    """The fit in force, and schools, by code and name, with accepted support, published years and standing.

    Three queries.
    """
    codes = [code for code, _ in schools]
    rows: dict[str, list[InterventionRow]] = defaultdict(list)
    for row in interventions(codes, as_of=as_of):
        rows[row.school_unit_code].append(row)
    years = eligibility_years(codes, as_of=as_of)
    fit, stands = latest_standings(codes, as_of=as_of)
    return fit, tuple(
        SchoolContent(code, name, tuple(rows[code]), tuple(years.get(code, ())), stands.get(code))
        for code, name in schools
    )


def effects_of(
    schools: Iterable[SchoolContent], *, as_of: datetime | None = None
) -> dict[str, ProgrammeEffect]:
    """The computed effects of the programmes that the schools have or have had, by name. One query."""
    programmes = {row.programme for school in schools for row in school.interventions if row.programme}
    return programme_effects(programmes, as_of=as_of)


def step_content(step: Step) -> StepContent:
    """One step as a value."""
    return StepContent(
        kind=step.kind,
        name=str(step.get_kind_display()),
        body=step.body,
        planned=step.planned,
        done=step.done,
        outcome=step.outcome,
    )
