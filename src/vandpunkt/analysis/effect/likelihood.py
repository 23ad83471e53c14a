"""Derivatives of some cells' log likelihood in their logits, outside the kernel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.panel import Terms
from vandpunkt.analysis.special import expit

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Derivatives:
    """By cell: slope dl/dη, information −d²l/dη² and third derivative of the log likelihood."""

    slope: Array
    information: Array
    third: Array


def derivatives(terms: Terms, logit: Array) -> Derivatives:
    """Derivatives of log Σ exp(log weight + y η − n log(1 + e^η)) over each cell's terms.

    With r = y − n p and q the terms' weights at η: l' = E r, l'' = Var r − E n p(1−p), and l''' adds the
    third cumulant of r and thrice its covariance with −n p(1−p). Every cell must have a term.
    """
    first, width = terms.first[:-1], np.diff(terms.first)
    eta = np.repeat(logit, width)
    share = expit(eta)
    residual = terms.count - terms.cohort * share
    spread = terms.cohort * share * (1 - share)
    weight = _weights(terms, eta, first, width)

    def mean(values: Array) -> Array:
        return np.asarray(np.add.reduceat(weight * values, first))

    slope = mean(residual)
    away = residual - np.repeat(slope, width)
    return Derivatives(
        slope,
        mean(spread) - mean(away**2),
        mean(away**3) - 3 * mean(away * spread) - mean(spread * (1 - 2 * share)),
    )


def _weights(terms: Terms, eta: Array, first: NDArray[np.int64], width: NDArray[np.int64]) -> Array:
    log_weight = terms.log_weight + terms.count * eta - terms.cohort * np.logaddexp(0.0, eta)
    weight = np.exp(log_weight - np.repeat(np.maximum.reduceat(log_weight, first), width))
    return np.asarray(weight / np.repeat(np.add.reduceat(weight, first), width))
