"""Swedish words: whether a word is one, and which word may have been meant.

The words and their inflections are the Swedish Hunspell dictionary (DSSO), read by spylls.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

_LETTERS = "abcdefghijklmnopqrstuvwxyzåäöé"
_SHORTEST_PART = 4
_MOST_EDITS = 2


@cache
def _dictionary() -> Any:
    """Takes more than a second to load, so only when a text is proofread, and once."""
    from spylls.hunspell import Dictionary

    with warnings.catch_warnings():
        # spylls leaves its files to be closed by the interpreter.
        warnings.simplefilter("ignore", ResourceWarning)
        return Dictionary.from_files("sv_SE")


def is_loaded() -> bool:
    """Whether the dictionary is in memory, so that a check takes no seconds."""
    return _dictionary.cache_info().currsize > 0


@cache
def _stems() -> dict[str, frozenset[str]]:
    stems: dict[str, set[str]] = defaultdict(set)
    for word in _dictionary().dic.words:
        stems[word.stem[:1]].add(word.stem)
    return {letter: frozenset(found) for letter, found in stems.items()}


@cache
def is_word(word: str) -> bool:
    """Whether a word in lower case is Swedish, inflected and compounded as it may be.

    A compound that the dictionary does not join counts where its first part is a word that has lost its
    last vowel and the second a whole word, as in förstelärarplan.
    """
    return bool(_dictionary().lookup(word)) or _is_compound(word)


def _is_compound(word: str) -> bool:
    look_up = _dictionary().lookup
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        first, second = word[:cut], word[cut:]
        if look_up(second) and (look_up(f"{first}a") or look_up(f"{first}e")):
            return True
    return False


@cache
def nearest_word(word: str) -> str | None:
    """The known word fewest edits away: one edit from any form, two from the form in the dictionary.

    An edit adds, drops or changes a letter, or lets two neighbours change places. None where nothing is
    that near.
    """
    look_up = _dictionary().lookup
    once = next((other for other in _one_edit(word) if look_up(other)), None)
    if once:
        return once
    near = [
        stem
        for stem in _stems().get(word[:1], ())
        if abs(len(stem) - len(word)) <= _MOST_EDITS
        and len(stem) > _SHORTEST_PART
        and edits(word, stem) == _MOST_EDITS
    ]
    return min(near, key=lambda stem: (abs(len(stem) - len(word)), stem), default=None)


def _one_edit(word: str) -> Iterator[str]:
    """Every text one edit away, letters that change places and dropped ones first: the commonest slips."""
    cuts = [(word[:cut], word[cut:]) for cut in range(len(word) + 1)]
    for before, after in cuts:
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
    for before, after in cuts:
        yield from (before + letter + after for letter in _LETTERS)
    for before, after in cuts:
        if after:
            yield before + after[1:]
    for before, after in cuts:
        if after:
            yield from (before + letter + after[1:] for letter in _LETTERS if letter != after[0])


def edits(one: str, other: str) -> int:
    """How many edits part two words (optimal string alignment)."""
    rows = [list(range(len(other) + 1))]
    for at, letter in enumerate(one, start=1):
        row = [at]
        for to, wanted in enumerate(other, start=1):
            cost = min(rows[-1][to] + 1, row[-1] + 1, rows[-1][to - 1] + (letter != wanted))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == wanted:
                cost = min(cost, rows[-2][to - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]
