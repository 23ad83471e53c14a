"""The catalogue of programmes as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from vandpunkt.register.models import Programme
from vandpunkt.register.programmes.changing import (
    add_programme,
    change_programme,
    programme_version,
    whole_catalogue,
)
from vandpunkt.register.programmes.details import FIELD_NAMES, ProgrammeDetails
from vandpunkt.register.spreadsheets import cells
from vandpunkt.register.spreadsheets.cells import Field
from vandpunkt.register.spreadsheets.stated import Stated

_NUMBER = {"write": cells.write_number, "read": cells.read_number, "width": 14}
_LINES = {"write": "\n".join, "read": cells.lines, "width": 30}
_HOW: dict[str, dict[str, Any]] = {
    "name": {"width": 40},
    "aliases": _LINES,
    "purpose": {"width": 60},
    "target": {"width": 40},
    "effect_from_years": _NUMBER,
    "effect_to_years": _NUMBER,
    "cost_per_year": _NUMBER,
    "cost": {"width": 30},
    "partners": _LINES,
    "period": {"write": cells.write_period, "read": cells.read_period},
    "conditions": {"width": 40},
    "documents": {"write": cells.write_documents, "read": cells.read_documents, "width": 60},
    "places": {"write": cells.write_places, "read": cells.read_places},
    "evidence": {"write": cells.write_evidence, "read": cells.read_evidence, "width": 60},
}


def fields() -> tuple[Field, ...]:
    """The columns that people write in."""
    return tuple(
        Field(name, title, longest=_longest(name), **_HOW.get(name, {}))
        for name, title in FIELD_NAMES.items()
    )


def _longest(name: str) -> int | None:
    own = {field.name: field for field in Programme._meta.concrete_fields}
    return getattr(own.get(name), "max_length", None)


def found(keys: Iterable[str], codes: Collection[str] | None = None) -> dict[str, Stated]:
    """The programmes with these addresses; the catalogue is the same for every school."""
    wanted = set(keys)
    return {one.key: one for one in listed() if one.key in wanted}


def listed(codes: Collection[str] | None = None, choice: None = None) -> list[Stated]:
    """The whole catalogue by name."""
    return [
        Stated(key=slug, version=number, details=details, about=(), name=details.name)
        for slug, (details, number) in whole_catalogue().items()
    ]


def version(key: str, number: int) -> ProgrammeDetails | None:
    """What the catalogue said in a version; None where it never was in that one."""
    return programme_version(key, number)


def change(key: str, *, details: ProgrammeDetails, made_from: int, by: str, now: datetime) -> None:
    """Change a programme as its form does."""
    change_programme(key, details=details, made_from=made_from, by=by, now=now)


def add(
    about: dict[str, str],
    *,
    details: ProgrammeDetails,
    codes: Collection[str] | None,
    by: str,
    now: datetime,
) -> str:
    """Add a programme to the catalogue; returns its name."""
    add_programme(details=details, by=by, now=now)
    return details.name


def empty() -> ProgrammeDetails:
    """A programme of which nothing is stated."""
    return ProgrammeDetails(name="")
