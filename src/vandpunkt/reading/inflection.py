"""Swedish forms of a name: a pattern that finds the name whether definite or not, wrapped in any case."""

from __future__ import annotations

import re
from functools import lru_cache

from vandpunkt.reading.characters import DASHES

_ENDINGS = r"(?:en|et|n|t|na|ns|ens|ets|nas|arna|erna|s)?"
_SHORTEST_INFLECTED = 4


@lru_cache(maxsize=4096)
def name_pattern(name: str) -> re.Pattern[str]:
    """Finds the name as whole words in running text, each word also in its definite and genitive forms."""
    words = r"\s+".join(_word(word) for word in name.split())
    return re.compile(rf"(?<![\w{DASHES}]){words}(?!\w)", re.I)


@lru_cache(maxsize=4096)
def abbreviation_pattern(abbreviation: str) -> re.Pattern[str]:
    """Finds an abbreviation as a word of its own or before a hyphen (`KSBS-insats`), its case kept."""
    return re.compile(rf"(?<!\w){re.escape(abbreviation)}(?!\w)")


def _word(word: str) -> str:
    stem = word.rstrip(",;:")
    mark = word[len(stem) :]
    parts = [re.escape(part) for part in re.split(f"[{DASHES}]", stem)]
    pattern = f"[{DASHES}]".join(parts)
    inflected = len(stem) >= _SHORTEST_INFLECTED and stem[-1].isalpha() and not stem.isupper()
    return pattern + (_ENDINGS if inflected else "") + (re.escape(mark) + "?" if mark else "")
