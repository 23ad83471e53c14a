"""Which schools are lowest, how sure that is, and how many would leave the list by themselves.

Rank 1 is the lowest share. Everything here is by simulation from the posterior with a fixed seed, so
that the same fit gives the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.fit import Fit
from vandpunkt.analysis.joint import school_blocks
from vandpunkt.analysis.special import expit

Array = NDArray[np.float64]
Integers = NDArray[np.int64]
SEED = 20241
MOST_DRAWS = 2000
LEAST_DRAWS = 200
MOST_NUMBERS = 2_000_000


@dataclass(frozen=True)
class Ranks:
    """Ranks drawn for some schools (columns of the fit) in one year: draws × schools, 1 is lowest."""

    schools: Integers
    drawn: NDArray[np.int32]

    @property
    def mean(self) -> Array:
        """Posterior mean rank by school."""
        return np.asarray(self.drawn.mean(axis=0))

    def points(self, probabilities: Sequence[float]) -> Array:
        """Posterior quantiles of the rank, probabilities first."""
        return np.asarray(np.quantile(self.drawn, probabilities, axis=0, method="inverted_cdf"))

    def among_lowest(self, k: int) -> Array:
        """Probability of being one of the k lowest, by school."""
        return np.asarray((self.drawn <= k).mean(axis=0))


def ranks(fitted: Fit, year: int, schools: Integers | None = None, draws: int | None = None) -> Ranks:
    """Ranks of underlying shares in a school year (its first calendar year), among the given schools."""
    chosen = np.arange(fitted.panel.schools) if schools is None else schools
    logits = draw_logits(fitted, fitted.row(year), chosen, draws or _draws(len(chosen)))
    return Ranks(chosen, _ranked(logits))


def draw_logits(fitted: Fit, row: int, schools: Integers, draws: int) -> Array:
    """Logits of one year, draws × schools: what schools share through year and intake is drawn once."""
    random = np.random.default_rng(SEED)
    moments = fitted.logits.at(row, schools)
    loading = _loading(fitted, row, schools)
    common = np.minimum(np.sum(loading**2, axis=1), 0.98 * moments.variance)
    shared = random.standard_normal((draws, loading.shape[1])) @ loading.T
    z = random.standard_normal((draws, len(schools)))
    c = moments.skewness / 6
    own = (z + c * (z * z - 1)) / np.sqrt(1 + 2 * c * c)
    return np.asarray(moments.mean + shared + np.sqrt(moments.variance - common) * own)


def stay_on_list(fitted: Fit, year: int, listed: Integers, schools: Integers, n: Integers) -> Array:
    """Probability of each listed school of being among the lowest by published share in `year` too.

    `schools` are all that are compared, `n` their cohorts that year; as many are lowest as are listed.
    One minus the mean is the share of the list that leaves it with nobody's help.
    """
    random = np.random.default_rng(SEED + 1)
    eta = draw_logits(fitted, fitted.row(year), schools, _draws(len(schools)))
    share = random.binomial(n, expit(eta)) / n
    share += random.uniform(0, 1e-9, share.shape)
    stays = (_ranked(share) <= len(listed)).mean(axis=0)
    return np.asarray(stays[np.searchsorted(schools, listed)])


def _draws(schools: int) -> int:
    return int(np.clip(MOST_NUMBERS // max(schools, 1), LEAST_DRAWS, MOST_DRAWS))


def _ranked(values: Array) -> NDArray[np.int32]:
    order = np.argsort(values, axis=1)
    rank = np.empty(values.shape, dtype=np.int32)
    np.put_along_axis(rank, order, np.arange(1, values.shape[1] + 1, dtype=np.int32)[None, :], axis=1)
    return rank


def _loading(fitted: Fit, row: int, schools: Integers) -> Array:
    mode = fitted.search.best.mode
    parts = [
        school_blocks(mode, fitted.panel, schools[first : first + 4096]).loading[:, row]
        for first in range(0, len(schools), 4096)
    ]
    return np.concatenate(parts)
