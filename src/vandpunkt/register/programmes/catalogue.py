"""The catalogue of programmes and partners: what an installation starts from, and what readings are told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet, Value

from vandpunkt.reading.names import KnownNames, PartnerName, ProgrammeName, known_names
from vandpunkt.register.models import Partner, Programme
from vandpunkt.register.programmes.descriptions import create_described
from vandpunkt.register.versions import create_kept


def names_for_reading() -> KnownNames:
    """The programmes and partners of the register, so that documents are read by our own names for them.

    A register without any catalogue reads by the names that the product ships with. One query.
    """
    programmes = _names(Programme.objects.filter(proposed=False), F("abbreviation"), partner=False)
    partners = _names(Partner.objects.all(), Value(""), partner=True)
    found = sorted(programmes.union(partners, all=True))
    if not found:
        return known_names()
    return KnownNames(
        programmes=tuple(
            ProgrammeName(name, abbreviation or None, tuple(aliases))
            for partner, name, abbreviation, aliases in found
            if not partner
        ),
        partners=tuple(PartnerName(name, tuple(aliases)) for partner, name, _, aliases in found if partner),
    )


def _names(rows: QuerySet[Any], abbreviation: F | Value, *, partner: bool) -> QuerySet[Any]:
    named = rows.order_by().annotate(is_partner=Value(partner), short=abbreviation)
    return named.values_list("is_partner", "name", "short", "aliases")


@transaction.atomic
def create_catalogue(*, by: str, now: datetime) -> bool:
    """Fill an empty catalogue with the names that the product ships with; one that is begun is left alone."""
    if Programme.objects.exists() or Partner.objects.exists():
        return False
    names = known_names()
    create_kept([Partner(name=one.name, aliases=list(one.aliases)) for one in names.partners], by=by, now=now)
    programmes = [
        Programme(name=one.name, abbreviation=one.abbreviation or "", aliases=list(one.aliases))
        for one in names.programmes
    ]
    create_described(programmes, by=by, now=now)
    return True
