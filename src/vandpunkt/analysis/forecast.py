"""The predictive distribution of a cohort's eligible pupils, and points of their share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.logits import Logits
from vandpunkt.analysis.shares import logit_at, normal_rule
from vandpunkt.analysis.special import log_binomial

Array = NDArray[np.float64]
Integers = NDArray[np.int64]
BLOCK = 256


@dataclass(frozen=True)
class Predictive:
    """P(y = 0 … n) by cell, rows padded with zeros to the largest cohort; n by cell."""

    n: Integers
    probability: Array

    @property
    def cumulative(self) -> Array:
        """P(count ≤ y), cells × (largest n + 1)."""
        return np.asarray(np.minimum(np.cumsum(self.probability, axis=1), 1.0))

    @property
    def mean(self) -> Array:
        """Predictive mean share, 0–1."""
        return np.asarray(self.probability @ np.arange(self.probability.shape[1]) / self.n)

    def points(self, probabilities: Sequence[float]) -> Array:
        """Predictive quantiles of the share, probabilities first, 0–1: the least share reaching each."""
        cumulative = self.cumulative
        return np.array([(cumulative < level - 1e-12).sum(axis=1) / self.n for level in probabilities])

    def of(self, low: Integers, high: Integers) -> Array:
        """P(low ≤ count ≤ high) by cell."""
        cumulative = np.concatenate([np.zeros((len(self.n), 1)), self.cumulative], axis=1)
        rows = np.arange(len(self.n))
        return np.asarray(cumulative[rows, high + 1] - cumulative[rows, low])


def predict(logits: Logits, n: Integers) -> Predictive:
    """Binomial counts averaged over the posterior logits of some cells (one-dimensional moments)."""
    places, weights = normal_rule()
    probability = np.zeros((len(n), int(n.max(initial=0)) + 1))
    eta = np.stack([logit_at(logits, z) for z in places], axis=1)
    for first in range(0, len(n), BLOCK):
        part = slice(first, first + BLOCK)
        probability[part] = _averaged(eta[part], weights, n[part], probability.shape[1])
    return Predictive(n, probability)


def _averaged(eta: Array, weights: Array, n: Integers, width: int) -> Array:
    count = np.minimum(np.arange(width), n[:, None])
    log_choices = log_binomial(n[:, None], count)
    log_none = n[:, None] * np.logaddexp(0.0, eta)
    total = np.zeros((len(n), width))
    for node, weight in enumerate(weights):
        total += weight * np.exp(log_choices + count * eta[:, node : node + 1] - log_none[:, node : node + 1])
    return np.asarray(np.where(np.arange(width) <= n[:, None], total, 0.0))
