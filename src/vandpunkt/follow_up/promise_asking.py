"""Who is asked what became of a promise, and that they have been: once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model

from vandpunkt.domain.roles import Role
from vandpunkt.follow_up.promises import PromiseRow, mark_asked
from vandpunkt.register.people.accounts import roles_of
from vandpunkt.register.people.assignments import EVERY_SCHOOL, schools_by_role, schools_by_user
from vandpunkt.register.rows_with import rows_with

_ASKED_ROLES = (Role.HEAD_TEACHER, Role.AREA_HEAD, Role.COORDINATOR, Role.CASE_OFFICER)
_NAMED_ROLE = {
    role: re.compile(rf"(?<!biträdande )\b{role.title.lower()}n?\b", re.I) for role in _ASKED_ROLES
}


class People:
    """Those who can log in, with the schools that they have by each role on a day."""

    def __init__(self, today: date) -> None:
        users = get_user_model().objects.filter(is_active=True).order_by("username")
        self._users: list[Any] = rows_with(users, "groups")
        self._held = {role: [user for user in self._users if role in roles_of(user)] for role in _ASKED_ROLES}
        self._schools = schools_by_user(on=today)

    def asked_about(self, row: PromiseRow) -> list[Any]:
        """Whom to ask about a promise: who is named as responsible, by name or by role at the school.

        Where that is nobody who can log in, the coordinators of the school, else the case officers.
        """
        named = [
            user
            for user in self._users
            if row.responsible and row.responsible in (user.get_username(), user.get_full_name())
        ]
        for role, words in _NAMED_ROLE.items():
            if words.search(row.responsible):
                named += self._at_school(role, row.school_unit_code)
        asked = named or self._at_school(Role.COORDINATOR, row.school_unit_code)
        return list(dict.fromkeys(asked or self._held[Role.CASE_OFFICER]))

    def _at_school(self, role: Role, code: str) -> list[Any]:
        if role in EVERY_SCHOOL:
            return self._held[role]
        return [user for user in self._held[role] if code in self._schools.get((role, user.pk), ())]


def note_shown(
    rows: Iterable[PromiseRow], user: Any, *, today: date, by: str, now: datetime
) -> tuple[int, ...]:
    """Note that somebody has been shown what they are to answer; returns the ids of those promises.

    Only who is asked about a promise has been asked by seeing it: anybody else may look as often as they
    like. What has been asked already is left as it is, and costs no query.
    """
    unasked = _unasked(rows, today)
    if not unasked:
        return ()
    people = People(today)
    return _noted([row.id for row in unasked if user in people.asked_about(row)], by=by, now=now)


def note_shown_at_home(
    rows: Iterable[PromiseRow], user: Any, *, today: date, by: str, now: datetime
) -> tuple[int, ...]:
    """The same, of what is surely the person's to answer: no query beside the noting, at any visit.

    Surely asked are who is responsible, by name or by role at the school, and its coordinators where nobody
    is. Whether somebody else who is named can log in is looked up where the promises are.
    """
    schools = schools_by_role(user, on=today)
    mine = [row.id for row in _unasked(rows, today) if _is_surely_asked(user, schools, row)]
    return _noted(mine, by=by, now=now)


def _unasked(rows: Iterable[PromiseRow], today: date) -> list[PromiseRow]:
    return [row for row in rows if row.asked_at is None and row.is_due(today)]


def _is_surely_asked(user: Any, schools: Mapping[Role, frozenset[str]], row: PromiseRow) -> bool:
    here = {role for role, codes in schools.items() if row.school_unit_code in codes}
    here |= roles_of(user) & EVERY_SCHOOL
    if not row.responsible:
        return Role.COORDINATOR in here
    named = {role for role, words in _NAMED_ROLE.items() if words.search(row.responsible)}
    return bool(named & here) or row.responsible in (user.get_username(), user.get_full_name())


def _noted(ids: list[int], *, by: str, now: datetime) -> tuple[int, ...]:
    if ids:
        mark_asked(ids, by=by, now=now)
    return tuple(ids)
