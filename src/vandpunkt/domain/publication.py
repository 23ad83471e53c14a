"""What one publication by others states, before anything of it is in the register."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from vandpunkt.domain.marks import PublishedValue
from vandpunkt.domain.problems import Problem
from vandpunkt.domain.terms import SchoolYear


@dataclass(frozen=True)
class Place:
    """Where in a publication something stands: file, row (1-based) and column as printed there."""

    file: str
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True)
class PublishedUnit:
    """A school unit as a publication describes it; what the publication does not say is None."""

    code: str
    name: str
    municipality_code: str | None = None
    municipality: str | None = None
    operator_type: str | None = None
    operator: str | None = None
    operator_number: str | None = None
    has_year_nine: bool | None = None
    place: Place | None = None


@dataclass(frozen=True)
class PublishedFigure:
    """One figure for one unit, indicator and school year, with the text exactly as printed.

    `cohort` is n where it is printed, or inferred from the shares of the same unit and year
    (`cohort_inferred`); inferred n never leaves the product.
    """

    school_unit_code: str
    indicator: str
    school_year: SchoolYear
    value: PublishedValue
    cohort: int | None = None
    cohort_inferred: bool = False
    place: Place | None = None


@dataclass(frozen=True)
class Refusal:
    """A row that could not be used: where it stands and why."""

    place: Place
    problem: Problem

    @property
    def reason(self) -> str:
        """Why, as a Swedish sentence for people."""
        return self.problem.sentence()


@dataclass(frozen=True)
class Publication:
    """Everything one source file, folder, archive or address stated, with its hash."""

    kind: str
    address: str
    sha256: str
    title: str
    published: date | None = None
    rows_read: int = 0
    units: tuple[PublishedUnit, ...] = ()
    figures: tuple[PublishedFigure, ...] = ()
    refusals: tuple[Refusal, ...] = field(default=())
