"""Simpler forecasts of a year's shares, to hold the model against."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.cells import Cells
from vandpunkt.analysis.forecast import Predictive
from vandpunkt.analysis.panel import Panel
from vandpunkt.analysis.special import normal_cdf

Array = NDArray[np.float64]
Integers = NDArray[np.int64]
# Share (0–1) that each school is foretold to have: from the cells before, for some schools.
Forecast = Callable[[Cells, Integers], Array]


def last_share(before: Cells, schools: Integers) -> Array:
    """Each school's latest known share, 0–1; NaN where none is known."""
    return mean_share(before, schools, 1)


def three_year_mean(before: Cells, schools: Integers) -> Array:
    """The plain mean of each school's latest three known shares, 0–1; NaN where none is known."""
    return mean_share(before, schools, 3)


def mean_share(before: Cells, schools: Integers, most: int) -> Array:
    """The plain mean of each school's latest known shares, at most `most` of them, 0–1."""
    table = share_table(before)
    filled = np.isfinite(table)
    rank = np.cumsum(filled[::-1], axis=0)[::-1]
    chosen = filled & (rank <= most)
    number = chosen.sum(axis=0)
    total = np.where(chosen, table, 0.0).sum(axis=0)
    return np.asarray(np.where(number > 0, total / np.maximum(number, 1), np.nan)[schools])


def share_table(cells: Cells) -> Array:
    """Middle of the published share, years × schools, NaN where nothing is known."""
    first = int(cells.year.min())
    table = np.full((int(cells.year.max()) - first + 1, len(cells.schools)), np.nan)
    known = np.flatnonzero(cells.informative)
    table[cells.year[known] - first, cells.school[known]] = middle_share(cells)[known]
    return table


def middle_share(cells: Cells) -> Array:
    """The share in the middle of each cell's count interval, 0–1 (the published share where it is exact)."""
    return np.asarray((cells.low + cells.high) / 2 / np.maximum(cells.cohort, 1))


def regression_on_intake(panel: Panel) -> Forecast:
    """Least squares of the latest earlier year's shares on the panel's intake."""

    def forecast(before: Cells, schools: Integers) -> Array:
        known = np.flatnonzero(before.informative)
        latest = known[before.year[known] == before.year[known].max()]
        columns = np.vstack([np.ones(panel.schools), panel.covariate[:, -1]]).T
        observed = middle_share(before)[latest]
        coefficients = np.linalg.lstsq(columns[before.school[latest]], observed, rcond=None)[0]
        return np.asarray(np.clip(columns[schools] @ coefficients, 0, 1))

    return forecast


def past_error(forecast: Forecast, before: Cells) -> float:
    """Root mean square error (share) that a forecast had in the years before; NaN where it had none."""
    squares = []
    years = np.unique(before.year[before.informative])
    for year in years[1:]:
        asked = before.where((before.year == year) & before.informative)
        away = forecast(before.where(before.year < year), asked.school) - middle_share(asked)
        squares += [away[np.isfinite(away)] ** 2]
    every = np.concatenate(squares) if squares else np.array([])
    return float(np.sqrt(every.mean())) if len(every) else float("nan")


def spread_round(forecast: Array, error: float, n: Integers) -> Predictive:
    """A normal distribution round each forecast share, rounded to counts of 0 … n pupils."""
    count = np.arange(int(n.max(initial=0)) + 1)
    upper = ((count + 0.5) / n[:, None] - forecast[:, None]) / error
    cumulative = np.where(count >= n[:, None], 1.0, normal_cdf(upper))
    return Predictive(n, np.diff(cumulative, axis=1, prepend=0.0))
