"""Words that people wrote, set inside our own sentences."""

from __future__ import annotations


def inside_sentence(words: str) -> str:
    """The words with a small first letter, unless they begin with an abbreviation such as KSBS."""
    text = words.strip()
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def is_whole_sentence(words: str) -> bool:
    """Whether a question stands as a sentence of its own: it ends as one."""
    return words.rstrip().rstrip("»”\"')").endswith(("?", ".", "!"))
