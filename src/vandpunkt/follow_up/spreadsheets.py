"""Dialogues about schools as rows of a spreadsheet, beside those of the register."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any, cast

from vandpunkt.domain.problems import marked
from vandpunkt.follow_up.dialogues import (
    FIELD_NAMES,
    FollowUpDetails,
    FollowUpRow,
    change_follow_up,
    details_in_version,
    details_of,
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


def _fields() -> tuple[Field, ...]:
    return tuple(Field(name, title, **_HOW[name]) for name, title in FIELD_NAMES.items())


def _listed(codes: Collection[str] | None, _choice: None = None) -> list[Stated]:
    return list(_stated(follow_ups_of(codes=codes), codes).values())


def _found(keys: Iterable[str], codes: Collection[str] | None) -> Mapping[str, Stated]:
    return _stated(follow_ups_of(ids=numbered_rows(keys)), codes)


def _stated(rows: Iterable[FollowUpRow], codes: Collection[str] | None) -> dict[str, Stated]:
    listed = list(rows)
    named = schools(sorted({row.school_code for row in listed}))
    return {
        str(row.id): Stated(
            key=str(row.id),
            version=row.version,
            details=details_of(row),
            about=(row.school_code, named[row.school_code].name),
            name=f"{named[row.school_code].name}, {row.day.isoformat()}",
            own=codes is None or row.school_code in codes,
        )
        for row in listed
    }


def _change(key: str, *, details: FollowUpDetails, made_from: int, by: str, now: datetime) -> None:
    """The fields of the dialogue alone: what was said of each intervention stays as it is."""
    change_follow_up(int(key), details=details, states={}, made_from=made_from, by=by, now=now)


def _add(
    about: dict[str, str],
    *,
    details: FollowUpDetails,
    codes: Collection[str] | None,
    by: str,
    now: datetime,
) -> str:
    found = school_of_new_row(about, codes)
    register_follow_up(found.code, details=details, states={}, username=by[:150], by=by, now=now)
    return f"{found.name}, {details.day.isoformat()}"


def _empty() -> FollowUpDetails:
    """Nothing is stated yet, not even the day: registering it refuses that."""
    return FollowUpDetails(cast("date", None), "", "")


KINDS: Mapping[str, Kind] = {
    **REGISTER_KINDS,
    "follow_ups": Kind(
        name="follow_ups",
        title=marked("Uppföljningar"),
        key="Rad",
        about=(SCHOOL_CODE, SCHOOL),
        fields=_fields,
        found=_found,
        version=lambda key, number: details_in_version(int(key), number),
        change=_change,
        add=_add,
        empty=_empty,
        about_choices=dict,
        listed=_listed,
    ),
}
"""Every kind of row that goes out as a spreadsheet and comes back, by its name."""
