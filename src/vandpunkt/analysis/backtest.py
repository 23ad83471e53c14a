"""Would the model have foretold a year that we have: trained on the years before, asked for that one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.baselines import last_share, mean_share, regression_on_intake
from vandpunkt.analysis.cells import Cells
from vandpunkt.analysis.fit import Fit, fit
from vandpunkt.analysis.forecast import Predictive, predict
from vandpunkt.analysis.prior import Form
from vandpunkt.analysis.scores import coverage, crps, log_score
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.terms import SchoolYear

Array = NDArray[np.float64]
LEVELS = (0.5, 0.8, 0.9, 0.95)


@dataclass(frozen=True)
class Errors:
    """Point errors in percentage points, and how many cells they rest on."""

    mae: float
    rmse: float
    cells: int


@dataclass(frozen=True)
class Backtest:
    """How the forecasts of one school year held.

    coverage: share of the cells inside central intervals, by level. mae, rmse: of the predictive mean,
    percentage points. crps: percentage points. log_score: mean log probability of what was published.
    cells, schools trained on; new_schools of the cells had no earlier value. baselines: errors of
    simpler forecasts on the cells that have an earlier value; earlier is the model's on the same cells.
    """

    held_out: SchoolYear
    cells: int
    trained_cells: int
    new_schools: int
    coverage: Mapping[float, float]
    errors: Errors
    crps: float
    log_score: float
    earlier: Errors
    baselines: Mapping[str, Errors]
    fit: Fit


def backtest(
    cells: Cells, held_out: SchoolYear, form: Form = Form.LEVEL_AND_AR1, trained: Cells | None = None
) -> Backtest:
    """Fit the cells before `held_out` and score the forecasts of the cells in it.

    `trained` replaces what is fitted (same schools), for comparing ways of reading the marks. Raises
    Problem when the year has no value to compare with, or no year comes before it.
    """
    asked = cells.where((cells.year == held_out.year) & cells.informative)
    before = (trained or cells).where((trained or cells).year < held_out.year)
    if not len(asked):
        raise Problem(marked("Läsåret {year} har inget känt värde att jämföra med."), year=held_out)
    if not before.informative.any():
        raise Problem(marked("Inget läsår före {year} har något känt värde att lära av."), year=held_out)
    with_intake = _with_intake_of(before, cells, held_out.year)
    fitted = fit(with_intake, form, horizon=max(0, held_out.year - int(with_intake.year.max())))
    predictive = predict(fitted.logits.at(fitted.row(held_out.year), asked.school), asked.cohort)
    observed = middle_share(asked)
    known = np.isin(asked.school, before.school[before.informative])
    return Backtest(
        held_out=held_out,
        cells=len(asked),
        trained_cells=int(before.informative.sum()),
        new_schools=int((~known).sum()),
        coverage=coverage(predictive, asked.low, asked.high, LEVELS),
        errors=errors(predictive.mean, observed),
        crps=100 * float(crps(predictive, asked.low, asked.high).mean()),
        log_score=float(log_score(predictive, asked.low, asked.high).mean()),
        earlier=errors(predictive.mean[known], observed[known]),
        baselines=_baselines(before, asked.where(known), fitted, observed[known]),
        fit=fitted,
    )


def middle_share(cells: Cells) -> Array:
    """The share in the middle of each cell's count interval, 0–1 (the published share where it is exact)."""
    return np.asarray((cells.low + cells.high) / 2 / np.maximum(cells.cohort, 1))


def errors(forecast: Array, observed: Array) -> Errors:
    """Mean absolute and root mean square error in percentage points."""
    if not len(forecast):
        return Errors(float("nan"), float("nan"), 0)
    away = 100 * (forecast - observed)
    return Errors(float(np.abs(away).mean()), float(np.sqrt((away**2).mean())), len(forecast))


def _with_intake_of(before: Cells, cells: Cells, year: int) -> Cells:
    """The training cells, and the held-out year's rows with their intake but without their results."""
    hidden = cells.where(cells.year == year).silenced()
    return before.joined(hidden)


def _baselines(before: Cells, asked: Cells, fitted: Fit, observed: Array) -> dict[str, Errors]:
    if not len(asked):
        return {}
    forecasts = {
        "last_year": last_share(before, asked.school),
        "three_year_mean": mean_share(before, asked.school, 3),
    }
    if fitted.intake.names:
        forecasts["regression_on_intake"] = regression_on_intake(before, asked, fitted)
    return {name: errors(forecast, observed) for name, forecast in forecasts.items()}


def predictive_of_cells(fitted: Fit, row: int, cells: Cells) -> Predictive:
    """The predictive distribution of some cells of one year, with the cohorts that they have."""
    return predict(fitted.logits.at(row, cells.school), cells.cohort)
