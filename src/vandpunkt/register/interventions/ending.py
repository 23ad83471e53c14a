"""How interventions end: in due time, perhaps with a follow-on; stopped; or never begun."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from vandpunkt.domain.periods import Period, Point
from vandpunkt.domain.problems import FieldProblem, marked
from vandpunkt.domain.terms import Term
from vandpunkt.register.interventions.row import InterventionRow
from vandpunkt.register.interventions.saving import (
    add_rows,
    check_version,
    locked_rows,
    save_rows,
    window_of,
    write_period,
)
from vandpunkt.register.interventions.statuses import check_move, is_coming
from vandpunkt.register.models import Intervention

Status = Intervention.Status


@dataclass(frozen=True)
class FollowOnSupport:
    """What comes after an intervention, in the same programme: when, with whom, in what words."""

    period: Period
    wording: str
    partners: tuple[str, ...] = ()


@transaction.atomic
def end_intervention(
    row_id: int,
    *,
    last: Point,
    reason: str = "",
    follow_on: FollowOnSupport | None = None,
    made_from: int,
    by: str,
    now: datetime,
) -> int | None:
    """Finish a row with its last term, year or school year; returns the id of the follow-on, if any.

    The follow-on is a row of its own that continues this one: it counts as the same support. Raises
    FieldProblem for an end before the start, in a later term than this, or at or after the follow-on, and
    ChangedMeanwhile.
    """
    row, stated = locked_rows([row_id])[row_id]
    check_version(stated, made_from=made_from)
    check_move(stated.status, Status.FINISHED)
    period = _ended(stated, last, now)
    _check_follow_on(period, follow_on)
    write_period(row, period)
    _close(row, Status.FINISHED, reason=reason, day=localdate(now))
    row.window_end = max(row.window_end, last.last_term.year)
    save_rows([row], by=by, now=now)
    if follow_on is None:
        return None
    (new,) = add_rows([_following(row, follow_on, now)], [follow_on.partners], by=by, now=now)
    return new


def _ended(stated: InterventionRow, last: Point, now: datetime) -> Period:
    first = stated.period.first_term
    if first and last.last_term < first:
        raise FieldProblem(
            "last", marked("Insatsen börjar {first} och kan inte sluta före det."), first=first
        )
    if last.first_term > Term.on(localdate(now)):
        raise FieldProblem(
            "last",
            marked("{last} har inte börjat. Ändra perioden i stället: då vet alla när insatsen slutar."),
            last=last,
        )
    return Period(stated.period.start, last)


def _check_follow_on(period: Period, follow_on: FollowOnSupport | None) -> None:
    if follow_on is None:
        return
    if not follow_on.wording:
        raise FieldProblem("follow_on_wording", marked("Skriv vad fortsättningen är."))
    first, last = follow_on.period.first_term, period.last_term
    if first is None or (last and first <= last):
        raise FieldProblem(
            "follow_on_period", marked("Fortsättningen ska börja efter {last}."), last=period.end
        )


def _following(row: Intervention, follow_on: FollowOnSupport, now: datetime) -> Intervention:
    today = localdate(now)
    term, first = Term.on(today), follow_on.period.first_term
    status = Status.RUNNING if first and first <= term else Status.PLANNED
    planned = is_coming(status, follow_on.period, term)
    window_start, window_end = window_of(follow_on.period, planned=planned, now=now)
    new = Intervention(
        school_unit_id=row.school_unit_id,
        programme_id=row.programme_id,
        status=status,
        status_date=today,
        wording=follow_on.wording,
        responsible=row.responsible,
        window_start=window_start,
        window_end=window_end,
        planned=planned,
        continues=row,
    )
    write_period(new, follow_on.period)
    return new


@transaction.atomic
def decline_intervention(
    row_id: int, *, day: date, reason: str, made_from: int, by: str, now: datetime
) -> None:
    """The school said no: from which day, and why. It was offered all the same, and never given."""
    row = _closable(row_id, Status.DECLINED, day=day, reason=reason, made_from=made_from, now=now)[0]
    _close(row, Status.DECLINED, reason=reason, day=day)
    save_rows([row], by=by, now=now)


@transaction.atomic
def stop_intervention(row_id: int, *, day: date, reason: str, made_from: int, by: str, now: datetime) -> None:
    """Break off support: from which day, and why. What has begun ends with the term of that day."""
    row, stated = _closable(row_id, Status.STOPPED, day=day, reason=reason, made_from=made_from, now=now)
    term, period = Term.on(day), stated.period
    begun = period.first_term is not None and period.first_term <= term
    if begun and (period.last_term is None or period.last_term > term):
        write_period(row, Period(period.start, term))
    _close(row, Status.STOPPED, reason=reason, day=day)
    save_rows([row], by=by, now=now)


def _closable(
    row_id: int, status: str, *, day: date, reason: str, made_from: int, now: datetime
) -> tuple[Intervention, InterventionRow]:
    row, stated = locked_rows([row_id])[row_id]
    check_version(stated, made_from=made_from)
    check_move(stated.status, status)
    if not reason:
        raise FieldProblem("reason", marked("Skriv varför. Nämnden frågar."))
    if day > localdate(now):
        raise FieldProblem("day", marked("Dagen har inte varit än."))
    return row, stated


def _close(row: Intervention, status: str, *, reason: str, day: date) -> None:
    row.status, row.status_reason, row.status_date, row.planned = status, reason, day, False
