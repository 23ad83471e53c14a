"""What a sentence about support says when its dates are taken out, for use in another year."""

from __future__ import annotations

import re

from vandpunkt.domain.periods import FoundPeriod, find_periods

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_LOOSE_LEADS = frozenset({"", "från och med", "sedan", "start", "till och med", "under"})
"""Words that lead to a time and can go with it; others carry the sentence."""
_EMPTY_BRACKETS = re.compile(r"\s*[(\[]\s*[,;–-]*\s*[)\]]")
_HANGING = re.compile(r"[\s,;:–-]+(?=[.!?]?$)")
_BEFORE_SIGN = re.compile(r"\s+(?=[.,;:!?)])")


def without_dates(wording: str) -> str:
    """The wording with its periods taken out; "" where nothing is left that can stand by itself.

    A sentence whose grammar rests on a period goes as a whole.
    """
    kept = [_undated(sentence) for sentence in _SENTENCE_END.split(wording.strip())]
    return " ".join(filter(None, kept))


def _undated(sentence: str) -> str:
    periods = find_periods(sentence)
    if not periods:
        return sentence
    rest = _taken_out(sentence, periods)
    if not _LETTERS.search(rest):
        return ""
    return "" if any(_carries(sentence, one) for one in periods) else rest


def _taken_out(sentence: str, periods: list[FoundPeriod]) -> str:
    for one in reversed(periods):
        sentence = f"{sentence[: one.start].rstrip()} {sentence[one.end :].lstrip()}"
    sentence = _EMPTY_BRACKETS.sub("", sentence)
    sentence = _BEFORE_SIGN.sub("", " ".join(sentence.split()))
    return _HANGING.sub("", sentence).strip()


def _carries(sentence: str, period: FoundPeriod) -> bool:
    """Whether the words around a period do not make a sentence without it."""
    return period.lead not in _LOOSE_LEADS or not _LETTERS.search(sentence[: period.start])
