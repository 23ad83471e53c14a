"""Dialogues about a school: registered, changed field by field, and read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from vandpunkt.domain.dates import print_date
from vandpunkt.domain.problems import FieldProblem, Problem, marked
from vandpunkt.follow_up.actions import NewAction, add_actions
from vandpunkt.follow_up.dialogue_states import (
    NOT_SPOKEN_OF,
    STATES,
    PastStates,
    StateRow,
    States,
    named_states,
    state_row,
    write_states,
)
from vandpunkt.follow_up.models import FollowUp
from vandpunkt.register.change_lines import ChangeLine
from vandpunkt.register.history import author, with_version
from vandpunkt.register.meanwhile import check_made_from
from vandpunkt.register.past import past_row
from vandpunkt.register.rows_with import rows_with
from vandpunkt.register.undoing import undo_latest
from vandpunkt.register.versions import change_kept, create_kept

NOTHING = "–"
MODEL = "follow_up.followup"
"""What a dialogue is called where changes are undone."""


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
    write_states(kept, states, by=by, now=now)
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
    _check_meanwhile(row, made_from, details, states)
    _check(details, now)
    for name, value in _stated(details).items():
        setattr(row, name, value)
    change_kept([row], tuple(_stated(details)), by=by, now=now)
    write_states(row, states, by=by, now=now)


@transaction.atomic
def undo_follow_up(
    follow_up_id: int, *, version: int, by: str, now: datetime, account: int | None = None
) -> None:
    """Undo one's own latest change of a dialogue, of its states too. Raises Problem as `undo_latest` does."""
    earlier = FollowUp.history.filter(id=follow_up_id, history_id__lt=version).order_by("-history_id").first()
    undo_latest(MODEL, follow_up_id, version=version, by=by, now=now, account=account)
    assert earlier is not None
    past = PastStates(follow_up_id)
    before = past.at(earlier.history_date)
    states = {key: before.get(key, (NOT_SPOKEN_OF, "")) for key in past.names}
    write_states(FollowUp.objects.get(pk=follow_up_id), states, by=by, now=now)


def past_follow_up(follow_up_id: int, moment: datetime) -> tuple[tuple[str, str], ...]:
    """What a dialogue said at a moment, each field and state with its name, in words.

    Raises Problem where the register did not have it then.
    """
    kept = past_row(FollowUp, follow_up_id, moment)
    past = PastStates(follow_up_id)
    told = _with_states(details_of(kept), past.at(moment), past.names)
    return tuple((name, in_words(field, getattr(told, field))) for field, name in _names(past).items())


def _check_meanwhile(row: FollowUp, made_from: int, details: FollowUpDetails, states: States) -> None:
    """The fields and the states together are what a form may have been made from an older version of."""
    past = PastStates(row.pk)
    names = _names(past)

    def whole(version: Any) -> SimpleNamespace:
        told = past.at(getattr(version, "history_date", datetime.max.replace(tzinfo=UTC)))
        return _with_states(details_of(version), told, past.names)

    mine = {key: states.get(key, (NOT_SPOKEN_OF, "")) for key in past.names}
    check_made_from(
        row,
        made_from,
        mine=_with_states(details, mine, past.names),
        names=names,
        told=in_words,
        stated=whole,
    )


def _names(past: PastStates) -> dict[str, str]:
    """What each field is called; the state of an intervention and the note on it by the intervention."""
    names = {**FIELD_NAMES}
    for key, name in past.names.items():
        names |= {f"state-{key}": name, f"note-{key}": name}
    return names


def _with_states(details: FollowUpDetails, states: States, named: Mapping[int, str]) -> SimpleNamespace:
    """The fields of a dialogue and of its states, by the names that a form has for them."""
    values = _stated(details)
    for key in named:
        state, note = states.get(key, (NOT_SPOKEN_OF, ""))
        values |= {f"state-{key}": state, f"note-{key}": note}
    return SimpleNamespace(**values)


def _stated(details: FollowUpDetails) -> dict[str, Any]:
    return {field.name: getattr(details, field.name) for field in fields(details)}


