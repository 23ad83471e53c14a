"""Actions that are agreed about a school: added, moved and closed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from vandpunkt.domain.problems import FieldProblem, Problem, marked
from vandpunkt.domain.roles import Role
from vandpunkt.follow_up.models import Action
from vandpunkt.register.history import with_version
from vandpunkt.register.meanwhile import refuse_older
from vandpunkt.register.versions import change_kept, create_kept

OPEN, DONE, NOT_DONE = Action.State.OPEN, Action.State.DONE, Action.State.NOT_DONE
OWNER_ROLES = (Role.HEAD_TEACHER, Role.COORDINATOR, Role.AREA_HEAD, Role.CASE_OFFICER)


@dataclass(frozen=True)
class NewAction:
    """What is agreed: `owner` is a user name or the value of a role."""

    text: str
    owner: str
    due: date


@dataclass(frozen=True)
class ActionRow:
    """An action as it stands. `owner_title` is a Swedish role title, or the name of a person."""

    id: int
    version: int
    school_code: str
    school_name: str
    follow_up_id: int | None
    text: str
    owner: str
    owner_title: str
    due: date
    state: str
    state_label: str
    closed: date | None
    outcome: str
    made_up: bool

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state == OPEN

    def is_late(self, today: date) -> bool:
        """Whether it should have been done before today."""
        return self.is_open and self.due < today


@transaction.atomic
def add_actions(
    school_code: str,
    new: Sequence[NewAction],
    *,
    follow_up_id: int | None = None,
    by: str,
    now: datetime,
) -> tuple[int, ...]:
    """Add actions about a school; returns their ids. Raises FieldProblem for an owner that is nobody."""
    for one in new:
        _check_owner(one.owner)
        if not one.text.strip():
            raise FieldProblem("text", marked("Skriv vad som ska göras."))
    rows = [
        Action(
            school_unit_id=school_code,
            follow_up_id=follow_up_id,
            text=one.text.strip(),
            owner=one.owner,
            due=one.due,
        )
        for one in new
    ]
    return tuple(row.pk for row in create_kept(rows, by=by, now=now))


def _check_owner(owner: str) -> None:
    if owner in {role.value for role in OWNER_ROLES}:
        return
    if not get_user_model().objects.filter(username=owner, is_active=True).exists():
        raise FieldProblem(
            "owner", marked("Det finns ingen roll eller användare «{owner}». Välj i listan."), owner=owner
        )


def action(action_id: int) -> ActionRow:
    """One action. Raises Problem for an id that the register lacks."""
    found = action_rows(Action.objects.filter(pk=action_id))
    if not found:
        raise Problem(marked("Registret har ingen åtgärd {id}."), id=action_id)
    return found[0]


def actions_of_school(school_code: str, *, open_only: bool = False) -> tuple[ActionRow, ...]:
    """The actions about a school, by due day. Two queries."""
    rows = Action.objects.filter(school_unit=school_code)
    return action_rows(rows.filter(state=OPEN) if open_only else rows)


def actions_of_follow_up(follow_up_id: int) -> tuple[ActionRow, ...]:
    """The actions that were agreed at a follow-up, by due day. Two queries."""
    return action_rows(Action.objects.filter(follow_up=follow_up_id))


@transaction.atomic
def close_action(
    action_id: int, *, done: bool, outcome: str = "", made_from: int, by: str, now: datetime
) -> None:
    """Say that an action is done, or that it will not be done and why."""
    row = _locked(action_id, made_from)
    if row.state != OPEN:
        raise Problem(marked("Åtgärden är redan avslutad. Ångra det först."))
    if not done and not outcome.strip():
        raise FieldProblem("outcome", marked("Skriv varför åtgärden inte blev av."))
    row.state, row.closed, row.outcome = (DONE if done else NOT_DONE), localdate(now), outcome.strip()
    change_kept([row], ["state", "closed", "outcome"], by=by, now=now)


@transaction.atomic
def move_action(action_id: int, *, due: date, made_from: int, by: str, now: datetime) -> None:
    """Give an open action another due day."""
    row = _locked(action_id, made_from)
    if row.state != OPEN:
        raise Problem(marked("Åtgärden är redan avslutad. Ångra det först."))
    if due < localdate(now):
        raise FieldProblem("due", marked("Dagen har redan varit. Välj en dag som kommer."))
    row.due = due
    change_kept([row], ["due"], by=by, now=now)


def _locked(action_id: int, made_from: int) -> Action:
    row = Action.objects.select_for_update().filter(pk=action_id).first()
    if row is None:
        raise Problem(marked("Registret har ingen åtgärd {id}."), id=action_id)
    refuse_older(row, made_from)
    return row


def owned_by(user: Any, roles_at: Iterable[tuple[str, frozenset[str] | None]]) -> Q:
    """Actions that are a person's: by user name, or by a role at its schools (None is every school)."""
    mine = Q(owner=user.get_username())
    for role, codes in roles_at:
        mine |= Q(owner=role) if codes is None else Q(owner=role, school_unit__in=codes)
    return mine


def actions_of_follow_ups(ids: Iterable[int]) -> dict[int, tuple[ActionRow, ...]]:
    """The actions that were agreed at some dialogues, by dialogue. Two queries."""
    found: dict[int, list[ActionRow]] = defaultdict(list)
    for one in action_rows(Action.objects.filter(follow_up__in=list(ids))):
        found[one.follow_up_id or 0].append(one)
    return {key: tuple(rows) for key, rows in found.items()}


def action_rows(rows: QuerySet[Action]) -> tuple[ActionRow, ...]:
    """Actions as values, by due day. One query, and one where people own any of them by name."""
    return told_actions(with_all(rows))


def with_all(rows: QuerySet[Action]) -> QuerySet[Action]:
    """Actions with all that is told of them, by due day."""
    return with_version(rows).select_related("school_unit", "follow_up").order_by("due", "pk")


def told_actions(rows: Iterable[Action]) -> tuple[ActionRow, ...]:
    """Actions read `with_all` as values. One query where people own any of them by name, else none."""
    found: list[Any] = list(rows)
    titles = {role.value: role.title for role in Role}
    names = {row.owner for row in found if row.owner not in titles}
    if names:
        for user in get_user_model().objects.filter(username__in=names):
            titles[user.get_username()] = user.get_full_name() or user.get_username()
    return tuple(
        ActionRow(
            id=row.pk,
            version=row.version or 0,
            school_code=row.school_unit_id,
            school_name=row.school_unit.name,
            follow_up_id=row.follow_up_id,
            text=row.text,
            owner=row.owner,
            owner_title=titles.get(row.owner, row.owner),
            due=row.due,
            state=row.state,
            state_label=str(row.get_state_display()),
            closed=row.closed,
            outcome=row.outcome,
            made_up=bool(row.follow_up and row.follow_up.made_up),
        )
        for row in found
    )
