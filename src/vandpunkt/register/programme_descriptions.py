"""What the product ships with of the programmes it knows by name: short facts that its documents state."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from vandpunkt.register.models import Programme
from vandpunkt.register.slugs import free_slug


def described(programme: Programme) -> Programme:
    """A new programme with the facts that are shipped under its name, if any; what is stated stays."""
    for field, value in _shipped().get(programme.name, {}).items():
        if not getattr(programme, field):
            setattr(programme, field, value)
    return programme


def give_slugs(programmes: Sequence[Programme]) -> None:
    """Give new programmes their permanent addresses. One query."""
    if not programmes:
        return
    taken = set(Programme.objects.values_list("slug", flat=True))
    for programme in programmes:
        programme.slug = free_slug(programme.abbreviation or programme.name, taken)
        taken.add(programme.slug)


@cache
def _shipped() -> dict[str, dict[str, str]]:
    text = files(__package__).joinpath("programme_descriptions.toml").read_text(encoding="utf-8")
    return {entry.pop("name"): entry for entry in tomllib.loads(text)["programme"]}
