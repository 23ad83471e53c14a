"""What is asked of interventions, as values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.terms import Term
from vandpunkt.register.history import as_it_stood, with_version
from vandpunkt.register.interventions.given import count_given, given_in, starts_in
from vandpunkt.register.interventions.row import Funding, InterventionRow
from vandpunkt.register.models import Intervention, InterventionPartner, Partner, Programme, SourceDocument
from vandpunkt.register.rows_with import rows_with

__all__ = [
    "InterventionRow",
    "chain_roots",
    "current_counts",
    "intervention",
    "intervention_version",
    "interventions",
    "live_rows",
    "proposals",
    "rows_at",
    "support_now",
]


def interventions(
    codes: Iterable[str], *, accepted: bool | None = True, as_of: datetime | None = None
) -> tuple[InterventionRow, ...]:
    """The support at some schools, past before planned, in the order that it was stated in.

    Accepted rows alone, or with `accepted=False` the proposals alone, or with None both.
    """
    rows = as_it_stood(Intervention, as_of).filter(school_unit__in=list(codes))
    if accepted is not None:
        rows = rows.filter(accepted_at__isnull=not accepted)
    return _rows(rows, as_of)


def proposals(document_id: int | None = None) -> tuple[InterventionRow, ...]:
    """What a reading has proposed and nobody has accepted, of one document or of all."""
    rows = Intervention.objects.filter(accepted_at__isnull=True)
    return _rows(rows.filter(source_document=document_id) if document_id else rows, None)


def intervention(row_id: int) -> InterventionRow:
    """One intervention as it is, accepted or not. Raises Problem for an id that the register lacks."""
    found = live_rows(Intervention.objects.filter(pk=row_id))
    if not found:
        raise Problem(marked("Registret har ingen insats {id}."), id=row_id)
    return found[0]


def intervention_version(row_id: int, version: int) -> InterventionRow | None:
    """An intervention as one version of its history states it; None where there is no such version."""
    found = list(_with_documents(Intervention.history.filter(id=row_id, history_id=version)))
    return _past_rows(found, found[0].history_date)[0] if found else None


def current_counts(codes: Iterable[str], term: Term, *, as_of: datetime | None = None) -> dict[str, int]:
    """How many accepted interventions each school has in a term; a row and what continues it count once."""
    wanted = list(dict.fromkeys(codes))
    if as_of is None:
        return dict.fromkeys(wanted, 0) | count_given(wanted, term)
    rows = interventions(wanted, as_of=as_of)
    roots = chain_roots(rows)
    current: dict[str, set[int]] = {code: set() for code in wanted}
    for row in rows:
        if row.is_current(term):
            current[row.school_unit_code].add(roots[row.id])
    return {code: len(chains) for code, chains in current.items()}


def support_now(
    codes: Collection[str], term: Term
) -> dict[str, tuple[tuple[InterventionRow, ...], tuple[InterventionRow, ...]]]:
    """What each school has in a term, and what starts in the next, by code. One query.

    Of a row and what continues it the latter.
    """
    accepted = Intervention.objects.filter(accepted_at__isnull=False, school_unit__in=list(codes))
    continuing = accepted.filter(continues=OuterRef("pk"))
    between = Q(continues__isnull=False) & Exists(continuing)
    rows = live_rows(accepted.filter(given_in(term) | starts_in(term + 1) | between))
    roots = chain_roots(rows)
    running: dict[str, dict[int, InterventionRow]] = {code: {} for code in codes}
    starting: dict[str, list[InterventionRow]] = {code: [] for code in codes}
    for row in rows:
        if row.is_current(term):
            running[row.school_unit_code][roots[row.id]] = row
        if row.period.first_term == term + 1:
            starting[row.school_unit_code].append(row)
    return {code: (tuple(running[code].values()), tuple(starting[code])) for code in codes}


def chain_roots(rows: Iterable[InterventionRow]) -> dict[int, int]:
    """For each row the earliest row that it continues, itself where it continues none of these rows."""
    before = {row.id: row.continues_id for row in rows}

    def root(row_id: int) -> int:
        seen = {row_id}
        while (earlier := before.get(row_id)) in before and earlier not in seen:
            row_id = earlier
            seen.add(row_id)
        return row_id

    return {row_id: root(row_id) for row_id in before}


_ORDER = ("school_unit_id", "planned", "position", "id")


def _rows(rows: QuerySet[Intervention], as_of: datetime | None) -> tuple[InterventionRow, ...]:
    return _past_rows(list(_with_documents(rows)), as_of) if as_of else live_rows(rows)


def _with_documents(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("source_document").defer("source_document__page_texts").order_by(*_ORDER)


def live_rows(rows: QuerySet[Intervention]) -> tuple[InterventionRow, ...]:
    """Some rows as they are, as values. One query."""
    wanted = _with_documents(with_version(rows)).select_related("programme", "source_document")
    found = rows_with(wanted, partner_rows=InterventionPartner.objects.select_related("partner"))
    return tuple(
        _row(
            row,
            row.version or 0,
            row.programme,
            row.source_document,
            [one.partner.name for one in row.partner_rows.all()],
        )
        for row in found
    )


def rows_at(versions: QuerySet[Any], moment: datetime) -> tuple[InterventionRow, ...]:
    """Some versions as values, in their order, with the names of that moment. Four queries."""
    return _past_rows(
        list(versions.select_related("source_document").defer("source_document__page_texts")), moment
    )


def _past_rows(found: list[Any], as_of: datetime) -> tuple[InterventionRow, ...]:
    """Versions from the history, with the names that programmes and partners had then. Three queries."""
    names = dict(as_it_stood(Partner, as_of).values_list("id", "name"))
    programmes = {row.id: row for row in as_it_stood(Programme, as_of)}
    partners: dict[int, list[str]] = defaultdict(list)
    links = Intervention.history.model.partners.filter(history__in=[row.history_id for row in found])
    for link in links.order_by("position"):
        partners[link.history_id].append(names.get(link.partner_id, ""))
    return tuple(
        _row(
            row,
            row.history_id,
            programmes.get(row.programme_id),
            row.source_document,
            partners[row.history_id],
        )
        for row in found
    )


def _row(
    row: Any, version: int, programme: Any, document: SourceDocument | None, partners: Iterable[str]
) -> InterventionRow:
    return InterventionRow(
        id=row.id,
        version=version,
        school_unit_code=row.school_unit_id,
        programme=programme.name if programme else None,
        abbreviation=programme.abbreviation if programme else "",
        status=row.status,
        wording=row.wording,
        start=row.start,
        end=row.end,
        in_use_from=row.in_use_from,
        ongoing=row.ongoing,
        duration_years=row.duration_years,
        follow_on_start=row.follow_on_start,
        follow_on_end=row.follow_on_end,
        partners=tuple(partners),
        persons=tuple(row.persons),
        window_start=row.window_start,
        window_end=row.window_end,
        planned=row.planned,
        position=row.position,
        continues_id=row.continues_id,
        confidence=row.confidence,
        document_id=document.pk if document else None,
        document_title=str(document) if document else "",
        document_dnr=document.dnr if document else "",
        source_page=row.source_page,
        source_start=row.source_start,
        source_end=row.source_end,
        accepted_at=row.accepted_at,
        accepted_by=row.accepted_by,
        programme_slug=programme.slug if programme else "",
        status_date=row.status_date,
        status_reason=row.status_reason,
        offered_date=row.offered_date,
        offered_to=row.offered_to,
        responsible=row.responsible,
        dialogue_date=row.dialogue_date,
        dialogue_with=row.dialogue_with,
        dialogue_notes=row.dialogue_notes,
        decision_date=row.decision_date,
        decision_by=row.decision_by,
        decision_delegated=row.decision_delegated,
        decision_ground=row.decision_ground,
        funding=tuple(sorted(Funding(**one) for one in row.funding)),
    )
