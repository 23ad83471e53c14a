"""Cohorts put together: an effect in percentage points, weighted by pupils, with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.effect.counterfactual import Counterfactual

Array = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Interval:
    """Lower and upper end, percentage points."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether the value lies in the interval."""
        return self.low <= value <= self.high


@dataclass(frozen=True)
class Estimate:
    """Outcome minus forecast over some cohorts, percentage points, with what it rests on.

    observed, forecast: shares in per cent, the forecast corrected. sd: standard deviation of the
    difference when support does nothing.
    """

    effect: float
    interval_50: Interval
    interval_95: Interval
    sd: float
    observed: float
    forecast: float
    cohorts: int
    pupils: int


class Adjustment(Protocol):
    """What puts an effect right: a shift in percentage points, and a factor on its uncertainty."""

    @property
    def shift(self) -> float:
        """Taken off the effect."""

    def widening(self, place: Integers, column: Integers) -> float:
        """Factor on the standard deviation of the effect on these cohorts."""


def pooled(
    found: Counterfactual, chosen: Flags | None = None, adjustment: Adjustment | None = None
) -> Estimate:
    """The effect over the chosen cohorts (all where none are chosen), every pupil weighing the same."""
    kept = np.flatnonzero(chosen) if chosen is not None else np.arange(len(found.school))
    pupils = found.pupils[kept]
    weight = 100 * pupils / pupils.sum()
    draws = found.difference[:, kept] @ weight
    observed, forecast = float(found.observed[kept] @ weight), float(found.forecast[kept] @ weight)
    if adjustment is not None:
        factor = adjustment.widening(found.place[kept], found.column[kept])
        draws = (draws - draws.mean()) * factor + (observed - forecast - adjustment.shift)
        forecast += adjustment.shift
    lower, low, high, upper = np.quantile(draws, [0.025, 0.25, 0.75, 0.975])
    return Estimate(
        effect=observed - forecast,
        interval_50=Interval(float(low), float(high)),
        interval_95=Interval(float(lower), float(upper)),
        sd=float(draws.std()),
        observed=observed,
        forecast=forecast,
        cohorts=len(kept),
        pupils=int(pupils.sum()),
    )
