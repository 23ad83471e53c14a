"""How much of a stranger's file is read before the reading stops."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds on one file. Sizes in bytes, `lines` and `characters` of all pages together, time in seconds.

    `unpacked_bytes` bounds what a packed file (DOCX) may swell to; `memory_bytes` the address space of the
    process that opens PDF, Word and HTML files.
    """

    file_bytes: int = 25_000_000
    unpacked_bytes: int = 60_000_000
    memory_bytes: int = 1_500_000_000
    pages: int = 200
    lines: int = 30_000
    characters: int = 600_000
    seconds: int = 15
