"""Which cohort sizes a school and year can have had, and how probable each of them is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from vandpunkt.domain.marks import PublishedValue, ValueKind, infer_cohort

Array = NDArray[np.float64]
SMALLEST_SHOWN = 10
LARGEST = 600
KEPT_PROBABILITY = 0.995
MOST_CANDIDATES = 12
GROUPS = 3
# Geometric mean and logarithmic spread of the cohorts in report 139 for 2024/25.
TYPICAL, TYPICAL_SPREAD = 63.0, 0.68
NEIGHBOUR_SPREAD = 0.25
SURE = 0.9


@dataclass(frozen=True)
class Cohort:
    """Cohort sizes with their probabilities.

    `inferred` where n was not printed, `near` where it is a guess from other years.
    """

    sizes: tuple[int, ...]
    probabilities: tuple[float, ...]
    inferred: bool
    near: bool = False

    @property
    def likeliest(self) -> int:
        """The most probable size."""
        return max(zip(self.probabilities, self.sizes, strict=True), key=lambda pair: pair[0])[1]

    @property
    def sure(self) -> bool:
        """Whether one size has at least nine tenths of the probability."""
        return max(self.probabilities) >= SURE

    @property
    def coarse(self) -> Cohort:
        """Three sizes that stand for many: enough for `~100` and 100, which hardly depend on n."""
        if len(self.sizes) <= GROUPS:
            return self
        middle = np.cumsum(self.probabilities) - np.array(self.probabilities) / 2
        group = np.minimum((middle * GROUPS).astype(int), GROUPS - 1)
        weight = np.bincount(group, self.probabilities, GROUPS)
        total = np.bincount(group, np.array(self.probabilities) * self.sizes, GROUPS)
        kept = np.flatnonzero(weight)
        sizes = tuple(round(total[place] / weight[place]) for place in kept)
        return Cohort(sizes, tuple(weight[kept].tolist()), self.inferred, self.near)


def printed(n: int) -> Cohort:
    """The cohort that the table states."""
    return Cohort((n,), (1.0,), inferred=False)


def from_shares(values: Sequence[PublishedValue], neighbour: float | None) -> Cohort | None:
    """Cohorts that fit all the shares; None where no number limits them or they contradict each other.

    A share with one decimal is an integer over n for about one n in ten: given n, every count is about
    equally likely, so m different shares have probability about (n + 1)^−m, which is why the smallest
    fitting n is nearly always the true one. Times a log-normal prior round the nearest known cohort.
    """
    numbers = tuple(sorted({value.text for value in values if _limits(value)}))
    return _from_texts(numbers, None if neighbour is None else round(neighbour)) if numbers else None


@lru_cache(maxsize=65536)
def _from_texts(numbers: tuple[str, ...], neighbour: int | None) -> Cohort | None:
    sizes = infer_cohort([PublishedValue.parse(text) for text in numbers], SMALLEST_SHOWN, LARGEST).candidates
    if not sizes:
        return None
    n = np.array(sizes, dtype=float)
    return _kept(n, _log_prior(n, neighbour) - len(numbers) * np.log(n + 1))


def guessed(neighbour: float | None) -> Cohort:
    """Three sizes for a year whose shares are `~100` or 100 only: they hardly depend on n."""
    centre, spread = (TYPICAL, 0.4) if neighbour is None else (neighbour, 0.15)
    sizes = sorted(
        {max(SMALLEST_SHOWN, round(centre * math.exp(step * spread))) for step in (-1.22, 0, 1.22)}
    )
    weights = [1 / 3, 1 / 3, 1 / 3] if len(sizes) == 3 else [1 / len(sizes)] * len(sizes)
    return Cohort(tuple(sizes), tuple(weights), inferred=True, near=True)


def common_size(cohorts: Sequence[Cohort]) -> float:
    """The size that one school's years most probably lie round, each year having several candidates."""
    centre = np.linspace(math.log(SMALLEST_SHOWN), math.log(LARGEST), 120)
    score = np.zeros_like(centre)
    for cohort in cohorts:
        size, probability = np.log(cohort.sizes), np.array(cohort.probabilities)
        apart = (size[:, None] - centre) / NEIGHBOUR_SPREAD
        score += np.log(probability @ np.exp(-0.5 * apart**2) + 1e-12)
    weight = np.exp(score - score.max())
    return float(np.exp(centre @ weight / weight.sum()))


def _limits(value: PublishedValue) -> bool:
    return value.is_share and value.kind is ValueKind.EXISTS and value.number not in (0, 100)


def _log_prior(n: Array, neighbour: int | None) -> Array:
    centre, spread = (TYPICAL, TYPICAL_SPREAD) if neighbour is None else (neighbour, NEIGHBOUR_SPREAD)
    return np.asarray(-0.5 * (np.log(n / centre) / spread) ** 2 - np.log(n))


def _kept(n: Array, log_weight: Array) -> Cohort:
    weight = np.exp(log_weight - log_weight.max())
    order = np.argsort(-weight)[:MOST_CANDIDATES]
    reached = np.cumsum(weight[order]) / weight.sum() >= KEPT_PROBABILITY
    kept = np.sort(order[: 1 + int(np.argmax(reached))] if reached.any() else order)
    share = weight[kept] / weight[kept].sum()
    return Cohort(tuple(n[kept].astype(int).tolist()), tuple(share.tolist()), inferred=True)
