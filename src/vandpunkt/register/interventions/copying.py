"""Last year's support planned once more, for a calendar year or a school year; nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from vandpunkt.domain.periods import Period
from vandpunkt.domain.terms import SchoolYear, Year
from vandpunkt.register.interventions.asking import chain_roots, live_rows
from vandpunkt.register.interventions.changing import composed_wording
from vandpunkt.register.interventions.row import DECLINED, InterventionRow
from vandpunkt.register.interventions.saving import add_rows, locked_rows, write_period
from vandpunkt.register.interventions.undated_wording import without_dates
from vandpunkt.register.models import Intervention, Programme


@dataclass(frozen=True)
class Copies:
    """The rows that came of a copying, and the ids of those that were planned for the time already."""

    made: Mapping[int, int]
    passed_over: tuple[int, ...]


@transaction.atomic
def copy_planned(
    row_ids: Iterable[int],
    *,
    year: Year | SchoolYear,
    wordings: Mapping[int, str] | None = None,
    by: str,
    now: datetime,
) -> Copies:
    """Plan rows once more; `made` are the new rows' ids by the ids of those that they were copied from.

    Each new row continues the one that it was copied from, so that the support counts once. A row whose
    support is planned for some of the time already is passed over, and of rows that are the same support the
    latest is copied. The wording is the row's own without its dates, unless `wordings` has another for it.
    Decisions, dialogues, offers and funding are of their own year and are not copied.
    """
    found = locked_rows(row_ids)
    wanted = Period.at(year)
    support = _support_at([stated for _, stated in found.values()])
    roots = chain_roots(support)
    taken = {
        roots[row.id]
        for row in support
        if row.planned and row.status != DECLINED and row.stated_time.overlaps(wanted)
    }
    latest = {roots[one]: one for one in sorted(found, key=lambda one: _age(found[one][1]))}
    copied = [one for one in found if latest[roots[one]] == one and roots[one] not in taken]
    rows = [_planned_copy(found[one][0], year, now) for one in copied]
    programmes = Programme.objects.in_bulk({row.programme_id for row in rows if row.programme_id})
    for source, row in zip(copied, rows, strict=True):
        wording = (wordings or {}).get(source, "").strip()
        row.wording = wording or _wording(found[source][1], programmes.get(row.programme_id or 0))
    new = add_rows(rows, [found[one][1].partners for one in copied], by=by, now=now)
    return Copies(dict(zip(copied, new, strict=True)), tuple(one for one in found if one not in copied))


def _support_at(rows: Iterable[InterventionRow]) -> tuple[InterventionRow, ...]:
    """All accepted support at the schools of some rows, the rows themselves with it."""
    codes = {row.school_unit_code for row in rows}
    return live_rows(Intervention.objects.filter(school_unit__in=codes, accepted_at__isnull=False))


def _age(row: InterventionRow) -> tuple[int, bool, int]:
    return row.window_end, row.planned, row.id


def _planned_copy(row: Intervention, year: Year | SchoolYear, now: datetime) -> Intervention:
    new = Intervention(
        school_unit_id=row.school_unit_id,
        programme_id=row.programme_id,
        status=Intervention.Status.PLANNED,
        status_date=localdate(now),
        persons=row.persons,
        responsible=row.responsible,
        window_start=year.first_term.year,
        window_end=year.last_term.year,
        planned=True,
        continues=row,
    )
    if isinstance(year, SchoolYear):
        write_period(new, Period.at(year))
    elif row.ongoing:
        new.start, new.ongoing = row.start, True
    return new


def _wording(stated: InterventionRow, programme: Programme | None) -> str:
    """What the row says without its dates; where that leaves nothing, what it is and with whom."""
    undated = without_dates(stated.wording)
    if undated or programme is None:
        return undated or stated.wording
    return composed_wording(programme, stated.partners, Period())
