"""Cohorts put together: an effect in percentage points, weighted by pupils, with its interval."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.effect.counterfactual import Counterfactual
from vandpunkt.analysis.special import normal_quantile

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
    observed, forecast = float(found.observed[kept] @ weight), float(found.forecast[kept] @ weight)
    sd = math.sqrt(float(weight @ found.covariance[np.ix_(kept, kept)] @ weight))
    if adjustment is not None:
        sd *= adjustment.widening(found.place[kept], found.column[kept])
        forecast += adjustment.shift
    effect, skewness = observed - forecast, _skewness(found.difference[:, kept] @ weight)
    return Estimate(
        effect=effect,
        interval_50=_interval(effect, sd, skewness, 0.5),
        interval_95=_interval(effect, sd, skewness, 0.95),
        sd=sd,
        observed=observed,
        forecast=forecast,
        cohorts=len(kept),
        pupils=int(pupils.sum()),
    )


def _interval(effect: float, sd: float, skewness: float, content: float) -> Interval:
    """Quantiles from three moments (Cornish and Fisher 1938): those of a few thousand draws are ragged."""
    c, z = skewness / 6, normal_quantile(0.5 + content / 2)
    ends = [effect + sd * (side + c * (z * z - 1)) / math.sqrt(1 + 2 * c * c) for side in (-z, z)]
    return Interval(*ends)


def _skewness(draws: Array) -> float:
    away = draws - draws.mean()
    spread = float((away**2).mean())
    return float((away**3).mean()) / spread**1.5 if spread > 0 else 0.0
