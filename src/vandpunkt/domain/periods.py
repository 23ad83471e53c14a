"""Periods: from–to in years, school years or terms, possibly open, as Swedish administration words them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vandpunkt.domain.period_phrases import phrases
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.terms import DASHES, Point, SchoolYear, Term, Year, point_from_code

__all__ = ["FoundPeriod", "Period", "Point", "find_periods", "window"]

_UNKNOWN, _ONGOING, _CONCLUDED = "okänd tid", "pågår", "avslutad"
_WHOLE_PHRASES = {_UNKNOWN: None, _ONGOING: True, "pågående": True, _CONCLUDED: False, "avslutat": False}
_AROUND = " \t\r\n\f\v\u00a0\u202f.,;:()" + DASHES.replace("\\", "")
_LEADING_DASH = re.compile(rf"^[{DASHES}](?=\d|[vh]t\b|(?:vår|höst)termin)", re.I)


@dataclass(frozen=True)
class Period:
    """A stretch of time with the precision it was stated in; a missing bound is open or unknown.

    `ongoing` is true where only a start is given and it goes on, false where the text bounds it, None
    where that cannot be told. An end always bounds: with one, `ongoing` is false whatever was given.
    """

    start: Point | None = None
    end: Point | None = None
    ongoing: bool | None = None

    def __post_init__(self) -> None:
        if self.end is not None:
            object.__setattr__(self, "ongoing", False)
        if self.start and self.end and self.start.first_term > self.end.last_term:
            raise Problem(
                marked("Perioden slutar ({end}) innan den börjar ({start})."), start=self.start, end=self.end
            )

    @classmethod
    def at(cls, point: Point) -> Period:
        """The period that is one year, school year or term."""
        return cls(point, point)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a whole text as one period. Raises Problem where it states none, or more than a period."""
        words = " ".join(text.split()).strip(_AROUND)
        if words.lower() in _WHOLE_PHRASES:
            return cls(ongoing=_WHOLE_PHRASES[words.lower()])
        phrase = _LEADING_DASH.sub("till och med ", text.strip(), count=1)
        for attempt in (phrase, text):
            found = find_periods(attempt)
            if len(found) == 1 and not (attempt[: found[0].start] + attempt[found[0].end :]).strip(_AROUND):
                return found[0].period
        raise Problem(
            marked("«{text}» är ingen period. Skriv till exempel ht 2022–vt 2024 eller från och med 2024."),
            text=text,
        )

    @classmethod
    def from_codes(cls, start_code: str | None, end_code: str | None, ongoing: bool | None = None) -> Period:
        """The period with these codes (`2022`, `2022ht`, `2023/24`; empty or None where not stated).

        Raises Problem for a code that is none of these.
        """
        start = point_from_code(start_code) if start_code else None
        end = point_from_code(end_code) if end_code else None
        return cls(start, end, ongoing)

    @property
    def codes(self) -> tuple[str | None, str | None]:
        """The codes of the first and last point, in the precision stated; None where a bound is missing."""
        return (self.start.code if self.start else None, self.end.code if self.end else None)

    @property
    def school_years_as_terms(self) -> Period:
        """The same period with a school year named by its terms: 2023/24 is ht 2023–vt 2024."""
        start = self.start.first_term if isinstance(self.start, SchoolYear) else self.start
        end = self.end.last_term if isinstance(self.end, SchoolYear) else self.end
        return Period(start, end, self.ongoing)

    @property
    def as_terms(self) -> Period:
        """The same period in terms: 2022 is vt 2022–ht 2022."""
        return Period(self.first_term, self.last_term, self.ongoing)

    @property
    def as_school_years(self) -> Period:
        """The school years that the period touches."""
        first, last = self.first_term, self.last_term
        return Period(first.school_year if first else None, last.school_year if last else None, self.ongoing)

    @property
    def as_years(self) -> Period:
        """The calendar years that the period touches."""
        first, last = self.first_term, self.last_term
        return Period(Year(first.year) if first else None, Year(last.year) if last else None, self.ongoing)

    @property
    def first_term(self) -> Term | None:
        """The first term, None where no start is stated."""
        return self.start.first_term if self.start else None

    @property
    def last_term(self) -> Term | None:
        """The last term, None where no end is stated."""
        return self.end.last_term if self.end else None

    def covers(self, term: Term) -> bool:
        """Whether the term lies in the period; a missing bound keeps nothing out."""
        return self.overlaps(Period.at(term))

    def overlaps(self, window: Period) -> bool:
        """Whether the two can share a term; a missing bound on either side keeps nothing out."""
        return not (_before(self.last_term, window.first_term) or _before(window.last_term, self.first_term))

    def within(self, window: Period) -> bool:
        """Whether every term of the period lies in the window, as far as the window is bounded."""
        starts_in = window.first_term is None or (
            self.first_term is not None and window.first_term <= self.first_term
        )
        ends_in = window.last_term is None or (
            self.last_term is not None and self.last_term <= window.last_term
        )
        return starts_in and ends_in

    def clip(self, window: Period) -> Period | None:
        """The part of the period that lies in the window, None where they share no term.

        A bound that already lies in the window keeps its precision; one that does not is the window's.
        """
        if not self.overlaps(window):
            return None
        start, end = self.start, self.end
        if window.first_term and (self.first_term is None or self.first_term < window.first_term):
            start = window.start
        if window.last_term and (self.last_term is None or self.last_term > window.last_term):
            end = window.end
        return Period(start, end, self.ongoing)

    def terms(self, window: Period | None = None) -> Iterator[Term]:
        """The terms of the period, in the window where one is given.

        Raises ValueError where neither bounds it at both ends: an open period has no last term.
        """
        part = self.clip(window) if window else self
        if part is None:
            return
        term, last = part.first_term, part.last_term
        if term is None or last is None:
            raise ValueError(f"{self} has no end: give a window to count its terms in")
        while term <= last:
            yield term
            if term == last:
                return
            term += 1

    def stated_for(self, window: Period) -> Period:
        """The period as the reader of an answer about the window understands it.

        A bare year inside the window bounds; a bare year before it can only be a start, and whether what
        started then still goes on is not said.
        """
        bare = isinstance(self.start, Year) and self.start == self.end
        if bare and _before(self.last_term, window.first_term):
            return Period(self.start, None, None)
        return self

    def __str__(self) -> str:
        if self.start is None:
            return _until(self.end, self.ongoing)
        if self.end is None:
            return _since(self.start, self.ongoing)
        if self.start == self.end:
            return _words(self.start)
        return f"{_words(self.start)}–{_words(self.end)}"


