"""The interventions of the register as a list: chosen, sorted and a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from vandpunkt.domain.terms import Term
from vandpunkt.register.history import as_it_stood
from vandpunkt.register.interventions.asking import live_rows, rows_at
from vandpunkt.register.interventions.given import given_in
from vandpunkt.register.interventions.row import InterventionRow
from vandpunkt.register.models import Intervention, SchoolUnit
from vandpunkt.register.schools import School, schools

PAGE_SIZE = 50
SORTS = {
    "school": ("school_unit__name", "planned", "position", "id"),
    "programme": ("programme__name", "school_unit__name", "id"),
    "status": ("status", "school_unit__name", "id"),
    "start": ("start", "school_unit__name", "id"),
}


@dataclass(frozen=True)
class Choice:
    """Which interventions are asked for: "" and None choose all. `term`: the support is given then.

    `condition` is what a room above asks of the rows.
    """

    school: str = ""
    programme: str = ""
    status: str = ""
    term: Term | None = None
    condition: Q | None = None


@dataclass(frozen=True)
class InterventionLine:
    """An intervention and the school that it is for."""

    row: InterventionRow
    school: School


@dataclass(frozen=True)
class InterventionList:
    """One page of the list; `total` counts what was chosen on all pages."""

    lines: tuple[InterventionLine, ...]
    total: int
    page: int
    pages: int


def list_interventions(
    choice: Choice, *, sort: str = "school", page: int = 1, codes: Collection[str] | None = None
) -> InterventionList:
    """A page of accepted interventions, at the schools with these codes or at all.

    `sort` is a key of SORTS, with a dash before it for the other direction; an unknown one sorts by school.
    A page beyond the last is the last. At most seven queries.
    """
    rows = _chosen(choice, codes).order_by(*_order(sort))
    counts = _counts(rows)
    total = sum(counts.values())
    pages, page = _paged(total, page)
    ids = _ids_of_page(rows, sort, (page - 1) * PAGE_SIZE, counts)
    return InterventionList(intervention_lines(ids), total, page, pages)


def past_interventions(choice: Choice, moment: datetime, *, page: int = 1) -> InterventionList:
    """A page of the interventions that were accepted at a moment, by school, as they stood. Seven queries."""
    rows: QuerySet[Any] = _chosen(choice, None, moment)
    counts = _counts(rows)
    total = sum(counts.values())
    pages, page = _paged(total, page)
    named = schools(list(counts), as_of=moment)
    in_order = [(one.code, one.name) for one in sorted(named.values(), key=lambda one: (one.name, one.code))]
    wanted, here = _schools_of_page(in_order, counts, (page - 1) * PAGE_SIZE)
    found = sorted(
        (
            InterventionLine(row, named[row.school_unit_code])
            for row in rows_at(rows.filter(school_unit__in=wanted), moment)
        ),
        key=lambda one: (one.school.name, one.row.planned, one.row.position, one.row.id),
    )
    return InterventionList(tuple(found[here : here + PAGE_SIZE]), total, page, pages)


def chosen_ids(choice: Choice, *, codes: Collection[str] | None = None) -> tuple[int, ...]:
    """The ids of all accepted interventions that are asked for, at the schools with these codes or at all."""
    rows = _chosen(choice, codes).order_by(*_order("school"))
    return tuple(rows.values_list("pk", flat=True))


def intervention_lines(row_ids: Iterable[int]) -> tuple[InterventionLine, ...]:
    """These accepted interventions with their schools, in the order of the ids; unknown ids are left out."""
    ids = list(dict.fromkeys(row_ids))
    found = {
        row.id: row for row in live_rows(Intervention.objects.filter(pk__in=ids, accepted_at__isnull=False))
    }
    named = schools(sorted({row.school_unit_code for row in found.values()}))
    return tuple(
        InterventionLine(found[one], named[found[one].school_unit_code]) for one in ids if one in found
    )


def _chosen(
    choice: Choice, codes: Collection[str] | None, as_of: datetime | None = None
) -> QuerySet[Intervention]:
    rows = as_it_stood(Intervention, as_of).filter(accepted_at__isnull=False)
    if codes is not None:
        rows = rows.filter(school_unit__in=list(codes))
    if choice.school:
        rows = rows.filter(school_unit=choice.school)
    if choice.programme:
        rows = rows.filter(programme__slug=choice.programme)
    if choice.status:
        rows = rows.filter(status=choice.status)
    if choice.condition is not None:
        rows = rows.filter(choice.condition)
    return rows.filter(given_in(choice.term)) if choice.term else rows


def _order(sort: str) -> tuple[str, ...]:
    fields = SORTS.get(sort.removeprefix("-"), SORTS["school"])
    return (f"-{fields[0]}", *fields[1:]) if sort.startswith("-") else fields


def _counts(rows: QuerySet[Any]) -> dict[str, int]:
    """How many of the rows each school has, by code; schools with none are left out. One query."""
    return dict(rows.order_by().values_list("school_unit").annotate(Count("pk")))


def _ids_of_page(rows: QuerySet[Intervention], sort: str, start: int, counts: Mapping[str, int]) -> list[int]:
    """The ids from `start` on; by school, only the schools of the page are found and then sorted."""
    ordered = _order(sort)
    if not ordered[0].endswith("school_unit__name"):
        return list(rows.values_list("pk", flat=True)[start : start + PAGE_SIZE])
    units = SchoolUnit.objects.order_by(ordered[0].replace("school_unit__", "")).values_list("code", "name")
    wanted, here = _schools_of_page(units, counts, start)
    found = rows.filter(school_unit__in=wanted).values_list("pk", flat=True)
    return list(found[here : here + PAGE_SIZE])


def _schools_of_page(
    units: Iterable[tuple[str, str]], counts: Mapping[str, int], start: int
) -> tuple[list[str], int]:
    """The schools, of codes and names in order, that have the rows from `start` on, and where theirs begin.

    Schools of one name stand together.
    """
    by_name: dict[str, list[str]] = {}
    for code, name in units:
        if code in counts:
            by_name.setdefault(name, []).append(code)
    passed, before = 0, 0
    wanted: list[str] = []
    for codes in by_name.values():
        many = sum(counts[code] for code in codes)
        if passed + many <= start:
            before += many
        elif passed < start + PAGE_SIZE:
            wanted += codes
        passed += many
    return wanted, start - before


def _paged(total: int, page: int) -> tuple[int, int]:
    pages = max(1, -(-total // PAGE_SIZE))
    return pages, min(max(1, page), pages)
