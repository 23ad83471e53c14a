"""The supported schools' patterns of starts put on similar schools without support."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.effect.grouped import Items
from vandpunkt.analysis.effect.leaving_out import release
from vandpunkt.analysis.effect.similar import SimilarSchools
from vandpunkt.analysis.effect.study import Study

Array = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Pretended:
    """Comparison schools as though they had been supported.

    items: every pair of a comparison school and a pattern. pools: places among the items by supported
    school. school: the comparison school of each item. patterns: the items of each pattern; weights:
    each pattern's share of the supported schools' pupils. supported: the supported schools themselves.
    """

    items: Items
    pools: tuple[Integers, ...]
    school: Integers
    patterns: tuple[Integers, ...]
    weights: Array
    supported: Items

    @property
    def schools(self) -> int:
        """How many comparison schools."""
        return len(np.unique(self.school))


def pretend(study: Study, similar: SimilarSchools) -> Pretended | None:
    """Put each supported school's pattern on its comparison schools; None where there are none."""
    if not len(similar.schools):
        return None
    patterns = np.concatenate([study.hidden, study.counted], axis=1)
    _, first, pattern = np.unique(patterns, axis=0, return_index=True, return_inverse=True)
    pattern = pattern.reshape(-1)
    index: dict[tuple[int, int], int] = {}
    pools = []
    for place, pool in enumerate(similar.pools):
        here = [index.setdefault((int(school), int(pattern[place])), len(index)) for school in pool]
        pools.append(np.array(here, dtype=np.int64))
    pairs = np.array(list(index), dtype=np.int64).reshape(-1, 2)
    example = first[pairs[:, 1]]
    supported = supported_items(study)
    pupils = np.bincount(pattern, supported.pupils.sum(axis=1), len(first))
    found = [number for number in range(len(first)) if (pairs[:, 1] == number).any()]
    releases = release(study.ground, pairs[:, 0], study.hidden[example])
    return Pretended(
        items=Items.of(releases, study.counted[example], study.observed),
        pools=tuple(pools),
        school=pairs[:, 0],
        patterns=tuple(np.flatnonzero(pairs[:, 1] == number) for number in found),
        weights=pupils[found] / pupils[found].sum(),
        supported=supported,
    )


def supported_items(study: Study) -> Items:
    """The supported schools with their counted cohorts."""
    releases = release(study.ground, study.supported, study.hidden)
    return Items.of(releases, study.counted, study.observed)
