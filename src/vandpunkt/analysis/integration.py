"""Averaging over the hyperparameters: which values, and how probable each of them is."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.hyperparameters import Search
from vandpunkt.analysis.kernel import ArrowSystem
from vandpunkt.analysis.marginal import Marginal, evaluate
from vandpunkt.analysis.panel import Panel
from vandpunkt.analysis.prior import Form, Hyperparameters
from vandpunkt.analysis.special import normal_quantile

Array = NDArray[np.float64]
SAMPLED_BELOW = 200
INTEGRATED_BELOW = 1000
SAMPLES = 256
# The sampling density: most points as wide as the posterior, the rest twice as wide.
NARROW, WIDER = 0.6, 1.8
LOOK_AT = 1.5
LEAST_CURVATURE = 0.05
# Beyond this nothing can be told from nought, without bound, or perfectly lasting.
FURTHEST = 6.0
BENT_FORMS = (Form.LEVEL_AND_AR1, Form.LEVEL_AND_NOISE)
LEAST_STRETCH, MOST_STRETCH = 0.6, 2.5


class Integration(StrEnum):
    """How a fit carries the hyperparameters' uncertainty into its intervals."""

    NONE = "none"
    CUBATURE = "cubature"
    SAMPLING = "sampling"

    @classmethod
    def suited_to(cls, schools: int) -> Integration:
        """The fewer schools, the less normal is what is known of the hyperparameters."""
        if schools < SAMPLED_BELOW:
            return cls.SAMPLING
        return cls.CUBATURE if schools < INTEGRATED_BELOW else cls.NONE


def average(
    system: ArrowSystem,
    panel: Panel,
    found: Search,
    how: Integration,
    fixed: frozenset[str] = frozenset(),
) -> tuple[list[Marginal], Array]:
    """Evaluations at points round the maximum and their posterior probabilities.

    Cubature: a rule of degree five for the normal approximation (McNamee and Stenger 1967), each weight
    multiplied by how much the density differs there from that approximation. Sampling: importance
    sampling with a mixture of two normals, from a low-discrepancy sequence, the same every time.
    """
    if how is Integration.NONE:
        return [found.best], np.ones(1)
    at = found.best.mode.hyperparameters
    free = np.array([name not in fixed for name in at.form.parameters])
    bends = at.form in BENT_FORMS and bool(free.all())
    centre = straightened(at.vector) if bends else at.vector
    root = _normal_root(system, panel, found.best, free, _jacobian(at) if bends else np.eye(len(free)))

    def evaluate_at(node: Array) -> Marginal:
        place = centre + root @ node
        vector = np.clip(bent(place) if bends else place, -FURTHEST, FURTHEST)
        there = Hyperparameters.from_vector(at.form, vector)
        return evaluate(system, panel, there, found.best.mode.point)

    stretch = _stretch(evaluate_at, found.best.log_posterior, int(free.sum()))
    nodes, log_weight = (cubature if how is Integration.CUBATURE else samples)(int(free.sum()))
    stretched = np.where(nodes > 0, stretch[1], np.where(nodes < 0, stretch[0], stretch.mean(axis=0)))
    evaluations = [evaluate_at(node) for node in nodes * stretched]
    log_weight = log_weight + np.log(stretched).sum(axis=1)
    log_weight += np.array([each.log_posterior for each in evaluations])
    weight = np.exp(log_weight - log_weight.max())
    return evaluations, weight / weight.sum()


def _stretch(evaluate_at: Callable[[Array], Marginal], top: float, dimensions: int) -> Array:
    """How much wider than normal the density is to either side along each axis (2 × dimensions).

    Split normals, as Martins et al. (2013) do for INLA: a fall of the log density by d at r standard
    deviations is that of a normal r/√(2d) as wide.
    """
    sides = np.empty((2, dimensions))
    for axis in range(dimensions):
        for row, sign in enumerate((-LOOK_AT, LOOK_AT)):
            fall = top - evaluate_at(sign * np.eye(dimensions)[axis]).log_posterior
            sides[row, axis] = LOOK_AT / np.sqrt(2 * max(fall, 1e-3))
    return np.clip(sides, LEAST_STRETCH, MOST_STRETCH)


