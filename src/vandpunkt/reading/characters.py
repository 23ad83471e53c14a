"""Characters made alike before anything is read: one form for each letter, no invisible ones."""

from __future__ import annotations

import re
import unicodedata

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_INVISIBLE = dict.fromkeys(
    [
        *range(0, 9),
        11,
        *range(14, 32),
        *range(127, 160),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        0x2060,
        *range(0x2066, 0x206A),
        0xFEFF,
    ]
)
_TABLE = str.maketrans({**LIGATURES, **{chr(code): None for code in _INVISIBLE}})
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029|\x85")

# Inside the brackets of a regular expression.
HYPHENS = "\\-\u2010\u2011"
DASHES = HYPHENS + "\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
SOFT_HYPHEN = "\u00ad"
_ANY_DASH = re.compile(f"[{DASHES}]")
_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """The same text with composed letters (NFC), plain line ends, and no invisible characters."""
    return unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text).translate(_TABLE))


def folded(text: str) -> str:
    """The text for comparison: small letters, every space one space, every dash one dash."""
    return _SPACES.sub(" ", _ANY_DASH.sub("-", text)).strip().casefold()
