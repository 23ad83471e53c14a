"""Registering and changing interventions: each change whole or not at all, with who and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from vandpunkt.domain.enumerations import listed
from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import FieldProblem, marked
from vandpunkt.domain.terms import Term
from vandpunkt.register.interventions.details import Details, details_of
from vandpunkt.register.interventions.overlaps import OverlapAnswer, ask_of_overlaps, overlapping_rows
from vandpunkt.register.interventions.row import InterventionRow
from vandpunkt.register.interventions.saving import (
    add_rows,
    check_version,
    link_partners,
    locked_rows,
    save_rows,
    window_of,
    write_details,
)
from vandpunkt.register.interventions.statuses import ENDINGS, WITH_REASON, check_move, is_coming
from vandpunkt.register.models import Intervention, Programme
from vandpunkt.register.programmes.asking import find_programme
from vandpunkt.register.schools import schools

Status = Intervention.Status


@transaction.atomic
def register_interventions(
    *,
    programme: str,
    school_codes: Iterable[str],
    details: Details,
    overlap: OverlapAnswer = "",
    by: str,
    now: datetime,
) -> tuple[int, ...]:
    """Register a programme, by its slug, for schools at once; returns the ids in the order of the schools.

    A wording that is not given is made of the programme's name, the partners and the period. Raises
    FieldProblem for what cannot be registered, and Overlapping for schools that have the programme in the
    same time, until that is answered: `continues` makes the new row go on from theirs.
    """
    codes = list(dict.fromkeys(school_codes))
    found = find_programme(programme)
    _check_new(codes, details, now)
    overlaps = overlapping_rows(codes, found.pk, details.period)
    ask_of_overlaps(overlaps, overlap)
    rows = [_new_row(code, found, details, now) for code in codes]
    if overlap == "continues":
        for row in rows:
            if row.school_unit_id in overlaps:
                row.continues_id = overlaps[row.school_unit_id].id
    return tuple(add_rows(rows, [details.partners] * len(rows), by=by, now=now))


def _check_new(codes: list[str], details: Details, now: datetime) -> None:
    if not codes:
        raise FieldProblem("schools", marked("Välj minst en skola."))
    known = schools(codes)
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise FieldProblem("schools", marked("Registret har ingen skola {codes}."), codes=", ".join(unknown))
    if details.period == Period():
        raise FieldProblem("period", marked("Skriv från och med när, till exempel «vt 2026–»."))
    if details.status in WITH_REASON:
        raise FieldProblem(
            "status", marked("Registrera insatsen som erbjuden eller beslutad först, och sedan varför inte.")
        )
    _check_days(details, now)
    _check_begun(details, now)


def _check_days(details: Details, now: datetime) -> None:
    for name in ("status_date", "offered_date"):
        day = getattr(details, name)
        if day and day > localdate(now):
            raise FieldProblem(name, marked("Dagen har inte varit än."))


def _check_begun(details: Details, now: datetime) -> None:
    first = details.period.first_term
    if details.status in (Status.RUNNING, Status.FINISHED) and first and first > Term.on(localdate(now)):
        raise FieldProblem("status", marked("Insatsen börjar {term} och kan inte ha börjat än."), term=first)


def _new_row(code: str, programme: Programme, details: Details, now: datetime) -> Intervention:
    today = localdate(now)
    planned = is_coming(details.status, details.period, Term.on(today))
    first, last = window_of(details.period, planned=planned, now=now)
    row = Intervention(
        school_unit_id=code,
        programme=programme,
        planned=planned,
        window_start=first,
        window_end=last,
    )
    write_details(row, details)
    row.status_date = details.status_date or today
    row.wording = details.wording or composed_wording(programme, details.partners, details.period)
    return row


def composed_wording(programme: Programme, partners: Sequence[str], period: Period) -> str:
    """A sentence for the answer, of what the row itself says; without any time where none is stated."""
    together = f" i samarbete med {listed(partners)}" if partners else ""
    time = "" if period == Period() else str(period)
    return f"{programme}{together}." + (f" {time[:1].upper()}{time[1:]}." if time else "")


@transaction.atomic
def change_intervention(
    row_id: int, *, details: Details, made_from: int, overlap: OverlapAnswer = "", by: str, now: datetime
) -> bool:
    """Let a row state this instead; returns whether anything differs from what it stated.

    `made_from` is the version that the person saw. Raises ChangedMeanwhile where the row is in another
    version by now, FieldProblem for a status that cannot be reached and Overlapping for the same programme
    twice in the same time; then nothing is saved.
    """
    changed = _change(
        locked_rows([row_id]),
        {row_id: details},
        made_from={row_id: made_from},
        overlap=overlap,
        by=by,
        now=now,
    )
    return bool(changed)


def _change(
    found: Mapping[int, tuple[Intervention, InterventionRow]],
    wanted: Mapping[int, Details],
    *,
    made_from: Mapping[int, int],
    overlap: OverlapAnswer,
    by: str,
    now: datetime,
) -> tuple[int, ...]:
    """Let locked rows state what is wanted of each; returns the ids of those that differ after it."""
    changed: list[Intervention] = []
    partners: dict[int, tuple[str, ...]] = {}
    for row_id, (row, stated) in found.items():
        before, details = details_of(stated), wanted[row_id]
        check_version(stated, made_from=made_from[row_id], mine=details)
        if details == before and row.accepted_at:
            continue
        _check_change(stated, details, now)
        if details.period != before.period:
            _check_overlaps(row, details.period, overlap)
        _write_change(row, before, details, now)
        if details.partners != before.partners:
            partners[row_id] = details.partners
        changed.append(row)
    if partners:
        link_partners(partners, by=by, now=now)
    save_rows(changed, by=by, now=now)
    return tuple(row.pk for row in changed)


def _check_overlaps(row: Intervention, period: Period, answer: OverlapAnswer) -> None:
    """Ask about the same programme in the same time, or let the row go on from it where it is the answer."""
    if row.programme_id is None or answer == "beside":
        return
    others = overlapping_rows([row.school_unit_id], row.programme_id, period, apart_from=row.pk)
    ask_of_overlaps(others, answer)
    if others:
        row.continues_id = others[row.school_unit_id].id


def _check_change(stated: InterventionRow, details: Details, now: datetime) -> None:
    if not details.wording:
        raise FieldProblem("wording", marked("Skriv vad svaret ska säga om insatsen."))
    _check_days(details, now)
    if details.status == stated.status in WITH_REASON and not details.status_reason:
        raise FieldProblem("status_reason", marked("Skriv varför. Nämnden frågar."))
    if details.status == stated.status in ENDINGS and stated.status_date and not details.status_date:
        raise FieldProblem("status_date", marked("Skriv från och med vilken dag."))
    if details.status == stated.status:
        return
    check_move(stated.status, details.status)
    if details.status in ENDINGS:
        raise FieldProblem(
            "status",
            marked("Avsluta, avbryt eller avböj insatsen på dess egen sida, där dag och skäl anges."),
        )
    _check_begun(details, now)


def _write_change(row: Intervention, before: Details, details: Details, now: datetime) -> None:
    write_details(row, details)
    if details.status != before.status:
        if details.status_date in (None, before.status_date):
            row.status_date = localdate(now)
        if details.status_reason == before.status_reason:
            row.status_reason = ""
        row.planned = is_coming(
            details.status, details.period, Term.on(localdate(now)), was_coming=row.planned
        )
    if details.period != before.period:
        first, last = window_of(details.period, planned=row.planned, now=now)
        if not row.planned:
            first, last = min(first, row.window_start), max(last, row.window_end)
        row.window_start, row.window_end = first, last


@transaction.atomic
def change_interventions(
    versions: Mapping[int, int], *, changes: Mapping[str, Any], by: str, now: datetime
) -> tuple[int, ...]:
    """Change the same fields of several rows; returns the ids of those that differ after it.

    `versions` are the rows' ids and the versions that the person saw; `changes` are fields of Details. All
    or none: raises what `change_intervention` raises, about the first row that stands in the way.
    """
    found = locked_rows(versions)
    wanted = {row_id: replace(details_of(stated), **changes) for row_id, (_, stated) in found.items()}
    return _change(found, wanted, made_from=versions, overlap="beside", by=by, now=now)
