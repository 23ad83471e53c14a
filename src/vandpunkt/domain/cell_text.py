"""Text in the cells of a spreadsheet: never taken for a formula, and the same text when it is read again."""

from __future__ import annotations

import re

_STARTS_A_FORMULA = "=+-@\t\r\n＝＋－＠"
_GUARD = "'"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def guarded(text: str) -> str:
    """The text with an apostrophe before it, where a spreadsheet program could take it for a formula."""
    return _GUARD + text if text[:1] and text[0] in _STARTS_A_FORMULA + _GUARD else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`; an apostrophe before anything else belongs to the text."""
    guard = text[:1] == _GUARD and text[1:2] and text[1] in _STARTS_A_FORMULA + _GUARD
    return text[1:] if guard else text


def escaped(text: str) -> str:
    """The text as an Excel file can hold it: characters that XML lacks are written `_x000D_`."""
    return _UNPRINTABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescaped(text: str) -> str:
    """The text as it was before `escaped`."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def as_compared(text: str) -> str:
    """The text without what spreadsheet programs change on their own: kinds of line breaks, blanks last."""
    plain = unescaped(unescaped(text))
    return plain.replace("\r\n", "\n").replace("\r", "\n").strip()
