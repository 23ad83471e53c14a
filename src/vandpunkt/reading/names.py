"""The names that the reading knows beforehand: programmes of support, and partners in it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class ProgrammeName:
    """A programme by the name a register uses, its abbreviation if any, and other names for it."""

    name: str
    abbreviation: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartnerName:
    """A partner by the name a register uses, and other names for it."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class KnownNames:
    """All names known beforehand. The register makes one of its catalogue; `known_names()` is shipped.

    `introduced` are programmes that no catalogue has but that the document being read introduces itself.
    """

    programmes: tuple[ProgrammeName, ...] = ()
    partners: tuple[PartnerName, ...] = ()
    introduced: tuple[ProgrammeName, ...] = ()


@cache
def known_names() -> KnownNames:
    """The names that the product ships with."""
    listed = tomllib.loads(files(__package__).joinpath("known_names.toml").read_text(encoding="utf-8"))
    return KnownNames(
        programmes=tuple(
            ProgrammeName(entry["name"], entry.get("abbreviation"), _aliases(entry))
            for entry in _entries(listed, "programme")
        ),
        partners=tuple(PartnerName(entry["name"], _aliases(entry)) for entry in _entries(listed, "partner")),
    )


def _entries(listed: Mapping[str, Any], kind: str) -> Sequence[Mapping[str, Any]]:
    entries: Sequence[Mapping[str, Any]] = listed.get(kind, [])
    return entries


def _aliases(entry: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(entry.get("aliases", ()))
