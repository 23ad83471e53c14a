"""Who holds which role at a school, day by day, and which schools a person has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery, prefetch_related_objects
from django.utils.translation import gettext as _

from vandpunkt.domain.roles import Role
from vandpunkt.register.change_lines import ChangeLine, lines_among
from vandpunkt.register.history import as_it_stood, with_version
from vandpunkt.register.models import Assignment, SchoolUnit
from vandpunkt.register.people.accounts import roles_of
from vandpunkt.register.rows_with import Gathered, rows_with
from vandpunkt.register.schools import School, school_of

EVERY_SCHOOL = frozenset({Role.ADMINISTRATOR, Role.CASE_OFFICER, Role.ANALYST, Role.BOARD_MEMBER})
"""Roles that are for all schools; the others are for those they are assigned to."""

_BY_USER = ("role", "user", "school_unit", "area__school_units")


@dataclass(frozen=True)
class Holder:
    """Who holds or held a role, from the first day to the last (None until further notice).

    `name` is the name in the public role, `username` "" for somebody without an account. `place` is the
    school or the area; `version` is what a change of the assignment is made from.
    """

    id: int
    role: Role
    name: str
    username: str
    start: date
    end: date | None
    place: str = ""
    school_code: str = ""
    version: int = 0

    def on(self, day: date) -> bool:
        """Whether the role is held on a day."""
        return self.start <= day and (self.end is None or day <= self.end)


def holders(
    role: Role, *, school_code: str | None = None, area: str | None = None, on: date
) -> tuple[Holder, ...]:
    """Who holds a role on a day: at a school (an area head through its area), in an area, or anywhere."""
    rows = Assignment.objects.filter(_held(on), role=role.value)
    if school_code is not None:
        rows = rows.filter(_at_school(school_code))
    if area is not None:
        rows = rows.filter(area__name=area)
    return tuple(map(holder_of, with_versions(rows)))


def holders_over_time(role: Role, *, school_code: str) -> tuple[Holder, ...]:
    """Everybody who holds, held or will hold a role at a school, oldest first.

    Area heads are those of the area that the school belongs to now.
    """
    rows = Assignment.objects.filter(_at_school(school_code), role=role.value)
    return tuple(map(holder_of, with_versions(rows)))


def past_holders(school_code: str, moment: datetime) -> tuple[Holder, ...]:
    """Whom the register said, at a moment, hold, held or will hold a role at a school, oldest first.

    Area heads are those of the area that the school belonged to then.
    """
    unit: Any = as_it_stood(SchoolUnit, moment).filter(code=school_code).first()
    at_school = Q(school_unit=school_code)
    if unit is not None and unit.area_id:
        at_school |= Q(area=unit.area_id)
    rows: Any = as_it_stood(Assignment, moment).filter(at_school)
    found = rows.select_related("user", "school_unit", "area").order_by("start", "id")
    return tuple(map(holder_of, found))


def assignment_history(school_code: str) -> tuple[ChangeLine, ...]:
    """Every change of who holds a role at a school, newest first, those that were taken away too.

    Area heads are those of the area that the school belongs to now.
    """
    versions: Any = Assignment.history
    at_school = Q(school_unit=school_code) | Q(area__school_units=school_code)
    rows = versions.filter(at_school).select_related("user")
    return tuple(lines_among(rows, about=_called))


def _called(row: Any) -> str:
    return f"{holder_of(row).name} ({_(Role(row.role).title).lower()})"


def schools_of(
    user: User | AnonymousUser, *, on: date, roles: Iterable[Role] | None = None
) -> frozenset[str] | None:
    """The codes of the schools that a person has on a day by their roles, or by some of them alone.

    None is every school. Nobody's schools are none. One query beside that of the roles.
    """
    held = roles_of(user) & (frozenset(Role) if roles is None else frozenset(roles))
    if held & EVERY_SCHOOL:
        return None
    by_role = schools_by_role(user, on=on) if held else {}
    return frozenset().union(*(by_role[role] for role in held))


def schools_by_role(user: User | AnonymousUser, *, on: date) -> dict[Role, frozenset[str]]:
    """The codes of the schools that a person has on a day by each of their roles that are for some schools.

    No query for whom a session is of: they come with their roles and assignments. Else one beside that of
    the roles; none for who has no such role.
    """
    held = roles_of(user) - EVERY_SCHOOL
    if not isinstance(user, User) or not held:
        return {}
    prefetch_related_objects([user], Prefetch("assignments", with_schools_of_area()))
    found: dict[Role, set[str]] = {role: set() for role in held}
    mine: Any = user.assignments.all()
    for row in mine:
        role = Role(row.role)
        if role in held and row.start <= on and (row.end is None or on <= row.end):
            found[role].update([row.school_unit_id] if row.school_unit_id else row.in_area or ())
    return {role: frozenset(codes) for role, codes in found.items()}


def with_schools_of_area() -> QuerySet[Assignment]:
    """Assignments, each with `in_area`: the codes of the schools of its area, None for none."""
    of_area = SchoolUnit.objects.filter(area=OuterRef("area")).order_by().values("area")
    codes = of_area.annotate(codes=Gathered("code")).values("codes")
    return Assignment.objects.annotate(in_area=Subquery(codes))


def schools_by_user(*, on: date) -> dict[tuple[Role, int], frozenset[str]]:
    """The codes of the schools that each user is assigned to in each role, by role and user id. One query."""
    held = Assignment.objects.filter(_held(on), user__isnull=False)
    found: dict[tuple[Role, int], set[str]] = {}
    for role, user, code, in_area in held.values_list(*_BY_USER):
        found.setdefault((Role(role), user), set()).update(one for one in (code, in_area) if one)
    return {key: frozenset(codes) for key, codes in found.items()}


def holder_of(row: Assignment) -> Holder:
    """A row of the register or a version of one, read with its user, as a value."""
    user = row.user
    return Holder(
        id=row.id,
        role=Role(row.role),
        name=row.name or (user.get_full_name() or user.get_username() if user else ""),
        username=user.get_username() if user else "",
        start=row.start,
        end=row.end,
        place=str((row.school_unit.name if row.school_unit else "") or row.area or ""),
        school_code=row.school_unit_id or "",
        version=getattr(row, "version", None) or 0,
    )


def assignments_of(user_ids: Iterable[int]) -> dict[int, tuple[Holder, ...]]:
    """What people hold, have held and will hold, by user id, oldest first. One query."""
    found: dict[int, list[Holder]] = {}
    for row in with_versions(Assignment.objects.filter(user__in=list(user_ids))):
        found.setdefault(row.user_id or 0, []).append(holder_of(row))
    return {user: tuple(rows) for user, rows in found.items()}


def led_schools(codes: Iterable[str], *, on: date) -> tuple[tuple[School, str], ...]:
    """Schools, each with the names of those who lead it on a day. One query."""
    leaders = Assignment.objects.filter(_held(on), role=Role.HEAD_TEACHER.value).select_related("user")
    units = SchoolUnit.objects.filter(code__in=list(codes)).select_related("area")
    return tuple(
        (school_of(unit), ", ".join(holder_of(one).name for one in unit.assignments.all()))
        for unit in rows_with(units, assignments=leaders)
    )


def _held(on: date) -> Q:
    return Q(start__lte=on) & (Q(end__isnull=True) | Q(end__gte=on))


def _at_school(code: str) -> Q:
    return Q(school_unit=code) | Q(area__school_units=code)


def with_versions(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Assignments with all that a Holder tells, oldest first. One query."""
    return with_version(rows.select_related("user", "school_unit", "area")).order_by("start", "pk")
