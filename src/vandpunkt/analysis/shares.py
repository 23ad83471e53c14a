"""From logits to shares: the underlying and the expected share, their difference, P(below a threshold).

A posterior logit is taken as mean + sd·g(z), z standard normal, with g(z) = (z + c (z² − 1)) / √(1 + 2c²)
and c a sixth of the skewness (Cornish and Fisher 1938).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.logits import Logits
from vandpunkt.analysis.special import expit, logit, normal_cdf, normal_quantile

Array = NDArray[np.float64]
NODES = 21


@lru_cache(maxsize=8)
def _rule(nodes: int) -> tuple[Array, Array]:
    places, weights = np.polynomial.hermite_e.hermegauss(nodes)
    return places, weights / weights.sum()


def normal_rule(nodes: int = NODES) -> tuple[Array, Array]:
    """Nodes and weights of Gauss–Hermite quadrature under the standard normal distribution."""
    return _rule(nodes)


def logit_at(logits: Logits, z: float) -> Array:
    """The logit at a standard normal score z."""
    c = logits.skewness / 6
    return np.asarray(logits.mean + logits.sd * (z + c * (z * z - 1)) / np.sqrt(1 + 2 * c * c))


def underlying_mean(logits: Logits) -> Array:
    """Posterior mean of the underlying share, 0–1."""
    places, weights = normal_rule()
    total = np.zeros_like(logits.mean)
    for z, weight in zip(places, weights, strict=True):
        total += weight * expit(logit_at(logits, z))
    return total


def underlying_points(logits: Logits, probabilities: Sequence[float]) -> Array:
    """Posterior quantiles of the underlying share, probabilities first, 0–1."""
    return np.array([expit(logit_at(logits, z)) for z in map(normal_quantile, probabilities)])


def below(logits: Logits, threshold: float) -> Array:
    """Posterior probability that the underlying share is below the threshold (a share, 0–1)."""
    c = logits.skewness / 6
    y = (logit(threshold) - logits.mean) / logits.sd * np.sqrt(1 + 2 * c * c)
    inside = np.maximum(1 + 4 * c * (c + y), 0.0)
    return np.asarray(normal_cdf(2 * (c + y) / (1 + np.sqrt(inside))))


def expected_mean(logits: Logits) -> Array:
    """The share to expect of schools in that year with that intake: the mean over such schools, 0–1."""
    return _over_schools(logits.border_mean, logits.effect_variance + logits.border_variance)[0]


def expected_points(logits: Logits, probabilities: Sequence[float]) -> Array:
    """Quantiles of the expected share's own uncertainty, probabilities first, 0–1."""
    sd = np.sqrt(logits.border_variance)
    return np.array(
        [
            _over_schools(logits.border_mean + z * sd, logits.effect_variance)[0]
            for z in map(normal_quantile, probabilities)
        ]
    )


def difference_mean(logits: Logits) -> Array:
    """Posterior mean of underlying minus expected share, −1 … 1."""
    return underlying_mean(logits) - expected_mean(logits)


def difference_points(logits: Logits, probabilities: Sequence[float]) -> Array:
    """Quantiles of underlying minus expected share, probabilities first, −1 … 1.

    The expected share moves with the logit by their covariance; what is left of its uncertainty widens
    the distribution round its median.
    """
    mean, slope, bend = _over_schools(logits.border_mean, logits.effect_variance)
    follows = logits.covariance / logits.variance
    left = np.maximum(logits.border_variance - follows * logits.covariance, 0.0)

    def at(z: float) -> Array:
        eta = logit_at(logits, z)
        along = follows * (eta - logits.mean)
        return np.asarray(expit(eta) - mean - slope * along - 0.5 * bend * (along**2 + left))

    centre = at(0.0)
    own = ((at(1.0) - at(-1.0)) / 2) ** 2
    wider = np.sqrt(1 + slope**2 * left / np.maximum(own, 1e-12))
    return np.array([centre + (at(z) - centre) * wider for z in map(normal_quantile, probabilities)])


def _over_schools(border: Array, variance: Array) -> tuple[Array, Array, Array]:
    """Mean share over schools' deviations, and its first and second derivative in the border's part."""
    places, weights = normal_rule(15)
    sd = np.sqrt(variance)
    mean, slope, bend = np.zeros_like(border), np.zeros_like(border), np.zeros_like(border)
    for z, weight in zip(places, weights, strict=True):
        share = expit(border + sd * z)
        spread = share * (1 - share)
        mean += weight * share
        slope += weight * spread
        bend += weight * spread * (1 - 2 * share)
    return mean, slope, bend
