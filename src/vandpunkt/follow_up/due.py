"""What waits for a person: actions, signs to look for, meetings; and schools where it has gone quiet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Max, Q

from vandpunkt.domain.roles import Role
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.actions import OPEN, OWNER_ROLES, ActionRow, action_rows, owned_by
from vandpunkt.follow_up.models import Action, FollowUp
from vandpunkt.follow_up.signs import SignRow, unobserved_signs
from vandpunkt.register.interventions.asking import current_counts
from vandpunkt.register.people.accounts import roles_of
from vandpunkt.register.people.assignments import schools_by_role, schools_of
from vandpunkt.register.schools import own_schools, schools

DAYS_AHEAD = 30


@dataclass(frozen=True)
class Meeting:
    """A next meeting that was agreed about a school, unless a later dialogue has been held since."""

    follow_up_id: int
    school_code: str
    school_name: str
    day: date
    made_up: bool


@dataclass(frozen=True)
class Due:
    """What waits for a person, each by its day."""

    actions: tuple[ActionRow, ...]
    signs: tuple[SignRow, ...]
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True)
class QuietSchool:
    """A school with support and no dialogue for long; `latest` is the last one, None for never."""

    code: str
    name: str
    running: int
    latest: date | None


def due_for(username: str, school_codes: Iterable[str] | None, today: date) -> Due:
    """A person's open actions, and the signs and meetings of their schools in the coming 30 days.

    `school_codes` are the schools that the person may see, None for every school: what is theirs at other
    schools is left out. Nothing for an inactive or unknown user.
    """
    user: Any = get_user_model().objects.filter(username=username, is_active=True).first()
    if user is None:
        return Due((), (), ())
    codes = None if school_codes is None else list(school_codes)
    until = today + timedelta(days=DAYS_AHEAD)
    return Due(own_actions(user, codes, today), unobserved_signs(codes, until), meetings(codes, today, until))


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


def gone_quiet(school_codes: Iterable[str] | None, weeks: int, today: date) -> tuple[QuietSchool, ...]:
    """Schools with running support and no dialogue in so many weeks, the quietest first."""
    codes = [one.code for one in own_schools()] if school_codes is None else list(school_codes)
    running = {code: count for code, count in current_counts(codes, Term.on(today)).items() if count}
    latest = dict(
        FollowUp.objects.filter(school_unit__in=list(running))
        .filter(Q(day__lte=today))
        .order_by()
        .values_list("school_unit")
        .annotate(latest=Max("day"))
    )
    before = today - timedelta(weeks=weeks)
    named = schools(list(running))
    found = [
        QuietSchool(code, named[code].name, count, latest.get(code))
        for code, count in running.items()
        if latest.get(code, date.min) < before
    ]
    return tuple(sorted(found, key=lambda one: (one.latest or date.min, one.name)))


def may_follow(user: Any, today: date) -> frozenset[str] | None:
    """The schools whose working material a person may see (None is every); none for board members alone."""
    roles = roles_of(user) - {Role.BOARD_MEMBER}
    return schools_of(user, on=today, roles=roles) if roles else frozenset()
