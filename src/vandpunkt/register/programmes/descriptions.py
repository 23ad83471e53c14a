"""What the product ships with of the programmes it knows by name: facts of a statement, with its words."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from vandpunkt.register.models import Programme, ProgrammeDocument
from vandpunkt.register.programmes.partner_names import partners_named
from vandpunkt.register.programmes.slugs import free_slug
from vandpunkt.register.versions import create_kept, keep_versions

_STATEMENT = "Tjänsteutlåtande UTBF 2024/6786, Att vända skolresultat, om {about}"
_FIELDS = ("purpose", "target", "run_by", "cost")


def give_slugs(programmes: Sequence[Programme]) -> None:
    """Give new programmes their permanent addresses. One query."""
    if not programmes:
        return
    taken = set(Programme.objects.values_list("slug", flat=True))
    for programme in programmes:
        programme.slug = free_slug(programme.abbreviation or programme.name, taken)
        taken.add(programme.slug)


def create_described(programmes: Sequence[Programme], *, by: str, now: datetime) -> list[Programme]:
    """Add programmes with the facts that are shipped under their names, if any; what is stated stays."""
    for programme in programmes:
        for field in _FIELDS:
            value = _shipped(programme.name).get(field)
            if value and not getattr(programme, field):
                setattr(programme, field, value)
    give_slugs(programmes)
    created = Programme.objects.bulk_create(programmes)
    _link_partners(created, by=by, now=now)
    keep_versions(created, by=by, now=now, made=True)
    create_kept([row for one in created for row in _documents(one)], by=by, now=now)
    return created


def _link_partners(programmes: Sequence[Programme], *, by: str, now: datetime) -> None:
    named = {one.pk: _shipped(one.name).get("partners", ()) for one in programmes}
    partners = partners_named((name for names in named.values() for name in names), by=by, now=now)
    links = Programme.partners.through
    links.objects.bulk_create(
        links(programme_id=key, partner_id=partners[name].pk)
        for key, names in named.items()
        for name in names
    )


def _documents(programme: Programme) -> list[ProgrammeDocument]:
    return [
        ProgrammeDocument(
            programme=programme,
            title=_STATEMENT.format(about=one["about"]),
            quote=one["quote"],
            position=place,
        )
        for place, one in enumerate(_shipped(programme.name).get("documents", ()))
    ]


def _shipped(name: str) -> dict[str, Any]:
    return _all_shipped().get(name, {})


@cache
def _all_shipped() -> dict[str, dict[str, Any]]:
    text = files(__package__).joinpath("descriptions.toml").read_text(encoding="utf-8")
    return {entry.pop("name"): entry for entry in tomllib.loads(text)["programme"]}
