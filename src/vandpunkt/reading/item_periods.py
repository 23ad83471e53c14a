"""What an item says of time, as the reader of an answer about certain years understands it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vandpunkt.domain.periods import FoundPeriod, Period
from vandpunkt.domain.terms import Year
from vandpunkt.reading.facts import FollowOn
from vandpunkt.reading.months import periods_in

_NUMBER_WORDS = {"ett": 1, "ettårig": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6}
_DURATION = re.compile(
    r"\b(?:(?P<word>ett|två|tre|fyra|fem|sex)|(?P<digits>[1-9]))[\s-]?(?:årig[at]?|års|åring)\w*"
    r"|\b(?:(?:under|i|på)\s+)(?P<spelt>två|tre|fyra|fem|sex|[2-9])\s+år\b(?!\s*(?:sedan|gammal))",
    re.I,
)
_BEGINS = re.compile(
    r"(?:^|[.]\s+)(?:upp)?start\s+av\b[^.]*$|\b(?:startar|startades?|inleds|börjar|påbörjas)\b[^.,]{0,40}$",
    re.I,
)
_SENTENCE_ENDS = re.compile(r"[.;]|\b(?:därefter|sedan|följt\s+av|och\s+sedan)\b", re.I)
_GOES_ON = re.compile(
    r"\b(?:fortsätter|fortgår|löper\s+vidare|pågår|tills\s+vidare|är\s+pågående|pågående)\b", re.I
)
_NEXT_TO = re.compile(r"\s?(?:[-–—/]|till)?\s?(?:[vh]t)?\s?", re.I)
_STRAY_SIGN = re.compile(r"\b(?:start\w*|från|sedan)\s*[-–—−]\s?(?=(?:19|20)\d\d)", re.I)


@dataclass(frozen=True)
class ItemTime:
    """The time facts of an item; codes as in InterventionFact. `spans` are the characters that state them."""

    start: str | None = None
    end: str | None = None
    ongoing: bool | None = None
    in_use_from: str | None = None
    follow_on: FollowOn | None = None
    duration_years: int | None = None
    spans: tuple[tuple[int, int], ...] = ()
    stray_sign: str | None = None
    bare_year: bool = False
    of_label: bool = False
    unread: int = 0
    unlikely: bool = False


def time_of(
    text: str, window: Period, label: Period | None = None, unclear: Sequence[tuple[int, int]] = ()
) -> ItemTime:
    """Read the periods of an item that is stated for the years `window`.

    The first period is the item's own; `togs i bruk …` is apart; a later period that begins when the first
    is over follows on it. A bare year inside the window bounds the item, one before it is only a start.
    What has begun for a stated number of years may have ended: whether it goes on is not said. Where the
    item states no time, the years of a `label` above it that is narrower than the window bound it. What
    touches the characters `unclear` is left out: of it no time can be known.
    """
    found = [one for one in periods_in(text) if not _touches(text, one, unclear)]
    if unclear and (not found or found[0].start > unclear[0][0]):
        return ItemTime(spans=tuple((one.start, one.end) for one in found))
    in_use = next((one for one in found if one.lead == "togs i bruk"), None)
    others = [one for one in found if one is not in_use]
    period, shortened = _own_period(text, others, window)
    of_label = not others and _narrows(label, window) and _GOES_ON.search(text) is None
    if of_label and label is not None:
        period = label
    follow_on = _follow_on(text, period, others)
    duration = _duration(text)
    codes = _codes(period)
    return ItemTime(
        start=codes[0],
        end=codes[1],
        ongoing=_ongoing(text, period, duration),
        in_use_from=_codes(in_use.period)[0] if in_use else None,
        follow_on=FollowOn(*_started(follow_on)) if follow_on else None,
        duration_years=duration,
        spans=tuple((one.start, one.end) for one in found),
        stray_sign=stray_sign(text),
        bare_year=shortened,
        of_label=of_label,
        unread=len(others) - (1 if others else 0) - (1 if follow_on else 0),
        unlikely=_unlikely(period, window),
    )


def _touches(text: str, one: FoundPeriod, unclear: Sequence[tuple[int, int]]) -> bool:
    """Whether unclear characters stand in the period, or next to it but for a sign or `till`."""
    return any(
        (start < one.end and one.start < end)
        or _NEXT_TO.fullmatch(text, one.end, start) is not None
        or _NEXT_TO.fullmatch(text, end, one.start) is not None
        for start, end in unclear
    )


def _unlikely(period: Period, window: Period) -> bool:
    """Whether what is told as given has not begun by then, or what is planned is over before."""
    starts, ends, last, first = period.first_term, period.last_term, window.last_term, window.first_term
    return bool((starts and last and starts > last) or (ends and first and ends < first))


def _narrows(label: Period | None, window: Period) -> bool:
    return label is not None and window.start is not None and label != window and label.within(window)


def _own_period(text: str, found: list[FoundPeriod], window: Period) -> tuple[Period, bool]:
    if not found:
        return Period(), False
    stated = found[0].period
    if not found[0].lead and stated.start == stated.end and _BEGINS.search(text, 0, found[0].start):
        return Period(stated.start, None, True), False
    bare = isinstance(stated.start, Year) and stated.start == stated.end and not found[0].lead
    return stated.stated_for(window), bare


def _follow_on(text: str, period: Period, found: list[FoundPeriod]) -> Period | None:
    """The period of a later sentence that begins when the item's own is over."""
    for one in found[1:]:
        starts, ends = one.period.first_term, period.last_term
        later = _SENTENCE_ENDS.search(text, found[0].end, one.start) is not None
        if later and starts is not None and ends is not None and starts > ends:
            return one.period
    return None


def _started(period: Period) -> tuple[str, str | None]:
    start, end = _codes(period)
    return start or "", end


def _codes(period: Period) -> tuple[str | None, str | None]:
    return period.school_years_as_terms.codes


def _ongoing(text: str, period: Period, duration: int | None) -> bool | None:
    if period.end is not None:
        return False
    if period.start is None:
        return True if _GOES_ON.search(text) else None
    if duration is not None:
        return None
    return True if _GOES_ON.search(text) else period.ongoing


def _duration(text: str) -> int | None:
    match = _DURATION.search(text)
    if match is None:
        return None
    stated = (match["word"] or match["digits"] or match["spelt"]).lower()
    return int(stated) if stated.isdigit() else _NUMBER_WORDS[stated]


def stray_sign(text: str) -> str | None:
    """A sign that belongs to nothing before a year, as in `Start -2022`; the characters, or None."""
    match = _STRAY_SIGN.search(text)
    return text[match.start() : match.end() + 4] if match else None
