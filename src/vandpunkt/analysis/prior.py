"""The prior of one school's years and of the yearly levels: covariances, precisions and their derivatives.

All standard deviations are on the logit scale. Parameters are kept unbounded: logarithms of standard
deviations, and the inverse hyperbolic tangent of the AR(1) coefficient.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LEVEL_SD, YEARLY_SD, PERSISTENCE, DRIFT_SD = "level_sd", "yearly_sd", "persistence", "drift_sd"

# Centre and standard deviation of the normal prior of each unbounded parameter.
PARAMETER_PRIOR = {
    LEVEL_SD: (math.log(0.5), 0.8),
    YEARLY_SD: (math.log(0.35), 0.8),
    PERSISTENCE: (0.5, 0.7),
    DRIFT_SD: (math.log(0.07), 0.4),
}
FIRST_LEVEL_MEAN, FIRST_LEVEL_SD = 1.5, 2.0
COEFFICIENT_SD = 2.0


class Form(StrEnum):
    """What a school's deviation from the expected logit is made of."""

    LEVEL_AND_AR1 = "level_and_ar1"
    AR1 = "ar1"
    RANDOM_WALK = "random_walk"
    LEVEL_AND_NOISE = "level_and_noise"

    @property
    def parameters(self) -> tuple[str, ...]:
        """The free parameters, in the order in which vectors hold them."""
        if self is Form.AR1:
            return (YEARLY_SD, PERSISTENCE, DRIFT_SD)
        if self in (Form.RANDOM_WALK, Form.LEVEL_AND_NOISE):
            return (LEVEL_SD, YEARLY_SD, DRIFT_SD)
        return (LEVEL_SD, YEARLY_SD, PERSISTENCE, DRIFT_SD)


@dataclass(frozen=True)
class Hyperparameters:
    """The parameters that govern the spread: σ_a, σ_w, ρ and the yearly levels' step, logit scale.

    In the form without a level σ_a is 0; in the random walk σ_a is the first year's standard
    deviation and σ_w the yearly step's.
    """

    form: Form
    level_sd: float
    yearly_sd: float
    persistence: float
    drift_sd: float

    @classmethod
    def from_vector(cls, form: Form, vector: Array) -> Hyperparameters:
        """From unbounded parameters in the order of `form.parameters`."""
        at = dict(zip(form.parameters, (float(value) for value in vector), strict=True))
        return cls(
            form,
            level_sd=math.exp(at[LEVEL_SD]) if LEVEL_SD in at else 0.0,
            yearly_sd=math.exp(at[YEARLY_SD]),
            persistence=math.tanh(at[PERSISTENCE]) if PERSISTENCE in at else 0.0,
            drift_sd=math.exp(at[DRIFT_SD]),
        )

    @property
    def vector(self) -> Array:
        """The unbounded parameters."""
        unbounded = {
            LEVEL_SD: lambda: math.log(self.level_sd),
            YEARLY_SD: lambda: math.log(self.yearly_sd),
            PERSISTENCE: lambda: math.atanh(self.persistence),
            DRIFT_SD: lambda: math.log(self.drift_sd),
        }
        return np.array([unbounded[name]() for name in self.form.parameters])

    @classmethod
    def typical(cls, form: Form) -> Hyperparameters:
        """The centre of the prior: where a search starts."""
        return cls.from_vector(form, np.array([PARAMETER_PRIOR[name][0] for name in form.parameters]))

    @property
    def log_prior(self) -> float:
        """Log density of the prior of the unbounded parameters."""
        total = 0.0
        for name, value in zip(self.form.parameters, self.vector, strict=True):
            centre, spread = PARAMETER_PRIOR[name]
            total -= 0.5 * ((value - centre) / spread) ** 2 + math.log(spread * math.sqrt(2 * math.pi))
        return total

    @property
    def log_prior_gradient(self) -> Array:
        """Its gradient in the unbounded parameters."""
        centres, spreads = np.array([PARAMETER_PRIOR[name] for name in self.form.parameters]).T
        return np.asarray(-(self.vector - centres) / spreads**2)

    def covariance(self, years: int) -> Array:
        """Prior covariance of one school's deviations, years × years."""
        level = np.full((years, years), self.level_sd**2)
        return np.asarray(level + self.yearly_sd**2 * self._shape(years))

    def covariance_derivatives(self, years: int) -> dict[str, Array]:
        """Derivatives of the covariance in the unbounded parameters that it depends on."""
        lag = np.abs(np.subtract.outer(np.arange(years), np.arange(years)))
        power = np.where(lag > 0, lag * np.power(self.persistence, np.maximum(lag - 1, 0)), 0.0)
        every = {
            LEVEL_SD: np.full((years, years), 2 * self.level_sd**2),
            YEARLY_SD: 2 * self.yearly_sd**2 * self._shape(years),
            PERSISTENCE: self.yearly_sd**2 * power * (1 - self.persistence**2),
        }
        return {name: every[name] for name in self.form.parameters if name in every}

    def _shape(self, years: int) -> Array:
        index = np.arange(years)
        if self.form is Form.RANDOM_WALK:
            return np.asarray(np.minimum.outer(index, index), dtype=float)
        lag = np.abs(np.subtract.outer(index, index)).astype(float)
        return np.asarray(np.power(self.persistence, lag))

    def precision(self, years: int) -> Precision:
        """The inverse of the covariance in the shape that the kernel uses."""
        if self.form is Form.RANDOM_WALK:
            return _random_walk(self.level_sd, self.yearly_sd, years)
        return _level_and_chain(self, years)