def straightened(vector: Array) -> Array:
    """Coordinates in which the posterior is less bent: log total sd and the logit of the lasting part.

    What is known well is the total spread between schools; how much of it lasts is not, and trades off
    along a curve in (log σ_a, log σ_w). With λ = σ_a²/(σ_a² + σ_w²), logit λ = 2 (log σ_a − log σ_w), and
    the change of coordinates has a constant determinant, so that densities need no correction.
    """
    level, yearly = vector[:2]
    return np.array([0.5 * np.logaddexp(2 * level, 2 * yearly), 2 * (level - yearly), *vector[2:]])


def bent(coordinates: Array) -> Array:
    """Back from `straightened`."""
    total, lasting = coordinates[:2]
    level = total - 0.5 * np.logaddexp(0.0, -lasting)
    yearly = total - 0.5 * np.logaddexp(0.0, lasting)
    return np.array([level, yearly, *coordinates[2:]])


def _normal_root(
    system: ArrowSystem, panel: Panel, best: Marginal, free: NDArray[np.bool_], turn: Array
) -> Array:
    """A root of the inverse of minus the Hessian, by differences of gradients.

    `turn` is the derivative of the unbounded parameters in the coordinates that the root is for.
    """
    at, places = best.mode.hyperparameters, np.flatnonzero(free)
    hessian = np.zeros((len(free), len(free)))
    for place in places:
        step = np.zeros(len(free))
        step[place] = 0.02
        ahead, behind = (
            evaluate(system, panel, Hyperparameters.from_vector(at.form, at.vector + move), best.mode.point)
            for move in (step, -step)
        )
        hessian[place] = (behind.gradient - ahead.gradient) / 0.04
    turned = (turn.T @ (0.5 * (hessian + hessian.T)) @ turn)[np.ix_(places, places)]
    values, vectors = np.linalg.eigh(turned)
    root = np.zeros((len(free), len(places)))
    root[places] = vectors / np.sqrt(np.maximum(values, LEAST_CURVATURE))
    return root


def _jacobian(at: Hyperparameters) -> Array:
    """Derivative of the unbounded parameters in the straightened coordinates."""
    turn = np.eye(len(at.vector))
    lasting = at.level_sd**2 / (at.level_sd**2 + at.yearly_sd**2)
    turn[:2, :2] = [[1.0, 0.5 * (1 - lasting)], [1.0, -0.5 * lasting]]
    return turn


def cubature(dimensions: int) -> tuple[Array, Array]:
    """Points (number × dimensions) and the logs of weights divided by the unit normal's density.

    The weights are exact for polynomials of degree 5 under the unit normal.
    """
    d, axes = dimensions, np.sqrt(3.0) * np.eye(dimensions)
    points, weights = [np.zeros(d)], [1 + (d * d - 7 * d) / 18]
    for i in range(d):
        points += [axes[i], -axes[i]]
        weights += [(4 - d) / 18] * 2
        for j in range(i):
            points += [sign * axes[i] + other * axes[j] for sign in (1, -1) for other in (1, -1)]
            weights += [1 / 36] * 4
    kept = np.array(weights) > 0
    nodes = np.array(points)[kept]
    return nodes, np.log(np.array(weights)[kept]) + 0.5 * np.sum(nodes**2, axis=1)


def samples(dimensions: int, number: int = SAMPLES) -> tuple[Array, Array]:
    """Points from the sampling density (number × dimensions) and minus the logs of that density.

    The points are an additive recurrence on the generalised golden ratio (Roberts 2018).
    """
    ratio = 2.0
    for _ in range(40):
        ratio = (1 + ratio) ** (1 / (dimensions + 2))
    steps = ratio ** -np.arange(1.0, dimensions + 2)
    places = (0.5 + np.arange(1, number + 1)[:, None] * steps) % 1.0
    scale = np.where(places[:, -1] < NARROW, 1.0, WIDER)
    quantile = np.frompyfunc(normal_quantile, 1, 1)
    nodes = np.asarray(quantile(places[:, :-1]), dtype=float) * scale[:, None]
    square = np.sum(nodes**2, axis=1)
    wide = (1 - NARROW) / WIDER**dimensions * np.exp(-0.5 * square / WIDER**2)
    return nodes, -np.log(NARROW * np.exp(-0.5 * square) + wide)
