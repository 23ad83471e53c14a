"""Cells whose cohort is one of several: their own likelihood taken whole instead of expanded.

Such a likelihood is a mixture of a sharp and a blunt one, which a few derivatives describe badly. What
all other cells say of the cell's logit is normal to good approximation; that times the cell's exact
likelihood is integrated on a grid, and the difference from the expansion is passed on to the school's
other years by regression. See docs/method.md, "Beyond Laplace".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.joint import school_blocks
from vandpunkt.analysis.logits import Logits, border_part
from vandpunkt.analysis.marginal import Marginal
from vandpunkt.analysis.panel import Panel, Terms
from vandpunkt.analysis.special import expit

Array = NDArray[np.float64]
Integers = NDArray[np.int64]
GRID = np.linspace(-6.0, 6.0, 41)
MOST_CELLS = 20_000
MOST_POINTS = 4


def mixed_cells(panel: Panel) -> Integers:
    """The cells that allow more than one cohort."""
    first = panel.terms.first
    informative = np.flatnonzero(np.diff(first))
    largest, least = (
        part.reduceat(panel.terms.cohort, first[informative]) for part in (np.maximum, np.minimum)
    )
    return informative[largest > least]


def with_own_likelihoods(
    panel: Panel, evaluations: Sequence[Marginal], weight: Array, logits: Logits
) -> Logits:
    """The moments with every mixed cell's own likelihood integrated exactly.

    `evaluations` and `weight` as the moments were averaged over; the most probable few stand for all.
    Nothing is changed where mixed cells are too many for it to be worth the time.
    """
    cells = mixed_cells(panel)
    if not 0 < len(cells) <= MOST_CELLS:
        return logits
    likeliest = np.argsort(-weight)[:MOST_POINTS]
    share = weight[likeliest] / weight[likeliest].sum()
    changes = [_passed_on(panel, evaluations[place], cells) for place in likeliest]
    mean, variance, third = (
        sum((part * each[moment] for part, each in zip(share, changes, strict=True)), np.zeros(()))
        for moment in range(3)
    )
    return replace(
        logits,
        mean=logits.mean + mean,
        variance=np.clip(logits.variance + variance, 0.4 * logits.variance, 3 * logits.variance),
        third=logits.third + third,
    )


def _passed_on(panel: Panel, at: Marginal, cells: Integers) -> tuple[Array, Array, Array]:
    """What the mixed cells change in every cell's mean, variance and third moment, years × schools."""
    rows, schools = panel.year[cells], panel.school[cells]
    chosen, place = np.unique(schools, return_inverse=True)
    blocks = school_blocks(at.mode, panel, chosen)
    covariance = blocks.own + blocks.loading @ np.swapaxes(blocks.loading, 1, 2)
    slope = covariance[place, rows] / covariance[place, rows, rows][:, None]
    totals = []
    for power, moved in enumerate(
        _changes(panel.terms.of(cells), _Site.of(panel, at, rows, schools)), start=1
    ):
        total = np.zeros((panel.schools, panel.years))
        np.add.at(total, schools, moved[:, None] * slope**power)
        totals.append(total.T)
    return totals[0], totals[1], totals[2]


@dataclass(frozen=True)
class _Site:
    """By mixed cell: its logit at the mode, the variance there, and its own information in that."""

    centre: Array
    variance: Array
    information: Array

    @classmethod
    def of(cls, panel: Panel, at: Marginal, rows: Integers, schools: Integers) -> _Site:
        effect = at.mode.point.effect[:, : panel.schools]
        return cls(
            (border_part(panel, at.mode.border) + effect)[rows, schools],
            at.curvature.variance[rows, schools],
            at.mode.weight[rows, schools],
        )


def _changes(terms: Terms, site: _Site) -> tuple[Array, Array, Array]:
    """Exact minus expanded mean, variance and third central moment of each mixed cell."""
    v = site.variance
    slope, third, fourth = derivatives(terms, site.centre)
    others = 1 / v - site.information
    eta = site.centre[:, None] + np.sqrt(v)[:, None] * GRID
    away = eta - (site.centre - slope / others)[:, None]
    log_density = log_likelihood(terms, eta) - 0.5 * others[:, None] * away**2
    density = np.exp(log_density - log_density.max(axis=1, keepdims=True))
    density /= density.sum(axis=1, keepdims=True)
    mean = np.sum(density * eta, axis=1)
    second, cube = (np.sum(density * (eta - mean[:, None]) ** power, axis=1) for power in (2, 3))
    expanded = v + v**2 * (0.5 * fourth * v + third**2 * v**2)
    return (
        mean - site.centre - 0.5 * v**2 * third,
        second - np.clip(expanded, 0.5 * v, 2 * v),
        cube - v**3 * third,
    )


def log_likelihood(terms: Terms, eta: Array) -> Array:
    """Log likelihood of each cell at each of its logits; cells × logits."""
    starts = terms.first[:-1]
    cell = np.repeat(np.arange(terms.cells), np.diff(terms.first))
    soft = np.logaddexp(0.0, eta)
    parts = terms.log_weight[:, None] + terms.count[:, None] * eta[cell] - terms.cohort[:, None] * soft[cell]
    top = np.maximum.reduceat(parts, starts, axis=0)
    return np.asarray(top + np.log(np.add.reduceat(np.exp(parts - top[cell]), starts, axis=0)))


def derivatives(terms: Terms, eta: Array) -> tuple[Array, Array, Array]:
    """First, third and fourth derivative of each cell's log likelihood at one logit, by joint cumulants."""
    starts = terms.first[:-1]
    cell = np.repeat(np.arange(terms.cells), np.diff(terms.first))
    p = expit(eta)
    log_part = terms.log_weight + terms.count * eta[cell] - terms.cohort * np.logaddexp(0.0, eta)[cell]
    weight = np.exp(log_part - log_likelihood(terms, eta[:, None])[cell, 0])

    def mean(values: Array) -> Array:
        return np.asarray(np.add.reduceat(weight * values, starts))

    residual = terms.count - terms.cohort * p[cell]
    slope, size = mean(residual), mean(terms.cohort)
    r, n = residual - slope[cell], terms.cohort - size[cell]
    spread = p * (1 - p)
    skew = spread * (1 - 2 * p)
    third = mean(r**3) - 3 * mean(r * n) * spread - size * skew
    fourth = mean(r**4) - 3 * mean(r**2) ** 2 - 6 * mean(r**2 * n) * spread
    fourth += 3 * mean(n**2) * spread**2 - 4 * mean(r * n) * skew - size * spread * (1 - 6 * spread)
    return slope, third, fourth
