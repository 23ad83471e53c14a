"""A text as its paragraphs, and what two people have done to the same text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise


@dataclass(frozen=True)
class _Edit:
    start: int
    end: int
    by: tuple[str, ...]


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text: a blank line parts them, and a line's break inside one is a space."""
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    return tuple(one for one in (" ".join(part.split()) for part in parts) if one)


def changed_paragraphs(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """What was changed, paragraph by paragraph: what stood there and what stands there now, "" if nothing."""
    old, new = paragraphs(before), paragraphs(after)
    return tuple(("\n\n".join(old[one.start : one.end]), "\n\n".join(one.by)) for one in _edits(old, new))


def merged(base: str, theirs: str, mine: str) -> str | None:
    """The text with both persons' changes; None where both have changed the same place otherwise."""
    old = paragraphs(base)
    edits = sorted(
        {*_edits(old, paragraphs(theirs)), *_edits(old, paragraphs(mine))},
        key=lambda one: (one.start, one.end),
    )
    for before, after in pairwise(edits):
        if after.start < before.end or after.start == before.start:
            return None
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += [*old[at : edit.start], *edit.by]
        at = edit.end
    return "\n\n".join([*parts, *old[at:]])


def _edits(old: Sequence[str], new: Sequence[str]) -> list[_Edit]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [_Edit(a, b, tuple(new[c:d])) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"]
