"""The posterior of every cell's logit: mean, variance and skewness, beyond the normal approximation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.kernel import ArrowSystem
from vandpunkt.analysis.marginal import Marginal
from vandpunkt.analysis.panel import Panel

Array = NDArray[np.float64]
MOST_SKEWNESS = 0.9


@dataclass(frozen=True)
class Logits:
    """Moments of the logits, each years × schools.

    mean, variance, third (third central moment) of a school's logit; border_mean and border_variance
    of the part that year and intake give; covariance between the two; effect_variance: prior variance
    of a school's deviation from that part.
    """

    mean: Array
    variance: Array
    third: Array
    border_mean: Array
    border_variance: Array
    covariance: Array
    effect_variance: Array

    @property
    def sd(self) -> Array:
        """Standard deviation, logit scale."""
        return np.asarray(np.sqrt(self.variance))

    @property
    def skewness(self) -> Array:
        """Third standardised moment, held within ±0.9."""
        return np.asarray(np.clip(self.third / self.variance**1.5, -MOST_SKEWNESS, MOST_SKEWNESS))

    def at(self, rows: NDArray[np.int64] | slice | int, columns: NDArray[np.int64] | slice) -> Logits:
        """The moments of some cells."""
        return Logits(*(getattr(self, each.name)[rows, columns] for each in fields(self)))


def moments(system: ArrowSystem, panel: Panel, at: Marginal) -> Logits:
    """Moments at given hyperparameters: Laplace and its corrections (docs/method.md, "Beyond Laplace")."""
    mode, curvature = at.mode, at.curvature
    precision = mode.precision
    system.use_precision(precision.diagonal, precision.off_diagonal, precision.direction, precision.divisor)
    root = np.ascontiguousarray(np.linalg.cholesky(0.5 * (curvature.covariance + curvature.covariance.T)))
    border_shift = np.zeros_like(curvature.shift)
    border_shift[:, : panel.schools] = border_part(panel, curvature.border_shift)
    moved = border_shift + curvature.shift
    variance, third, own, crossed = system.moments(mode.border, mode.point.effect, root, moved)
    kept = slice(panel.schools)
    border_mean = border_part(panel, mode.border) + border_shift[:, kept]
    prior = np.diag(mode.hyperparameters.covariance(panel.years))
    return Logits(
        mean=border_mean + mode.point.effect[:, kept] + curvature.shift[:, kept],
        variance=variance[:, kept],
        third=third[:, kept],
        border_mean=border_mean,
        border_variance=own[:, kept],
        covariance=crossed[:, kept],
        effect_variance=np.repeat(prior[:, None], panel.schools, axis=1),
    )


def posterior_mean(panel: Panel, at: Marginal) -> Array:
    """Mean of every logit at given hyperparameters, years × schools."""
    kept = slice(panel.schools)
    border = border_part(panel, at.mode.border + at.curvature.border_shift)
    return np.asarray(border + at.mode.point.effect[:, kept] + at.curvature.shift[:, kept])


def border_part(panel: Panel, border: Array) -> Array:
    """What yearly levels and intake give, years × schools."""
    levels, coefficients = border[: panel.years], border[panel.years :]
    total = np.repeat(levels[:, None], panel.schools, axis=1)
    for coefficient, column in zip(coefficients, panel.covariate, strict=True):
        total += coefficient * column
    return total


def mixture(parts: Sequence[Logits], weight: Array) -> Logits:
    """Moments when the hyperparameters are one of several values with the given probabilities."""
    if len(parts) == 1:
        return parts[0]
    mean = _average([part.mean for part in parts], weight)
    border_mean = _average([part.border_mean for part in parts], weight)
    away = [part.mean - mean for part in parts]
    border_away = [part.border_mean - border_mean for part in parts]
    return Logits(
        mean,
        _average([part.variance + d**2 for part, d in zip(parts, away, strict=True)], weight),
        _average([p.third + 3 * p.variance * d + d**3 for p, d in zip(parts, away, strict=True)], weight),
        border_mean,
        _average([p.border_variance + d**2 for p, d in zip(parts, border_away, strict=True)], weight),
        _average([p.covariance + d * e for p, d, e in zip(parts, away, border_away, strict=True)], weight),
        _average([part.effect_variance for part in parts], weight),
    )


def border_moments(evaluations: Sequence[Marginal], weight: Array) -> tuple[Array, Array]:
    """Posterior mean and covariance of yearly levels and coefficients."""
    means = np.array([each.mode.border + each.curvature.border_shift for each in evaluations])
    mean = weight @ means
    away = means - mean
    within = np.tensordot(weight, np.array([each.curvature.covariance for each in evaluations]), axes=1)
    return mean, np.asarray(within + (away * weight[:, None]).T @ away)


def _average(parts: Sequence[Array], weight: Array) -> Array:
    total = np.zeros_like(parts[0])
    for part, share in zip(parts, weight, strict=True):
        total += share * part
    return total
