"""The most probable border and effects at given hyperparameters: Newton on the block-arrow system."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.kernel import ArrowSystem
from vandpunkt.analysis.panel import Panel
from vandpunkt.analysis.prior import BorderPrior, Hyperparameters, Precision, border_prior

Array = NDArray[np.float64]
TOLERANCE = 1e-4
MOST_STEPS = 60


@dataclass(frozen=True)
class Point:
    """A border (years + covariates) and the schools' effects (years × padded schools), logit scale."""

    border: Array
    effect: Array


@dataclass(frozen=True)
class Mode:
    """The mode of the joint posterior at given hyperparameters, and its quadratic model.

    `weight` is the information of each cell (−d²/dη²) and `target` weight·η + slope, years × padded
    schools; `border_information` the border's posterior precision with the effects integrated out.
    """

    hyperparameters: Hyperparameters
    precision: Precision
    border_prior: BorderPrior
    point: Point
    weight: Array
    target: Array
    border_information: Array
    log_joint: float
    log_determinant: float
    steps: int

    @property
    def border(self) -> Array:
        """Yearly levels, then coefficients."""
        return self.point.border


@dataclass(frozen=True)
class _Assessment:
    point: Point
    weight: Array
    target: Array
    border_information: Array
    border_target: Array
    log_joint: float
    log_determinant: float


def find_mode(system: ArrowSystem, panel: Panel, at: Hyperparameters, start: Point | None = None) -> Mode:
    """Newton from `start`, halving a step that does not go uphill, until it moves less than 10⁻⁴ logits.

    Newton converges quadratically: what is left after such a step is about 10⁻⁸.
    """
    precision = at.precision(panel.years)
    prior = border_prior(at.drift_sd, panel.years, panel.covariates)
    system.use_precision(precision.diagonal, precision.off_diagonal, precision.direction, precision.divisor)
    here = _assess(system, prior, start or starting_point(panel))
    steps, moved = 0, np.inf
    while moved >= TOLERANCE and steps < MOST_STEPS:
        here, moved = _improve(system, prior, here)
        steps += 1
    return Mode(
        at, precision, prior, here.point, here.weight, here.target, here.border_information,
        here.log_joint, here.log_determinant, steps,
    )  # fmt: skip


def starting_point(panel: Panel) -> Point:
    """Every school at the overall share, drawn a little towards one half."""
    informative = np.flatnonzero(panel.informative)
    first = panel.terms.first[informative]
    pupils, eligible = panel.terms.cohort[first].sum(), panel.terms.count[first].sum()
    border = np.zeros(panel.years + panel.covariates)
    border[: panel.years] = np.log((eligible + 1) / (pupils - eligible + 1))
    return Point(border, np.zeros((panel.years, panel.padded)))


def _assess(system: ArrowSystem, prior: BorderPrior, point: Point) -> _Assessment:
    weight, target, sums = system.assess(point.border, point.effect)
    size = len(point.border)
    upper = sums[: size * size].reshape(size, size)
    information = np.triu(upper) + np.triu(upper, 1).T + prior.precision
    away = point.border - prior.mean
    tail = sums[size * size :]
    return _Assessment(
        point,
        weight,
        target,
        information,
        tail[:size] + prior.precision @ prior.mean,
        float(tail[size] - 0.5 * tail[size + 1] - 0.5 * away @ prior.precision @ away),
        float(tail[size + 2]),
    )


def _improve(system: ArrowSystem, prior: BorderPrior, here: _Assessment) -> tuple[_Assessment, float]:
    border = np.asarray(np.linalg.solve(here.border_information, here.border_target), dtype=float)
    aim = Point(border, system.relax(border, here.weight, here.target))
    moved = max(np.abs(border - here.point.border).max(), np.abs(aim.effect - here.point.effect).max())
    there = _assess(system, prior, aim)
    share = 1.0
    while there.log_joint < here.log_joint - 1e-7 * max(1.0, abs(here.log_joint)) and share > 1e-6:
        share /= 2
        there = _assess(system, prior, _between(here.point, aim, share))
    return there, moved * share


def _between(here: Point, aim: Point, share: float) -> Point:
    return Point(
        here.border + share * (aim.border - here.border), here.effect + share * (aim.effect - here.effect)
    )
