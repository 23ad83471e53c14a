"""Support listed on the line that introduces it: `Under 2025: KSBS; fortsatt läslyft.`"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vandpunkt.reading.windows import Windows, labels_support, labels_what_was_given, window_introduced

_LABELLED = re.compile(r"(?P<label>[^:;.]{4,60}):\s+(?P<listed>\S.*)", re.S)
_BETWEEN = re.compile(r"\s*;\s*(?:samt\s+|och\s+)?")


@dataclass(frozen=True)
class InlineList:
    """The words before the colon, the window they introduce, and the items after it."""

    label: str
    window: str
    items: tuple[str, ...]


def inline_list(text: str, windows: Windows) -> InlineList | None:
    """The list that the text is; None where what stands before its colon introduces no support."""
    match = _LABELLED.fullmatch(text)
    if match is None:
        return None
    several = _BETWEEN.search(match["listed"]) is not None
    if not labels_support(match["label"]) and not (several and labels_what_was_given(match["label"])):
        return None
    window = window_introduced(f"{match['label']}:", windows, already=None)
    if window is None:
        return None
    items = (part.strip() for part in _BETWEEN.split(match["listed"]))
    return InlineList(f"{match['label']}:", window, tuple(filter(None, items)))