@dataclass(frozen=True)
class Precision:
    """diag(diagonal) + off-diagonals − direction direction' / divisor; log determinant of the whole."""

    diagonal: Array
    off_diagonal: Array
    direction: Array
    divisor: float
    log_determinant: float

    @property
    def matrix(self) -> Array:
        """The same, written out, years × years."""
        chain = np.diag(self.diagonal) + np.diag(self.off_diagonal, 1) + np.diag(self.off_diagonal, -1)
        return np.asarray(chain - np.outer(self.direction, self.direction) / self.divisor)


def _random_walk(first_sd: float, step_sd: float, years: int) -> Precision:
    diagonal = np.zeros(years)
    diagonal[0] = 1 / first_sd**2
    diagonal[:-1] += 1 / step_sd**2
    diagonal[1:] += 1 / step_sd**2
    log_determinant = -2 * math.log(first_sd) - 2 * (years - 1) * math.log(step_sd)
    return Precision(diagonal, np.full(years - 1, -1 / step_sd**2), np.zeros(years), 1.0, log_determinant)


def _level_and_chain(at: Hyperparameters, years: int) -> Precision:
    """AR(1) precision, and by Sherman and Morrison the common level as a rank-one part."""
    rho, scale = at.persistence, 1 / (at.yearly_sd**2 * (1 - at.persistence**2))
    diagonal = np.full(years, scale * (1 + rho**2))
    diagonal[[0, -1]] = scale
    if years == 1:
        diagonal[0] = 1 / at.yearly_sd**2
    off_diagonal = np.full(years - 1, -scale * rho)
    log_determinant = -2 * years * math.log(at.yearly_sd) - (years - 1) * math.log1p(-(rho**2))
    if at.level_sd == 0.0:
        return Precision(diagonal, off_diagonal, np.zeros(years), 1.0, log_determinant)
    direction = diagonal.copy()
    direction[:-1] += off_diagonal
    direction[1:] += off_diagonal
    divisor = 1 / at.level_sd**2 + direction.sum()
    log_determinant -= math.log(at.level_sd**2 * divisor)
    return Precision(diagonal, off_diagonal, direction, divisor, log_determinant)


@dataclass(frozen=True)
class BorderPrior:
    """Normal prior of the border (yearly levels, then coefficients): mean and precision."""

    mean: Array
    precision: Array
    drift_derivative: Array
    log_determinant: float
    steps: int


def border_prior(drift_sd: float, years: int, covariates: int) -> BorderPrior:
    """Yearly levels as a random walk of step `drift_sd`; coefficients of standardised intake apart."""
    size = years + covariates
    mean = np.zeros(size)
    mean[:years] = FIRST_LEVEL_MEAN
    step = np.diff(np.eye(years), axis=0)
    walk = np.zeros((size, size))
    walk[:years, :years] = step.T @ step / drift_sd**2
    precision = walk.copy()
    precision[0, 0] += 1 / FIRST_LEVEL_SD**2
    precision[range(years, size), range(years, size)] = 1 / COEFFICIENT_SD**2
    log_determinant = -2 * (
        math.log(FIRST_LEVEL_SD) + (years - 1) * math.log(drift_sd) + covariates * math.log(COEFFICIENT_SD)
    )
    return BorderPrior(mean, precision, -2 * walk, log_determinant, years - 1)
