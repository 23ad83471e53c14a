"""Planning a path: the meeting it goes to, and each step's day and who is responsible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from vandpunkt.cases.loading import case_by_dnr
from vandpunkt.cases.models import Step
from vandpunkt.cases.path.given import meeting_to_come, person
from vandpunkt.cases.path.layout import path_of
from vandpunkt.domain.problems import FieldProblem, Problem, marked
from vandpunkt.register.meanwhile import refuse_older
from vandpunkt.register.versions import change_kept

_PLANNED = ("planned", "done", "responsible", "responsible_name", "outcome")


@dataclass(frozen=True)
class StepPlan:
    """What a person states of a step: an account that is `responsible`, or somebody by name."""

    planned: date | None = None
    done: date | None = None
    responsible: str = ""
    responsible_name: str = ""
    outcome: str = ""


@transaction.atomic
def choose_meeting(slug: str, meeting_id: int | None, *, by: str, now: datetime) -> None:
    """Let a case go to a meeting, or to none yet. Nothing is changed where it goes there already.

    Raises FieldProblem for a meeting that is not there or is cancelled.
    """
    path = path_of(case_by_dnr(slug), by=by, now=now)
    if meeting_id is not None:
        meeting_to_come(meeting_id)
    if path.meeting_id == meeting_id:
        return
    path.meeting_id = meeting_id
    change_kept([path], ["meeting"], by=by, now=now)


@transaction.atomic
def change_step(step_id: int, plan: StepPlan, *, made_from: int, by: str, now: datetime) -> None:
    """Change when a step is planned and was done, who is responsible and what it led to.

    A day of a move that has been made may be corrected; a step that waits is done by its move.
    `made_from` is the version that the person saw. Raises FieldProblem for what cannot be, and Problem where
    somebody has changed the step since.
    """
    row = Step.objects.select_for_update().filter(pk=step_id).first()
    if row is None:
        raise Problem(marked("Ärendet har inget steg {id}."), id=step_id)
    refuse_older(row, made_from)
    if plan.done is not None and plan.done > localdate(now):
        raise FieldProblem("done", marked("Dagen har inte varit än. Planera steget i stället."))
    if row.kind == Step.Kind.DECISION and bool(row.done) != bool(plan.done):
        raise FieldProblem("done", marked("Beslutet förs in som nästa steg på sidan Ärendets gång."))
    row.planned, row.done, row.outcome = plan.planned, plan.done, plan.outcome.strip()
    row.responsible_name = "" if plan.responsible else plan.responsible_name.strip()
    row.responsible = person(plan.responsible, field="responsible")
    change_kept([row], _PLANNED, by=by, now=now)
