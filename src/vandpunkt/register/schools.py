"""What is asked of school units, as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from difflib import get_close_matches

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.register.history import as_it_stood
from vandpunkt.register.models import Area, SchoolUnit


@dataclass(frozen=True)
class School:
    """A school unit. `area` is the name of the part of our schools it belongs to, "" where none is set."""

    code: str
    name: str
    municipality_code: str
    municipality: str
    operator_type: str
    operator: str
    operator_number: str
    own: bool
    has_year_nine: bool
    area: str


def own_schools(*, year_nine: bool = True, as_of: datetime | None = None) -> tuple[School, ...]:
    """The schools that our organiser runs, by name; those with year 9 alone unless `year_nine` is false."""
    rows = _units(as_of).filter(own=True)
    return _schools(rows.filter(has_year_nine=True) if year_nine else rows, as_of)


def own_school_choices() -> list[tuple[str, str]]:
    """Code and name of every school that our organiser runs, by name, to choose among. One query."""
    rows = SchoolUnit.objects.filter(own=True).order_by("name", "code")
    return list(rows.values_list("code", "name"))


def schools(codes: list[str] | tuple[str, ...], *, as_of: datetime | None = None) -> dict[str, School]:
    """The schools with these codes, by code; codes that the register lacks are left out."""
    return {one.code: one for one in _schools(_units(as_of).filter(code__in=list(codes)), as_of)}


def school(code: str, *, as_of: datetime | None = None) -> School:
    """The school with a code. Raises Problem, with the nearest codes and names, where there is none."""
    found = _schools(_units(as_of).filter(code=code.strip()), as_of)
    if found:
        return found[0]
    raise _unknown(code.strip())


def find_school(name: str, *, municipality_code: str | None = None, as_of: datetime | None = None) -> School:
    """The school that a name means: our own where several share it, else the only one.

    Raises Problem where no school has the name, and where several have it and none or several are ours.
    """
    wanted = " ".join(name.split())
    found = [one for one in _named(wanted, as_of) if municipality_code in (None, one.municipality_code)]
    own = [one for one in found if one.own]
    if len(own) == 1 or len(found) == 1:
        return (own or found)[0]
    if not found:
        raise _unknown(wanted)
    raise Problem(
        marked("Flera skolor heter {name}: {schools}. Ange skolenhetskoden."),
        name=wanted,
        schools=", ".join(
            f"{one.code} ({one.municipality or one.municipality_code})" for one in own or found
        ),
    )


def schools_named(names: Iterable[str]) -> dict[str, tuple[School, ...]]:
    """The schools that each name may mean, in any capitals: our own where any of them are. Two queries."""
    wanted = {name: " ".join(name.split()).casefold() for name in names}
    if not wanted:
        return {}
    by_name: dict[str, list[str]] = {}
    for code, name in SchoolUnit.objects.values_list("code", "name"):
        by_name.setdefault(name.casefold(), []).append(code)
    codes = [code for folded in wanted.values() for code in by_name.get(folded, ())]
    found = schools(codes)
    return {
        name: _own_first([found[code] for code in by_name.get(folded, ())]) for name, folded in wanted.items()
    }


def _own_first(some: list[School]) -> tuple[School, ...]:
    own = [one for one in some if one.own]
    return tuple(own or some)


def _named(name: str, as_of: datetime | None) -> tuple[School, ...]:
    exact = _schools(_units(as_of).filter(name=name), as_of)
    if exact:
        return exact
    folded = name.casefold()
    codes = [code for code, other in _units(as_of).values_list("code", "name") if other.casefold() == folded]
    return _schools(_units(as_of).filter(code__in=codes), as_of) if codes else ()


def _unknown(wanted: str) -> Problem:
    """What to tell of a code or name that the register lacks: the nearest ones, where there are any."""
    units = list(SchoolUnit.objects.values_list("code", "name", "municipality"))
    if not units:
        return Problem(marked("Registret har inga skolor ännu. Läs in dem med «vandpunkt import»."))
    near_names = set(get_close_matches(wanted, {name for _, name, _ in units}, n=3, cutoff=0.7))
    near_codes = set(get_close_matches(wanted, {code for code, _, _ in units}, n=3, cutoff=0.75))
    near = [
        f"{name} {code}{f' ({municipality})' if municipality else ''}"
        for code, name, municipality in units
        if name in near_names or code in near_codes
    ]
    if near:
        return Problem(
            marked("Registret har ingen skola {wanted}. Närmast: {near}."),
            wanted=wanted,
            near=", ".join(near[:5]),
        )
    return Problem(
        marked("Registret har ingen skola {wanted}. Ange skolans namn eller skolenhetskod som i registret."),
        wanted=wanted,
    )


def school_of(row: SchoolUnit) -> School:
    """A row of the register, read with its area, as a value."""
    return _school(row, row.area.name if row.area else "")


def _units(as_of: datetime | None) -> QuerySet[SchoolUnit]:
    return as_it_stood(SchoolUnit, as_of)


def _schools(rows: QuerySet[SchoolUnit], as_of: datetime | None) -> tuple[School, ...]:
    rows = rows.order_by("name", "code")
    if as_of is None:
        named = rows.annotate(area_name=Coalesce("area__name", Value("")))
        columns = [one.name for one in fields(School) if one.name != "area"]
        return tuple(School(*values) for values in named.values_list(*columns, "area_name"))
    areas = dict(as_it_stood(Area, as_of).values_list("id", "name"))
    return tuple(_school(row, areas.get(row.area_id, "") if row.area_id else "") for row in rows)


def _school(row: SchoolUnit, area: str) -> School:
    return School(
        code=row.code,
        name=row.name,
        municipality_code=row.municipality_code,
        municipality=row.municipality,
        operator_type=row.operator_type,
        operator=row.operator,
        operator_number=row.operator_number,
        own=row.own,
        has_year_nine=row.has_year_nine,
        area=area,
    )
