"""Synthetic difference-in-differences (Arkhangelsky et al. 2021), its weights found exactly and many at once.

The unit weights solve a ridge regression on the simplex. With T years before the start its dual has T + 1
unknowns, so Newton finds it in a few steps however many schools there are; all placebos are solved together.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Integers = NDArray[np.int64]
PLACEBOS = 50
STEPS = 60
TOLERANCE = 1e-10


def synthetic(share: Array, first: Integers) -> tuple[float, float]:
    """(effect, standard error) on a balanced panel; starts are pooled by schools and years treated."""
    controls = np.ascontiguousarray(share[first < 0])
    starts = tuple(int(start) for start in np.unique(first[first >= 0]))
    numbers = tuple(int((first == start).sum()) for start in starts)
    effect = 0.0
    for start, number, weight in zip(starts, numbers, _weights(starts, numbers), strict=True):
        own = share[first == start].mean(axis=0)
        effect += weight * float(
            _effects(controls[None], own[None], start, _ridge(controls, start, number))[0]
        )
    return effect, _error(controls.tobytes(), share.shape[1], starts, numbers)


@lru_cache(maxsize=1)
def _error(shares: bytes, years: int, starts: tuple[int, ...], numbers: tuple[int, ...]) -> float:
    """Standard deviation of placebo effects; they do not depend on the treated schools."""
    controls = np.frombuffer(shares).reshape(-1, years)
    random = np.random.default_rng(1)
    drawn = np.array([random.permutation(len(controls)) for _ in range(PLACEBOS)])
    kept, pretended = drawn[:, : -sum(numbers)], drawn[:, -sum(numbers) :]
    placebo, before = np.zeros(PLACEBOS), 0
    for start, number, weight in zip(starts, numbers, _weights(starts, numbers), strict=True):
        theirs = controls[pretended[:, before : before + number]].mean(axis=1)
        placebo += weight * _effects(controls[kept], theirs, start, _ridge(controls, start, number))
        before += number
    return float(placebo.std())


def _weights(starts: tuple[int, ...], numbers: tuple[int, ...]) -> Array:
    """Each start's share of the treated cells."""
    cells = np.array(
        [number * (5 - start) for start, number in zip(starts, numbers, strict=True)], dtype=float
    )
    return cells / cells.sum()


def _ridge(controls: Array, start: int, number: int) -> float:
    """The authors' choice: √(treated cells) times the variance of the controls' yearly changes before."""
    return float((number * (5 - start)) ** 0.5 * np.diff(controls[:, :start], axis=1).std(ddof=1) ** 2)


def _effects(controls: Array, treated: Array, start: int, ridge: float) -> Array:
    """Effects of many panels: controls panels × schools × years, treated (means) panels × years."""
    unit = _unit_weights(controls[:, :, :start], treated[:, :start], ridge)
    year = _year_weights(controls[:, :, :start], controls[:, :, start:].mean(axis=2))
    change = controls[:, :, start:].mean(axis=2) - np.einsum("pst,pt->ps", controls[:, :, :start], year)
    own = treated[:, start:].mean(axis=1) - np.einsum("pt,pt->p", treated[:, :start], year)
    return np.asarray(own - np.einsum("ps,ps->p", unit, change))


def _unit_weights(before: Array, aim: Array, ridge: float) -> Array:
    """Weights w ≥ 0, Σ w = 1, least ridge·|w|² + |A'w − b|²/T with an intercept over years.

    At the optimum w = max(0, A r + ν)/(ridge·T) where r = b − A'w: Newton on (r, ν).
    """
    panels, _, years = before.shape
    matrix = before - before.mean(axis=2, keepdims=True)
    target = aim - aim.mean(axis=1, keepdims=True)
    matrix = np.concatenate([matrix, np.ones((panels, matrix.shape[1], 1))], axis=2)
    target = np.concatenate([target, np.ones((panels, 1))], axis=1)
    scale = ridge * years
    soft = np.diag([1.0] * years + [0.0])[None]
    unknown = np.zeros((panels, years + 1))
    unknown[:, -1] = scale / matrix.shape[1]

    def off(at: Array) -> tuple[Array, Array]:
        weight = np.maximum(matrix @ at[:, :, None], 0.0)[:, :, 0] / scale
        moved = (weight[:, None, :] @ matrix)[:, 0]
        return at * soft.diagonal(axis1=1, axis2=2) + moved - target, weight

    gap, weight = off(unknown)
    for _ in range(STEPS):
        on = (weight > 0)[:, :, None] * matrix
        system = soft + on.transpose(0, 2, 1) @ matrix / scale + 1e-12 * np.eye(years + 1)
        unknown = unknown - np.linalg.solve(system, gap[:, :, None])[:, :, 0]
        gap, weight = off(unknown)
        if np.abs(gap).max() < TOLERANCE:
            return weight / weight.sum(axis=1, keepdims=True)
    raise np.linalg.LinAlgError("no unit weights found")


def _year_weights(before: Array, after: Array) -> Array:
    """Weights of the years before on the simplex, by trying every set of years with weight."""
    panels, _, years = before.shape
    matrix = before - before.mean(axis=1, keepdims=True)
    target = after - after.mean(axis=1, keepdims=True)
    square = matrix.transpose(0, 2, 1) @ matrix
    along = (target[:, None, :] @ matrix)[:, 0]
    best, least = np.zeros((panels, years)), np.full(panels, np.inf)
    for size in range(1, years + 1):
        for chosen in combinations(range(years), size):
            system = np.ones((panels, size + 1, size + 1))
            system[:, -1, -1] = 0.0
            system[:, :size, :size] = square[np.ix_(range(panels), chosen, chosen)]
            right = np.concatenate([along[:, chosen], np.ones((panels, 1))], axis=1)
            found = np.zeros((panels, years))
            found[:, chosen] = np.linalg.solve(system, right[:, :, None])[:, :size, 0]
            loss = np.einsum("pt,ptu,pu->p", found, square, found) - 2 * (found * along).sum(axis=1)
            better = (found >= 0).all(axis=1) & (loss < least)
            best[better], least[better] = found[better], loss[better]
    return best
