"""Lists of words as parts of regular expressions."""

from __future__ import annotations


def any_of(words: str) -> str:
    """A group that matches any one of the words, which stand apart by space."""
    return "(?:" + "|".join(words.split()) + ")"
