"""What the answer to a case is built from, as values: the case, its schools, their support and results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from vandpunkt.cases.replies_section import PrintedReply
from vandpunkt.domain.periods import Period
from vandpunkt.follow_up.promises import PromiseRow
from vandpunkt.register.effects import ProgrammeEffect
from vandpunkt.register.interventions.row import InterventionRow
from vandpunkt.register.results import YearResult
from vandpunkt.register.standing import FitSummary, SchoolStanding


@dataclass(frozen=True)
class SenderContent:
    """A member of the board who sent the inquiry; `et_al` where others signed it too."""

    name: str
    party: str
    et_al: bool

    @property
    def printed(self) -> str:
        """`Andréa Hedin m.fl. (M)`."""
        others = " m.fl." if self.et_al else ""
        return f"{self.name}{others} ({self.party})" if self.party else f"{self.name}{others}"


@dataclass(frozen=True)
class StepContent:
    """One step of the case; dates are None where nobody has stated them."""

    kind: str
    name: str
    body: str
    planned: date | None
    done: date | None
    outcome: str


@dataclass(frozen=True)
class SignatoryContent:
    """Who signs, in an official role."""

    name: str
    title: str


@dataclass(frozen=True)
class SchoolContent:
    """A school of the case: its accepted support in order, its published years oldest first, its standing.

    `standing` is None where no model has been fitted, or the model does not hold the school.
    """

    code: str
    name: str
    interventions: tuple[InterventionRow, ...] = ()
    results: tuple[YearResult, ...] = ()
    standing: SchoolStanding | None = None


@dataclass(frozen=True)
class CaseContent:
    """A case with everything its answer states.

    `as_of` is the moment that the register is shown at; `effects` are by the name of the programme;
    `promises` are what answers have said was planned for the schools; `replies` are the head teachers'
    comments that it prints.
    """

    dnr: str
    slug: str
    title: str
    subject: str
    inquiry_kind: str
    board: str
    administration: str
    past: Period
    planned: Period
    as_of: datetime
    fit: FitSummary | None = None
    effects: Mapping[str, ProgrammeEffect] = field(default_factory=dict)
    senders: tuple[SenderContent, ...] = ()
    questions: tuple[str, ...] = ()
    schools: tuple[SchoolContent, ...] = ()
    steps: tuple[StepContent, ...] = ()
    signatories: tuple[SignatoryContent, ...] = ()
    attachments: tuple[str, ...] = ()
    own_texts: Mapping[str, str] = field(default_factory=dict)
    promises: tuple[PromiseRow, ...] = ()
    replies: tuple[PrintedReply, ...] = ()

    def steps_of(self, kind: str) -> tuple[StepContent, ...]:
        """The steps of one kind, in order."""
        return tuple(step for step in self.steps if step.kind == kind)
