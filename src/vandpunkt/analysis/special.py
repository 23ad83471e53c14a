"""Special functions of the model, from the standard library: importing SciPy costs more than a whole fit."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

_complementary = np.frompyfunc(math.erfc, 1, 1)
_log_gamma = np.frompyfunc(math.lgamma, 1, 1)


def expit(eta: ArrayLike) -> Array:
    """The share of a logit, 1 / (1 + e^−η)."""
    return np.asarray(0.5 + 0.5 * np.tanh(0.5 * np.asarray(eta)))


def logit(share: float) -> float:
    """The logit of a share between 0 and 1."""
    return math.log(share) - math.log1p(-share)


def normal_cdf(z: ArrayLike) -> Array:
    """P(standard normal ≤ z)."""
    return 0.5 * np.asarray(_complementary(-np.asarray(z) / math.sqrt(2)), dtype=float)


def normal_quantile(probability: float) -> float:
    """The z that a standard normal is below with the given probability."""
    return NormalDist().inv_cdf(probability)


def log_binomial(n: ArrayLike, y: ArrayLike) -> Array:
    """Logarithm of n over y, whole numbers."""
    n, y = np.broadcast_arrays(np.asarray(n), np.asarray(y))
    table = _log_factorials(int(n.max(initial=0)))
    n, y = n.astype(np.int64), y.astype(np.int64)
    return np.asarray(table[n] - table[y] - table[n - y])


def _log_factorials(most: int) -> Array:
    return np.asarray(_log_gamma(np.arange(most + 1) + 1.0), dtype=float)
