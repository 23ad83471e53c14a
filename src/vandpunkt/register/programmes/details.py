"""What the catalogue says of a programme, field by field: as one value, and in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from vandpunkt.domain.numbers import swedish
from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import marked
from vandpunkt.domain.terms import SchoolYear

NOTHING = "–"
_UNKNOWN = Period()


@dataclass(frozen=True)
class EvidenceEntry:
    """What is known of a programme's effect, and where that can be read."""

    text: str
    source: str
    address: str


@dataclass(frozen=True)
class DocumentEntry:
    """A document that tells of a programme, with its own words."""

    title: str
    quote: str = ""
    address: str = ""


@dataclass(frozen=True)
class ProgrammeDetails:
    """What the catalogue says of a programme; "", () or None where nothing is stated.

    `period` is when the programme can be had. `places` are school years with how many schools there is room
    for. `evidence` and `documents` are in the order that they are shown in.
    """

    name: str
    abbreviation: str = ""
    aliases: tuple[str, ...] = ()
    purpose: str = ""
    target: str = ""
    effect_from_years: int | None = None
    effect_to_years: int | None = None
    run_by: str = ""
    partners: tuple[str, ...] = ()
    contact: str = ""
    period: Period = _UNKNOWN
    conditions: str = ""
    places: tuple[tuple[SchoolYear, int], ...] = ()
    cost_per_year: int | None = None
    cost: str = ""
    evidence: tuple[EvidenceEntry, ...] = ()
    documents: tuple[DocumentEntry, ...] = ()


FIELD_NAMES = {
    "name": marked("Namn"),
    "abbreviation": marked("Förkortning"),
    "aliases": marked("Andra namn"),
    "purpose": marked("Syfte"),
    "target": marked("Riktar sig till"),
    "effect_from_years": marked("Kan märkas tidigast efter, år"),
    "effect_to_years": marked("Bör ha märkts efter, år"),
    "run_by": marked("Drivs av"),
    "partners": marked("Samverkansparter"),
    "contact": marked("Kontakt"),
    "period": marked("Ges"),
    "conditions": marked("Villkor för skolan"),
    "places": marked("Platser per läsår"),
    "cost_per_year": marked("Kostnad per år, kronor"),
    "cost": marked("Om kostnaden"),
    "evidence": marked("Kunskapsunderlag"),
    "documents": marked("Dokument om programmet"),
}
AROUND = ("places", "evidence", "documents")
"""What stands in rows of its own beside the programme's."""

PLAIN = tuple(
    field.name
    for field in fields(ProgrammeDetails)
    if field.name not in ("aliases", "partners", "period", *AROUND)
)


def in_words(field: str, value: Any) -> str:
    """A field's value as people write it; a dash where nothing is stated."""
    if value in (None, "", (), _UNKNOWN):
        return NOTHING
    if field == "cost_per_year":
        return swedish(value, 0)
    if field in AROUND:
        return _rows_in_words(field, value)
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _rows_in_words(field: str, rows: Iterable[Any]) -> str:
    if field == "places":
        return ", ".join(f"{year}: {places}" for year, places in rows)
    if field == "evidence":
        return "; ".join(f"{one.text} ({one.source})" for one in rows)
    return "; ".join(f"{one.title}: {one.quote}" if one.quote else one.title for one in rows)
