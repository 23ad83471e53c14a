"""Joint posterior covariance of chosen cells: within a school by its years, between schools by the border."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.mode import Mode
from vandpunkt.analysis.panel import Panel

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


def border_design(panel: Panel, schools: Integers) -> Array:
    """How each year's logit moves with the border (yearly levels, coefficients): schools × years × border."""
    levels = np.broadcast_to(np.eye(panel.years), (len(schools), panel.years, panel.years))
    intake = np.transpose(panel.covariate[:, :, schools], (2, 1, 0))
    return np.concatenate([levels, intake], axis=2)


def school_blocks(mode: Mode, panel: Panel, schools: Integers) -> SchoolBlocks:
    """The blocks of some schools (columns of the panel), all its years, forecasts included."""
    weight = mode.weight[:, schools].T
    years = panel.years
    inverse = np.linalg.inv(mode.precision.matrix + weight[:, :, None] * np.eye(years))
    border = border_design(panel, schools)
    root = np.linalg.cholesky(np.linalg.inv(mode.border_information))
    loading = (border - inverse @ (weight[:, :, None] * border)) @ root
    mean = border @ mode.border + mode.point.effect[:, schools].T
    return SchoolBlocks(mean, np.asarray(inverse, dtype=float), loading)
