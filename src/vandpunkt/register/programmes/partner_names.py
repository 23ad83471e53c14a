"""Who is meant by the name of a partner; one that the register lacks is added."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from vandpunkt.register.models import Partner
from vandpunkt.register.versions import create_kept


def partners_named(names: Iterable[str], *, by: str, now: datetime) -> dict[str, Partner]:
    """The partners that some names mean, by name; those that the catalogue lacks are added."""
    known: dict[str, Partner] = {}
    for row in Partner.objects.all():
        for name in (*row.aliases, row.name):
            known[name_key(name)] = row
    named = dict.fromkeys(names)
    new = [Partner(name=name) for name in named if name_key(name) not in known]
    known |= {name_key(row.name): row for row in create_kept(new, by=by, now=now)}
    return {name: known[name_key(name)] for name in named}


def name_key(name: str) -> str:
    """A name as it is compared: no matter the case or the spaces."""
    return " ".join(name.split()).casefold()
