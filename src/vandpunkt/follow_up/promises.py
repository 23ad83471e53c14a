"""Promises come back: what an answer said was planned is asked about when its term has ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from vandpunkt.domain.problems import FieldProblem, Problem, marked
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.models import Promise
from vandpunkt.register.history import as_it_stood, with_version
from vandpunkt.register.interventions.row import InterventionRow
from vandpunkt.register.meanwhile import changed_meanwhile
from vandpunkt.register.models import Intervention
from vandpunkt.register.versions import change_kept, create_kept

OPEN, DONE, RUNNING, NOT_DONE = "open", "done", "running", "not_done"
ANSWERS = (DONE, RUNNING, NOT_DONE)


@dataclass(frozen=True)
class PlannedItem:
    """A planned sentence of an answer, with the citation that vouches for it and the row it came from."""

    citation: str
    sentence: str
    row: InterventionRow


@dataclass(frozen=True)
class PromiseRow:
    """One promise in one version; `due` is the last term of what was planned."""

    id: int
    version: int
    dnr: str
    citation: str
    sentence: str
    school_unit_code: str
    school: str
    programme: str
    intervention_id: int
    due: Term
    responsible: str
    status: str
    reason: str
    asked_at: datetime | None
    answered_by: str
    answered_at: datetime | None

    def is_due(self, today: date) -> bool:
        """Whether its term has ended and nobody has answered."""
        return self.status == OPEN and self.due < Term.on(today)


@transaction.atomic
def keep_promises(dnr: str, planned: Sequence[PlannedItem], *, by: str, now: datetime) -> int:
    """Make a promise of each planned item of a decided answer; returns how many are new.

    An item that is a promise of the case already is left as it is: a second time changes nothing.
    """
    kept = set(Promise.objects.filter(dnr=dnr).values_list("intervention", flat=True))
    ids = [item.row.id for item in planned]
    programmes = dict(Intervention.objects.filter(pk__in=ids).values_list("pk", "programme"))
    new = {item.row.id: item for item in planned if item.row.id not in kept}
    rows = [_promise(dnr, item, programmes[item.row.id]) for item in new.values()]
    create_kept(rows, by=by, now=now)
    return len(rows)


def due_term(row: InterventionRow) -> Term:
    """The last term of what was planned: of the stated period within the years it was stated for."""
    return row.stated_time.last_term or Term(row.window_end, "ht")


def _promise(dnr: str, item: PlannedItem, programme: int | None) -> Promise:
    return Promise(
        dnr=dnr,
        citation=item.citation,
        sentence=item.sentence,
        school_unit_id=item.row.school_unit_code,
        programme_id=programme,
        intervention_id=item.row.id,
        due=due_term(item.row).code,
        responsible=item.row.responsible,
    )


@transaction.atomic
def answer_promise(
    promise_id: int, *, status: str, reason: str = "", made_from: int, by: str, now: datetime
) -> None:
    """Record what became of a promise.

    Raises FieldProblem for an answer that says nothing, and for something not done without why;
    ChangedMeanwhile where somebody has answered since the form was made: that somebody has been asked since
    then stands in nobody's way.
    """
    row: Any = Promise.objects.select_for_update().filter(pk=promise_id).first()
    if row is None:
        raise _unknown(promise_id)
    if status not in ANSWERS:
        raise FieldProblem("status", marked("Välj vad det blev av det som planerades."))
    if status == NOT_DONE and not reason.strip():
        raise FieldProblem("reason", marked("Skriv varför det inte blev genomfört. Det står i nästa svar."))
    newest: Any = row.history.select_related("history_user").latest("history_id")
    base = row.history.filter(history_id=made_from).first()
    if base is None or (base.status, base.reason) != (row.status, row.reason):
        raise changed_meanwhile(newest)
    row.status, row.reason = status, reason.strip()
    row.answered_by, row.answered_at = by, now
    change_kept([row], ["status", "reason", "answered_by", "answered_at"], by=by, now=now)


@transaction.atomic
def mark_asked(ids: Iterable[int], *, by: str, now: datetime) -> int:
    """Note that the responsible have been asked, so that they are asked once; returns how many."""
    rows = list(Promise.objects.select_for_update().filter(pk__in=list(ids), asked_at__isnull=True))
    for row in rows:
        row.asked_at = now
    change_kept(rows, ["asked_at"], by=by, now=now)
    return len(rows)


def promise(promise_id: int) -> PromiseRow:
    """One promise as it is. Raises Problem for an id that the register lacks."""
    found = _rows(Promise.objects.filter(pk=promise_id))
    if not found:
        raise _unknown(promise_id)
    return found[0]


def promise_version(promise_id: int, version: int) -> PromiseRow | None:
    """A promise as one version of its history states it; None where there is no such version."""
    found = Promise.history.filter(id=promise_id, history_id=version)
    return next(iter(_rows(found, past=True)), None)


def promises(
    *, codes: Set[str] | None = None, dnr: str | None = None, as_of: datetime | None = None
) -> tuple[PromiseRow, ...]:
    """The promises about some schools or all, and of one case or all, the earliest due first. One query."""
    rows = Promise.objects.all() if as_of is None else as_it_stood(Promise, as_of)
    if codes is not None:
        rows = rows.filter(school_unit__in=codes)
    return _rows(rows.filter(dnr=dnr) if dnr else rows, past=as_of is not None)


def promises_due(
    *, today: date, codes: Set[str] | None = None, unasked: bool = False
) -> tuple[PromiseRow, ...]:
    """The promises whose term has ended and that nobody has answered; with `unasked` those never asked about.

    `codes` are the schools of the person asking, None for every school. One query.
    """
    return tuple(row for row in promises(codes=codes) if row.is_due(today) and not (unasked and row.asked_at))


def _rows(rows: QuerySet[Any], *, past: bool = False) -> tuple[PromiseRow, ...]:
    found = rows.select_related("school_unit", "programme").order_by("due", "school_unit__name", "id")
    if not past:
        found = with_version(found)
    return tuple(_row(row, row.history_id if past else row.version) for row in found)


def _row(row: Any, version: int) -> PromiseRow:
    return PromiseRow(
        id=row.id,
        version=version,
        dnr=row.dnr,
        citation=row.citation,
        sentence=row.sentence,
        school_unit_code=row.school_unit_id,
        school=row.school_unit.name,
        programme=row.programme.name if row.programme else "",
        intervention_id=row.intervention_id,
        due=Term.from_code(row.due),
        responsible=row.responsible,
        status=row.status,
        reason=row.reason,
        asked_at=row.asked_at,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
    )


def _unknown(promise_id: int) -> Problem:
    return Problem(marked("Registret har inget löfte {id}."), id=promise_id)
