"""Matching the names that a document uses with the catalogue, and adding those it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from vandpunkt.reading.facts import InterventionFact
from vandpunkt.register.models import Partner, Programme
from vandpunkt.register.programmes.descriptions import create_described
from vandpunkt.register.programmes.partner_names import name_key, partners_named


def programmes_by_name(facts: Sequence[InterventionFact], *, by: str, now: datetime) -> dict[str, Programme]:
    """The programmes that the items name, by that name; those that the catalogue lacks become proposed."""
    known: dict[str, Programme] = {}
    for row in Programme.objects.all():
        for name in (*row.aliases, row.abbreviation, row.name):
            known[name_key(name)] = row
    abbreviations = {
        fact.programme: fact.abbreviation for fact in facts if fact.programme and fact.abbreviation
    }
    named = dict.fromkeys(fact.programme for fact in facts if fact.programme)
    new = [
        Programme(name=name, abbreviation=abbreviations.get(name) or "", proposed=True)
        for name in named
        if name_key(name) not in known
    ]
    known |= {name_key(row.name): row for row in create_described(new, by=by, now=now)}
    return {name: known[name_key(name)] for name in named}


def partners_by_name(facts: Sequence[InterventionFact], *, by: str, now: datetime) -> dict[str, Partner]:
    """The partners that the items name, by that name; those that the catalogue lacks are added."""
    return partners_named((name for fact in facts for name in fact.partners), by=by, now=now)
