"""The forecast put right by how similar schools without support came out against theirs."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.effect.grouped import GroupEffects, Items, group_effects, own_variance
from vandpunkt.analysis.effect.leaving_out import Ground
from vandpunkt.analysis.effect.pooling import Interval
from vandpunkt.analysis.effect.pretended import Pretended
from vandpunkt.analysis.effect.study import Study

Array = NDArray[np.float64]
Integers = NDArray[np.int64]
PRIOR_SCHOOLS = 100


@dataclass(frozen=True)
class Correction:
    """What similar schools without support tell of the forecast at this level, percentage points.

    centre: their outcome minus forecast, all of them together; sd: its standard deviation were the
    model right. The model's misfit at a level is taken as normal round zero with `misfit_sd`: `share` of
    the centre is then to be taken off the supported schools' effect, and the rest stays as uncertainty.
    spread: by how much a school's own variance is multiplied, judged by how far these schools missed their
    forecasts one by one.
    """

    centre: float
    sd: float
    spread: float
    misfit_sd: float
    schools: int
    ground: Ground
    supported: Items
    pretended: GroupEffects

    @property
    def share(self) -> float:
        """How much of the centre is taken for misfit rather than chance, 0–1."""
        variance = self.misfit_sd**2
        return variance / (variance + self.sd**2)

    @property
    def shift(self) -> float:
        """What is taken off the effect, percentage points."""
        return self.share * self.centre

    @property
    def centre_95(self) -> Interval:
        """Where the centre would lie in 19 of 20 cases round what it is found to be."""
        return Interval(self.centre - 1.96 * self.sd, self.centre + 1.96 * self.sd)

    @property
    def sound(self) -> bool:
        """Whether the model foresees schools of this level without bias that can be seen."""
        return self.centre_95.holds(0.0)

    def widening(self, place: Integers, column: Integers) -> float:
        """By how much the correction multiplies the standard deviation of an effect on some cohorts.

        Cohorts are given by supported school and year. What both groups owe to the yearly levels
        cancels; the comparison schools' own chance and the misfit that may be left are added.
        """
        cohorts = self.supported.only(place, column)
        actual = group_effects(self.ground, cohorts, cohorts.all_together)
        share, covariance = self.share, self.pretended.covariance[0]
        shared = actual.shared[0] - share * self.pretended.shared[0]
        variance = (
            self.spread * float(actual.own[0])
            + float(shared @ covariance @ shared)
            + self.spread * share**2 * float(self.pretended.own[0])
            + (1 - share) ** 2 * self.misfit_sd**2
        )
        return math.sqrt(variance) / float(actual.sd[0])


def correction(study: Study, pretended: Pretended, misfit_sd: float) -> Correction:
    """Leave the pretended support of all comparison schools out and see how they came out.

    Pattern by pattern, weighted as the supported schools are: which pattern a school could be given must
    not depend on the results that the pattern counts.
    """
    together = _over_patterns(study.ground, pretended)
    return Correction(
        centre=float(together.effect[0]),
        sd=float(together.sd[0]),
        spread=_spread(study.ground, pretended),
        misfit_sd=misfit_sd,
        schools=pretended.schools,
        ground=study.ground,
        supported=pretended.supported,
        pretended=together,
    )


def _spread(ground: Ground, pretended: Pretended) -> float:
    """Posterior mean of the factor on a school's variance that the comparison schools point to.

    Each school's squared score has mean one were the model right. The factor's prior is the scaled inverse
    χ² round one that weighs as much as PRIOR_SCHOOLS schools.
    """
    items = np.arange(len(pretended.school))[:, None]
    square = group_effects(ground, pretended.items, items).score ** 2
    _, school = np.unique(pretended.school, return_inverse=True)
    by_school = np.bincount(school, square) / np.bincount(school)
    return float((PRIOR_SCHOOLS + by_school.sum()) / (PRIOR_SCHOOLS + len(by_school) - 2))


def _over_patterns(ground: Ground, pretended: Pretended) -> GroupEffects:
    """The patterns' effects as one; a school's own chance is taken as the same in each of its patterns."""
    items, weights = pretended.items, pretended.weights
    found = [group_effects(ground, items, places[None]) for places in pretended.patterns]
    own_sd = np.zeros(int(pretended.school.max()) + 1)
    for places, weight in zip(pretended.patterns, weights, strict=True):
        scale = 100 * weight / items.pupils[places].sum()
        own_sd[pretended.school[places]] += scale * np.sqrt(own_variance(ground, items)[places])
    return GroupEffects(
        effect=np.array([sum(w * each.effect[0] for w, each in zip(weights, found, strict=True))]),
        own=np.array([float((own_sd**2).sum())]),
        shared=np.array([sum(w * each.shared[0] for w, each in zip(weights, found, strict=True))]),
        covariance=np.array([sum(w * each.covariance[0] for w, each in zip(weights, found, strict=True))]),
    )
