"""The supported schools' patterns of starts put on similar schools without support."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.effect.grouped import Items
from vandpunkt.analysis.effect.leaving_out import release
from vandpunkt.analysis.effect.similar import SimilarSchools
from vandpunkt.analysis.effect.study import Study

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Pretended:
    """Comparison schools as though they had been supported.

    items: every pair of a comparison school and a pattern. pools: places among the items by supported
    school. school: the comparison school of each item. once: one item a school, of the supported school
    that it is most like. supported: the supported schools themselves.
    """

    items: Items
    pools: tuple[Integers, ...]
    school: Integers
    once: Integers
    supported: Items

    @property
    def schools(self) -> int:
        """How many comparison schools."""
        return len(self.once)


def pretend(study: Study, similar: SimilarSchools) -> Pretended | None:
    """Put each supported school's pattern on its comparison schools; None where there are none."""
    if not len(similar.schools):
        return None
    patterns = np.concatenate([study.hidden, study.counted], axis=1)
    _, first, pattern = np.unique(patterns, axis=0, return_index=True, return_inverse=True)
    pattern = pattern.reshape(-1)
    index: dict[tuple[int, int], int] = {}
    nearest: dict[int, tuple[float, int]] = {}
    pools = []
    for place, (pool, distance) in enumerate(zip(similar.pools, similar.distances, strict=True)):
        here = [index.setdefault((int(school), int(pattern[place])), len(index)) for school in pool]
        pools.append(np.array(here, dtype=np.int64))
        for school, item, away in zip(pool.tolist(), here, distance.tolist(), strict=True):
            nearest[school] = min(nearest.get(school, (np.inf, item)), (away, item))
    pairs = np.array(list(index), dtype=np.int64).reshape(-1, 2)
    example = first[pairs[:, 1]]
    releases = release(study.ground, pairs[:, 0], study.hidden[example])
    return Pretended(
        Items.of(releases, study.counted[example], study.observed),
        tuple(pools),
        pairs[:, 0],
        np.array([item for _, item in nearest.values()], dtype=np.int64),
        supported_items(study),
    )


def supported_items(study: Study) -> Items:
    """The supported schools with their counted cohorts."""
    releases = release(study.ground, study.supported, study.hidden)
    return Items.of(releases, study.counted, study.observed)
