"""Dialogues about schools as rows of a spreadsheet, beside those of the register."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, cast

from django.db import transaction

from vandpunkt.domain.problems import FieldProblem, marked
from vandpunkt.follow_up import dialogue_cells
from vandpunkt.follow_up.actions import actions_of_follow_up, actions_of_follow_ups, add_actions
from vandpunkt.follow_up.dialogue_cells import SheetDetails, StateLine
from vandpunkt.follow_up.dialogue_states import NOT_SPOKEN_OF
from vandpunkt.follow_up.dialogues import (
    FIELD_NAMES,
    FollowUpDetails,
    FollowUpRow,
    change_follow_up,
    details_in_version,
    details_of,
    follow_up,
    follow_ups_of,
    register_follow_up,
)
from vandpunkt.register.schools import schools
from vandpunkt.register.spreadsheets import KINDS as REGISTER_KINDS
from vandpunkt.register.spreadsheets import Kind, cells
from vandpunkt.register.spreadsheets.cells import Field
from vandpunkt.register.spreadsheets.new_rows import SCHOOL, SCHOOL_CODE, numbered_rows, school_of_new_row
from vandpunkt.register.spreadsheets.stated import Stated

_DAY: dict[str, Any] = {"write": cells.write_day, "read": cells.read_day, "width": 13}
_HOW: dict[str, dict[str, Any]] = {
    "day": _DAY,
    "participants": {"width": 30, "longest": 500},
    "seen": {"width": 60},
    "notes": {"width": 60},
    "next_meeting": _DAY,
}
ACTIONS = "Åtgärder (ändras på webbplatsen)"


def _fields() -> tuple[Field, ...]:
    return (
        *(Field(name, title, **_HOW[name]) for name, title in FIELD_NAMES.items()),
        Field("states", "Insatserna", dialogue_cells.write_states, dialogue_cells.read_states, 50),
        Field(
            "new_actions",
            "Nya åtgärder",
            dialogue_cells.write_new_actions,
            dialogue_cells.read_new_actions,
            50,
        ),
    )


def _listed(codes: Collection[str] | None, _choice: None = None) -> list[Stated]:
    return list(_stated(follow_ups_of(codes=codes), codes).values())


def _found(keys: Iterable[str], codes: Collection[str] | None) -> Mapping[str, Stated]:
    return _stated(follow_ups_of(ids=numbered_rows(keys)), codes)


def _stated(rows: Iterable[FollowUpRow], codes: Collection[str] | None) -> dict[str, Stated]:
    listed = list(rows)
    named = schools(sorted({row.school_code for row in listed}))
    agreed = actions_of_follow_ups(row.id for row in listed)
    return {
        str(row.id): Stated(
            key=str(row.id),
            version=row.version,
            details=_of_row(row),
            about=(row.school_code, named[row.school_code].name),
            name=f"{named[row.school_code].name}, {row.day.isoformat()}",
            own=codes is None or row.school_code in codes,
            shown=(dialogue_cells.actions_in_words(agreed.get(row.id, ())),),
        )
        for row in listed
    }


def _of_row(row: FollowUpRow) -> SheetDetails:
    states = (StateLine(one.intervention_id, one.state, one.note, one.intervention) for one in row.states)
    return SheetDetails(**vars(details_of(row)), states=tuple(sorted(states)))


def _in_version(key: str, number: int) -> SheetDetails | None:
    found = details_in_version(int(key), number)
    if found is None:
        return None
    details, states = found
    return SheetDetails(
        **vars(details), states=tuple(sorted(StateLine(one, *said) for one, said in states.items()))
    )


@transaction.atomic
def _change(key: str, *, details: SheetDetails, made_from: int, by: str, now: datetime) -> None:
    """An intervention that the cell leaves out was not spoken of; an action that is there stands once."""
    row = follow_up(int(key))
    states = {one.intervention_id: (NOT_SPOKEN_OF, "") for one in row.states} | _states(details)
    change_follow_up(row.id, details=_of_sheet(details), states=states, made_from=made_from, by=by, now=now)
    there = {(one.text, one.owner, one.due) for one in actions_of_follow_up(row.id)}
    new = [one for one in details.new_actions if (one.text, one.owner, one.due) not in there]
    with _beside_its_cell():
        add_actions(row.school_code, new, follow_up_id=row.id, by=by, now=now)


def _states(details: SheetDetails) -> dict[int, tuple[str, str]]:
    return {one.intervention_id: (one.state, one.note) for one in details.states}


def _of_sheet(details: SheetDetails) -> FollowUpDetails:
    return FollowUpDetails(**{name: getattr(details, name) for name in FIELD_NAMES})


@contextmanager
def _beside_its_cell() -> Iterator[None]:
    """A problem with an action is told of beside the cell that it was written in."""
    try:
        yield
    except FieldProblem as problem:
        if problem.field not in ("owner", "text"):
            raise
        raise FieldProblem("new_actions", problem.text, **problem.values) from problem


def _add(
    about: dict[str, str],
    *,
    details: SheetDetails,
    codes: Collection[str] | None,
    by: str,
    now: datetime,
) -> str:
    found = school_of_new_row(about, codes)
    with _beside_its_cell():
        register_follow_up(
            found.code,
            details=_of_sheet(details),
            states=_states(details),
            actions=details.new_actions,
            username=by[:150],
            by=by,
            now=now,
        )
    return f"{found.name}, {details.day.isoformat()}"


def _empty() -> SheetDetails:
    """Nothing is stated yet, not even the day: registering it refuses that."""
    return SheetDetails(cast("date", None), "", "")


KINDS: Mapping[str, Kind] = {
    **REGISTER_KINDS,
    "follow_ups": Kind(
        name="follow_ups",
        title=marked("Uppföljningar"),
        key="Rad",
        about=(SCHOOL_CODE, SCHOOL),
        fields=_fields,
        found=_found,
        version=_in_version,
        change=_change,
        add=_add,
        empty=_empty,
        about_choices=dict,
        listed=_listed,
        shown=(ACTIONS,),
    ),
}
"""Every kind of row that goes out as a spreadsheet and comes back, by its name."""
