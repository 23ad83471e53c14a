"""Rows as they stood on a past day, and who changed what of them, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.register.admin.change_lines import ChangeLine, change_lines
from vandpunkt.register.history import as_it_stood
from vandpunkt.register.interventions.asking import intervention_version
from vandpunkt.register.interventions.row import InterventionRow
from vandpunkt.register.models import Intervention, Programme, SchoolUnit
from vandpunkt.register.programmes.asking import find_programme
from vandpunkt.register.schools import School, schools


@dataclass(frozen=True)
class PastProgramme:
    """What the catalogue said of a programme on a past day."""

    name: str
    abbreviation: str
    aliases: tuple[str, ...]
    purpose: str
    target: str
    run_by: str
    contact: str
    cost_per_year: int | None
    cost: str


def past_school(code: str, moment: datetime) -> School:
    """A school as it stood at a moment. Raises Problem where the register did not have it then."""
    found = schools([code], as_of=moment).get(code)
    if found is None:
        raise _not_yet()
    return found


def past_intervention(row_id: int, moment: datetime) -> InterventionRow:
    """An intervention as it stood at a moment. Raises Problem where the register did not have it then."""
    found: Any = as_it_stood(Intervention, moment).filter(id=row_id).first()
    row = intervention_version(row_id, found.history_id) if found else None
    if row is None:
        raise _not_yet()
    return row


def past_programme(slug: str, moment: datetime) -> PastProgramme:
    """A programme as the catalogue had it at a moment. Raises Problem where it did not have it then."""
    found = as_it_stood(Programme, moment).filter(id=find_programme(slug).pk).first()
    if found is None:
        raise _not_yet()
    return PastProgramme(
        name=found.name,
        abbreviation=found.abbreviation,
        aliases=tuple(found.aliases),
        purpose=found.purpose,
        target=found.target,
        run_by=found.run_by,
        contact=found.contact,
        cost_per_year=found.cost_per_year,
        cost=found.cost,
    )


def school_history(code: str) -> tuple[ChangeLine, ...]:
    """Every change of what the register says of a school, newest first."""
    return tuple(change_lines(SchoolUnit(pk=code)))


def programme_history(slug: str) -> tuple[ChangeLine, ...]:
    """Every change of one programme, newest first. Raises Problem for an unknown one."""
    return programme_changes(programme_key(slug))


def programme_changes(key: int) -> tuple[ChangeLine, ...]:
    """Every change of the programme with a key, newest first."""
    return tuple(change_lines(Programme(pk=key)))


def programme_key(slug: str) -> int:
    """The key of a programme, for undoing. Raises Problem for an unknown one."""
    return find_programme(slug).pk


def _not_yet() -> Problem:
    return Problem(marked("Registret hade inte raden den dagen. Välj en senare dag."))
