"""What waits for a person: their own actions, and the next meetings of the schools they follow."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from vandpunkt.domain.roles import Role
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.actions import OPEN, OWNER_ROLES, ActionRow, action_rows, owned_by
from vandpunkt.follow_up.first_signs import without_signs
from vandpunkt.follow_up.models import Action, FollowUp
from vandpunkt.register.counting import count_together
from vandpunkt.register.models import Intervention
from vandpunkt.register.people.accounts import roles_of
from vandpunkt.register.people.assignments import schools_by_role, schools_of
from vandpunkt.register.reviewing.asking import waiting_proposals

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
    return _meetings(rows.select_related("school_unit"))


def _meetings(rows: Iterable[FollowUp]) -> tuple[Meeting, ...]:
    found = (
        Meeting(row.pk, row.school_unit_id, row.school_unit.name, row.next_meeting, row.made_up)
        for row in rows
        if row.next_meeting
    )
    return tuple(sorted(found, key=lambda one: (one.day, one.follow_up_id)))


@dataclass(frozen=True)
class Talks:
    """The day of the latest dialogue about each school that has had one, by code, and the next meetings."""

    latest: Mapping[str, date]
    meetings: tuple[Meeting, ...]


NO_TALKS = Talks({}, ())


def talks(codes: Iterable[str], *, today: date, until: date) -> Talks:
    """When people talked about schools last, and when they have agreed to do so up to a day. One query."""
    of_schools = FollowUp.objects.filter(school_unit__in=list(codes))
    held = FollowUp.objects.filter(school_unit=OuterRef("school_unit"), day__lte=today)
    latest = Subquery(held.order_by("-day").values("day")[:1])
    to_come = Q(next_meeting__range=(today, until))
    rows = list(of_schools.filter(to_come | Q(day=latest)).select_related("school_unit").order_by("day"))
    return Talks(
        {row.school_unit_id: row.day for row in rows if row.day <= today},
        _meetings(row for row in rows if row.next_meeting and today <= row.next_meeting <= until),
    )


def waiting_numbers(
    term: Term, codes: Collection[str], *, proposals_at: frozenset[str] | None
) -> tuple[int, int]:
    """How many proposals wait at some schools (None is every), and rows at others' lack a first sign.

    One query; none of the latter for no schools.
    """
    found = count_together(
        proposals=waiting_proposals(codes=proposals_at),
        without_signs=Intervention.objects.filter(without_signs(term), school_unit__in=list(codes)),
    )
    return found["proposals"], found["without_signs"]


def may_follow(user: Any, today: date) -> frozenset[str] | None:
    """The schools whose working material a person may see (None is every); none for board members alone."""
    roles = roles_of(user) - {Role.BOARD_MEMBER}
    return schools_of(user, on=today, roles=roles) if roles else frozenset()
