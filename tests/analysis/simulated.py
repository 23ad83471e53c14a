"""Panels drawn from the model itself, with the marks that publication puts on them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.cells import Cells, cells_of_counts
from vandpunkt.analysis.prior import Form, Hyperparameters, border_prior
from vandpunkt.analysis.special import expit

Array = NDArray[np.float64]
TYPICAL = Hyperparameters(Form.LEVEL_AND_AR1, 0.6, 0.35, 0.5, 0.08)


@dataclass(frozen=True)
class Truth:
    """What the cells were drawn from; logits are years × schools."""

    hyperparameters: Hyperparameters
    levels: Array
    coefficient: float
    logits: Array
    intake: Array
    cells: Cells


def draw(
    random: np.random.Generator,
    *,
    schools: int,
    years: int,
    at: Hyperparameters = TYPICAL,
    mean_cohort: float = 55.0,
    level: float = 1.7,
    coefficient: float = 0.4,
    marks: bool = True,
    gaps: float = 0.05,
) -> Truth:
    """One panel: cohorts at least 4; `~100` where 1–4 fail, `..` under 10 pupils, some rows away."""
    root = np.linalg.cholesky(at.covariance(years))
    walk = np.concatenate([[0.0], np.cumsum(random.normal(0, at.drift_sd, years - 1))])
    intake = random.normal(size=schools)
    logits = (level + walk)[:, None] + coefficient * intake + root @ random.normal(size=(years, schools))
    n = np.maximum(4, random.poisson(random.gamma(4, mean_cohort / 4, schools), (years, schools)))
    y = random.binomial(n, expit(logits))
    cells = _published(n, y, intake, marks, random.random((years, schools)) >= gaps)
    return Truth(at, level + walk, coefficient, logits, intake, cells)


def draw_from_prior(random: np.random.Generator, *, schools: int, years: int) -> Truth:
    """Everything from the prior of the model, the hyperparameters and coefficient too."""
    typical = Hyperparameters.typical(Form.LEVEL_AND_AR1)
    vector = typical.vector + random.normal(size=4) * prior_spread()
    at = Hyperparameters.from_vector(Form.LEVEL_AND_AR1, vector)
    prior = border_prior(at.drift_sd, years, 1)
    border = random.multivariate_normal(prior.mean, np.linalg.inv(prior.precision), method="cholesky")
    root = np.linalg.cholesky(at.covariance(years))
    intake = random.normal(size=schools)
    intake = (intake - intake.mean()) / intake.std()
    deviation = root @ random.normal(size=(years, schools))
    logits = border[:years, None] + border[years] * intake + deviation
    n = np.maximum(4, random.poisson(random.gamma(4, 55.0 / 4, schools), (years, schools)))
    y = random.binomial(n, expit(logits))
    cells = _published(n, y, intake, True, np.ones((years, schools), dtype=bool))
    return Truth(at, border[:years], float(border[years]), logits, intake, cells)


def prior_spread() -> Array:
    """Standard deviations of the prior of the unbounded parameters."""
    from vandpunkt.analysis.prior import PARAMETER_PRIOR

    return np.array([PARAMETER_PRIOR[name][1] for name in Form.LEVEL_AND_AR1.parameters])


def _published(n: Array, y: Array, intake: Array, marks: bool, there: NDArray[np.bool_]) -> Cells:
    """`~100` keeps n − 4 … n − 1; fewer than ten pupils keep nothing."""
    low, high = y.copy(), y.copy()
    if marks:
        failed = n - y
        nearly = (failed >= 1) & (failed <= 4)
        low[nearly], high[nearly] = np.maximum(n[nearly] - 4, 0), n[nearly] - 1
        few = n < 10
        low[few] = high[few] = -1
    year, school = np.nonzero(there)
    return cells_of_counts(
        schools=[f"{place:08d}" for place in school],
        years=2015 + year,
        cohort=n[there],
        low=low[there],
        high=high[there],
        intake={"x_intake": intake[school]},
    )
