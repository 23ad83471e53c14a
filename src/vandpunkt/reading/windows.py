"""The years that the inquiry asks about: support given in the past, support planned."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from vandpunkt.domain.periods import Period, find_periods
from vandpunkt.reading.facts import Window

_PLANNED = re.compile(
    r"\b(?:kommer\s+(?:\w+\s)?att|ska(?:ll)?\b|planer\w*|beslutade?\s+(?:insats|åtgärd|stöd)\w*|beslutat\s+(?:för|om)|(?:är\s+)?på\s+gång|framåt|kommande|inför|nästa|framöver|framtida|fortsatt\w*)",
    re.I,
)
_PAST = re.compile(
    r"\b(?:erbjudits|har\b|hade\b|fått|fick|erhållit|tidigare|genomför(?:t|ts|da|de|des)|gett|givits|getts|gjorts?|gjorda|satts|vidtagits|vidtagna|tilldelats|beviljats|hittills"
    r"|erbjudna|lämnats?|erbjöds?|gav|gavs|pågått)\b",
    re.I,
)
_ABOUT_SUPPORT = re.compile(r"\b(?:stöd\w*|\w*insats\w*|\w*åtgärd\w*|erbj\w+|planer\w*)\b", re.I)
_ABOUT_SUPPORT_AT_ALL = re.compile(
    r"stöd(?!l)|insats|åtgärd(?!a)|satsning|erbjud|erbjöd|resurs|handledning|kompetens|fortbildning|utvecklingsarbete",
    re.I,
)
_LABEL = re.compile(
    r"(?:(?:under|åren|år|för|i|inför|period(?:en)?|läsår(?:et|en)?)\s*)*(?:[\d–/—-]|\s|och|till|vt|ht|samt)+:?",
    re.I,
)
_LIST_WORDS = re.compile(
    r"\b(?:\w*insats\w*|stöd\w*|\w*åtgärd\w*|erbj\w+|följande|planer\w*|genomför\w*|form av|form|aktivitet\w*"
    r")\b",
    re.I,
)
_GIVEN = re.compile(r"\b(?:fått|fick|får|erhållit|tilldelats)\b", re.I)
_SENTENCES = re.compile(r"(?<=[.?!])\s+")
_LONGEST_INTRODUCTION = 320
PAST, PLANNED = "past", "planned"


@dataclass(frozen=True)
class Windows:
    """The two windows of a document, as far as it states them."""

    past: Window | None = None
    planned: Window | None = None

    def get(self, name: str) -> Window | None:
        """The window by its name, `past` or `planned`."""
        return self.past if name == PAST else self.planned


@dataclass(frozen=True)
class Claim:
    """Years that a sentence states, as past or planned, and the characters that state them."""

    kind: str
    window: Window
    start: int
    end: int


def stated_windows(sentences: Iterable[str], introductions: Iterable[str]) -> Windows:
    """The windows by vote: prose about support asks for them, the introductions of the lists repeat them."""
    votes: dict[str, Counter[Window]] = {PAST: Counter(), PLANNED: Counter()}
    listed = list(introductions)
    for weight, texts in ((1, sentences), (2, listed)):
        for sentence in (sentence for text in texts for sentence in _SENTENCES.split(text)):
            if weight > 1 or _ABOUT_SUPPORT.search(sentence):
                for claim in claims(sentence):
                    votes[claim.kind][claim.window] += weight
    return _settled(votes, [years(text) for text in listed])


def about_support(sentence: str) -> bool:
    """Whether a sentence speaks of support, or of plans."""
    return _ABOUT_SUPPORT.search(sentence) is not None


def names_support(text: str) -> bool:
    """Whether a document speaks of support at all: one about buildings or money has lists too."""
    return _ABOUT_SUPPORT_AT_ALL.search(text) is not None


def claims(sentence: str) -> Iterator[Claim]:
    """The years of a sentence, each with the tense of the nearest word of tense before it, else after it."""
    words = _tense_words(sentence)
    for found in find_periods(sentence):
        window = _window(found.period)
        before = [kind for start, kind in words if start < found.start]
        if window is not None and words:
            yield Claim(before[-1] if before else words[0][1], window, found.start, found.end)


def _tense_words(text: str) -> list[tuple[int, str]]:
    found = [(match.start(), PLANNED) for match in _PLANNED.finditer(text)]
    found += [(match.start(), PAST) for match in _PAST.finditer(text)]
    return sorted(found)


def _settled(votes: dict[str, Counter[Window]], listed: list[Window | None]) -> Windows:
    past, planned = (_most(votes[kind]) for kind in (PAST, PLANNED))
    unclaimed = Counter(window for window in listed if window and window not in (past, planned))
    if planned is None:
        later = Counter({w: n for w, n in unclaimed.items() if past is None or w.start > past.end})
        planned = _most(later) if past is not None or len(unclaimed) > 1 else None
    if past is None:
        past = _most(
            Counter({w: n for w, n in unclaimed.items() if planned is None or w.start < planned.start})
        )
    return Windows(past, planned)


def _most(votes: Counter[Window]) -> Window | None:
    return max(votes, key=lambda window: votes[window]) if votes else None


def tense(text: str) -> str | None:
    """Whether the wording is about the past or about plans; the last word of either kind decides."""
    words = _tense_words(text)
    return words[-1][1] if words else None


@lru_cache(maxsize=4096)
def years(text: str) -> Window | None:
    """The first span of years in the text, as codes of its first and last year."""
    windows = (_window(found.period) for found in find_periods(text))
    return next(filter(None, windows), None)


def _window(period: Period) -> Window | None:
    span = period.as_years
    return Window(span.start.code, span.end.code) if span.start and span.end else None


def window_introduced(text: str, windows: Windows, *, already: str | None) -> str | None:
    """The window whose list this line or paragraph introduces; None where it introduces none.

    `already` is the window that the same school has had: two unnamed windows follow each other in time.
    """
    if not may_introduce(text):
        return None
    stated = years(text)
    for kind in (PLANNED, PAST):
        if stated is not None and _lies_in(stated, windows.get(kind)):
            return kind
    spoken = tense(text)
    if spoken:
        return spoken
    if stated is None:
        return None
    if windows.past is not None and stated.start > windows.past.end:
        return PLANNED
    return PLANNED if already == PAST else PAST


def window_of_time(text: str, windows: Windows) -> str | None:
    """The window that an item's own time puts it in, where both windows are stated; else None."""
    found = find_periods(text)
    first = found[0].period.first_term if found else None
    if first is None or windows.past is None or windows.planned is None:
        return None
    if first.year > int(windows.past.end[:4]):
        return PLANNED
    return PAST if first.year < int(windows.planned.start[:4]) else None


def _lies_in(years: Window, window: Window | None) -> bool:
    return window is not None and window.start <= years.start and years.end <= window.end


def labels_support(text: str) -> bool:
    """Whether a few words are a label of years (`Under 2025`) or speak of support (`Planerade insatser`)."""
    return _LABEL.fullmatch(text) is not None or _LIST_WORDS.search(text) is not None


def labels_what_was_given(text: str) -> bool:
    """Whether a few words say that something has been given, and when: `Under 2023 har skolan fått`."""
    return _GIVEN.search(text) is not None and years(text) is not None


@lru_cache(maxsize=4096)
def may_introduce(text: str) -> bool:
    """Whether a text has the form of an introduction to a list: a label of years, or words and a colon."""
    if len(text) > _LONGEST_INTRODUCTION or not text[:1].isalnum():
        return False
    if _LABEL.fullmatch(text):
        return years(text) is not None
    has_matter = years(text) is not None or tense(text) is not None
    if text.endswith(":"):
        return has_matter
    return (
        has_matter
        and not text.endswith((".", ",", ";"))
        and len(text) <= 90
        and bool(_LIST_WORDS.search(text))
    )
