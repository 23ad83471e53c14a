"""Recording how a publication describes school units, with the history of each."""

from __future__ import annotations

from datetime import datetime

from vandpunkt.domain.publication import Publication, PublishedUnit
from vandpunkt.register.many_rows import insert_rows
from vandpunkt.register.models import SchoolUnit
from vandpunkt.register.organiser import is_own
from vandpunkt.register.versions import change_kept, keep_versions

DESCRIBES_BEST = ("salsa", "report-139", "planned-educations")
"""Kinds by how well they describe units, the best last: the API follows the school register."""

_DESCRIBED = (
    "name",
    "municipality_code",
    "municipality",
    "operator_type",
    "operator",
    "operator_number",
    "has_year_nine",
)
_KEPT = (*_DESCRIBED, "own", "described_by", "described_for")


def record_units(publication: Publication, *, by: str, now: datetime) -> tuple[int, int]:
    """Add the units that the register lacks and change those that are described better or later; the numbers.

    A better description fills in and replaces, a worse one only fills in what is blank: two publications
    that name a school differently do not change it back and forth.
    """
    newest = max((str(figure.school_year) for figure in publication.figures), default="")
    existing = {unit.code: unit for unit in SchoolUnit.objects.all()}
    new, changed = [], []
    for published in publication.units:
        unit = existing.get(published.code)
        if unit is None:
            new.append(_describe(SchoolUnit(code=published.code), published, publication.kind, newest))
        else:
            before = _state(unit)
            if _state(_describe(unit, published, publication.kind, newest)) != before:
                changed.append(unit)
    insert_rows(new)
    keep_versions(new, by=by, now=now, made=True)
    change_kept(changed, _KEPT, by=by, now=now)
    return len(new), len(changed)


def _describe(unit: SchoolUnit, published: PublishedUnit, kind: str, newest: str) -> SchoolUnit:
    better = (_rank(kind), newest) >= (_rank(unit.described_by), unit.described_for)
    for field in _DESCRIBED:
        stated = getattr(published, field)
        if stated is not None and (better or getattr(unit, field) == ""):
            setattr(unit, field, stated)
    if better:
        unit.described_by, unit.described_for = kind, newest
    unit.own = is_own(unit.operator_number)
    return unit


def _rank(kind: str) -> int:
    return DESCRIBES_BEST.index(kind) if kind in DESCRIBES_BEST else -1


def _state(unit: SchoolUnit) -> tuple[object, ...]:
    return tuple(getattr(unit, field) for field in _KEPT)
