"""The years before the start: forecast as though they had been supported, they must show nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.effect.grouped import Items, group_effects
from vandpunkt.analysis.effect.leaving_out import release
from vandpunkt.analysis.effect.pooling import Interval
from vandpunkt.analysis.effect.study import Study

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
EARLIEST = -3


@dataclass(frozen=True)
class LeadYear:
    """Outcome minus forecast so many years from the first touched cohort (−1: the last one before it).

    checked: whether the year is part of the check. The year that schools were chosen on is not: it is
    low because they were chosen.
    """

    year: int
    effect: float
    interval_95: Interval
    cohorts: int
    checked: bool


@dataclass(frozen=True)
class Lead:
    """The lead check, percentage points; effect and interval are None where no year can be checked."""

    years: tuple[LeadYear, ...]
    effect: float | None
    interval_95: Interval | None
    cohorts: int

    @property
    def sound(self) -> bool | None:
        """Whether the years before the start show nothing; None where none can be checked."""
        return None if self.interval_95 is None else self.interval_95.holds(0.0)


def lead(study: Study) -> Lead:
    """Leave out the years two and three before the start, and forecast them from all others.

    Schools are chosen on the last year before their own start, or before the programme's first: those
    stay in the fit and out of the check, so that the choice does not look like an effect. Intervals by
    the delta method.
    """
    known = study.observed.known[study.supported]
    relative = np.arange(len(study.years))[None] - study.start[:, None]
    possible = known & (relative < 0) & (relative >= EARLIEST) & ~study.exposure.touched[study.supported]
    chosen_on = _chosen_on(study, relative)
    checked = possible & ~chosen_on
    checked &= (known & ~study.hidden & ~checked).any(axis=1, keepdims=True)
    years = []
    for year in range(EARLIEST, 0):
        at = possible & (relative == year)
        at &= (known & ~study.hidden & ~at).any(axis=1, keepdims=True)
        found = _effect(study, at)
        if found is not None:
            years.append(LeadYear(year, *found, int(at.sum()), bool((at & checked).any())))
    whole = _effect(study, checked)
    if whole is None:
        return Lead(tuple(years), None, None, 0)
    return Lead(tuple(years), *whole, int(checked.sum()))


def _chosen_on(study: Study, relative: NDArray[np.int64]) -> Flags:
    first = int(study.start.min(initial=len(study.years)))
    return np.asarray((relative == -1) | (np.arange(len(study.years))[None] == first - 1))


def _effect(study: Study, out: Flags) -> tuple[float, Interval] | None:
    rows = np.flatnonzero(out.any(axis=1))
    if not len(rows):
        return None
    releases = release(study.ground, study.supported[rows], out[rows] | study.hidden[rows])
    items = Items.of(releases, out[rows], study.observed)
    found = group_effects(study.ground, items, np.arange(len(rows))[None])
    effect, reach = float(found.effect[0]), 1.96 * float(found.sd[0])
    return effect, Interval(effect - reach, effect + reach)
