"""The search for the hyperparameters, and points round the maximum to integrate over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.kernel import ArrowSystem
from vandpunkt.analysis.marginal import Marginal, evaluate
from vandpunkt.analysis.mode import Mode
from vandpunkt.analysis.panel import Panel
from vandpunkt.analysis.prior import DRIFT_SD, PARAMETER_PRIOR, Form, Hyperparameters

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
    for count in range(1, MOST_EVALUATIONS):
        gradient = here.gradient * free
        step = inverse @ gradient
        gain = 0.5 * float(gradient @ step)
        if gain < LEAST_GAIN:
            break
        there = _climb(system, panel, here, step, gain)
        if there is None:
            break
        inverse = _updated(inverse, here, there, free)
        here = there
    return Search(here, inverse, count, gain)


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
    """Inverse of the expected information if the logits had been seen with the cells' information as noise."""
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
            if one != DRIFT_SD and other != DRIFT_SD:
                information[i, j] += 0.5 * schools * float(np.sum(turned[one] * turned[other].T))
        if one == DRIFT_SD:
            information[i, i] += years - 1
    return np.asarray(np.linalg.inv(information))


@dataclass(frozen=True)
class Design:
    """Hyperparameter values and the probability that each of them stands for."""

    points: tuple[Hyperparameters, ...]
    weight: Array


def spread(
    system: ArrowSystem, panel: Panel, found: Search, fixed: frozenset[str] = frozenset()
) -> tuple[list[Marginal], Array]:
    """Evaluations round the maximum and their posterior probabilities.

    A cubature of degree five for the normal approximation (McNamee and Stenger 1967: the centre and
    points at √3 along every axis and every pair of axes), each point's weight multiplied by how much
    the density differs there from that approximation.
    """
    form = found.best.mode.hyperparameters.form
    free = np.array([name not in fixed for name in form.parameters])
    root = _normal_root(system, panel, found.best, free)
    nodes, weights = cubature(int(free.sum()))
    centre = found.best.mode.hyperparameters.vector
    evaluations, log_ratio = [], []
    for node in nodes:
        at = Hyperparameters.from_vector(form, centre + root @ node)
        evaluations.append(evaluate(system, panel, at, found.best.mode.point))
        log_ratio.append(evaluations[-1].log_posterior - found.best.log_posterior + 0.5 * float(node @ node))
    weights = weights * np.exp(np.clip(log_ratio, -5.0, 5.0))
    return evaluations, weights / weights.sum()


def _normal_root(system: ArrowSystem, panel: Panel, best: Marginal, free: NDArray[np.bool_]) -> Array:
    """A root of the inverse of minus the Hessian, from differences of the exact gradient."""
    at, places = best.mode.hyperparameters, np.flatnonzero(free)
    hessian = np.empty((len(places), len(places)))
    for row, place in enumerate(places):
        step = np.zeros(len(free))
        step[place] = 0.02
        ahead, behind = (
            evaluate(system, panel, Hyperparameters.from_vector(at.form, at.vector + move), best.mode.point)
            for move in (step, -step)
        )
        hessian[row] = (behind.gradient - ahead.gradient)[places] / 0.04
    values, vectors = np.linalg.eigh(0.5 * (hessian + hessian.T))
    root = np.zeros((len(free), len(places)))
    root[places] = vectors / np.sqrt(np.maximum(values, 0.2))
    return root


def cubature(dimensions: int) -> tuple[Array, Array]:
    """Points (number × dimensions) and weights exact for polynomials of degree 5 under the unit normal."""
    d, reach = dimensions, np.sqrt(3.0)
    points, weights = [np.zeros(d)], [1 + (d * d - 7 * d) / 18]
    for i in range(d):
        for sign in (reach, -reach):
            points.append(np.eye(d)[i] * sign)
            weights.append((4 - d) / 18)
            for j in range(i):
                points += [
                    points[-1 - j] * 0 + sign * np.eye(d)[i] + other * np.eye(d)[j]
                    for other in (reach, -reach)
                ]
                weights += [1 / 36, 1 / 36]
    kept = np.array(weights) > 0
    return np.array(points)[kept], np.array(weights)[kept]
