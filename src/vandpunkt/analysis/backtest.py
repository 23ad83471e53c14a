"""Would the model have foretold a year that we have: trained on the years before, asked for that one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.baselines import (
    Forecast,
    last_share,
    middle_share,
    past_error,
    regression_on_intake,
    spread_round,
    three_year_mean,
)
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
class Scores:
    """How forecasts of some cells held.

    mae, rmse: of the predictive mean, percentage points. coverage: share of the cells inside central
    intervals, by level. crps: percentage points. log_score: mean log probability of what was published.
    The last three are None where a forecast has no distribution.
    """

    cells: int
    mae: float
    rmse: float
    coverage: Mapping[float, float] | None
    crps: float | None
    log_score: float | None


@dataclass(frozen=True)
class Backtest:
    """How the forecasts of one school year held.

    scores: on every cell with a known value. new_schools of them had no earlier value; earlier: the
    model's scores on the others, which the baselines can foretell too.
    """

    held_out: SchoolYear
    trained_cells: int
    new_schools: int
    scores: Scores
    earlier: Scores
    baselines: Mapping[str, Scores]
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
    fitted = fit(_with_intake_of(before, cells, held_out.year), form, horizon=0)
    known = np.isin(asked.school, before.school[before.informative])
    return Backtest(
        held_out=held_out,
        trained_cells=int(before.informative.sum()),
        new_schools=int((~known).sum()),
        scores=_scores_of_model(fitted, asked),
        earlier=_scores_of_model(fitted, asked.where(known)),
        baselines=_baselines(before, asked.where(known), fitted),
        fit=fitted,
    )


def scores(predictive: Predictive, cells: Cells) -> Scores:
    """Score predictive distributions of the cells' counts."""
    mae, rmse = _errors(predictive.mean, middle_share(cells))
    return Scores(
        len(cells),
        mae,
        rmse,
        coverage(predictive, cells.low, cells.high, LEVELS),
        100 * float(crps(predictive, cells.low, cells.high).mean()),
        float(log_score(predictive, cells.low, cells.high).mean()),
    )


def _scores_of_model(fitted: Fit, cells: Cells) -> Scores:
    if not len(cells):
        return Scores(0, float("nan"), float("nan"), None, None, None)
    row = fitted.row(int(cells.year[0]))
    return scores(predict(fitted.logits.at(row, cells.school), cells.cohort), cells)


def _errors(forecast: Array, observed: Array) -> tuple[float, float]:
    away = 100 * (forecast - observed)
    return float(np.abs(away).mean()), float(np.sqrt((away**2).mean()))


def _with_intake_of(before: Cells, cells: Cells, year: int) -> Cells:
    """The training cells, and the held-out year's rows with their intake but without their results."""
    return before.joined(cells.where(cells.year == year).silenced())


def _baselines(before: Cells, asked: Cells, fitted: Fit) -> dict[str, Scores]:
    if not len(asked):
        return {}
    forecasts: dict[str, Forecast] = {"last_year": last_share, "three_year_mean": three_year_mean}
    if fitted.intake.names:
        forecasts["regression_on_intake"] = regression_on_intake(fitted.panel)
    return {name: _scores_of(forecast, before, asked) for name, forecast in forecasts.items()}


def _scores_of(forecast: Forecast, before: Cells, asked: Cells) -> Scores:
    """A baseline's scores; its distribution is as wide as its errors were in the years before."""
    point, error = forecast(before, asked.school), past_error(forecast, before)
    mae, rmse = _errors(point, middle_share(asked))
    if not error > 0:
        return Scores(len(asked), mae, rmse, None, None, None)
    return replace(scores(spread_round(point, error, asked.cohort), asked), mae=mae, rmse=rmse)
