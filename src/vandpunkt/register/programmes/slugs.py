"""Addresses made of names: short, permanent, and each used once."""

from __future__ import annotations

from collections.abc import Collection
from itertools import count

from django.utils.text import slugify

RESERVED = frozenset({"new", "import", "file", "edit", "undo", "copy", "change", "brief"})
"""What addresses of pages beside the catalogue use, or may come to use."""

_LONGEST = 70


def free_slug(name: str, taken: Collection[str]) -> str:
    """The address of a name: lower case, å and ä as a; a number is added where it is taken."""
    stem = slugify(name)[:_LONGEST].strip("-") or "program"
    candidates = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(slug for slug in candidates if slug not in taken and slug not in RESERVED)
