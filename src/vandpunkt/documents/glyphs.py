"""Which characters the shipped letters have, and what stands for those that they lack.

A PDF that must be accessible may not hold a character without a letter. The fonts have Latin, Greek and
Cyrillic; a character of another script is set as the letters it is composed of where Unicode says so
(`①` as `1`), else as a replacement character.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from unicodedata import normalize

MISSING = "\N{REPLACEMENT CHARACTER}"
_LONG_WORD = re.compile(r"[^\s\u200b-]{40,}")
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060")


def lettered(text: str) -> str:
    """The text, or markup, in characters that the fonts have."""
    if text.isascii():
        return text
    return "".join(map(_settable, normalize("NFC", text)))


def breakable(text: str) -> str:
    """The text with places to break in words too long for a line."""
    return _LONG_WORD.sub(_with_breaks, text)


def _with_breaks(word: re.Match[str]) -> str:
    return "\u200b".join(re.findall(r".{1,20}", word[0]))


@cache
def _settable(character: str) -> str:
    known = covered()
    if ord(character) in known or character in _INVISIBLE:
        return character
    composed_of = normalize("NFKD", character)
    return composed_of if all(ord(part) in known for part in composed_of) else MISSING


@cache
def covered() -> frozenset[int]:
    """The code points that the regular font has a letter for, read from the font itself."""
    font = (files("vandpunkt.documents") / "fonts" / "IBMPlexSans-Regular.ttf").read_bytes()
    return frozenset(_mapped(font, _table(font, b"cmap")))


def _table(font: bytes, name: bytes) -> int:
    """The offset of a table, from the directory at the head of an OpenType file."""
    (count,) = struct.unpack_from(">H", font, 4)
    for record in range(12, 12 + 16 * count, 16):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, record)
        if tag == name:
            return int(offset)
    raise ValueError(f"the font has no table {name!r}")


def _mapped(font: bytes, cmap: int) -> Iterator[int]:
    """The code points of the segments in the character map (format 4) that lead to a glyph."""
    (offset,) = struct.unpack_from(">I", font, cmap + 8)
    start = cmap + offset
    (segments_twice,) = struct.unpack_from(">H", font, start + 6)
    segments = segments_twice // 2

    def column(at: int) -> tuple[int, ...]:
        return struct.unpack_from(f">{segments}H", font, start + at)

    ends, firsts = column(14), column(16 + segments_twice)
    deltas, jumps = column(16 + 2 * segments_twice), column(16 + 3 * segments_twice)
    for index, (first, end, delta, jump) in enumerate(zip(firsts, ends, deltas, jumps, strict=True)):
        for code in range(first, min(end, 0xFFFD) + 1):
            glyph = code
            if jump:
                at = start + 16 + 3 * segments_twice + 2 * index + jump + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", font, at)
            if glyph and (glyph + delta) % 0x10000:
                yield code
