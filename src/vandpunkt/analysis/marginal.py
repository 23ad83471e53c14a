"""The Laplace marginal likelihood of the hyperparameters and its exact gradient."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.kernel import ArrowSystem
from vandpunkt.analysis.mode import Mode, Point, find_mode
from vandpunkt.analysis.panel import Panel
from vandpunkt.analysis.prior import DRIFT_SD, Hyperparameters

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Curvature:
    """What the shape of the posterior round its mode tells.

    `variance`: posterior variance of each cell's logit. `shift` and `border_shift`: how far the third
    derivatives move the mean from the mode. Years × padded schools, logit scale. `covariance` is the
    border's; `second_moment` sums over schools E[f f'] with the shift, years × years.
    """

    variance: Array
    shift: Array
    border_shift: Array
    covariance: Array
    second_moment: Array


@dataclass(frozen=True)
class Marginal:
    """Log posterior density of the hyperparameters (without its constant), and its gradient."""

    mode: Mode
    log_likelihood: float
    log_posterior: float
    gradient: Array
    curvature: Curvature


def evaluate(system: ArrowSystem, panel: Panel, at: Hyperparameters, start: Point | None = None) -> Marginal:
    """The Laplace approximation at one point; formulas in docs/method.md, "The gradient"."""
    mode = find_mode(system, panel, at, start)
    curvature = curve(system, mode)
    sign, border_log_determinant = np.linalg.slogdet(mode.border_information)
    assert sign > 0
    log_likelihood = (
        panel.log_constant
        + mode.log_joint
        + 0.5 * panel.padded * mode.precision.log_determinant
        + 0.5 * mode.border_prior.log_determinant
        - 0.5 * mode.log_determinant
        - 0.5 * float(border_log_determinant)
    )
    gradient = _gradient(panel, mode, curvature) + at.log_prior_gradient
    return Marginal(mode, log_likelihood, log_likelihood + at.log_prior, gradient, curvature)


def curve(system: ArrowSystem, mode: Mode) -> Curvature:
    """Variances at the mode and the shift of the mean that the third derivatives cause."""
    years, size = mode.point.effect.shape[0], len(mode.border)
    covariance = np.asarray(np.linalg.inv(mode.border_information), dtype=float)
    root = np.ascontiguousarray(np.linalg.cholesky(0.5 * (covariance + covariance.T)))
    variance, pull, sums = system.curvature(mode.border, mode.point.effect, root)
    border_shift = covariance @ sums[years * years : years * years + size]
    shift, products = system.shift(border_shift, mode.weight, pull, mode.point.effect)
    upper = (sums[: years * years] + products[: years * years]).reshape(years, years)
    return Curvature(variance, shift, border_shift, covariance, np.triu(upper) + np.triu(upper, 1).T)


def _gradient(panel: Panel, mode: Mode, curvature: Curvature) -> Array:
    """½ tr(K_j (M E[ff'] M − S M)) for the effects; the same for the step of the yearly levels."""
    precision = mode.precision.matrix
    inner = precision @ curvature.second_moment @ precision - panel.padded * precision
    derivatives = mode.hyperparameters.covariance_derivatives(panel.years)
    return np.array(
        [
            _drift_gradient(mode, curvature)
            if name == DRIFT_SD
            else 0.5 * float(np.sum(derivatives[name] * inner))
            for name in mode.hyperparameters.form.parameters
        ]
    )


def _drift_gradient(mode: Mode, curvature: Curvature) -> float:
    prior = mode.border_prior
    away = mode.border - prior.mean
    moved = (away + 2 * curvature.border_shift) @ prior.drift_derivative @ away
    return float(-prior.steps - 0.5 * (moved + np.sum(curvature.covariance * prior.drift_derivative)))
