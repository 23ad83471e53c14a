"""Rows as they stood on a past day, and who changed what of them, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.terms import point_from_code
from vandpunkt.register.change_lines import (
    NOTHING,
    ChangeLine,
    Words,
    change_lines,
    field_in_words,
    lines_among,
)
from vandpunkt.register.history import as_it_stood, versions_of
from vandpunkt.register.interventions.asking import intervention_version
from vandpunkt.register.interventions.row import InterventionRow
from vandpunkt.register.models import Intervention, Programme, SchoolUnit
from vandpunkt.register.programmes.around import around_at_each
from vandpunkt.register.programmes.asking import find_programme
from vandpunkt.register.programmes.changing import details_in_version
from vandpunkt.register.programmes.details import AROUND, FIELD_NAMES, ProgrammeDetails, in_words
from vandpunkt.register.schools import School, schools

_POINTS: Words = dict.fromkeys(
    ("start", "end", "in_use_from", "follow_on_start", "follow_on_end"),
    lambda code: str(point_from_code(code)),
)
"""Years, terms and school years are kept as codes and told as people write them."""

Facts = tuple[tuple[str, str], ...]
"""What a page of facts says: what each is called, and what it is."""


def past_row(model: Any, key: int, moment: datetime) -> Any:
    """A row of any kept model as it stood at a moment. Raises Problem where the register did not have it."""
    found = as_it_stood(model, moment).filter(id=key).first()
    if found is None:
        raise _not_yet()
    return found


def facts_of(row: Any, names: Mapping[str, str], words: Words | None = None) -> Facts:
    """What a row, or a version of one, says of these fields; what it does not state is left out."""
    told = ((_(name), field_in_words(row, field, words)) for field, name in names.items())
    return tuple(one for one in told if one[1] != NOTHING)


def past_school(code: str, moment: datetime) -> School:
    """A school as it stood at a moment. Raises Problem where the register did not have it then."""
    found = schools([code], as_of=moment).get(code)
    if found is None:
        raise _not_yet()
    return found


def past_intervention(row_id: int, moment: datetime) -> InterventionRow:
    """An intervention as it stood at a moment. Raises Problem where the register did not have it then."""
    row = intervention_version(row_id, past_row(Intervention, row_id, moment).history_id)
    if row is None:
        raise _not_yet()
    return row


def past_programme(slug: str, moment: datetime) -> ProgrammeDetails:
    """What the catalogue said of a programme at a moment. Raises Problem where it did not have it then."""
    programme = find_programme(slug)
    details = details_in_version(programme, past_row(Programme, programme.pk, moment).history_id)
    if details is None:
        raise _not_yet()
    return details


def past_programmes(moment: datetime) -> tuple[tuple[str, str, str], ...]:
    """The programmes that the catalogue had at a moment, by name: address, name and abbreviation."""
    rows = as_it_stood(Programme, moment).order_by("name", "id")
    return tuple(rows.values_list("slug", "name", "abbreviation"))


def school_history(code: str) -> tuple[ChangeLine, ...]:
    """Every change of what the register says of a school, newest first."""
    return tuple(change_lines(SchoolUnit(pk=code)))


def intervention_history(row_id: int) -> tuple[ChangeLine, ...]:
    """Every change of one intervention, newest first."""
    return tuple(lines_among(versions_of(Intervention, row_id), words=_POINTS))


def programme_history(slug: str) -> tuple[ChangeLine, ...]:
    """Every change of one programme, newest first. Raises Problem for an unknown one."""
    return programme_changes(programme_key(slug))


def programme_changes(key: int) -> tuple[ChangeLine, ...]:
    """Every change of the programme with a key, newest first, with its places, evidence and documents."""
    lines = lines_among(versions_of(Programme, key), words=_POINTS)
    if len(lines) < 2:
        return tuple(lines)
    around = around_at_each(key, [line.at for line in lines])
    changed = [
        replace(line, fields=(*line.fields, *_changed_around(before, after)))
        for line, after, before in zip(lines, around, around[1:], strict=False)
    ]
    return (*changed, lines[-1])


def _changed_around(
    before: Mapping[str, tuple[Any, ...]], after: Mapping[str, tuple[Any, ...]]
) -> Iterator[tuple[str, str, str]]:
    for field in AROUND:
        if before[field] != after[field]:
            yield _(FIELD_NAMES[field]), in_words(field, before[field]), in_words(field, after[field])


def programme_key(slug: str) -> int:
    """The key of a programme, for undoing. Raises Problem for an unknown one."""
    return find_programme(slug).pk


def _not_yet() -> Problem:
    return Problem(marked("Det här fanns inte i registret den dagen. Välj en senare dag."))
