"""The board's calendar: its meetings, kept by hand or pasted in, with the days counted back from each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Count, QuerySet

from vandpunkt.cases.models import BoardMeeting, Case
from vandpunkt.cases.path.deadlines import Before, rules
from vandpunkt.domain.problems import FieldProblem, Problem, marked
from vandpunkt.domain.working_days import is_working_day
from vandpunkt.register.history import with_version
from vandpunkt.register.meanwhile import refuse_older
from vandpunkt.register.versions import change_kept, create_kept

_CHANGING = ("board", "day", "documents_sent", "signed_by", "cancelled", "note")


@dataclass(frozen=True)
class MeetingDetails:
    """What is kept of a meeting. The two days are None where the rules give them."""

    board: str
    day: date
    documents_sent: date | None = None
    signed_by: date | None = None
    cancelled: bool = False
    note: str = ""


@dataclass(frozen=True)
class MeetingRow:
    """A meeting with the last day of each step before it, by the step's kind, and how many cases go to it."""

    id: int
    details: MeetingDetails
    deadlines: Mapping[str, date]
    cases: int
    made_up: bool
    version: int

    @property
    def board(self) -> str:
        """Which board meets."""
        return self.details.board

    @property
    def day(self) -> date:
        """When it meets."""
        return self.details.day

    @property
    def on_a_free_day(self) -> bool:
        """Whether it would be on a day that nobody works: not wrong, but worth a look."""
        return not is_working_day(self.details.day)


def rules_in_force() -> dict[str, Before]:
    """How the days before a meeting are counted here. Raises Problem for settings that cannot be used."""
    return rules(settings.DEADLINES)


def meetings(*, since: date | None = None, board: str | None = None) -> tuple[MeetingRow, ...]:
    """The meetings in order of day, those before a day left out where one is given. One query."""
    rows = BoardMeeting.objects.all()
    if since is not None:
        rows = rows.filter(day__gte=since)
    return _rows(rows if board is None else rows.filter(board__iexact=board))


def meeting(meeting_id: int) -> MeetingRow:
    """One meeting. Raises Problem where there is none by that id."""
    found = _rows(BoardMeeting.objects.filter(pk=meeting_id))
    if not found:
        raise Problem(marked("Kalendern har inget sammanträde {id}."), id=meeting_id)
    return found[0]


def boards() -> tuple[str, ...]:
    """The boards that cases or the calendar name, in order of the alphabet."""
    named = set(Case.objects.values_list("board", flat=True)) | set(
        BoardMeeting.objects.values_list("board", flat=True)
    )
    return tuple(sorted(filter(None, named)))


@transaction.atomic
def add_meetings(
    new: tuple[MeetingDetails, ...], *, by: str, now: datetime, made_up: bool = False
) -> tuple[int, ...]:
    """Put meetings in the calendar, all or none; those that it has already are left as they are.

    Returns the ids of the new ones. Raises FieldProblem for a meeting that cannot be.
    """
    known = set(BoardMeeting.objects.values_list("board", "day"))
    wanted = {(one.board.strip(), one.day): one for one in new}
    rows = []
    for (board, day), one in wanted.items():
        _check(one)
        if (board, day) not in known:
            rows.append(BoardMeeting(made_up=made_up, **_values(one)))
    return tuple(row.pk for row in create_kept(rows, by=by, now=now))


@transaction.atomic
def change_meeting(
    meeting_id: int, details: MeetingDetails, *, made_from: int, by: str, now: datetime
) -> None:
    """Change a meeting. Every case that goes to it gets its days counted anew.

    `made_from` is the version that the person saw. Raises FieldProblem for what cannot be, Problem where
    somebody has changed the meeting since or cases go to a meeting that is to be cancelled.
    """
    row = BoardMeeting.objects.select_for_update().filter(pk=meeting_id).first()
    if row is None:
        raise Problem(marked("Kalendern har inget sammanträde {id}."), id=meeting_id)
    refuse_older(row, made_from)
    _check(details)
    same = BoardMeeting.objects.filter(board=details.board.strip(), day=details.day).exclude(pk=row.pk)
    if same.exists():
        raise FieldProblem("day", marked("Nämnden har redan ett sammanträde den dagen."))
    for name, value in _values(details).items():
        setattr(row, name, value)
    change_kept([row], _CHANGING, by=by, now=now)


def meeting_row(row: BoardMeeting, *, cases: int = 0, version: int = 0) -> MeetingRow:
    """A meeting as a value."""
    details = MeetingDetails(**{name: getattr(row, name) for name in _CHANGING})
    return MeetingRow(row.pk, details, _deadlines(details), cases, row.made_up, version)


def _rows(rows: QuerySet[BoardMeeting]) -> tuple[MeetingRow, ...]:
    counted = with_version(rows).annotate(cases=Count("paths", distinct=True))
    return tuple(
        meeting_row(one, cases=one.cases, version=getattr(one, "version", 0))
        for one in counted.order_by("day", "board")
    )


def _deadlines(details: MeetingDetails) -> dict[str, date]:
    days = {kind: rule.day(details.day) for kind, rule in rules_in_force().items()}
    stated = {"signed": details.signed_by, "dispatched": details.documents_sent}
    return days | {kind: day for kind, day in stated.items() if day} | {"board_meeting": details.day}


def _values(details: MeetingDetails) -> dict[str, object]:
    return {name: getattr(details, name) for name in _CHANGING} | {"board": details.board.strip()}


def _check(details: MeetingDetails) -> None:
    if not details.board.strip():
        raise FieldProblem("board", marked("Skriv vilken nämnd som sammanträder."))
    for name, day in (("documents_sent", details.documents_sent), ("signed_by", details.signed_by)):
        if day is not None and day > details.day:
            raise FieldProblem(name, marked("Dagen är efter sammanträdet."))
