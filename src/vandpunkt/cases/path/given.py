"""What a person states with a move: made whole, or told at its field what is missing or cannot be so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.formats import date_format
from django.utils.timezone import localdate

from vandpunkt.cases.models import BoardMeeting, Case, CasePath, Contribution
from vandpunkt.cases.path.moves import MOVES
from vandpunkt.domain.problems import FieldProblem, Problem, marked


@dataclass(frozen=True)
class Given:
    """What a person states with a move.

    `day` is when it happened, `step` which of several steps it is about, `meeting` the meeting it leads to,
    `person` the user name of the officer that the case goes to.
    """

    day: date | None = None
    note: str = ""
    step: int | None = None
    meeting: int | None = None
    person: str = ""
    made_up: bool = False


def checked(case: Case, path: CasePath, name: str, given: Given, now: datetime) -> Given:
    """What was given, made whole. Raises FieldProblem for what is missing or cannot be so."""
    move, today = MOVES[name], localdate(now)
    note = " ".join(given.note.split())
    if move.needs_note and not note:
        raise FieldProblem("note", marked("Fältet får inte vara tomt: det ska stå kvar i ärendets historik."))
    if move.has_day:
        given = replace(given, day=_happened(case, name, given.day, today))
    if name in ("assign", "reassign") and not given.person and not note:
        raise FieldProblem("person", marked("Välj vem som ska handlägga ärendet, eller skriv ett namn."))
    if move.needs_meeting and given.meeting is None:
        given = replace(given, meeting=path.meeting_id)
    if move.needs_meeting:
        _check_meeting(path, name, given.meeting)
    if name == "reconcile":
        _check_contributions(case)
    if given.person:
        officer = person(given.person)
        note = officer.get_full_name() or officer.get_username()
    return replace(given, note=note)


def _happened(case: Case, name: str, day: date | None, today: date) -> date:
    if day is None:
        raise FieldProblem("day", marked("Skriv vilken dag det skedde."))
    if day > today:
        raise FieldProblem("day", marked("Dagen har inte varit än. Planera steget i stället."))
    if name in _IN_ORDER[1:]:
        earlier = [MOVES[one].step for one in _IN_ORDER[: _IN_ORDER.index(name)]]
        latest = case.steps.filter(kind__in=earlier, done__gt=day).order_by("-done").first()
        if latest is not None and latest.done is not None:
            raise FieldProblem(
                "day",
                marked("Dagen är före steget «{step}», som gjordes den {day}."),
                step=latest.get_kind_display(),
                day=date_format(latest.done, "j F Y"),
            )
    return day


_IN_ORDER = ("decide", "check_minutes", "post", "send_out", "archive")
"""What follows the decision: none of it can have happened before what comes before it."""


def _check_meeting(path: CasePath, name: str, meeting_id: int | None) -> None:
    meeting = meeting_to_come(meeting_id)
    if name == "call_again" and path.meeting and meeting.day <= path.meeting.day:
        raise FieldProblem("meeting", marked("Välj ett senare sammanträde än det som bordlade ärendet."))


def meeting_to_come(meeting_id: int | None) -> BoardMeeting:
    """A meeting that a case can go to. Raises FieldProblem for one that is not there or is cancelled."""
    meeting = BoardMeeting.objects.filter(pk=meeting_id).first() if meeting_id else None
    if meeting is None:
        raise FieldProblem("meeting", marked("Välj vilket sammanträde ärendet går till."))
    if meeting.cancelled:
        raise FieldProblem("meeting", marked("Sammanträdet är inställt. Välj ett annat."))
    return meeting


def _check_contributions(case: Case) -> None:
    rows = Contribution.objects.filter(case=case, received__isnull=True, withdrawn__isnull=True)
    waiting = list(rows.values_list("department", flat=True))
    if waiting:
        raise Problem(
            marked("Texter saknas från {departments}. Ta emot dem eller ta tillbaka begäran först."),
            departments=", ".join(waiting),
        )


def person(username: str, *, field: str = "person") -> Any:
    """An active user by name, None for "". Raises FieldProblem, at `field`, for a name that is nobody's."""
    if not username:
        return None
    found = get_user_model().objects.filter(username=username, is_active=True).first()
    if found is None:
        raise FieldProblem(field, marked("Det finns ingen användare «{name}». Välj i listan."), name=username)
    return found
