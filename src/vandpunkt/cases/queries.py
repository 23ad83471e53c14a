"""What the faces show of cases, as values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from vandpunkt.cases import support
from vandpunkt.cases.content import StepContent
from vandpunkt.cases.loading import case_by_dnr, step_content
from vandpunkt.cases.models import Case, CaseSchool, OwnText, Statement, Step
from vandpunkt.documents.serialise import from_json
from vandpunkt.documents.stated import identity
from vandpunkt.documents.tree import Document
from vandpunkt.domain.periods import Period, window
from vandpunkt.register.interventions import InterventionRow, interventions


@dataclass(frozen=True)
class CaseSummary:
    """A line in the list of cases. `decided` is whether the board has taken its decision.

    `next_step` is "" where no step remains, `next_day` None where nobody has planned its day.
    """

    slug: str
    dnr: str
    title: str
    opened_at: datetime
    schools: int
    next_step: str
    next_day: date | None
    decided: bool


@dataclass(frozen=True)
class CasePage:
    """Everything the page of a case shows.

    `document` is the newest kept statement and `subtitle` its own, None and "" before the first; `to_ask` is
    running support that nobody has planned on; `missing` names the sections that a person should write and
    has not.
    """

    slug: str
    dnr: str
    title: str
    subtitle: str
    decided: bool
    steps: tuple[StepContent, ...]
    questions: tuple[str, ...]
    schools: tuple[tuple[str, str], ...]
    document: Document | None
    statement_number: int | None
    built_at: datetime | None
    to_ask: tuple[InterventionRow, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class NewestStatement:
    """The newest kept statement of a case; working material unless `decided`. None before the first."""

    document: Document | None
    decided: bool


def list_cases() -> list[CaseSummary]:
    """All cases, newest first. Two queries."""
    return _summaries(Case.objects.all())


def cases_of_school(school_unit_code: str) -> list[CaseSummary]:
    """The cases that name a school, newest first. Two queries."""
    naming = CaseSchool.objects.filter(case=OuterRef("pk"), school_unit=school_unit_code)
    return _summaries(Case.objects.filter(Exists(naming)))


def _summaries(cases: QuerySet[Case]) -> list[CaseSummary]:
    counted = cases.annotate(schools=Count("case_schools")).prefetch_related("steps")
    return [
        CaseSummary(
            slug=case.slug,
            dnr=case.dnr,
            title=case.title,
            opened_at=case.opened_at,
            schools=case.schools,
            **_next_step(list(case.steps.all())),
            decided=_decided(list(case.steps.all())),
        )
        for case in counted
    ]


def _next_step(steps: list[Step]) -> dict[str, Any]:
    left = next((step for step in steps if not step.done), None)
    if left is None:
        return {"next_step": "", "next_day": None}
    return {"next_step": str(left.get_kind_display()), "next_day": left.planned}


def _decided(steps: list[Step]) -> bool:
    return any(step.kind == Step.Kind.DECISION and step.done for step in steps)


def case_page(slug: str) -> CasePage:
    """The page of a case. Raises Problem for an unknown slug. Eight queries."""
    case = Case.objects.filter(slug=slug).first() or case_by_dnr(slug)
    steps = list(case.steps.all())
    schools = case.case_schools.values_list("school_unit_id", "school_unit__name")
    statement = case.statements.order_by("-number").first()
    document = from_json(statement.tree) if statement else None
    written = {one.section for one in case.own_texts.all() if one.text}
    return CasePage(
        slug=case.slug,
        dnr=case.dnr,
        title=case.title,
        subtitle=document.subtitle if document else "",
        decided=_decided(steps),
        steps=tuple(map(step_content, steps)),
        questions=tuple(one.text for one in case.questions.all()),
        schools=tuple(schools),
        document=document,
        statement_number=statement.number if statement else None,
        built_at=statement.built_at if statement else None,
        to_ask=_to_ask([code for code, _ in schools], window(case.planned_from, case.planned_to)),
        missing=tuple(str(label) for kind, label in OwnText.Section.choices if kind not in written),
    )


def _to_ask(codes: list[str], planned: Period) -> tuple[InterventionRow, ...]:
    """Running support that nobody has planned on, school by school."""
    rows = interventions(codes)
    return tuple(
        row
        for code in codes
        for row in support.not_planned_on([one for one in rows if one.school_unit_code == code], planned)
    )


def newest_statement(slug: str) -> NewestStatement:
    """The newest kept statement of a case, and whether it may be shown to all. Raises Problem for no case."""
    decisions = Step.objects.filter(case=OuterRef("case"), kind=Step.Kind.DECISION, done__isnull=False)
    statements = Statement.objects.annotate(decided=Exists(decisions)).order_by("-number")
    kept = statements.values_list("tree", "decided", "case__slug", "number")
    newest = kept.filter(case__slug=slug).first() or kept.filter(case=case_by_dnr(slug)).first()
    if newest is None:
        return NewestStatement(None, decided=False)
    tree, decided, case_slug, number = newest
    return NewestStatement(replace(from_json(tree), identity=identity(case_slug, number)), decided)


def newest_document(slug: str) -> Document | None:
    """The document of a case's newest kept statement, None where none has been built."""
    return newest_statement(slug).document
