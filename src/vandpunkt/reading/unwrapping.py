"""Wrapped lines → running text: spaces, hyphens and dashes at line ends as the writer meant them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from vandpunkt.reading.characters import DASHES, HYPHENS, SOFT_HYPHEN

_LAST_WORD = re.compile(rf"([^\s{DASHES}/(]*)[{HYPHENS}]$")
_FIRST_WORD = re.compile(r"[\w]+")
_ELLIPSIS_WORDS = {"och", "eller", "samt", "till", "resp", "respektive"}
_BOUND_END = re.compile(rf"\S[{DASHES}/]$")
_HYPHEN_END = re.compile(rf"[{HYPHENS}]$")
_OPEN_END = re.compile(rf"[,(/{DASHES}]$")
_FINAL = re.compile(r"[.!?:;][»”\"')\]]*$")
_ABBREVIATED = re.compile(
    r"(?:^|\s)(?:m\.?\s?fl|m\.?\s?m|t\.?\s?ex|bl\.?\s?a|s\.?\s?k|fr\.?\s?o\.?\s?m|t\.?\s?o\.?\s?m|dvs|d\.v\.s|ca|resp|nr)\.$",
    re.I,
)
_CONNECTIVE = re.compile(
    r"\b(?:och|eller|samt|med|för|av|i|på|till|från|om|inom|vid|under|över|mellan|mot|genom|utan|"
    r"hos|kring|att|som|det|den|de|en|ett|bland|efter|inför|via|start|fr\.o\.m\.|t\.o\.m\.|vt|ht)$",
    re.I,
)

KnowsWord = Callable[[str], bool]


def unwrapped(lines: Sequence[str], knows_word: KnowsWord = lambda _: False) -> str:
    """The lines as one running text with single spaces.

    A hyphen at a line end is the writer's own (`NPF-utbildning`, `in- och utflyttning`) or the line
    breaker's; `knows_word` tells whether the document has a word elsewhere, and decides where form does not.
    """
    pieces: list[str] = []
    for line in lines:
        after = re.sub(r"\s+", " ", line).strip()
        if after and pieces:
            pieces[-1:] = _joined(pieces[-1], after, knows_word)
        elif after:
            pieces.append(after)
    return "".join(pieces).replace(SOFT_HYPHEN, "")


def _joined(before: str, after: str, knows_word: KnowsWord) -> tuple[str, ...]:
    """The two as pieces that need only be put together."""
    if before.endswith(SOFT_HYPHEN):
        return before[:-1], after
    if not _BOUND_END.search(before):
        return before, " ", after
    if _HYPHEN_END.search(before):
        return _hyphen_joined(before, after, knows_word)
    return before, after


def _hyphen_joined(before: str, after: str, knows_word: KnowsWord) -> tuple[str, ...]:
    head = _LAST_WORD.search(before)
    tail = _FIRST_WORD.match(after)
    if head is None or tail is None:
        return before, after
    if tail[0].lower() in _ELLIPSIS_WORDS:
        return before, " ", after
    first, rest = head[1], tail[0]
    if knows_word(f"{first}-{rest}") or not first[-1:].isalpha() or not rest[0].islower():
        return before, after
    if knows_word(first + rest) or not first.isupper():
        return before[:-1], after
    return before, after


def finished(text: str) -> bool:
    """Whether the text ends as a sentence or an introduction ends."""
    return _FINAL.search(text) is not None and _ABBREVIATED.search(text) is None


def wants_more(text: str) -> bool:
    """Whether the text stops where no writer stops: after a preposition, a conjunction, a comma or a dash."""
    return _OPEN_END.search(text) is not None or _CONNECTIVE.search(text) is not None


def first_word(text: str) -> str:
    """The characters up to the first space."""
    return text.split(maxsplit=1)[0] if text else ""


def word_finder(text: str) -> KnowsWord:
    """A test of whether the text has a word, hyphens counted as part of words."""
    words = {word.casefold() for word in re.findall(rf"\w+(?:[{HYPHENS}]\w+)*", text)}
    return lambda word: word.casefold() in words
