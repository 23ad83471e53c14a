"""Misspelt words: those that no dictionary has and that a known word is very near."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vandpunkt.domain.problems import marked
from vandpunkt.reading.proofreading.dictionary import is_word, nearest_word
from vandpunkt.reading.proofreading.passages import Passage
from vandpunkt.reading.proofreading.remark import Remark, RemarkKind

_WORD = re.compile(r"(?<![\w-])[a-zåäöéü]{5,}(?![\w-])")


def misspellings(passages: Sequence[Passage], own_words: frozenset[str]) -> Iterator[Remark]:
    """A remark on each misspelt word, where it stands first.

    Words with a capital are left alone: most are names, and a name is spelt as its bearer spells it.
    `own_words` are words of known names, which may be the organiser's own.
    """
    seen: set[str] = set()
    for passage in passages:
        for match in _WORD.finditer(passage.text):
            word = match.group()
            if word in seen or word in own_words:
                continue
            seen.add(word)
            proposal = None if is_word(word) else nearest_word(word)
            if proposal:
                yield Remark(
                    RemarkKind.SPELLING,
                    passage.place,
                    word,
                    marked("{place}: «{quote}» finns inte i ordlistan. Menas «{proposal}»?"),
                    proposal,
                )
