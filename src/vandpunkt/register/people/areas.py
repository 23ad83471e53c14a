"""The areas that our schools are parted into."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vandpunkt.domain.problems import FieldProblem, Problem, marked
from vandpunkt.domain.roles import Role
from vandpunkt.register.change_lines import ChangeLine, lines_among, together
from vandpunkt.register.history import as_it_stood, versions_of
from vandpunkt.register.models import Area, Assignment, SchoolUnit
from vandpunkt.register.past import past_row
from vandpunkt.register.people.assignments import Holder, holder_of, with_versions
from vandpunkt.register.versions import change_kept, create_kept


@dataclass(frozen=True)
class AreaLine:
    """An area with its schools, by code and name, and those who lead or have led it."""

    id: int
    name: str
    schools: tuple[tuple[str, str], ...]
    heads: tuple[Holder, ...]

    def heads_on(self, day: date) -> str:
        """The names of those who lead it on a day."""
        return ", ".join(one.name for one in self.heads if one.on(day))


def areas() -> tuple[AreaLine, ...]:
    """Every area by name. Three queries."""
    heads: dict[int, list[Holder]] = {}
    for row in with_versions(Assignment.objects.filter(role=Role.AREA_HEAD.value)):
        heads.setdefault(row.area_id or 0, []).append(holder_of(row))
    return tuple(
        AreaLine(
            id=row.pk,
            name=row.name,
            schools=tuple((unit.code, unit.name) for unit in row.school_units.all()),
            heads=tuple(heads.get(row.pk, ())),
        )
        for row in Area.objects.prefetch_related("school_units")
    )


def past_area(area_id: int, moment: datetime) -> AreaLine:
    """An area as it stood at a moment. Raises Problem where the register did not have it then."""
    row = past_row(Area, area_id, moment)
    units: Any = as_it_stood(SchoolUnit, moment).filter(area=area_id).order_by("name", "code")
    heads: Any = as_it_stood(Assignment, moment).filter(area=area_id).select_related("user", "area")
    return AreaLine(
        id=area_id,
        name=row.name,
        schools=tuple(units.values_list("code", "name")),
        heads=tuple(map(holder_of, heads.order_by("start", "id"))),
    )


def area_history(area_id: int) -> tuple[ChangeLine, ...]:
    """Every change of an area, newest first, and the schools that have come to it and left it."""
    units: Any = SchoolUnit.history
    passing = units.filter(code__in=units.filter(area=area_id).values("code"))
    field, name = str(SchoolUnit._meta.get_field("area").verbose_name), str(Area.objects.get(pk=area_id))
    moved = [
        replace(line, fields=tuple(one for one in line.fields if one[0] == field and name in one[1:]))
        for line in lines_among(passing, about=lambda one: one.name)
    ]
    return together(
        [line for line in moved if line.fields],
        lines_among(versions_of(Area, area_id), about=lambda _one: _("Området")),
    )


def area(area_id: int) -> AreaLine:
    """One area. Raises Problem for an id that the register lacks."""
    for one in areas():
        if one.id == area_id:
            return one
    raise Problem(marked("Registret har inget område {name}."), name=area_id)


@transaction.atomic
def create_area(name: str, *, by: str, now: datetime) -> int:
    """Make an area; its id. Raises FieldProblem for a name that is missing or taken."""
    name = " ".join(name.split())
    if not name:
        raise FieldProblem("name", marked("Skriv områdets namn."))
    if Area.objects.filter(name__iexact=name).exists():
        raise FieldProblem("name", marked("Området {name} finns redan."), name=name)
    return create_kept([Area(name=name)], by=by, now=now)[0].pk


@transaction.atomic
def set_schools(area_id: int, codes: Iterable[str], *, by: str, now: datetime) -> int:
    """Let an area have these schools and no others; how many schools that changed.

    A school that had another area leaves it. Raises Problem for an area that the register lacks.
    """
    wanted = set(codes)
    here = Area.objects.filter(pk=area_id).first()
    if here is None:
        raise Problem(marked("Registret har inget område {name}."), name=area_id)
    units = SchoolUnit.objects.select_for_update()
    joining = list(units.filter(code__in=wanted).exclude(area=here))
    leaving = list(units.filter(area=here).exclude(code__in=wanted))
    changed = [*joining, *leaving]
    for unit in changed:
        unit.area = here if unit.code in wanted else None
    change_kept(changed, ["area"], by=by, now=now)
    return len(changed)
