"""What is shown of documents that are looked through, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from vandpunkt.domain.periods import Period, window
from vandpunkt.reading.pages import Page
from vandpunkt.register.interventions.row import InterventionRow

SURE = 0.85
"""The confidence from which a proposal may be accepted together with others."""
LIKELY = 0.65


@dataclass(frozen=True)
class TakenIn:
    """What became of one file: the document, and whether the register had it before."""

    document_id: int
    title: str
    already: bool
    waiting: int
    unknown_schools: tuple[str, ...]
    recognised: bool


@dataclass(frozen=True)
class DocumentLine:
    """A document in the list of those taken in; counts are of its proposals at the schools asked about."""

    id: int
    title: str
    dnr: str
    file_name: str
    read_at: datetime
    read_by: str
    waiting: int
    accepted: int
    linked: int
    rejected: int
    recognised: bool


@dataclass(frozen=True)
class StatedIn:
    """A document that states an intervention, and the page, from 1."""

    document_id: int
    title: str
    dnr: str
    page: int
    number: int


@dataclass(frozen=True)
class Known:
    """An intervention that the register has already and that the proposal may be.

    `sure` is whether programme, start and partners agree; `differences` name what does not.
    """

    row: InterventionRow
    sure: bool
    differences: tuple[str, ...]


@dataclass(frozen=True)
class ProposalRow:
    """One proposal, in one version, as its model describes it.

    `school` is the register's name of the school, "" until it is known which school is meant. `known` is
    what the register has already, for proposals that wait.
    """

    id: int
    version: int
    position: int
    state: str
    school_name: str
    school_code: str
    school: str
    planned: bool
    window_start: int | None
    window_end: int | None
    programme: str
    abbreviation: str
    wording: str
    start: str
    end: str
    in_use_from: str
    ongoing: bool | None
    follow_on_start: str
    follow_on_end: str
    partners: tuple[str, ...]
    confidence: float
    doubts: tuple[str, ...]
    page: int
    source_start: int
    source_end: int
    reason: str
    intervention_id: int | None
    decided_at: datetime | None
    decided_by: str
    known: Known | None = None

    @property
    def number(self) -> int:
        """Its place among the proposals of its document, from 1."""
        return self.position + 1

    @property
    def waits(self) -> bool:
        """Whether nobody has decided yet."""
        return self.state == "waiting"

    @cached_property
    def period(self) -> Period:
        """From when to when, as stated."""
        return Period.from_codes(self.start, self.end, self.ongoing)

    @cached_property
    def follow_on(self) -> Period | None:
        """What the item says comes after the period."""
        return Period.from_codes(self.follow_on_start, self.follow_on_end) if self.follow_on_start else None

    @cached_property
    def stated_for(self) -> Period:
        """The years that it is stated for; unknown where the document does not say."""
        if self.window_start is None or self.window_end is None:
            return Period()
        return window(self.window_start, self.window_end)

    @property
    def time(self) -> Period:
        """When the support is given: as stated, else the years that it is stated for."""
        return self.period if self.start or self.end else self.stated_for

    @property
    def is_sure(self) -> bool:
        """Whether it may be accepted with others unread: all is known and the register says nothing else."""
        settled = bool(self.school_code) and self.window_start is not None
        return self.waits and settled and self.confidence >= SURE and (self.known is None or self.known.sure)


@dataclass(frozen=True)
class ReviewDocument:
    """A document with its pages and proposals; `elsewhere` counts proposals at schools not asked about.

    `kind` is `pdf`, `docx`, `html` or `text`, "" where the file itself was not kept.
    """

    id: int
    title: str
    dnr: str
    file_name: str
    read_at: datetime
    read_by: str
    kind: str
    recognised: bool
    warnings: tuple[str, ...]
    pages: tuple[Page, ...]
    rows: tuple[ProposalRow, ...]
    elsewhere: int

    @property
    def waiting(self) -> tuple[ProposalRow, ...]:
        """The proposals that nobody has decided about."""
        return tuple(row for row in self.rows if row.waits)

    @property
    def sure(self) -> tuple[ProposalRow, ...]:
        """Those that may be accepted together."""
        return tuple(row for row in self.rows if row.is_sure)

    @property
    def unknown_schools(self) -> tuple[str, ...]:
        """The schools that the document names and the register does not know which they are."""
        return tuple(dict.fromkeys(row.school_name for row in self.waiting if not row.school_code))

    @property
    def latest(self) -> tuple[ProposalRow, ...]:
        """The proposals that were decided about last, all at one moment."""
        moments = [row.decided_at for row in self.rows if row.decided_at and not row.waits]
        newest = max(moments, default=None)
        return tuple(row for row in self.rows if row.decided_at == newest and not row.waits)
