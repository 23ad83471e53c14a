"""Print as a machine misreads it: single characters taken for others that look like them."""

from __future__ import annotations

from random import Random

_CONFUSED = {
    "l": "i1I", "i": "lj1", "I": "l1", "e": "co", "c": "eo", "o": "ce0", "a": "ou", "å": "aä", "ä": "aå", "ö": "oä",
    "n": "uh", "u": "nv", "h": "bn", "b": "h6", "t": "fl", "f": "t", "r": "t", "s": "5", "m": "n", "v": "y",
    "k": "h", "d": "cl", "g": "q", ".": ",", ",": ".", "–": "-—", "O": "0", "S": "5", "B": "8", "0": "O", "1": "l",
    "5": "S", "2": "Z", "6": "b", "8": "B", "3": "8", "9": "g", "4": "A",
}  # fmt: skip


def noisy(text: str, share: float, seed: int) -> str:
    """The text with this share of its characters, blank ones apart, taken for others."""
    draw = Random(seed)
    return "".join(
        draw.choice(_CONFUSED[one]) if one in _CONFUSED and draw.random() < share else one for one in text
    )
