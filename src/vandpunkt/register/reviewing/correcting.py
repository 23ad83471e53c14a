"""Correcting what the reading made of an item, before anybody says yes to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import FieldProblem, Problem, marked
from vandpunkt.register.meanwhile import ChangedMeanwhile, differences, too_old
from vandpunkt.register.models import Proposal
from vandpunkt.register.reviewing.asking import Codes, proposal_version
from vandpunkt.register.reviewing.deciding import locked_proposals
from vandpunkt.register.reviewing.values import ProposalRow
from vandpunkt.register.schools import schools
from vandpunkt.register.versions import change_kept

_EARLIEST, _LATEST = 1900, 2999
_UNKNOWN = Period()
_CORRECTED = (
    *("school_unit", "planned", "window_start", "window_end", "programme_name", "abbreviation", "wording"),
    *("start", "end", "ongoing", "partners"),
)


@dataclass(frozen=True)
class Correction:
    """The fields of a proposal that a person may correct."""

    school: str = ""
    planned: bool = False
    years: Period = _UNKNOWN
    programme: str = ""
    wording: str = ""
    period: Period = _UNKNOWN
    partners: tuple[str, ...] = ()


FIELD_NAMES = {
    "school": marked("Skola"),
    "planned": marked("Planerat"),
    "years": marked("Gäller åren"),
    "programme": marked("Program"),
    "wording": marked("Ordalydelse"),
    "period": marked("Period"),
    "partners": marked("Samverkansparter"),
}


def correction_of(row: ProposalRow) -> Correction:
    """What a proposal states, as it can be corrected."""
    return Correction(
        row.school_code, row.planned, row.stated_for, row.programme, row.wording, row.period, row.partners
    )


@transaction.atomic
def correct_proposal(
    proposal_id: int,
    correction: Correction,
    *,
    made_from: int,
    codes: Codes = None,
    by: str,
    now: datetime,
) -> int:
    """Let a proposal that waits state this instead; returns its version after it.

    Raises FieldProblem for a school that the register lacks and for what no intervention can state, and
    ChangedMeanwhile, with what the other has changed, where somebody was first.
    """
    _check(correction, codes)
    try:
        (row,) = locked_proposals({proposal_id: made_from}, codes=codes)
    except ChangedMeanwhile as changed:
        raise _with_differences(changed, proposal_id, made_from, correction) from changed
    _write(row, correction)
    change_kept([row], _CORRECTED, by=by, now=now)
    return int(Proposal.history.filter(id=row.pk).latest("history_id").history_id)


def _check(correction: Correction, codes: Codes) -> None:
    if not correction.wording.strip():
        raise FieldProblem("wording", marked("Skriv vad svaret ska säga om insatsen."))
    if codes is not None and correction.school not in codes:
        raise FieldProblem("school", marked("Välj en av dina skolor."))
    if correction.school and not schools([correction.school]):
        raise FieldProblem("school", marked("Registret har ingen skola {code}."), code=correction.school)
    first, last = correction.years.first_term, correction.years.last_term
    if first is None or last is None or not _EARLIEST <= first.year <= last.year <= _LATEST:
        raise FieldProblem("years", marked("Skriv vilka år uppgiften gäller, till exempel 2021–2024."))


def _write(row: Proposal, correction: Correction) -> None:
    first, last = correction.years.first_term, correction.years.last_term
    assert first is not None
    assert last is not None
    row.school_unit_id = correction.school or None
    row.planned = correction.planned
    row.window_start, row.window_end = first.year, last.year
    if row.programme_name != correction.programme:
        row.programme_name, row.abbreviation = correction.programme, ""
    row.wording = correction.wording.strip()
    start, end = correction.period.codes
    row.start, row.end, row.ongoing = start or "", end or "", correction.period.ongoing
    row.partners = list(correction.partners)


def _with_differences(
    changed: ChangedMeanwhile, proposal_id: int, made_from: int, mine: Correction
) -> Problem:
    base, theirs = (proposal_version(proposal_id, one) for one in (made_from, changed.version))
    if base is None or theirs is None:
        return too_old()
    found = differences(FIELD_NAMES, in_words, correction_of(base), correction_of(theirs), mine)
    return ChangedMeanwhile(version=changed.version, by=changed.by, at=changed.at, differences=found)


def in_words(field: str, value: Any, translate: Callable[[str], str] = str) -> str:
    """A field's value as people write it; a dash where nothing is stated."""
    if field == "planned":
        return translate(marked("ja") if value else marked("nej"))
    if value in ("", (), _UNKNOWN):
        return "–"
    return ", ".join(value) if isinstance(value, tuple) else str(value)
