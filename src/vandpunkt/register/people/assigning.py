"""Giving people their roles at schools and in areas, ending them, and taking the latest change back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q

from vandpunkt.domain.problems import FieldProblem, Problem, marked
from vandpunkt.domain.roles import Role
from vandpunkt.register.history import is_by
from vandpunkt.register.meanwhile import refuse_older
from vandpunkt.register.models import Area, Assignment, SchoolUnit
from vandpunkt.register.models.assignment import ASSIGNED
from vandpunkt.register.people.assignments import Holder, holder_of, with_versions
from vandpunkt.register.versions import change_kept, create_kept, keep_removal


class AlreadyLed(Problem):
    """Somebody else is head teacher in some of the same time: do both lead the school?"""

    def __init__(self, holders: tuple[Holder, ...]) -> None:
        super().__init__(
            marked("{names} är redan rektor under en del av tiden. Svara på om båda leder skolan samtidigt."),
            names=", ".join(f"{one.name} ({one.place})" for one in holders),
        )
        self.holders = holders


@transaction.atomic
def set_assignment(
    role: Role,
    *,
    username: str = "",
    name: str = "",
    school_codes: Iterable[str] = (),
    area: str = "",
    start: date,
    end: date | None = None,
    beside: bool = False,
    by: str,
    now: datetime,
) -> tuple[int, ...]:
    """Let somebody hold a role at schools (an area head in an area), one assignment a school; their ids.

    Who has an account is given by `username`, others by `name`. `beside` is the answer that two head
    teachers lead a school at once. Raises FieldProblem for what is missing, and AlreadyLed.
    """
    codes = list(dict.fromkeys(school_codes))
    _check(role, username or name, codes, area)
    _check_days(start, end)
    user = _user(username) if username else None
    given: dict[str, Any] = {"role": role.value, "user": user, "name": name, "start": start, "end": end}
    if role is Role.AREA_HEAD:
        rows = [Assignment(area=_area(area), **given)]
    else:
        units = {unit.code: unit for unit in SchoolUnit.objects.filter(code__in=codes)}
        if missing := [code for code in codes if code not in units]:
            raise FieldProblem("schools", marked("Registret har ingen skola {code}."), code=missing[0])
        rows = [Assignment(school_unit=units[code], **given) for code in codes]
    if role is Role.HEAD_TEACHER and not beside:
        _ask_of_others(codes, start, end)
    return tuple(row.pk for row in create_kept(rows, by=by, now=now))


@transaction.atomic
def end_assignment(assignment_id: int, *, end: date | None, made_from: int, by: str, now: datetime) -> None:
    """Let an assignment end with a day, or go on until further notice where it is None.

    Raises Problem where somebody has changed it since the form was made, and where it would end before it
    starts.
    """
    row = _locked(assignment_id)
    refuse_older(row, made_from)
    if end and end < row.start:
        raise FieldProblem("end", marked("Uppdraget kan inte sluta före {start}."), start=row.start)
    if row.end != end:
        row.end = end
        change_kept([row], ["end"], by=by, now=now)


@transaction.atomic
def undo_assignment(assignment_id: int, *, by: str, now: datetime, account: int | None = None) -> None:
    """Take one's own latest change of an assignment back; a new assignment is taken away.

    `account` is the key of the person's account: two who share a name are told apart by it. Raises Problem
    where the latest change is somebody else's.
    """
    row = _locked(assignment_id)
    versions = Assignment.history.filter(id=row.pk).select_related("history_user").order_by("-history_id")
    latest, *before = versions[:2]
    if not is_by(latest, by, account):
        raise Problem(marked("Den senaste ändringen är gjord av någon annan. Ändra uppdraget i stället."))
    if not before:
        keep_removal([row], by=by, now=now)
        return
    row.start, row.end, row.name = before[0].start, before[0].end, before[0].name
    change_kept([row], ["start", "end", "name"], by=by, now=now)


def assignment(assignment_id: int) -> Holder:
    """One assignment. Raises Problem for an id that the register lacks."""
    return holder_of(_found(assignment_id))


def _check(role: Role, holder: str, codes: list[str], area: str) -> None:
    if role not in ASSIGNED:
        raise FieldProblem("role", marked("Rollen gäller alla skolor och behöver inget uppdrag."))
    if not holder.strip():
        raise FieldProblem("name", marked("Välj en användare eller skriv ett namn."))
    if role is Role.AREA_HEAD and not area:
        raise FieldProblem("area", marked("Välj ett område: en grundskolechef ansvarar för ett område."))
    if role is not Role.AREA_HEAD and not codes:
        raise FieldProblem("schools", marked("Välj minst en skola."))


def _check_days(start: date, end: date | None) -> None:
    if end and end < start:
        raise FieldProblem("end", marked("Uppdraget kan inte sluta före {start}."), start=start)


def _ask_of_others(codes: list[str], start: date, end: date | None) -> None:
    rows = Assignment.objects.filter(role=Role.HEAD_TEACHER.value, school_unit__in=codes)
    rows = rows.filter(Q(end__isnull=True) | Q(end__gte=start))
    found = with_versions(rows.filter(start__lte=end) if end else rows)
    if found:
        raise AlreadyLed(tuple(map(holder_of, found)))


def _user(username: str) -> Any:
    user = get_user_model().objects.filter(username=username, is_active=True).first()
    if user is None:
        raise FieldProblem("username", marked("Ingen aktiv användare heter {username}."), username=username)
    return user


def _area(name: str) -> Area:
    area = Area.objects.filter(name=name).first()
    if area is None:
        raise FieldProblem("area", marked("Registret har inget område {name}."), name=name)
    return area


def _locked(assignment_id: int) -> Assignment:
    if not Assignment.objects.select_for_update().filter(pk=assignment_id).exists():
        raise Problem(marked("Registret har inget uppdrag {id}."), id=assignment_id)
    return _found(assignment_id)


def _found(assignment_id: int) -> Assignment:
    row = with_versions(Assignment.objects.filter(pk=assignment_id)).first()
    if row is None:
        raise Problem(marked("Registret har inget uppdrag {id}."), id=assignment_id)
    return row
