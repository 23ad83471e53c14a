"""The quality cycle of a school, as values: its parts, what is signed, and who is behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.follow_up.models import QualityCycle, QualityPart
from vandpunkt.register.history import as_it_stood, with_version
from vandpunkt.register.schools import School

PARTS = {
    "situation": marked("Nuläge"),
    "goals": marked("Mål"),
    "support": marked("Insatser"),
    "follow_up": marked("Uppföljning"),
    "analysis": marked("Analys"),
    "conclusions": marked("Slutsatser"),
}
"""The parts in their order, with what they are called."""

EMPTY, FILLED, SIGNED = "empty", "filled", "signed"
MET, NOT_MET, NOT_TOLD = "met", "not_met", ""


@dataclass(frozen=True)
class Goal:
    """What is aimed at: in words, and where it can be measured an indicator with the level to reach.

    `indicator` is a slug or "", `level` in the indicator's unit or None; `outcome` is met, not_met or "".
    """

    text: str
    indicator: str = ""
    level: float | None = None
    outcome: str = NOT_TOLD


@dataclass(frozen=True)
class Part:
    """One part in one version, 0 before anything is written. `interventions` are ids of rows chosen."""

    kind: str
    version: int = 0
    text: str = ""
    goals: tuple[Goal, ...] = ()
    interventions: tuple[int, ...] = ()
    signed_by: str = ""
    signed_at: datetime | None = None

    @property
    def name(self) -> str:
        """What the part is called."""
        return PARTS[self.kind]

    @property
    def state(self) -> str:
        """`empty`, `filled` or `signed`."""
        if self.signed_at:
            return SIGNED
        return FILLED if self.text or self.goals or self.interventions else EMPTY


@dataclass(frozen=True)
class Cycle:
    """A school's quality work in one school year; `signed_at` is None until the whole is signed."""

    school_code: str
    school_year: SchoolYear
    parts: tuple[Part, ...]
    version: int = 0
    made_up: bool = False
    signed_by: str = ""
    signed_at: datetime | None = None

    def part(self, kind: str) -> Part:
        """One of the parts. Raises Problem for a name that is none."""
        for part in self.parts:
            if part.kind == kind:
                return part
        raise Problem(marked("Kvalitetsarbetet har ingen del {kind}."), kind=kind)

    @property
    def left(self) -> tuple[Part, ...]:
        """The parts that are not signed."""
        return tuple(part for part in self.parts if part.state != SIGNED)

    @property
    def begun(self) -> bool:
        """Whether anything is written."""
        return any(part.state != EMPTY for part in self.parts)


def empty_cycle(school_code: str, school_year: SchoolYear) -> Cycle:
    """A cycle in which nobody has written anything."""
    return Cycle(school_code, school_year, tuple(Part(kind) for kind in PARTS))


def cycle(school_code: str, school_year: SchoolYear) -> Cycle:
    """The quality work of a school in a school year, empty where nobody has begun. Two queries."""
    return cycles([school_code], school_year)[school_code]


def cycles(
    codes: Iterable[str], school_year: SchoolYear, *, as_of: datetime | None = None
) -> dict[str, Cycle]:
    """The quality work of schools in a school year, by code, as it is or as it stood. Two queries."""
    found = {code: empty_cycle(code, school_year) for code in codes}
    rows = _versions(QualityCycle, as_of, school_unit__in=list(found), school_year=school_year.code)
    parts: dict[int, dict[str, Part]] = {row.id: {} for row in rows}
    for part in _versions(QualityPart, as_of, cycle__in=list(parts)):
        parts[part.cycle_id][part.kind] = _part(part)
    for row in rows:
        found[row.school_unit_id] = Cycle(
            school_code=row.school_unit_id,
            school_year=school_year,
            parts=tuple(parts[row.id].get(kind, Part(kind)) for kind in PARTS),
            version=row.version or 0,
            made_up=row.made_up,
            signed_by=row.signed_by,
            signed_at=row.signed_at,
        )
    return found


@dataclass(frozen=True)
class OverviewLine:
    """A school with its cycle; `behind` is how many parts nobody has written."""

    school: School
    cycle: Cycle

    @property
    def behind(self) -> int:
        """How many parts are empty."""
        return sum(part.state == EMPTY for part in self.cycle.parts)


@dataclass(frozen=True)
class SignedCycle:
    """A school's quality work that is signed as a whole."""

    school_code: str
    school: str
    school_year: SchoolYear
    signed_at: datetime

    @property
    def address(self) -> str:
        """The school year as it is written in addresses."""
        return str(self.school_year).replace("/", "-")


def signed_cycles() -> tuple[SignedCycle, ...]:
    """Quality work that is signed as a whole, newest first. One query."""
    rows: Any = QualityCycle.objects.filter(signed_at__isnull=False).select_related("school_unit")
    return tuple(
        SignedCycle(
            row.school_unit_id, row.school_unit.name, SchoolYear.parse(row.school_year), row.signed_at
        )
        for row in rows.order_by("-signed_at", "pk")
    )


def overview(schools: Iterable[School], school_year: SchoolYear) -> tuple[OverviewLine, ...]:
    """Every school with how far it has come, the one that is furthest behind first."""
    listed = list(schools)
    found = cycles([one.code for one in listed], school_year)
    lines = [OverviewLine(one, found[one.code]) for one in listed]
    return tuple(sorted(lines, key=lambda line: (-line.behind, -len(line.cycle.left), line.school.name)))


def _versions(model: Any, as_of: datetime | None, **chosen: Any) -> list[Any]:
    rows: Any = as_it_stood(model, as_of).filter(**chosen)
    return list(with_version(rows) if as_of is None else rows.annotate(version=F("history_id")))


def _part(row: Any) -> Part:
    return Part(
        kind=row.kind,
        version=row.version or 0,
        text=row.text,
        goals=tuple(Goal(**goal) for goal in row.goals),
        interventions=tuple(row.interventions),
        signed_by=row.signed_by,
        signed_at=row.signed_at,
    )
