"""One intervention as a value: what was stated, for when, and whether it is being given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from vandpunkt.domain.periods import Period, Point, window
from vandpunkt.domain.terms import Term, point_from_code

DECLINED, RUNNING, FINISHED, STOPPED = "declined", "running", "finished", "stopped"


@dataclass(frozen=True, order=True)
class Funding:
    """What is paid in a calendar year, in whole kronor: `own` from our budget, `grant` from a state grant."""

    year: int
    kind: str
    amount: int


@dataclass(frozen=True)
class InterventionRow:
    """One item of support at one school, in one version, as its model describes it.

    `start`, `end`, `in_use_from` and the follow-on are codes, "" where nothing is stated; `programme` and
    `abbreviation` are None and "" where the item belongs to no programme of the catalogue. People are named
    by their role; notes of the dialogue with the head teacher are working material.
    """

    id: int
    version: int
    school_unit_code: str
    programme: str | None
    abbreviation: str
    status: str
    wording: str
    start: str
    end: str
    in_use_from: str
    ongoing: bool | None
    duration_years: int | None
    follow_on_start: str
    follow_on_end: str
    partners: tuple[str, ...]
    persons: tuple[str, ...]
    window_start: int
    window_end: int
    planned: bool
    position: int
    continues_id: int | None
    confidence: float | None
    document_id: int | None
    document_title: str
    document_dnr: str
    source_page: int | None
    source_start: int | None
    source_end: int | None
    accepted_at: datetime | None
    accepted_by: str
    programme_slug: str = ""
    status_date: date | None = None
    status_reason: str = ""
    offered_date: date | None = None
    offered_to: str = ""
    responsible: str = ""
    dialogue_date: date | None = None
    dialogue_with: str = ""
    dialogue_notes: str = ""
    decision_date: date | None = None
    decision_by: str = ""
    decision_delegated: bool | None = None
    decision_ground: str = ""
    funding: tuple[Funding, ...] = ()

    @cached_property
    def period(self) -> Period:
        """From when to when, as stated; both None where nothing is."""
        return Period.from_codes(self.start, self.end, self.ongoing)

    @cached_property
    def follow_on(self) -> Period | None:
        """What the same item says comes after the period."""
        if not self.follow_on_start:
            return None
        return Period.from_codes(self.follow_on_start, self.follow_on_end)

    @cached_property
    def stated_for(self) -> Period:
        """The years that the item was stated for."""
        return window(self.window_start, self.window_end)

    @property
    def time(self) -> Period:
        """When it is given: the whole period where one is stated, else the years it was stated for."""
        return self.period if self.start or self.end else self.stated_for

    @property
    def stated_time(self) -> Period:
        """When it is given within the years it was stated for; those years where no time is stated."""
        return self.period.clip(self.stated_for) or self.stated_for

    @property
    def talked_after_decision(self) -> bool:
        """Whether the dialogue with the head teacher is dated after the decision that it comes before."""
        return bool(self.dialogue_date and self.decision_date and self.dialogue_date > self.decision_date)

    @property
    def window_kind(self) -> str:
        """`planned` or `past`: which of an inquiry's questions the item answers."""
        return "planned" if self.planned else "past"

    @property
    def in_use_from_term(self) -> Point | None:
        """When it came into use, where that is stated apart from its start."""
        return point_from_code(self.in_use_from) if self.in_use_from else None

    def is_current(self, term: Term) -> bool:
        """Whether the support is given in a term, as far as the register tells.

        An open end counts from the start on. Where it is not known whether it goes on, it counts as long
        as the years it was stated for last; so does a planned row. A follow-on counts as the same support.
        """
        if self.status == DECLINED or self._stopped_before(term):
            return False
        if self.follow_on and self.follow_on.covers(term):
            return True
        begun = self.period.covers(term)
        if self.planned and self.status != RUNNING:
            return begun and self.stated_for.covers(term)
        if self.period.ongoing or self.period.end:
            return begun
        if self.status in (FINISHED, STOPPED):
            return False
        return begun and self._may_still_run(term)

    def _stopped_before(self, term: Term) -> bool:
        return self.status == STOPPED and self.status_date is not None and term > Term.on(self.status_date)

    def _may_still_run(self, term: Term) -> bool:
        starts = self.period.first_term or Term(self.window_start, "vt")
        return starts <= term <= Term(self.window_end, "ht")
