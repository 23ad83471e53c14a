"""What a change of several interventions would do, row by row, before anybody says yes to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from vandpunkt.domain.terms import SchoolYear, Year
from vandpunkt.register.interventions.changing import change_interventions
from vandpunkt.register.interventions.copying import copy_planned
from vandpunkt.register.interventions.details import FIELD_NAMES, details_of, in_words
from vandpunkt.register.interventions.listing import InterventionLine, intervention_lines


@dataclass(frozen=True)
class CellChange:
    """One field of a row: what it says, and what it would say."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class RowPreview:
    """A row and what would become of it; `changes` is empty where nothing would."""

    line: InterventionLine
    changes: tuple[CellChange, ...]


def preview_changes(
    row_ids: Iterable[int], *, changes: Mapping[str, Any], by: str, now: datetime
) -> tuple[RowPreview, ...]:
    """What `change_interventions` would do to rows as they are now; nothing is kept.

    Raises what it raises, where a row stands in the way.
    """
    lines = intervention_lines(row_ids)
    with transaction.atomic():
        change_interventions({one.row.id: one.row.version for one in lines}, changes=changes, by=by, now=now)
        transaction.set_rollback(True)
    return tuple(RowPreview(line, _cells(line, changes)) for line in lines)


def _cells(line: InterventionLine, changes: Mapping[str, Any]) -> tuple[CellChange, ...]:
    before = details_of(line.row)
    after = replace(before, **changes)
    return tuple(
        CellChange(name, in_words(field, getattr(before, field)), in_words(field, getattr(after, field)))
        for field, name in FIELD_NAMES.items()
        if getattr(before, field) != getattr(after, field)
    )


@dataclass(frozen=True)
class CopyPreview:
    """The new rows by the ids of those that they are copied from, and how many are planned already."""

    lines: tuple[tuple[int, InterventionLine], ...]
    passed_over: int


def preview_copies(
    row_ids: Iterable[int],
    *,
    year: Year | SchoolYear,
    wordings: Mapping[int, str] | None = None,
    by: str,
    now: datetime,
) -> CopyPreview:
    """What `copy_planned` would make for a calendar year or a school year; nothing is kept."""
    with transaction.atomic():
        copies = copy_planned(row_ids, year=year, wordings=wordings, by=by, now=now)
        new = {line.row.id: line for line in intervention_lines(copies.made.values())}
        transaction.set_rollback(True)
    lines = tuple((source, new[made]) for source, made in copies.made.items())
    return CopyPreview(lines, len(copies.passed_over))
