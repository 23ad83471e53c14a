"""The steps of a path: laid out when a case is opened, and again for what the board sends back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from vandpunkt.cases.loading import case_by_dnr
from vandpunkt.cases.models import Case, CasePath, Step
from vandpunkt.cases.path.states import State
from vandpunkt.domain.problems import FieldProblem, Problem, marked
from vandpunkt.register.versions import change_kept, create_kept

_KINDS = Step.Kind
BY_DEPARTMENT = (_KINDS.PREPARATION, _KINDS.UNION_CONSULTATION, _KINDS.COUNCIL)
"""Steps that a case may have several of, each with who it is that prepares or is consulted."""
_OF_THE_BOARD = (_KINDS.BOARD_MEETING, _KINDS.DECISION)
ORDER = tuple(_KINDS)


@dataclass(frozen=True)
class Consultation:
    """A union or council that is to treat the case; `planned` is None where nobody has stated a day."""

    kind: str
    body: str
    planned: date | None = None


@dataclass(frozen=True)
class PathPlan:
    """What is known of a path when the case is opened; every day may be unknown."""

    received: date | None = None
    departments: tuple[str, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    state: State = State.RECEIVED
    made_up: bool = field(default=False)


@transaction.atomic
def lay_out_path(case: Case, plan: PathPlan, *, by: str, now: datetime) -> CasePath:
    """Give a case its steps in the usual order and its place on the path, unless it has one already."""
    existing = CasePath.objects.filter(case=case).first()
    if existing is not None:
        return existing
    if not case.steps.exists():
        create_kept(_steps(case, plan), by=by, now=now)
    return create_kept([CasePath(case=case, state=plan.state.value)], by=by, now=now)[0]


def path_of(case: Case, *, by: str, now: datetime) -> CasePath:
    """Where a case stands, held until the transaction ends; a case that has no path yet gets one."""
    held = CasePath.objects.select_for_update().filter(case=case).first()
    return held or lay_out_path(case, PathPlan(), by=by, now=now)


@transaction.atomic
def add_step(slug: str, *, kind: str, body: str, planned: date | None, by: str, now: datetime) -> int:
    """Add a department, union or council to the path. Raises FieldProblem for no name or another kind."""
    if kind not in BY_DEPARTMENT:
        raise Problem(marked("Ett sådant steg kan inte läggas till: ärendet har redan sitt."))
    if not body.strip():
        raise FieldProblem("body", marked("Skriv vem som ska bereda eller behandla ärendet."))
    case = case_by_dnr(slug)
    path_of(case, by=by, now=now)
    step = Step(case=case, kind=kind, body=body.strip(), planned=planned)
    _insert(case, step, by=by, now=now)
    return step.pk


def department_step(
    case: Case, department: str, *, planned: date | None = None, by: str, now: datetime
) -> Step | None:
    """The step in which a department prepares the case and is not done; made where it has none at all."""
    steps = case.steps.filter(kind=_KINDS.PREPARATION)
    theirs = [one for one in steps if one.body.casefold() == department.casefold()]
    if not theirs:
        new = Step(case=case, kind=_KINDS.PREPARATION, body=department, planned=planned)
        return _insert(case, new, by=by, now=now)
    return next((one for one in theirs if not one.done), None)


def renew(case: Case, kinds: Iterable[str], *, by: str, now: datetime) -> None:
    """Add a new step of each kind whose steps are all done, as the path comes past it once more."""
    for kind in kinds:
        rows = list(case.steps.filter(kind=kind))
        if all(one.done for one in rows):
            body = rows[-1].body if rows else ""
            _insert(case, Step(case=case, kind=kind, body=body), by=by, now=now)


def open_step(case: Case, kind: str, *, step_id: int | None = None, by: str, now: datetime) -> Step:
    """The step of a kind that waits to be done; made where the case lacks one that every case has.

    Raises Problem where every step of the kind is done, or the one that was chosen is.
    """
    waiting = case.steps.filter(kind=kind, done__isnull=True)
    found = waiting.filter(pk=step_id).first() if step_id else waiting.first()
    if found is not None:
        return found
    if kind in BY_DEPARTMENT:
        raise Problem(
            marked("Ärendet har inget steg «{step}» som väntar. Lägg till det i ärendets gång först."),
            step=_KINDS(kind).label,
        )
    return _insert(case, Step(case=case, kind=kind, body=_body(case, kind)), by=by, now=now)


def _insert(case: Case, new: Step, *, by: str, now: datetime) -> Step:
    """Put a step in its place: after the last one whose kind comes no later."""
    rows = list(case.steps.all())
    rank = _rank(new.kind)
    at = max((index + 1 for index, one in enumerate(rows) if _rank(one.kind) <= rank), default=0)
    if new.kind in _RENEWED:
        decision = next((index for index, one in enumerate(rows) if one.kind == _KINDS.DECISION), len(rows))
        at = decision
    new.position = at
    moved = [one for index, one in enumerate(rows) if index >= at]
    for offset, one in enumerate(moved, at + 1):
        one.position = offset
    change_kept(moved, ["position"], by=by, now=now)
    return create_kept([new], by=by, now=now)[0]


_RENEWED = frozenset({_KINDS.RECONCILIATION, _KINDS.SIGNED, _KINDS.DISPATCHED, _KINDS.BOARD_MEETING})


def _rank(kind: str) -> int:
    return ORDER.index(_KINDS(kind))


def _steps(case: Case, plan: PathPlan) -> list[Step]:
    steps: list[Step] = []
    for kind in ORDER:
        if kind == _KINDS.PREPARATION:
            steps += [Step(kind=kind, body=body) for body in plan.departments]
        elif kind in BY_DEPARTMENT:
            steps += [
                Step(kind=kind, body=one.body, planned=one.planned)
                for one in plan.consultations
                if one.kind == kind
            ]
        else:
            steps.append(Step(kind=kind, body=_body(case, kind)))
    steps[0].done = plan.received
    for position, step in enumerate(steps):
        step.case, step.position, step.made_up = case, position, plan.made_up
    return steps


def _body(case: Case, kind: str) -> str:
    return case.board if kind in _OF_THE_BOARD else ""
