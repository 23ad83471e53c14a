"""Readings made up for the tests, and schools for them to be about."""

from __future__ import annotations

from typing import Any

from tests.register.publishing import BY, HAGSATRA, RINKEBY, day, publication, unit
from vandpunkt.reading.facts import DocumentFacts, InterventionFact, Reading, Source, Window
from vandpunkt.register.recording import record

KSBS = "Kommunal samverkan för bästa skola"


def schools() -> None:
    """Rinkebyskolan and Hagsätraskolan are ours."""
    record(publication(units=(unit(), unit(HAGSATRA, "Hagsätraskolan"))), by=BY, now=day(0))


CODES = {"Rinkebyskolan": RINKEBY, "Hagsätraskolan": HAGSATRA}


def fact(text: str = "KSBS från och med vt 2024.", **values: Any) -> InterventionFact:
    """An item of support at Rinkebyskolan; the fields that are not given are not stated."""
    stated: dict[str, Any] = {
        "school": "Rinkebyskolan",
        "window": "past",
        "programme": None,
        "abbreviation": None,
        "start": None,
        "end": None,
        "ongoing": None,
        "in_use_from": None,
        "partners": (),
        "persons": (),
        "source": Source(1, 0, len(text)),
        "confidence": 0.9,
        **values,
    }
    return InterventionFact(text=text, **stated)


def reading(*facts: InterventionFact, page: str = "Sidan.", **values: Any) -> Reading:
    """A document about 2021–2024 and 2025 with these items."""
    about: dict[str, Any] = {
        "kind": "tjänsteutlåtande",
        "title": "Att vända",
        "subtitle": None,
        "dnr": "UTBF 2024/6786",
        "board": None,
        "administration": None,
        "senders": (),
        "prepared_by": (),
        "consultations": (),
        "proposal": None,
        "signatories": (),
        "attachments": (),
        "past": Window("2021", "2024"),
        "planned": Window("2025", "2025"),
        "schools": (),
        **values,
    }
    return Reading(DocumentFacts(**about), facts, warnings=(), page_texts=(page,))
