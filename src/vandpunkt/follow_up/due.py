"""What waits for a person: their own actions, and the next meetings of the schools they follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vandpunkt.domain.roles import Role
from vandpunkt.follow_up.actions import OPEN, OWNER_ROLES, ActionRow, action_rows, owned_by
from vandpunkt.follow_up.models import Action, FollowUp
from vandpunkt.register.people.accounts import roles_of
from vandpunkt.register.people.assignments import schools_by_role, schools_of

DAYS_AHEAD = 30


@dataclass(frozen=True)
class Meeting:
    """A next meeting that was agreed about a school, unless a later dialogue has been held since."""

    follow_up_id: int
    school_code: str
    school_name: str
    day: date
    made_up: bool


def own_actions(
    user: Any,
    codes: Iterable[str] | None,
    today: date,
    *,
    by_role: Mapping[Role, frozenset[str]] | None = None,
) -> tuple[ActionRow, ...]:
    """A person's open actions at some schools (None is every), by due day.

    `by_role` is what `schools_by_role` says of the person today, where it is known already.
    """
    if by_role is None:
        by_role = schools_by_role(user, on=today)
    held = [(role.value, by_role.get(role)) for role in OWNER_ROLES if role in roles_of(user)]
    rows = Action.objects.filter(owned_by(user, held), state=OPEN)
    return action_rows(rows if codes is None else rows.filter(school_unit__in=list(codes)))


def meetings(codes: Iterable[str] | None, first: date, last: date) -> tuple[Meeting, ...]:
    """The next meetings that were agreed about some schools, from the first day to the last."""
    rows = FollowUp.objects.filter(next_meeting__range=(first, last))
    rows = rows if codes is None else rows.filter(school_unit__in=list(codes))
    return tuple(
        Meeting(row.pk, row.school_unit_id, row.school_unit.name, row.next_meeting, row.made_up)
        for row in rows.select_related("school_unit").order_by("next_meeting", "pk")
        if row.next_meeting
    )


def may_follow(user: Any, today: date) -> frozenset[str] | None:
    """The schools whose working material a person may see (None is every); none for board members alone."""
    roles = roles_of(user) - {Role.BOARD_MEMBER}
    return schools_of(user, on=today, roles=roles) if roles else frozenset()
