"""A row of the register as a spreadsheet knows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Stated:
    """What a row states now: its key, version and fields, and what it is about, which no file changes.

    `own` is whether it is at a school of the person's. `shown` is what the file tells and never changes.
    """

    key: str
    version: int
    details: Any
    about: tuple[str, ...]
    name: str
    own: bool = True
    shown: tuple[str, ...] = ()
