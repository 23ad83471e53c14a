"""Dialogues about a school: registered, changed field by field, and read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from vandpunkt.domain.dates import print_date
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.follow_up.actions import NewAction, add_actions
from vandpunkt.follow_up.models import FollowUp, InterventionState
from vandpunkt.follow_up.row_versions import check_made_from, with_version
from vandpunkt.register.history import author
from vandpunkt.register.intervention_problems import FieldProblem
from vandpunkt.register.interventions import interventions
from vandpunkt.register.versions import create_kept, keep_versions

STATES = tuple((one.value, one.label) for one in InterventionState.State)
NOTHING = "–"


@dataclass(frozen=True)
class FollowUpDetails:
    """What people write of a dialogue; `participants` are roles, or names in a public role."""

    day: date
    participants: str
    seen: str
    notes: str = ""
    next_meeting: date | None = None


FIELD_NAMES = {
    "day": marked("Dag"),
    "participants": marked("Deltagare"),
    "seen": marked("Vad vi såg"),
    "notes": marked("Anteckningar"),
    "next_meeting": marked("Nästa möte"),
}


@dataclass(frozen=True)
class StateRow:
    """How an intervention was going at a dialogue."""

    intervention_id: int
    intervention: str
    state: str
    state_label: str
    note: str

    @property
    def needs_a_decision(self) -> bool:
        """Whether somebody should look at it again, or stop it."""
        return self.state != InterventionState.State.AS_PLANNED


@dataclass(frozen=True)
class FollowUpRow:
    """A dialogue in its present version, with the state of each intervention that was spoken of."""

    id: int
    version: int
    school_code: str
    day: date
    participants: str
    seen: str
    notes: str
    next_meeting: date | None
    held_by: str
    made_up: bool
    states: tuple[StateRow, ...]


States = Mapping[int, tuple[str, str]]
"""By the intervention's id: the state and a note."""


@transaction.atomic
def register_follow_up(
    school_code: str,
    *,
    details: FollowUpDetails,
    states: States,
    actions: Sequence[NewAction] = (),
    username: str,
    made_up: bool = False,
    by: str,
    now: datetime,
) -> int:
    """Keep a dialogue with what was agreed, whole or not at all; returns its id. Raises FieldProblem."""
    _check(details, now)
    row = FollowUp(school_unit_id=school_code, held_by=username, made_up=made_up, **_stated(details))
    (kept,) = create_kept([row], by=by, now=now)
    _write_states(kept, states, by=by, now=now)
    add_actions(school_code, actions, follow_up_id=kept.pk, by=by, now=now)
    return int(kept.pk)


@transaction.atomic
def change_follow_up(
    follow_up_id: int,
    *,
    details: FollowUpDetails,
    states: States,
    made_from: int,
    by: str,
    now: datetime,
) -> None:
    """Let a dialogue say this instead. Raises ChangedMeanwhile where somebody has saved since `made_from`."""
    row = FollowUp.objects.select_for_update().filter(pk=follow_up_id).first()
    if row is None:
        raise _unknown(follow_up_id)
    check_made_from(row, made_from, mine=details, names=FIELD_NAMES, told=in_words, stated=details_of)
    _check(details, now)
    FollowUp.objects.filter(pk=row.pk).update(**_stated(details))
    for name, value in _stated(details).items():
        setattr(row, name, value)
    keep_versions([row], by=by, now=now)
    _write_states(row, states, by=by, now=now)


def _stated(details: FollowUpDetails) -> dict[str, Any]:
    return {field.name: getattr(details, field.name) for field in fields(details)}


def _check(details: FollowUpDetails, now: datetime) -> None:
    if details.day > localdate(now):
        raise FieldProblem("day", marked("Samtalet kan inte ha hållits än. Skriv dagen det hölls."))
    if details.next_meeting and details.next_meeting <= details.day:
        raise FieldProblem("next_meeting", marked("Nästa möte måste vara efter samtalet."))


