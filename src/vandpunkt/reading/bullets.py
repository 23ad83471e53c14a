"""The marks that open an item of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vandpunkt.reading.characters import DASHES

_GLYPHS = "•●○◦▪■□▫‣⁃∙·*\u00a7→➢✓✔\ue000-\uf8ff"
_GLYPH = re.compile(rf"(?P<mark>[{_GLYPHS}])(?:\s+|(?=\w)|$)")
_DASH = re.compile(rf"(?P<mark>[{DASHES}])(?:\s+|$)")
_LETTER_O = re.compile(r"(?P<mark>[oØ])\s+(?=[A-ZÅÄÖ])")
_NUMBER = re.compile(r"(?P<mark>\(?(?P<number>\d{1,2}|[a-z])[.)])\s+(?=\S)")


@dataclass(frozen=True)
class Bullet:
    """The mark of an item: its kind (`glyph`, `dash` or `number`), as printed, and its length."""

    kind: str
    mark: str
    length: int


def bullet(text: str) -> Bullet | None:
    """The bullet that the line opens with, or None."""
    for kind, pattern in (("glyph", _GLYPH), ("glyph", _LETTER_O), ("dash", _DASH), ("number", _NUMBER)):
        match = pattern.match(text)
        if match:
            return Bullet(kind, match["number"] if kind == "number" else match["mark"], match.end())
    return None
