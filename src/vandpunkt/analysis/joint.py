"""Joint posterior covariance of chosen cells: within a school by its years, between schools by the border."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.mode import Mode, Point, find_mode
from vandpunkt.analysis.panel import Panel
from vandpunkt.analysis.prior import Hyperparameters

Array = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class SchoolBlocks:
    """Posterior of some schools' logits (normal approximation at the mode).

    mean: schools × years. own: schools × years × years, covariance given the border. loading: schools ×
    years × border, so that the covariance of any two cells is own (same school) + loading·loading'.
    """

    mean: Array
    own: Array
    loading: Array

    def covariance(self, places: Integers, years: Integers) -> Array:
        """Joint covariance of cells, given as places in these blocks and rows of years; cells × cells."""
        loading = self.loading[places, years]
        same = places[:, None] == places[None, :]
        within = self.own[places[:, None], years[:, None], years[None, :]]
        return np.asarray(np.where(same, within, 0.0) + loading @ loading.T)


def school_blocks(mode: Mode, panel: Panel, schools: Integers) -> SchoolBlocks:
    """The blocks of some schools (columns of the panel), all its years, forecasts included."""
    weight = mode.weight[:, schools].T
    years = panel.years
    inverse = np.linalg.inv(mode.precision.matrix + weight[:, :, None] * np.eye(years))
    levels = np.broadcast_to(np.eye(years), (len(schools), years, years))
    intake = np.transpose(panel.covariate[:, :, schools], (2, 1, 0))
    border = np.concatenate([levels, intake], axis=2)
    root = np.linalg.cholesky(np.linalg.inv(mode.border_information))
    loading = (border - inverse @ (weight[:, :, None] * border)) @ root
    mean = border @ mode.border + mode.point.effect[:, schools].T
    return SchoolBlocks(mean, np.asarray(inverse, dtype=float), loading)


def refit_without(
    panel: Panel,
    left_out: NDArray[np.bool_],
    at: Hyperparameters,
    start: Point | None = None,
    threads: int = 1,
) -> tuple[Panel, Mode]:
    """The mode with some cells (marked, in the panel's order) saying nothing, hyperparameters held.

    Started from the full fit's point it takes two or three sweeps; the left-out cells' forecasts and
    their joint covariance are in `school_blocks` of what comes back.
    """
    without = panel.without(left_out)
    return without, find_mode(without.system(threads=1), without, at, start)
