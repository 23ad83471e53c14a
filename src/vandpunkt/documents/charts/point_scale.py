"""From percentage points to places on the paper: a scale with zero on it, and even steps to name."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_STEPS = (1, 2, 5, 10, 20, 50)
_MOST_TICKS = 9
WIDEST = 100.0


@dataclass(frozen=True)
class PointScale:
    """Places percentage points `low`–`high` between two pixels; what lies outside is drawn at the end."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, points: float) -> float:
        within = min(max(points, self.low), self.high)
        return self.start + (self.end - self.start) * (within - self.low) / (self.high - self.low)

    def ticks(self) -> list[int]:
        """The whole points that the axis names: even steps, zero among them."""
        width = self.high - self.low
        step = next((step for step in _STEPS if width / step < _MOST_TICKS), _STEPS[-1])
        return [step * index for index in range(math.ceil(self.low / step), math.floor(self.high / step) + 1)]


def covering(values: Iterable[float], start: float, end: float) -> PointScale:
    """A scale that holds zero and all of the values, with a little air; ±100 points at most."""
    known = [value for value in values if math.isfinite(value)]
    low, high = min([-1.0, *known]), max([1.0, *known])
    air = 0.04 * (high - low)
    return PointScale(max(low - air, -WIDEST), min(high + air, WIDEST), start, end)


def counted(values: Sequence[float], scale: PointScale, bins: int) -> list[int]:
    """How many of the values fall in each of `bins` even parts of the scale."""
    counts = [0] * bins
    for value in values:
        if scale.low <= value <= scale.high:
            place = int(bins * (value - scale.low) / (scale.high - scale.low))
            counts[min(place, bins - 1)] += 1
    return counts
