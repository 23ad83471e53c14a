"""The same pattern of starts put on schools that had no support: what chance alone shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.effect.correction import Correction
from vandpunkt.analysis.effect.grouped import group_effects
from vandpunkt.analysis.effect.pooling import Interval
from vandpunkt.analysis.effect.pretended import Pretended

Array = NDArray[np.float64]
Integers = NDArray[np.int64]
BLOCK = 128


@dataclass(frozen=True)
class Placebo:
    """Effects of support that never was, percentage points, corrected as the actual effect is.

    effects: one a repetition, scaled to the pupils of the supported schools. actual: the supported
    schools' own, computed in the same way. p_value: two-sided, how many are at least as far from zero.
    schools: how many were drawn from.
    """

    effects: Array
    actual: float
    p_value: float
    schools: int

    @property
    def interval_95(self) -> Interval:
        """Where 95 per cent of the placebo effects lie."""
        low, high = np.quantile(self.effects, [0.025, 0.975])
        return Interval(float(low), float(high))


def placebo(pretended: Pretended, corrected: Correction, repetitions: int, seed: int) -> Placebo | None:
    """Draw a similar school for every supported one, `repetitions` times; None where too few exist."""
    groups = drawn_groups(pretended, repetitions, np.random.default_rng(seed))
    if groups is None:
        return None
    ground, supported = corrected.ground, pretended.supported
    actual = group_effects(ground, supported, supported.all_together)
    score = _scores(corrected, pretended, groups)
    effects = float(actual.sd[0]) * _widened(score, groups.shape[1], pretended.schools)
    effect = float(actual.effect[0]) - corrected.shift
    as_large = int((np.abs(effects) >= abs(effect)).sum())
    return Placebo(effects, effect, (1 + as_large) / (1 + repetitions), pretended.schools)


def _scores(corrected: Correction, pretended: Pretended, groups: Integers) -> Array:
    """Each group's corrected effect in standard deviations, block by block to keep memory small."""
    scores = []
    for first in range(0, len(groups), BLOCK):
        found = group_effects(corrected.ground, pretended.items, groups[first : first + BLOCK])
        scores.append((found.effect - corrected.shift) / found.sd)
    return np.concatenate(scores)


def drawn_groups(pretended: Pretended, repetitions: int, generator: np.random.Generator) -> Integers | None:
    """Repetitions × members, places among the items, no school twice in one; None where too few exist."""
    members = len(pretended.pools)
    if pretended.schools < 2 * members or min(len(pool) for pool in pretended.pools) < members:
        return None
    used = np.zeros((repetitions, int(pretended.school.max()) + 1), dtype=bool)
    groups = np.empty((repetitions, members), dtype=np.int64)
    rows = np.arange(repetitions)
    for member in sorted(range(members), key=lambda each: len(pretended.pools[each])):
        pool, open_rows = pretended.pools[member], rows
        while len(open_rows):
            drawn = pool[generator.integers(len(pool), size=len(open_rows))]
            groups[open_rows, member] = drawn
            open_rows = open_rows[used[open_rows, pretended.school[drawn]]]
        used[rows, pretended.school[groups[:, member]]] = True
    return groups


def _widened(score: Array, members: int, schools: int) -> Array:
    """Scores as if each group had been drawn from all schools of the level, not from the few there are.

    Groups of m drawn without replacement from M schools vary less than m new schools would, by 1 − m/M,
    and new schools differ from the M by 1 + m/M.
    """
    drawn = members / schools
    mean = score.mean()
    return np.asarray(mean + (score - mean) * np.sqrt((1 + drawn) / (1 - drawn)))