def _before(earlier: Term | None, later: Term | None) -> bool:
    return earlier is not None and later is not None and earlier < later


def _words(point: Point) -> str:
    if isinstance(point, SchoolYear):
        return f"läsåret {point.year}/{point.year + 1}"
    return str(point)


def _since(start: Point, ongoing: bool | None) -> str:
    if ongoing:
        return f"start {start}" if isinstance(start, Year) else f"från och med {_words(start)}"
    return f"med början {_words(start)}" + ("" if ongoing is None else f", {_CONCLUDED}")


def _until(end: Point | None, ongoing: bool | None) -> str:
    if end is not None:
        return f"till och med {_words(end)}"
    return {None: _UNKNOWN, True: _ONGOING, False: _CONCLUDED}[ongoing]


@dataclass(frozen=True)
class FoundPeriod:
    """A period in running text: the characters `start:end` state it, its lead-in word included.

    `lead` is that word in one form: `från och med`, `sedan`, `start`, `med början`, `togs i bruk`,
    `till och med`, `mellan`, `inför`, `under`, or empty.
    """

    period: Period
    start: int
    end: int
    lead: str = ""


def find_periods(text: str) -> list[FoundPeriod]:
    """Every period that running text states, left to right, each as long as its words go."""
    return [
        FoundPeriod(Period(phrase.first, phrase.last, phrase.ongoing), phrase.start, phrase.end, phrase.lead)
        for phrase in phrases(text)
    ]


def window(first_year: int, last_year: int) -> Period:
    """The whole calendar years that a question is about."""
    return Period(Year(first_year), Year(last_year))
