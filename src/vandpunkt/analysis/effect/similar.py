"""Unsupported schools that stood where the supported ones stood before the start."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.effect.pooling import Interval
from vandpunkt.analysis.effect.study import Observed, Study

Array = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
NEAREST = 20


@dataclass(frozen=True)
class SimilarSchools:
    """For each supported school its comparison schools, nearest first, and their distances.

    Distance is in share (0–1): the root of the squared differences in the last share before the start
    and in the pooled share of the years before that.
    """

    pools: tuple[Integers, ...]
    distances: tuple[Array, ...]

    @property
    def schools(self) -> Integers:
        """Every comparison school once."""
        return np.unique(np.concatenate([*self.pools, np.empty(0, dtype=np.int64)])).astype(np.int64)


@dataclass(frozen=True)
class SimpleComparison:
    """Supported schools' change minus that of similar schools, percentage points.

    Change: outcome in the counted years minus the pooled share of all years before the start.
    """

    effect: float
    interval_95: Interval
    schools: int


def similar_schools(study: Study, most: int) -> SimilarSchools:
    """At most `most` (or three a supported school, if more) unsupported schools nearest in level.

    A comparison school has known results in every counted year of the supported school, and at least
    one before its start.
    """
    most = max(most, 3 * len(study.supported))
    pools, distances = [], []
    for place, school in enumerate(study.supported):
        start = int(study.start[place])
        last, earlier = _levels(study.observed, start)
        known = study.observed.known[:, study.counted[place]].all(axis=1) & np.isfinite(last)
        candidates = study.unsupported[known[study.unsupported]]
        away = np.hypot(last[candidates] - last[school], earlier[candidates] - earlier[school])
        nearest = np.argsort(away, kind="stable")[:most]
        pools.append(candidates[nearest])
        distances.append(away[nearest])
    return SimilarSchools(tuple(pools), tuple(distances))


def simple_comparison(study: Study, similar: SimilarSchools) -> SimpleComparison | None:
    """Each supported school's change minus the mean change of its nearest similar schools, by pupils.

    The interval takes the spread of changes among similar schools as the chance of one. None where a
    supported school has fewer than two.
    """
    total = variance = weights = 0.0
    for place, pool in enumerate(similar.pools):
        nearest, counted = pool[:NEAREST], study.counted[place]
        before = np.arange(len(study.years)) < study.start[place]
        if len(nearest) < 2:
            return None
        pupils = float(study.observed.pupils[study.supported[place], counted].sum())
        others = _change(study.observed, nearest, before, counted)
        own = _change(study.observed, study.supported[place : place + 1], before, counted)
        total += pupils * float(own[0] - others.mean())
        variance += pupils**2 * float(others.var(ddof=1)) * (1 + 1 / len(nearest))
        weights += pupils
    effect, sd = 100 * total / weights, 100 * math.sqrt(variance) / weights
    return SimpleComparison(effect, Interval(effect - 1.96 * sd, effect + 1.96 * sd), len(similar.schools))


def _levels(observed: Observed, start: int) -> tuple[Array, Array]:
    """By school: the last known share before a column, and the pooled share of the years before that."""
    known = observed.known[:, :start]
    last = start - 1 - np.argmax(known[:, ::-1], axis=1)
    rows = np.arange(len(known))
    share = np.where(known.any(axis=1), observed.middle[rows, last], np.nan)
    before = known & (np.arange(start)[None] < last[:, None])
    pupils = np.where(before, observed.pupils[:, :start], 0)
    total = pupils.sum(axis=1)
    eligible = (pupils * np.where(before, observed.middle[:, :start], 0.0)).sum(axis=1)
    return share, np.where(total > 0, eligible / np.maximum(total, 1), share)


def _change(observed: Observed, schools: Integers, before: Flags, counted: Flags) -> Array:
    return _pooled_share(observed, schools, counted) - _pooled_share(observed, schools, before)


def _pooled_share(observed: Observed, schools: Integers, years: Flags) -> Array:
    """Share of all pupils in those years with known results together."""
    pupils = np.where(observed.known[schools], observed.pupils[schools], 0)[:, years]
    share = np.nan_to_num(observed.middle[schools])[:, years]
    return np.asarray((pupils * share).sum(axis=1) / pupils.sum(axis=1))
