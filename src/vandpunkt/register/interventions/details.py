"""What people state of an intervention, field by field: as one value, and in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from vandpunkt.domain.dates import print_date
from vandpunkt.domain.numbers import swedish
from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import marked
from vandpunkt.register.interventions.row import Funding, InterventionRow
from vandpunkt.register.models import Intervention

NOTHING = "–"
_UNKNOWN = Period()


@dataclass(frozen=True)
class Details:
    """The fields of an intervention that are written by hand; "" or None where nothing is stated."""

    status: str = Intervention.Status.OFFERED
    period: Period = _UNKNOWN
    wording: str = ""
    partners: tuple[str, ...] = ()
    responsible: str = ""
    status_date: date | None = None
    status_reason: str = ""
    offered_date: date | None = None
    offered_to: str = ""
    dialogue_date: date | None = None
    dialogue_with: str = ""
    dialogue_notes: str = ""
    decision_date: date | None = None
    decision_by: str = ""
    decision_delegated: bool | None = None
    decision_ground: str = ""
    funding: tuple[Funding, ...] = ()


FIELD_NAMES = {
    "status": marked("Status"),
    "status_date": marked("Statusen gäller från"),
    "status_reason": marked("Skäl till statusen"),
    "offered_date": marked("Erbjudet, dag"),
    "offered_to": marked("Erbjudet till"),
    "period": marked("Period"),
    "wording": marked("Ordalydelse i svaret"),
    "partners": marked("Samverkansparter"),
    "responsible": marked("Ansvarig"),
    "dialogue_date": marked("Samtal med rektor, dag"),
    "dialogue_with": marked("Samtal med rektor, vilka"),
    "dialogue_notes": marked("Samtal med rektor, anteckningar"),
    "decision_date": marked("Beslut, dag"),
    "decision_by": marked("Beslut, vem"),
    "decision_delegated": marked("Beslut på delegation"),
    "decision_ground": marked("Grund för delegationen"),
    "funding": marked("Finansiering"),
}
FUNDING_KINDS = {"own": marked("egen budget"), "grant": marked("statsbidrag")}


def details_of(row: InterventionRow) -> Details:
    """What is stated of an intervention, in one version."""
    return Details(**{field.name: getattr(row, field.name) for field in fields(Details)})


def in_words(field: str, value: Any, translate: Callable[[str], str] = str) -> str:
    """A field's value as people write it; a dash where nothing is stated."""
    if value in (None, "", (), _UNKNOWN):
        return NOTHING
    if field == "status":
        return str(Intervention.Status(value).label)
    if field == "funding":
        return funding_in_words(value, translate)
    if isinstance(value, bool):
        return translate(marked("ja") if value else marked("nej"))
    if isinstance(value, tuple):
        return ", ".join(value)
    return print_date(value) if isinstance(value, date) else str(value)


def funding_in_words(funding: Iterable[Funding], translate: Callable[[str], str] = str) -> str:
    """`2025: 120 000 kronor, statsbidrag`, one after the other."""
    return "; ".join(
        f"{one.year}: {swedish(one.amount, 0)} kronor, {translate(FUNDING_KINDS[one.kind])}"
        for one in funding
    )
