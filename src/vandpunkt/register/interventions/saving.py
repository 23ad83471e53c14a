"""Writing interventions that people change: the row, its partners, its version, who answers for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime

from django.db.models import Max
from django.utils.timezone import localdate

from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.register.interventions.asking import intervention_version, live_rows
from vandpunkt.register.interventions.details import FIELD_NAMES, Details, details_of, in_words
from vandpunkt.register.interventions.row import InterventionRow
from vandpunkt.register.meanwhile import changed_meanwhile, differences, too_old
from vandpunkt.register.models import Intervention, InterventionPartner
from vandpunkt.register.programmes.partner_names import partners_named
from vandpunkt.register.versions import change_kept, keep_versions

PLAIN = tuple(name for name in Details.__dataclass_fields__ if name not in ("period", "partners", "funding"))
_WRITTEN = (
    *PLAIN,
    *("start", "end", "ongoing", "funding", "planned", "window_start", "window_end"),
    *("continues", "accepted_at", "accepted_by"),
)


def locked_rows(ids: Iterable[int]) -> dict[int, tuple[Intervention, InterventionRow]]:
    """Rows to be changed, by id, with what they state now. Raises Problem for one that the register lacks."""
    wanted = list(dict.fromkeys(ids))
    rows = {row.pk: row for row in Intervention.objects.select_for_update().filter(pk__in=wanted)}
    missing = [str(one) for one in wanted if one not in rows]
    if missing:
        raise Problem(marked("Registret har ingen insats {id}."), id=", ".join(missing))
    stated = {one.id: one for one in live_rows(Intervention.objects.filter(pk__in=wanted))}
    return {one: (rows[one], stated[one]) for one in wanted}


def check_version(now: InterventionRow, *, made_from: int, mine: Details | None = None) -> None:
    """Raise ChangedMeanwhile where a form was made from an older version than the row is in now."""
    if now.version == made_from:
        return
    base = intervention_version(now.id, made_from)
    if base is None:
        raise too_old()
    was, is_now = details_of(base), details_of(now)
    latest = Intervention.history.select_related("history_user").get(history_id=now.version)
    raise changed_meanwhile(latest, differences(FIELD_NAMES, in_words, was, is_now, mine or was))


def write_details(row: Intervention, details: Details) -> None:
    """Put what is stated on a row; its partners are linked when it is saved."""
    for name in PLAIN:
        setattr(row, name, getattr(details, name))
    write_period(row, details.period)
    row.funding = [asdict(one) for one in details.funding]


def write_period(row: Intervention, period: Period) -> None:
    """Put a period on a row, as codes."""
    start, end = period.codes
    row.start, row.end, row.ongoing = start or "", end or "", period.ongoing


def window_of(period: Period, *, planned: bool, now: datetime) -> tuple[int, int]:
    """The calendar years that something stated today is stated for.

    What is planned without an end is planned for the year it starts; what runs is known until this year.
    """
    this_year = localdate(now).year
    first = period.first_term.year if period.first_term else this_year
    if period.last_term:
        return min(first, period.last_term.year), period.last_term.year
    return first, first if planned else max(first, this_year)


def add_rows(
    rows: Sequence[Intervention], partners: Sequence[tuple[str, ...]], *, by: str, now: datetime
) -> list[int]:
    """Add rows that a person answers for, with their partners; returns their ids."""
    _place_last(rows)
    for row in rows:
        row.accepted_at, row.accepted_by = now, by
    created = Intervention.objects.bulk_create(rows)
    link_partners({row.pk: names for row, names in zip(created, partners, strict=True)}, by=by, now=now)
    keep_versions(created, by=by, now=now, made=True)
    return [row.pk for row in created]


def save_rows(rows: Sequence[Intervention], *, by: str, now: datetime) -> None:
    """Save rows that a person has changed and so answers for, with a new version of each."""
    for row in rows:
        row.accepted_at, row.accepted_by = now, by
    change_kept(rows, _WRITTEN, by=by, now=now)


def link_partners(names: dict[int, tuple[str, ...]], *, by: str, now: datetime) -> None:
    """Let interventions, by id, have these partners in this order and no others."""
    partners = partners_named((name for some in names.values() for name in some), by=by, now=now)
    InterventionPartner.objects.filter(intervention__in=list(names)).delete()
    InterventionPartner.objects.bulk_create(
        InterventionPartner(intervention_id=row, partner=partner, position=position)
        for row, some in names.items()
        for position, partner in enumerate(dict.fromkeys(partners[name] for name in some))
    )


def _place_last(rows: Sequence[Intervention]) -> None:
    """Give new rows positions after all that their schools have."""
    last = dict(
        Intervention.objects.filter(school_unit__in={row.school_unit_id for row in rows})
        .order_by()
        .values_list("school_unit")
        .annotate(last=Max("position"))
    )
    for row in rows:
        row.position = last[row.school_unit_id] = last.get(row.school_unit_id, -1) + 1
