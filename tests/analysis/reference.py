"""The model computed the slow way: one dense system for everything, derivatives by differences.

Shares no code with the product's numerics: covariances are inverted, the joint precision is written out
whole, and the likelihood's derivatives are taken numerically.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.panel import Panel
from vandpunkt.analysis.prior import COEFFICIENT_SD, FIRST_LEVEL_MEAN, FIRST_LEVEL_SD, Hyperparameters

Array = NDArray[np.float64]


def cell_log_likelihood(panel: Panel, cell: int, eta: float) -> np.longdouble:
    """log Σ over the cell's terms of weight · p^y (1 − p)^(n − y)."""
    terms = slice(panel.terms.first[cell], panel.terms.first[cell + 1])
    n, y = panel.terms.cohort[terms], panel.terms.count[terms]
    eta = np.longdouble(eta)
    parts = panel.terms.log_weight[terms] + y * eta - n * np.logaddexp(np.longdouble(0), eta)
    return np.log(np.sum(np.exp(parts - parts.max()))) + parts.max()


def derivatives(panel: Panel, cell: int, eta: float, step: float = 0.02) -> tuple[float, float, float, float]:
    """First to fourth derivative of a cell's log likelihood, by nine-point differences in long double."""
    offsets = np.arange(-4, 5)
    values = np.array([cell_log_likelihood(panel, cell, eta + k * step) for k in offsets])
    powers = np.vander(offsets.astype(float), increasing=True).T
    out = []
    for order in range(1, 5):
        target = np.zeros(9)
        target[order] = float(np.prod(np.arange(1, order + 1)))
        out.append(float(np.linalg.solve(powers, target) @ values) / step**order)
    return out[0], out[1], out[2], out[3]


@dataclass(frozen=True)
class Dense:
    """Everything that the kernel is asked for, from the dense system."""

    border: Array
    effect: Array
    log_marginal: float
    covariance: Array
    variance: Array
    shift: Array
    second_order_variance: Array
    third: Array


def solve(panel: Panel, at: Hyperparameters) -> Dense:
    """Newton on the dense joint system, then every quantity by its definition."""
    design = _design(panel)
    prior_mean, prior_precision = _prior(panel, at)
    known = [cell for cell in range(panel.terms.cells) if panel.informative[cell]]
    rows = np.array([panel.year[cell] * panel.schools + panel.school[cell] for cell in known])
    z = prior_mean.copy()
    for _ in range(60):
        eta = design @ z
        first, second = (np.zeros(len(eta)) for _ in range(2))
        for cell, row in zip(known, rows, strict=True):
            first[row], second[row], _, _ = derivatives(panel, cell, float(eta[row]))
        hessian = prior_precision - design.T @ (second[:, None] * design)
        step = np.linalg.solve(hessian, design.T @ first - prior_precision @ (z - prior_mean))
        z = z + step
        if np.abs(step).max() < 1e-9:
            break
    return _described(panel, design, z, (prior_mean, prior_precision), (known, rows))


def _described(
    panel: Panel,
    design: Array,
    z: Array,
    prior: tuple[Array, Array],
    cells: tuple[list[int], NDArray[np.int64]],
) -> Dense:
    eta = design @ z
    second, third, fourth = (np.zeros(len(eta)) for _ in range(3))
    log_likelihood = 0.0
    for cell, row in zip(*cells, strict=True):
        _, second[row], third[row], fourth[row] = derivatives(panel, cell, float(eta[row]))
        log_likelihood += float(cell_log_likelihood(panel, cell, float(eta[row])))
    mean, precision = prior
    hessian = precision - design.T @ (second[:, None] * design)
    covariance = design @ np.linalg.inv(hessian) @ design.T
    variance = np.diag(covariance)
    shift = covariance @ (0.5 * variance * third)
    away = z - mean
    log_marginal = (
        log_likelihood
        - 0.5 * away @ precision @ away
        + 0.5 * np.linalg.slogdet(precision)[1]
        - 0.5 * np.linalg.slogdet(hessian)[1]
    )
    shape = (panel.years, panel.schools)
    within = covariance * _same_school(panel)
    coupling = 0.5 * third[:, None] * within**2 * third[None, :]
    coupling += np.diag(0.5 * fourth * variance + third * shift)
    added = np.diag(within @ coupling @ within)
    border = panel.years + panel.covariates
    return Dense(
        z[:border],
        z[border:].reshape(shape),
        float(log_marginal),
        covariance,
        variance.reshape(shape),
        shift.reshape(shape),
        (variance + added).reshape(shape),
        (within**3 @ third).reshape(shape),
    )


def _design(panel: Panel) -> Array:
    """Cells (years × schools) on border and one effect a cell."""
    cells = panel.years * panel.schools
    levels = np.repeat(np.eye(panel.years), panel.schools, axis=0)
    return np.hstack([levels, panel.covariate.reshape(panel.covariates, cells).T, np.eye(cells)])


def _prior(panel: Panel, at: Hyperparameters) -> tuple[Array, Array]:
    years, border = panel.years, panel.years + panel.covariates
    walk = np.tril(np.ones((years, years)))
    levels = walk @ np.diag([FIRST_LEVEL_SD**2] + [at.drift_sd**2] * (years - 1)) @ walk.T
    covariance = np.zeros((border + years * panel.schools,) * 2)
    covariance[:years, :years] = levels
    covariance[range(years, border), range(years, border)] = COEFFICIENT_SD**2
    covariance[border:, border:] = np.kron(at.covariance(years), np.eye(panel.schools))
    mean = np.zeros(len(covariance))
    mean[:years] = FIRST_LEVEL_MEAN
    return mean, np.linalg.inv(covariance)


def _same_school(panel: Panel) -> Array:
    school = np.tile(np.arange(panel.schools), panel.years)
    return (school[:, None] == school[None, :]).astype(float)
