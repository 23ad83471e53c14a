"""Items that name their own parts: `Insats: … Period: … Samarbetspartner: …`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LABELS = (
    ("support", r"insats|åtgärd|aktivitet|stöd|stödinsats"),
    ("time", r"period|tid|tidsperiod|när|termin|läsår|start"),
    (
        "partners",
        r"(?:samarbets|samverkans)part(?:ner)?s?|partners?|(?:i )?(?:samverkan|samarbete)(?: med)?|utförare",
    ),
    ("other", r"ansvarig\w*|syfte|mål|målgrupp|finansiering|kostnad|uppföljning|kommentar"),
)
_LABEL = re.compile(
    r"(?:^|(?<=\s))(?:" + "|".join(rf"(?P<{name}>{words})" for name, words in _LABELS) + r")\s?:\s+", re.I
)
_FEWEST = 2


@dataclass(frozen=True)
class LabelledItem:
    """What the item says of the support and its time, as one text, and of the partners."""

    text: str
    partners: str


def labelled_item(text: str) -> LabelledItem | None:
    """The parts of an item that begins with a label and has at least one more; None for any other text."""
    labels = list(_LABEL.finditer(text))
    if len(labels) < _FEWEST or labels[0].start() or labels[0].lastgroup not in ("support", "time"):
        return None
    ends = [*(label.start() for label in labels[1:]), len(text)]
    parts: dict[str, list[str]] = {}
    for label, end in zip(labels, ends, strict=True):
        parts.setdefault(label.lastgroup or "", []).append(text[label.end() : end].strip(" ,;."))
    if not parts.get("support"):
        return None
    return LabelledItem(
        ", ".join((*parts["support"], *parts.get("time", ()))), ", ".join(parts.get("partners", ()))
    )
