"""The path of the demo's case. The days of the consultations stand in the document; the rest is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from vandpunkt.cases.contributions import (
    ask_contribution,
    contribution,
    contributions,
    mark_merged,
    receive_contribution,
)
from vandpunkt.cases.path.given import Given
from vandpunkt.cases.path.meetings import MeetingDetails, add_meetings, meetings
from vandpunkt.cases.path.moving import make_move
from vandpunkt.cases.path.planning import choose_meeting
from vandpunkt.cases.path.queries import path_page
from vandpunkt.cases.path.states import State
from vandpunkt.domain.roles import Role
from vandpunkt.domain.working_days import working_day_on_or_after
from vandpunkt.register.people.accounts import demo_users, existing_usernames

BOARD = "Utbildningsnämnden"
MEETING = date(2025, 2, 20)
ASKED, DUE, RECEIVED = (
    datetime(2024, 12, 9, 9, tzinfo=UTC),
    date(2025, 1, 15),
    datetime(2025, 1, 14, 9, tzinfo=UTC),
)
RECONCILED = datetime(2025, 1, 30, 9, tzinfo=UTC)
WEEKS_AHEAD = (6, 10, 14, 18)
_TEXT = (
    "Påhittad text för demon: avdelningen har inget att tillägga utöver det som står i registret.\n\n"
    "Påhittad text för demon: avdelningen återkommer muntligt vid nämndens sammanträde."
)


@transaction.atomic
def show_path(slug: str, *, by: str, now: datetime) -> None:
    """Give the case its meeting, an officer and two departments' texts, and the calendar coming meetings.

    A second time changes nothing, and neither does it where somebody has begun to use the path.
    """
    case = path_page(slug)
    if contributions(slug) or case.meeting or case.moves or case.state is not State.IN_PREPARATION:
        return
    today = localdate(now)
    coming = [working_day_on_or_after(today + timedelta(weeks=weeks)) for weeks in WEEKS_AHEAD]
    new = tuple(MeetingDetails(BOARD, day) for day in (MEETING, *coming))
    add_meetings(new, by=by, now=now, made_up=True)
    meeting = next(one for one in meetings(board=BOARD) if one.day == MEETING)
    choose_meeting(slug, meeting.id, by=by, now=now)
    _move(slug, "reassign", Given(person=officer_username(), note=by), by=by, now=ASKED)
    departments = [one.body for one in case.steps if one.kind == "preparation"]
    asked = [_ask(slug, one, by=by) for one in departments]
    for one in asked:
        _receive(one, by=by)
    given = Given(day=localdate(RECONCILED), note="Med avdelningscheferna")
    _move(slug, "reconcile", given, by=by, now=RECONCILED)


def _ask(slug: str, department: str, *, by: str) -> int:
    return ask_contribution(
        slug,
        department=department,
        asked_for="Påhittad begäran för demon: vilket stöd har avdelningen gett de fem skolorna?",
        due=DUE,
        by=by,
        now=ASKED,
        made_up=True,
    )


def _receive(asked: int, *, by: str) -> None:
    version = contribution(asked).version
    receive_contribution(
        asked, text=_TEXT, received_from="Avdelningen", made_from=version, by=by, now=RECEIVED
    )
    mark_merged([asked], by=by, now=RECEIVED)


def _move(slug: str, name: str, given: Given, *, by: str, now: datetime) -> None:
    told = replace(given, made_up=True)
    make_move(slug, name, expected=State.IN_PREPARATION, given=told, by=by, now=now)


def officer_username() -> str:
    """The user name of the demo's case officer, "" where the demo's users do not exist."""
    username = next(one.username for one in demo_users() if one.role is Role.CASE_OFFICER)
    return username if username in existing_usernames() else ""
