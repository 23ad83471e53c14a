"""Simpler forecasts of next year's share, to hold the model against."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.cells import Cells
from vandpunkt.analysis.fit import Fit

Array = NDArray[np.float64]
Integers = NDArray[np.int64]


def last_share(before: Cells, schools: Integers) -> Array:
    """Each school's latest known share, 0–1."""
    return mean_share(before, schools, 1)


def mean_share(before: Cells, schools: Integers, most: int) -> Array:
    """The plain mean of each school's latest known shares, at most `most` of them, 0–1."""
    table = share_table(before)
    filled = np.isfinite(table)
    rank = np.cumsum(filled[::-1], axis=0)[::-1]
    chosen = filled & (rank <= most)
    total = np.where(chosen, table, 0.0).sum(axis=0)
    return np.asarray((total / np.maximum(chosen.sum(axis=0), 1))[schools])


def share_table(cells: Cells) -> Array:
    """Middle of the published share, years × schools, NaN where nothing is known."""
    first = int(cells.year.min())
    table = np.full((int(cells.year.max()) - first + 1, len(cells.schools)), np.nan)
    known = np.flatnonzero(cells.informative)
    middle = (cells.low[known] + cells.high[known]) / 2 / cells.cohort[known]
    table[cells.year[known] - first, cells.school[known]] = middle
    return table


def regression_on_intake(before: Cells, asked: Cells, fitted: Fit) -> Array:
    """Least squares of the latest earlier year's shares on intake, applied to the asked cells, 0–1."""
    known = np.flatnonzero(before.informative)
    latest = known[before.year[known] == before.year[known].max()]
    observed = (before.low[latest] + before.high[latest]) / 2 / before.cohort[latest]
    row = int(before.year[latest[0]] - fitted.years[0])
    there = fitted.row(int(asked.year[0]))
    columns = _with_constant(fitted.panel.covariate[:, row, before.school[latest]])
    coefficients = np.linalg.lstsq(columns, observed, rcond=None)[0]
    return np.asarray(
        np.clip(_with_constant(fitted.panel.covariate[:, there, asked.school]) @ coefficients, 0, 1)
    )


def _with_constant(columns: Array) -> Array:
    return np.vstack([np.ones(columns.shape[1]), columns]).T
