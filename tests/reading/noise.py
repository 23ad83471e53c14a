"""Print as a machine misreads it: characters taken for others, lost, and read where there are none."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

_CONFUSED = {
    "l": "i1I", "i": "lj1", "I": "l1", "e": "co", "c": "eo", "o": "ce0", "a": "ou", "å": "aä", "ä": "aå", "ö": "oä",
    "n": "uh", "u": "nv", "h": "bn", "b": "h6", "t": "fl", "f": "t", "r": "t", "s": "5", "m": "n", "v": "y",
    "k": "h", "d": "cl", "g": "q", ".": ",", ",": ".", "–": "-—", "O": "0", "S": "5", "B": "8", "0": "O", "1": "l",
    "5": "S", "2": "Z", "6": "b", "8": "B", "3": "8", "9": "g", "4": "A",
}  # fmt: skip
_ANY = "abcdefghijklmnoprstuvyåäöABDEFGHIKLMNOPRSTUVÅÄÖ0123456789.,:;-'"


def alike(text: str, share: float, seed: int) -> str:
    """The text with this share of its characters taken for others that look like them."""
    return _changed(text, share, seed, lambda one, draw: draw.choice(_CONFUSED.get(one, one)))


def substituted(text: str, share: float, seed: int) -> str:
    """The text with this share of its characters taken for any others."""
    return _changed(text, share, seed, lambda one, draw: draw.choice(_ANY.replace(one, "")))


def deleted(text: str, share: float, seed: int) -> str:
    """The text without this share of its characters, spaces among them."""
    return _changed(text, share, seed, lambda one, draw: "", spaces=True)


def inserted(text: str, share: float, seed: int) -> str:
    """The text with characters that nobody wrote, this share of its length; a space among them."""
    return _changed(text, share, seed, lambda one, draw: one + draw.choice(_ANY + "    "), spaces=True)


def mixed(text: str, share: float, seed: int) -> str:
    """The text with this share of its characters misread in one of the four ways, each as often."""

    def change(one: str, draw: Random) -> str:
        way = draw.randrange(4)
        if way == 0:
            return draw.choice(_CONFUSED.get(one, one))
        return ("", draw.choice(_ANY.replace(one, "")), one + draw.choice(_ANY))[way - 1]

    return _changed(text, share, seed, change)


def _changed(
    text: str, share: float, seed: int, change: Callable[[str, Random], str], *, spaces: bool = False
) -> str:
    """Line ends stay; spaces do too, but where they are asked for."""
    draw = Random(seed)
    return "".join(
        change(one, draw) if ((one == " " and spaces) or not one.isspace()) and draw.random() < share else one
        for one in text
    )