def _check(details: FollowUpDetails, now: datetime) -> None:
    if details.day is None:
        raise FieldProblem("day", marked("Skriv dagen som samtalet hölls."))
    for name in ("participants", "seen"):
        if not getattr(details, name).strip():
            raise FieldProblem(name, marked("Skriv vilka som deltog och vad ni såg."))
    if details.day > localdate(now):
        raise FieldProblem("day", marked("Samtalet kan inte ha hållits än. Skriv dagen det hölls."))
    if details.next_meeting and details.next_meeting <= details.day:
        raise FieldProblem("next_meeting", marked("Nästa möte måste vara efter samtalet."))


def details_of(row: Any) -> FollowUpDetails:
    """What people wrote, of a row or of a version of it."""
    return FollowUpDetails(row.day, row.participants, row.seen, row.notes, row.next_meeting)


def in_words(field: str, value: Any, _translate: Callable[[str], str] = str) -> str:
    """A field's value as people write it; a dash where nothing is stated."""
    if field.startswith("state-"):
        value = str(dict(STATES).get(value, ""))
    return (print_date(value) if isinstance(value, date) else str(value)) if value else NOTHING


def follow_up(follow_up_id: int) -> FollowUpRow:
    """One dialogue. Raises Problem for an id that the register lacks."""
    found = _rows(FollowUp.objects.filter(pk=follow_up_id))
    if not found:
        raise _unknown(follow_up_id)
    return found[0]


def follow_ups(school_code: str) -> tuple[FollowUpRow, ...]:
    """The dialogues about a school, newest first. One query."""
    return _rows(FollowUp.objects.filter(school_unit=school_code))


def follow_ups_of(
    *, codes: Collection[str] | None = None, ids: Iterable[int] | None = None
) -> tuple[FollowUpRow, ...]:
    """The dialogues about some schools, None for every, or with some ids, by school, newest first."""
    rows = FollowUp.objects.order_by("school_unit__name", "-day", "pk")
    if codes is not None:
        rows = rows.filter(school_unit__in=list(codes))
    return _rows(rows if ids is None else rows.filter(pk__in=list(ids)))


def details_in_version(
    follow_up_id: int, version: int
) -> tuple[FollowUpDetails, dict[int, tuple[str, str]]] | None:
    """What a version of a dialogue said, and of each intervention; None for a version it never was in."""
    kept = FollowUp.history.filter(id=follow_up_id, history_id=version).first()
    return (details_of(kept), PastStates(follow_up_id).at(kept.history_date)) if kept else None


def follow_up_history(follow_up_id: int) -> tuple[ChangeLine, ...]:
    """Every change of a dialogue and of how each intervention was going, newest first."""
    kept = list(
        FollowUp.history.filter(id=follow_up_id).select_related("history_user").order_by("history_id")
    )
    past = PastStates(follow_up_id)
    names = _names(past)
    lines = []
    for before, after in zip([None, *kept], kept, strict=False):
        told = [
            _with_states(details_of(one), past.at(one.history_date), past.names)
            for one in (before, after)
            if one
        ]
        changed = tuple(
            (_(name), in_words(field, getattr(told[0], field)), in_words(field, getattr(told[1], field)))
            for field, name in names.items()
            if len(told) == 2 and getattr(told[0], field) != getattr(told[1], field)
        )
        what = _("ändrad") if before else _("ny")
        lines.append(ChangeLine(after.history_date, author(after) or NOTHING, what, changed))
    return tuple(reversed(lines))


def _unknown(follow_up_id: int) -> Problem:
    return Problem(marked("Registret har ingen uppföljning {id}."), id=follow_up_id)


def _rows(rows: QuerySet[FollowUp]) -> tuple[FollowUpRow, ...]:
    found: list[Any] = rows_with(with_version(rows), states=named_states())
    return tuple(
        FollowUpRow(
            id=row.pk,
            version=row.version or 0,
            school_code=row.school_unit_id,
            held_by=row.held_by,
            made_up=row.made_up,
            states=tuple(map(state_row, row.states.all())),
            **_stated(details_of(row)),
        )
        for row in found
    )
