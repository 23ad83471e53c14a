"""Words one after another, as Swedish enumerates them."""

from __future__ import annotations

from collections.abc import Sequence


def listed(texts: Sequence[str], last: str = "och") -> str:
    """`A, B och C`; "" for nothing, and one alone as it is. `last` stands before the last one."""
    return f" {last} ".join(filter(None, (", ".join(texts[:-1]), *texts[-1:])))
