"""Who has which schools in the demo: made up, and named by role alone."""

from __future__ import annotations

from datetime import date, datetime

from vandpunkt.domain.roles import Role
from vandpunkt.register.people.accounts import demo_users, existing_usernames
from vandpunkt.register.people.areas import areas, create_area, set_schools
from vandpunkt.register.people.assigning import set_assignment

AREA = "Demoområdet (påhittat)"
SINCE = date(2023, 8, 1)


def assign_demo_people(codes: tuple[str, ...], *, by: str, now: datetime) -> None:
    """Give the demo's area head and coordinator all schools but one, its head teacher the first.

    Changes nothing a second time, or where the demo's users do not exist.
    """
    usernames = {one.role: one.username for one in demo_users()}
    if set(usernames.values()) - existing_usernames() or any(one.name == AREA for one in areas()):
        return
    theirs = codes[:-1]
    set_schools(create_area(AREA, by=by, now=now), theirs, by=by, now=now)
    set_assignment(Role.AREA_HEAD, username=usernames[Role.AREA_HEAD], area=AREA, start=SINCE, by=by, now=now)
    set_assignment(
        Role.COORDINATOR,
        username=usernames[Role.COORDINATOR],
        school_codes=theirs,
        start=SINCE,
        by=by,
        now=now,
    )
    set_assignment(
        Role.HEAD_TEACHER,
        name="Tidigare rektor (påhittad)",
        school_codes=codes[:1],
        start=date(2020, 8, 1),
        end=date(2023, 7, 31),
        by=by,
        now=now,
    )
    set_assignment(
        Role.HEAD_TEACHER,
        username=usernames[Role.HEAD_TEACHER],
        school_codes=codes[:1],
        start=SINCE,
        by=by,
        now=now,
    )
