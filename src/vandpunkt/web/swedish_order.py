"""The order of the Swedish alphabet."""

from __future__ import annotations

import unicodedata

_LAST = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})


def swedish_order(text: str) -> str:
    """A key that sorts names as a Swede looks for them: å, ä and ö last, other accents as without them."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).casefold().translate(_LAST))
    return "".join(character for character in decomposed if not unicodedata.combining(character))
