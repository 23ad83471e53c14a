"""The search for the hyperparameters: quasi-Newton on the Laplace marginal likelihood."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.kernel import ArrowSystem
from vandpunkt.analysis.marginal import Marginal, evaluate
from vandpunkt.analysis.mode import Mode
from vandpunkt.analysis.panel import Panel
from vandpunkt.analysis.prior import DRIFT_SD, PARAMETER_PRIOR, Hyperparameters

Array = NDArray[np.float64]
LEAST_GAIN = 1e-6
MOST_EVALUATIONS = 60
LONGEST_STEP = 1.0


@dataclass(frozen=True)
class Search:
    """Where the search ended: `gain` is what one more step promised, in units of log density."""

    best: Marginal
    inverse_hessian: Array
    evaluations: int
    gain: float

    @property
    def converged(self) -> bool:
        """Whether less than 10⁻⁶ of log density was left to win."""
        return self.gain < LEAST_GAIN


def search(
    system: ArrowSystem, panel: Panel, start: Hyperparameters, fixed: frozenset[str] = frozenset()
) -> Search:
    """Quasi-Newton (BFGS) ascent of the log posterior, started from the expected information.

    Parameters named in `fixed` stay where `start` has them.
    """
    free = np.array([name not in fixed for name in start.form.parameters])
    here = evaluate(system, panel, start)
    inverse = _expected_inverse(panel, here.mode) * np.outer(free, free)
    evaluations = 1
    while evaluations < MOST_EVALUATIONS:
        gradient = here.gradient * free
        step = inverse @ gradient
        gain = 0.5 * float(gradient @ step)
        if gain < LEAST_GAIN:
            break
        there = _climb(system, panel, here, step, gain)
        if there is None:
            break
        evaluations += 1
        inverse = _updated(inverse, here, there, free)
        here = there
    return Search(here, inverse, evaluations, gain)


def _climb(system: ArrowSystem, panel: Panel, here: Marginal, step: Array, gain: float) -> Marginal | None:
    """The first of ever shorter steps that wins a tenth of what the slope promises; None if none does."""
    at = here.mode.hyperparameters
    share = min(1.0, LONGEST_STEP / float(np.abs(step).max()))
    while share > 1e-4:
        there = evaluate(
            system, panel, Hyperparameters.from_vector(at.form, at.vector + share * step), here.mode.point
        )
        if there.log_posterior >= here.log_posterior + 0.2 * share * gain:
            return there
        share /= 3
    return None


def _updated(inverse: Array, here: Marginal, there: Marginal, free: NDArray[np.bool_]) -> Array:
    moved = there.mode.hyperparameters.vector - here.mode.hyperparameters.vector
    change = (here.gradient - there.gradient) * free
    along = float(moved @ change)
    if along <= 1e-10:
        return inverse
    kept = np.eye(len(moved)) - np.outer(moved, change) / along
    return np.asarray(kept @ inverse @ kept.T + np.outer(moved, moved) / along)


def _expected_inverse(panel: Panel, mode: Mode) -> Array:
    """Inverse of the expected information, as if the logits had been seen with normal noise."""
    at, years = mode.hyperparameters, panel.years
    weight = mode.weight[:, : panel.schools]
    seen = np.maximum((weight > 0).sum(axis=1), 1)
    noise = seen / np.maximum(weight.sum(axis=1), 1e-6)
    marginal = np.linalg.inv(at.covariance(years) + np.diag(noise))
    names = at.form.parameters
    turned = {name: marginal @ d for name, d in at.covariance_derivatives(years).items()}
    information = np.diag([PARAMETER_PRIOR[name][1] ** -2.0 for name in names])
    schools = weight.astype(bool).sum() / years
    for i, one in enumerate(names):
        for j, other in enumerate(names):
            if DRIFT_SD not in {one, other}:
                information[i, j] += 0.5 * schools * float(np.sum(turned[one] * turned[other].T))
        if one == DRIFT_SD:
            information[i, i] += years - 1
    return np.asarray(np.linalg.inv(information))
