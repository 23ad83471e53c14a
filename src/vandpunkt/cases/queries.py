"""What the faces show of cases, as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.expressions import OrderBy

from vandpunkt.cases import support
from vandpunkt.cases.decisions import decisions
from vandpunkt.cases.loading import case_by_dnr
from vandpunkt.cases.models import Case, CaseSchool, OwnText, SignedStatement, Statement, Step
from vandpunkt.cases.path.meetings import MeetingRow, meeting_row
from vandpunkt.cases.path.queries import StepRow, officer_of, path_or_none, path_steps, state_of, step_rows
from vandpunkt.cases.path.states import State
from vandpunkt.documents.serialise import from_json
from vandpunkt.documents.stated import identity
from vandpunkt.documents.tree import Document
from vandpunkt.domain.periods import Period, window
from vandpunkt.register.interventions.asking import InterventionRow, interventions
from vandpunkt.register.rows_with import rows_with


@dataclass(frozen=True)
class CaseSummary:
    """A line in the list of cases. `decided` is whether the board has taken its decision.

    `state` is where it stands, `steps` its path in order.
    """

    slug: str
    dnr: str
    title: str
    opened_at: datetime
    schools: int
    state: State
    steps: tuple[StepRow, ...]
    decided: bool

    @property
    def next_step(self) -> StepRow | None:
        """The first step that waits, None where none does."""
        return next((one for one in self.steps if one.waits), None)

    @property
    def decided_on(self) -> date | None:
        """The day of the board's decision, None before it."""
        days = [one.done for one in self.steps if one.kind == Step.Kind.DECISION and one.done]
        return max(days, default=None)

    def overdue(self, today: date) -> int:
        """How many steps should have been done before today."""
        return sum(one.is_overdue(today) for one in self.steps)


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
    state: State
    officer: str
    meeting: MeetingRow | None
    steps: tuple[StepRow, ...]
    questions: tuple[str, ...]
    schools: tuple[tuple[str, str], ...]
    document: Document | None
    statement_number: int | None
    built_at: datetime | None
    to_ask: tuple[InterventionRow, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class NamingCase:
    """A case that names a school, and whether the board has decided in it."""

    slug: str
    dnr: str
    title: str
    decided: bool


@dataclass(frozen=True)
class NewestStatement:
    """The newest kept statement of a case; working material unless `decided`. None before the first."""

    document: Document | None
    decided: bool


def list_cases() -> list[CaseSummary]:
    """All cases, newest first. One query."""
    return _summaries(Case.objects.all())


def decided_cases(cases: Iterable[CaseSummary]) -> list[CaseSummary]:
    """Those of the cases that the board has decided, the latest decision first."""
    decided = [case for case in cases if case.decided]
    return sorted(decided, key=lambda one: (one.decided_on or date.min, one.dnr), reverse=True)


def cases_of_school(school_unit_code: str) -> list[NamingCase]:
    """The cases that name a school, newest first. One query."""
    naming = CaseSchool.objects.filter(case=OuterRef("pk"), school_unit=school_unit_code)
    decisions = Step.objects.filter(case=OuterRef("pk"), kind=Step.Kind.DECISION, done__isnull=False)
    found = Case.objects.filter(Exists(naming)).annotate(decided=Exists(decisions))
    return [NamingCase(*row) for row in found.values_list("slug", "dnr", "title", "decided")]


def _summaries(cases: QuerySet[Case]) -> list[CaseSummary]:
    counted: Any = cases.annotate(schools=Count("case_schools")).select_related("path__meeting")
    return [
        CaseSummary(
            slug=case.slug,
            dnr=case.dnr,
            title=case.title,
            opened_at=case.opened_at,
            schools=case.schools,
            state=state_of(path_or_none(case)),
            steps=step_rows(list(case.steps.all()), path_or_none(case)),
            decided=_decided(case.steps.all()),
        )
        for case in rows_with(counted, steps=Step.objects.select_related("responsible"))
    ]


def _decided(steps: Iterable[Step | StepRow]) -> bool:
    return any(step.kind == Step.Kind.DECISION and step.done for step in steps)


def case_page(slug: str, *, working_material: bool = True) -> CasePage:
    """The page of a case, with the statement that newest_statement tells of. Seven queries.

    Raises Problem for an unknown slug.
    """
    case = case_by_dnr(slug, among=Case.objects.select_related("path__meeting", "path__officer"))
    path = path_or_none(case)
    steps = path_steps(case, path)
    schools = case.case_schools.values_list("school_unit_id", "school_unit__name")
    statement = case.statements.order_by(*_newest_first(working_material=working_material)).first()
    document = from_json(statement.tree) if statement else None
    written = {one.section for one in case.own_texts.all() if one.text}
    return CasePage(
        slug=case.slug,
        dnr=case.dnr,
        title=case.title,
        subtitle=document.subtitle if document else "",
        decided=_decided(steps),
        state=state_of(path),
        officer=officer_of(path),
        meeting=meeting_row(path.meeting) if path and path.meeting else None,
        steps=steps,
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


def newest_statement(slug: str, *, working_material: bool = True) -> NewestStatement:
    """The newest kept statement of a case, and whether it may be shown to all. Raises Problem for no case.

    Without `working_material` it is the newest that somebody has signed: what is built after the signing is
    a draft of a correction. Where nobody has signed here it is the newest of all.
    """
    decided_in = decisions().filter(case=OuterRef("case"))
    statements = Statement.objects.annotate(decided=Exists(decided_in))
    ordered = statements.order_by(*_newest_first(working_material=working_material))
    kept = ordered.values_list("tree", "decided", "case__slug", "number")
    newest = kept.filter(case__slug=slug).first() or kept.filter(case=case_by_dnr(slug)).first()
    if newest is None:
        return NewestStatement(None, decided=False)
    tree, decided, case_slug, number = newest
    return NewestStatement(replace(from_json(tree), identity=identity(case_slug, number)), decided)


def _newest_first(*, working_material: bool) -> tuple[OrderBy | str, ...]:
    """The order in which statements are preferred: the newest, or the newest signed."""
    signed = Exists(SignedStatement.objects.filter(statement=OuterRef("pk")))
    return ("-number",) if working_material else (signed.desc(), "-number")


def newest_document(slug: str) -> Document | None:
    """The document of a case's newest kept statement, None where none has been built."""
    return newest_statement(slug).document
