"""The order of the Swedish alphabet, and what somebody who types part of a name means by it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_KEPT = 10_000
"""So many names are kept in memory, as every list puts every school's in order."""
_LAST = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})


@lru_cache(maxsize=_KEPT)
def swedish_order(text: str) -> str:
    """A key that sorts names as a Swede looks for them: å, ä and ö last, other accents as without them."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).casefold().translate(_LAST))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def is_named(name: str, code: str, words: str) -> bool:
    """Whether words typed are part of a name, whatever their case, or its code; no words are of any."""
    asked = swedish_order(words)
    return not asked or asked in swedish_order(name) or asked == code
