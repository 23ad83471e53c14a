"""How much of a share is the chance of one cohort."""

from __future__ import annotations

from functools import lru_cache
from math import sqrt
from statistics import NormalDist


def share_interval(low_count: int, high_count: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """The shares (0–1) that one cohort of `n` pupils leaves open, as (low, high).

    Between `low_count` and `high_count` of the pupils reached the goal: the two are the same where a share
    is published exactly, and differ where only a mark is (`~100`). The interval is Wilson's score interval
    of the lower count downward and of the higher count upward, so that it holds with at least `level`
    whichever count is the true one. Raises ValueError unless 0 ≤ low_count ≤ high_count ≤ n, n > 0 and
    0 < level < 1.

    Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference, JASA 22.
    """
    if not 0 <= low_count <= high_count <= n or n == 0:
        raise ValueError(f"{low_count}–{high_count} of {n} pupils cannot be")
    z = _quantile(level)
    return _wilson(low_count, n, -z), _wilson(high_count, n, z)


def _wilson(count: int, n: int, z: float) -> float:
    """The root of (p − count/n)² = z² p (1 − p) / n on the side that z points to."""
    square = z * z
    middle = count + square / 2
    spread = z * sqrt(count * (n - count) / n + square / 4)
    return min(max((middle + spread) / (n + square), 0.0), 1.0)


@lru_cache(maxsize=16)
def _quantile(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"a level is between 0 and 1, not {level}")
    return NormalDist().inv_cdf((1 + level) / 2)
