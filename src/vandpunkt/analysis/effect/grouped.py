"""Outcome minus forecast for many groups of schools at once, by the normal approximation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.effect.leaving_out import Ground, Releases
from vandpunkt.analysis.effect.study import Observed
from vandpunkt.analysis.shares import normal_rule
from vandpunkt.analysis.special import expit

Array = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
NODES = 7


@dataclass(frozen=True)
class Items:
    """Schools with cells left out, and the cells among them that count (items × years)."""

    releases: Releases
    pupils: Array
    outcome: Array

    @property
    def all_together(self) -> Integers:
        """The one group that holds every item."""
        return np.arange(len(self.pupils))[None]

    def only(self, place: Integers, column: Integers) -> Items:
        """The schools of some cells (by item and year), with only those cells counted."""
        cells = np.zeros(self.pupils.shape, dtype=bool)
        cells[place, column] = True
        kept = np.unique(place)
        return Items(self.releases.of(kept), np.where(cells, self.pupils, 0.0)[kept], self.outcome[kept])

    @classmethod
    def of(cls, releases: Releases, counted: Flags, observed: Observed) -> Items:
        """`counted` must be known cells; their outcome is the middle of the published interval."""
        pupils = np.where(counted, observed.pupils[releases.school], 0).astype(float)
        outcome = np.where(counted, observed.middle[releases.school], 0.0)
        return cls(releases, pupils, outcome)


@dataclass(frozen=True)
class GroupEffects:
    """By group: outcome minus forecast without support, percentage points, and what makes it uncertain.

    own: variance that no other group shares (chance of the cohorts, the schools' own years). shared:
    how the effect moves with the border, groups × border. covariance: of the border, groups × border ×
    border, all the group's cells left out.
    """

    effect: Array
    own: Array
    shared: Array
    covariance: Array

    @property
    def sd(self) -> Array:
        """Standard deviation when support does nothing, percentage points, by group."""
        along = np.einsum("gb,gbc,gc->g", self.shared, self.covariance, self.shared)
        return np.asarray(np.sqrt(self.own + along))

    @property
    def score(self) -> Array:
        """Effect in standard deviations."""
        return np.asarray(self.effect / self.sd)


def group_effects(ground: Ground, items: Items, groups: Integers) -> GroupEffects:
    """The pooled effect of every group (groups × members, as places among the items).

    All members' cells are left out together: the shared border moves with each group, exactly as a
    refit of the quadratic model would move it. Standard deviations by the delta method.
    """
    releases = items.releases
    information = ground.information + releases.information[groups].sum(axis=1)
    covariance = np.linalg.inv(information)
    target = ground.target + releases.target[groups].sum(axis=1)
    border = np.einsum("gbc,gc->gb", covariance, target)
    pupils = items.pupils[groups]
    logit = releases.rest[groups] + np.einsum("gmtb,gb->gmt", releases.reach[groups], border)
    seen = pupils > 0
    forecast = np.zeros(pupils.shape)
    forecast[seen] = _mean_over(expit, logit[seen], _variance(ground, releases)[groups][seen])
    scale = 100 / pupils.sum(axis=(1, 2))
    shared = np.einsum("itb,it->ib", releases.reach, items.pupils * _slope(ground, releases))
    return GroupEffects(
        effect=scale * (pupils * (items.outcome[groups] - forecast)).sum(axis=(1, 2)),
        own=scale**2 * own_variance(ground, items)[groups].sum(axis=1),
        shared=scale[:, None] * shared[groups].sum(axis=1),
        covariance=covariance,
    )


def own_variance(ground: Ground, items: Items) -> Array:
    """By item: variance of outcome minus forecast, given the border, in pupils squared."""
    slope = items.pupils * _slope(ground, items.releases)
    years = np.einsum("it,itu,iu->i", slope, items.releases.own_covariance, slope)
    return np.asarray(years + slope.sum(axis=1))


def _variance(ground: Ground, releases: Releases) -> Array:
    covariance = np.linalg.inv(ground.information)
    own = np.diagonal(releases.own_covariance, axis1=1, axis2=2)
    return np.asarray(own + np.einsum("itb,bc,itc->it", releases.reach, covariance, releases.reach))


def _slope(ground: Ground, releases: Releases) -> Array:
    """Mean of p(1 − p) over the forecast logit, the border as fitted.

    It is the chance of one pupil, and by Stein's lemma what a normal logit's covariances are multiplied by;
    p(1 − p) at the middle alone would make both some three per cent too large.
    """
    logit = releases.rest + releases.reach @ ground.border
    return _mean_over(lambda eta: expit(eta) * expit(-eta), logit, _variance(ground, releases))


def _mean_over(function: Callable[[Array], Array], logit: Array, variance: Array) -> Array:
    """The mean of a function of normal logits."""
    places, weights = normal_rule(NODES)
    sd = np.sqrt(variance)
    total = np.zeros_like(logit)
    for place, weight in zip(places, weights, strict=True):
        total += weight * function(logit + place * sd)
    return total
