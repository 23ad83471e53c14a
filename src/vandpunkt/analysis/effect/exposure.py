"""Which cohorts support reached, which it only touched, and which came before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.terms import SchoolYear, Term, Year

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Support:
    """One school unit's part in a programme, and when. A period without end goes on."""

    school: str
    programme: str
    period: Period


class Between(StrEnum):
    """What becomes of cohorts that support touched but did not reach."""

    LEFT_OUT = "left-out"
    BEFORE = "before"
    REACHED = "reached"


@dataclass(frozen=True)
class ExposureRules:
    """When a cohort counts as reached.

    full_years: whole school years of support before its results, the last one included. stage_years:
    how many school years back a cohort can have met the support (three: years 7 to 9). between: what
    becomes of cohorts after the start that are not reached.
    """

    full_years: int = 1
    stage_years: int = 3
    between: Between = Between.LEFT_OUT

    def __post_init__(self) -> None:
        if not 1 <= self.full_years <= self.stage_years:
            raise Problem(
                marked("En årskull kan ha nåtts 1–{most} hela läsår, inte {years}."),
                most=self.stage_years,
                years=self.full_years,
            )

    def sentences(self) -> Iterator[tuple[str, dict[str, object]]]:
        """The rules in Swedish: sentences with placeholders, and their values."""
        yield (
            (
                marked(
                    "En årskull räknas som nådd när skolan har haft insatsen minst {full} helt läsår före "
                    "årskullens slutbetyg, räknat högst {stage} läsår bakåt."
                )
                if self.full_years == 1
                else marked(
                    "En årskull räknas som nådd när skolan har haft insatsen minst {full} hela läsår före "
                    "årskullens slutbetyg, räknat högst {stage} läsår bakåt."
                )
            ),
            {"full": self.full_years, "stage": self.stage_years},
        )
        yield (
            {
                Between.LEFT_OUT: marked(
                    "Årskullar efter starten som inte räknas som nådda är utelämnade, både ur utfallet "
                    "och ur underlaget för prognosen."
                ),
                Between.BEFORE: marked(
                    "Årskullar efter starten som inte räknas som nådda används som om de kom före insatsen."
                ),
                Between.REACHED: marked("Alla årskullar efter starten räknas som nådda."),
            }[self.between],
            {},
        )


@dataclass(frozen=True)
class Exposure:
    """By school and year (schools × years): reached by the support, and hidden from the forecast.

    `hidden` holds the reached cohorts and, unless the rules say otherwise, the touched ones. `touched`
    is every cohort with results after a possible start of support.
    """

    reached: Flags
    hidden: Flags
    touched: Flags


def exposure(
    supports: Sequence[Support], schools: Sequence[str], years: Sequence[int], rules: ExposureRules
) -> Exposure:
    """Lay supports out on schools × school years (first calendar years)."""
    shape = (len(schools), len(years))
    full, touched = np.zeros((*shape, rules.stage_years), dtype=bool), np.zeros(shape, dtype=bool)
    place = {code: row for row, code in enumerate(schools)}
    for support in supports:
        if support.school not in place:
            continue
        row = place[support.school]
        for column, year in enumerate(years):
            touched[row, column] |= _has_touched(support.period, SchoolYear(year))
            for back in range(rules.stage_years):
                full[row, column, back] |= _full_year(support.period, SchoolYear(year - back))
    reached = touched & (full.sum(axis=2) >= rules.full_years)
    if rules.between is Between.REACHED:
        reached = touched
    hidden = reached if rules.between is Between.BEFORE else touched
    return Exposure(reached, hidden, touched)


def _has_touched(period: Period, year: SchoolYear) -> bool:
    """Whether the support may have begun when the results of that school year were set."""
    first = period.first_term
    return first is not None and first <= year.last_term


def _full_year(period: Period, year: SchoolYear) -> bool:
    """Whether the support surely went on in both terms of the school year."""
    first, last = _surely_from(period), _surely_to(period)
    return first is not None and first <= year.first_term and (last is None or year.last_term <= last)


def _surely_from(period: Period) -> Term | None:
    """The term in which the support has begun for certain: a bare year may mean either term."""
    if period.start is None:
        return None
    return period.start.last_term if isinstance(period.start, Year) else period.start.first_term


def _surely_to(period: Period) -> Term | None:
    """The last term in which the support still goes on for certain; None while it goes on."""
    if period.end is None:
        return None
    return period.end.first_term if isinstance(period.end, Year) else period.end.last_term
