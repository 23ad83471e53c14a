"""What the faces show of cases, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from vandpunkt.cases import sentences, support
from vandpunkt.cases.content import CaseContent, StepContent
from vandpunkt.cases.loading import case_by_dnr, load_content
from vandpunkt.cases.models import Case, OwnText, Step
from vandpunkt.documents.serialise import from_json
from vandpunkt.documents.tree import Document
from vandpunkt.register.interventions import InterventionRow


@dataclass(frozen=True)
class CaseSummary:
    """A line in the list of cases. `decided` is whether the board has taken its decision."""

    slug: str
    dnr: str
    title: str
    opened_at: datetime
    schools: int
    next_step: str
    decided: bool


@dataclass(frozen=True)
class CasePage:
    """Everything the page of a case shows.

    `document` is the newest kept statement, None before the first; `to_ask` is running support that
    nobody has planned on; `missing` names the sections that a person should write and has not.
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


def list_cases() -> list[CaseSummary]:
    """All cases, newest first."""
    cases = Case.objects.prefetch_related("steps", "case_schools")
    return [
        CaseSummary(
            slug=case.slug,
            dnr=case.dnr,
            title=case.title,
            opened_at=case.opened_at,
            schools=len(case.case_schools.all()),
            next_step=_next_step(list(case.steps.all())),
            decided=_decided(list(case.steps.all())),
        )
        for case in cases
    ]


def cases_of_school(school_unit_code: str) -> list[CaseSummary]:
    """The cases that name a school, newest first."""
    slugs = set(
        Case.objects.filter(case_schools__school_unit_id=school_unit_code).values_list("slug", flat=True)
    )
    return [case for case in list_cases() if case.slug in slugs]


def _next_step(steps: list[Step]) -> str:
    return next((str(step.get_kind_display()) for step in steps if not step.done), "")


def _decided(steps: list[Step]) -> bool:
    return any(step.kind == Step.Kind.DECISION and step.done for step in steps)


def is_decided(slug: str) -> bool:
    """Whether the board has decided the case, so that its answer is no longer working material."""
    return Step.objects.filter(case__slug=slug, kind=Step.Kind.DECISION, done__isnull=False).exists()


def case_page(slug: str) -> CasePage:
    """The page of a case. Raises Problem for an unknown slug."""
    case = case_by_dnr(slug)
    content = load_content(case, as_of=None, now=timezone.now())
    statement = case.statements.order_by("-number").first()
    return CasePage(
        slug=case.slug,
        dnr=case.dnr,
        title=case.title,
        subtitle=sentences.subtitle(content),
        decided=any(step.kind == Step.Kind.DECISION and step.done for step in content.steps),
        steps=content.steps,
        questions=content.questions,
        schools=tuple((school.code, school.name) for school in content.schools),
        document=from_json(statement.tree) if statement else None,
        statement_number=statement.number if statement else None,
        built_at=statement.built_at if statement else None,
        to_ask=_to_ask(content),
        missing=tuple(
            str(label) for kind, label in OwnText.Section.choices if not content.own_texts.get(kind)
        ),
    )


def _to_ask(content: CaseContent) -> tuple[InterventionRow, ...]:
    return tuple(
        row
        for school in content.schools
        for row in support.not_planned_on(school.interventions, content.planned)
    )


def newest_document(slug: str) -> Document | None:
    """The document of a case's newest kept statement, None where none has been built."""
    statement = case_by_dnr(slug).statements.order_by("-number").first()
    return from_json(statement.tree) if statement else None