def _write_states(row: FollowUp, states: States, *, by: str, now: datetime) -> None:
    """Keep what has changed of the states; one that is not told any more stays as it was."""
    of_school = {one.id for one in interventions([row.school_unit_id])}
    before = {one.intervention_id: one for one in row.states.all()}
    new, changed = [], []
    for intervention_id, (state, note) in states.items():
        if intervention_id not in of_school or state not in InterventionState.State.values:
            raise Problem(marked("Registret har ingen insats {id} på skolan."), id=intervention_id)
        old = before.get(intervention_id)
        if old is None:
            new.append(
                InterventionState(follow_up=row, intervention_id=intervention_id, state=state, note=note)
            )
        elif (old.state, old.note) != (state, note):
            old.state, old.note = state, note
            changed.append(old)
    create_kept(new, by=by, now=now)
    InterventionState.objects.bulk_update(changed, ("state", "note"))
    keep_versions(changed, by=by, now=now)


def details_of(row: Any) -> FollowUpDetails:
    """What people wrote, of a row or of a version of it."""
    return FollowUpDetails(row.day, row.participants, row.seen, row.notes, row.next_meeting)


def in_words(_field: str, value: Any, _translate: Callable[[str], str] = str) -> str:
    """A field's value as people write it; a dash where nothing is stated."""
    return (print_date(value) if isinstance(value, date) else str(value)) if value else NOTHING


def follow_up(follow_up_id: int) -> FollowUpRow:
    """One dialogue. Raises Problem for an id that the register lacks."""
    found = _rows(FollowUp.objects.filter(pk=follow_up_id))
    if not found:
        raise _unknown(follow_up_id)
    return found[0]


def follow_ups(school_code: str) -> tuple[FollowUpRow, ...]:
    """The dialogues about a school, newest first. Two queries."""
    return _rows(FollowUp.objects.filter(school_unit=school_code))


def follow_up_history(
    follow_up_id: int,
) -> tuple[tuple[datetime, str, tuple[tuple[str, str, str], ...]], ...]:
    """Each version, newest first: when, who, and each field with what it was and what it became."""
    kept = list(
        FollowUp.history.filter(id=follow_up_id).select_related("history_user").order_by("history_id")
    )
    lines = []
    for before, after in zip([None, *kept], kept, strict=False):
        was, became = details_of(before) if before else None, details_of(after)
        changed = tuple(
            (name, in_words(field, getattr(was, field)), in_words(field, getattr(became, field)))
            for field, name in FIELD_NAMES.items()
            if was and getattr(was, field) != getattr(became, field)
        )
        lines.append((after.history_date, author(after), changed))
    return tuple(reversed(lines))


def _unknown(follow_up_id: int) -> Problem:
    return Problem(marked("Registret har ingen uppföljning {id}."), id=follow_up_id)


def _rows(rows: QuerySet[FollowUp]) -> tuple[FollowUpRow, ...]:
    found: list[Any] = list(with_version(rows))
    states: dict[int, list[StateRow]] = defaultdict(list)
    for one in _states([row.pk for row in found]):
        states[one.follow_up_id].append(
            StateRow(
                one.intervention_id,
                one.intervention.programme.name if one.intervention.programme else one.intervention.wording,
                one.state,
                str(one.get_state_display()),
                one.note,
            )
        )
    return tuple(
        FollowUpRow(
            id=row.pk,
            version=row.version or 0,
            school_code=row.school_unit_id,
            held_by=row.held_by,
            made_up=row.made_up,
            states=tuple(states[row.pk]),
            **_stated(details_of(row)),
        )
        for row in found
    )


def _states(ids: Iterable[int]) -> QuerySet[InterventionState]:
    rows = InterventionState.objects.filter(follow_up__in=list(ids))
    return rows.select_related("intervention__programme").order_by("pk")
