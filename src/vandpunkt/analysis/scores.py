"""How good predictive distributions were, once the published value is known.

A published value is an interval of counts low … high (equal ends where it is exact).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.forecast import Predictive

Array = NDArray[np.float64]
Integers = NDArray[np.int64]
LEAST_PROBABILITY = 1e-300


def log_score(predictive: Predictive, low: Integers, high: Integers) -> Array:
    """Log probability of what was published, by cell (higher is better)."""
    return np.asarray(np.log(np.maximum(predictive.of(low, high), LEAST_PROBABILITY)))


def coverage(
    predictive: Predictive, low: Integers, high: Integers, levels: Sequence[float]
) -> dict[float, float]:
    """Share of cells inside the central intervals, randomisation averaged out.

    The probability integral transform of a discrete outcome is spread evenly over (P(< low), P(≤ high))
    (Smith 1985; Czado, Gneiting and Held 2009); a level's coverage is how much of that lies in the middle.
    """
    bottom, top = transform(predictive, low, high)
    inside = {}
    for level in levels:
        lower, upper = (1 - level) / 2, (1 + level) / 2
        part = np.clip(np.minimum(top, upper) - np.maximum(bottom, lower), 0.0, None)
        inside[level] = float(np.mean(part / np.maximum(top - bottom, LEAST_PROBABILITY)))
    return inside


def transform(predictive: Predictive, low: Integers, high: Integers) -> tuple[Array, Array]:
    """Ends of the probability integral transform's interval, by cell."""
    nothing = np.zeros_like(low)
    below = predictive.of(nothing, low - 1)
    return below, below + predictive.of(low, high)


def crps(predictive: Predictive, low: Integers, high: Integers) -> Array:
    """Continuous ranked probability score of the share, by cell, 0–1 (lower is better).

    For an interval, the mean of the scores of its counts.
    """
    width = predictive.probability.shape[1]
    count = np.arange(width)
    inside = count[None, :-1] < predictive.n[:, None]
    cumulative = predictive.cumulative[:, :-1]
    total = np.zeros(len(low))
    for step in range(int((high - low).max(initial=0)) + 1):
        outcome = np.minimum(low + step, high)
        reached = count[None, :-1] >= outcome[:, None]
        score = (np.where(inside, (cumulative - reached) ** 2, 0.0)).sum(axis=1) / predictive.n
        total += np.where(low + step <= high, score, 0.0)
    return np.asarray(total / (high - low + 1))
