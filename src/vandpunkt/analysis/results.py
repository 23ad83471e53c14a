"""A fit as plain values: what the command line prints and writes, and what other programs read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.backtest import Backtest, Scores
from vandpunkt.analysis.fit import Fit
from vandpunkt.analysis.forecast import predict
from vandpunkt.analysis.shares import (
    below,
    difference_mean,
    difference_points,
    expected_mean,
    expected_points,
    underlying_mean,
    underlying_points,
)
from vandpunkt.analysis.standing import ranks
from vandpunkt.domain.terms import SchoolYear

Array = NDArray[np.float64]
POINTS = (0.05, 0.25, 0.5, 0.75, 0.95)
DECIMALS = 6


def fit_values(fitted: Fit, threshold: float) -> dict[str, Any]:
    """A whole fit, ready for JSON: shares 0–1; levels and standard deviations on the logit scale."""
    return {
        "threshold": threshold,
        "fit": _fit_values(fitted),
        "remarks": [{"code": remark.code, "text": remark.sentence()} for remark in fitted.remarks],
        "cells": cell_values(fitted, threshold),
        "schools": school_values(fitted),
    }


def cell_values(fitted: Fit, threshold: float) -> list[dict[str, Any]]:
    """Per cell, in the order of the table."""
    cells = fitted.cells
    logits = fitted.logits.at(*fitted.rows_of_cells())
    columns: dict[str, Sequence[Any]] = {
        "school_unit_code": [cells.schools[place] for place in cells.school],
        "school_year": [SchoolYear(int(year)).code for year in cells.year],
        "n": [int(n) or None for n in cells.cohort],
        "n_inferred": cells.inferred.tolist(),
        "count_low": [int(low) if low >= 0 else None for low in cells.low],
        "count_high": [int(high) if high >= 0 else None for high in cells.high],
        "underlying": _spread(underlying_mean(logits), underlying_points(logits, POINTS)),
        "expected": _spread(expected_mean(logits), expected_points(logits, POINTS)),
        "difference": _spread(difference_mean(logits), difference_points(logits, POINTS)),
        "below_threshold": _rounded(below(logits, threshold)),
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def school_values(fitted: Fit) -> list[dict[str, Any]]:
    """Per school: next year's share (cohort as the latest) and the rank in the latest year, 1 lowest."""
    if not fitted.horizon:
        return []
    n = nearest_cohort(fitted)
    latest = int(fitted.cells.year[fitted.cells.informative].max())
    next_year = int(fitted.years[-1])
    predictive = predict(fitted.logits.at(len(fitted.years) - 1, slice(None)), n)
    rank = _rank_values(fitted, latest)
    columns: dict[str, Sequence[Any]] = {
        "school_unit_code": fitted.cells.schools,
        "next_year": [
            {"school_year": SchoolYear(next_year).code, "n": int(size)} | points
            for size, points in zip(n, _spread(predictive.mean, predictive.points(POINTS)), strict=True)
        ],
        "rank": [rank.get(school) for school in range(fitted.panel.schools)],
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _rank_values(fitted: Fit, year: int) -> dict[int, dict[str, Any]]:
    """By school: its rank among the schools that have a row in the year."""
    drawn = ranks(fitted, year, np.unique(fitted.cells.school[fitted.cells.year == year]))
    among = {"school_year": SchoolYear(year).code, "of": len(drawn.schools)}
    return {
        int(school): among | points
        for school, points in zip(drawn.schools, _spread(drawn.mean, drawn.points(POINTS)), strict=True)
    }


def nearest_cohort(fitted: Fit) -> NDArray[np.int64]:
    """Each school's latest known cohort; the median of all where none is known."""
    cells = fitted.cells
    known = np.flatnonzero(cells.cohort > 0)
    n = np.full(fitted.panel.schools, int(np.median(cells.cohort[known])), dtype=np.int64)
    order = known[np.argsort(cells.year[known], kind="stable")]
    n[cells.school[order]] = cells.cohort[order]
    return n


def backtest_values(tested: Backtest) -> dict[str, Any]:
    """A backtest ready for JSON: coverage 0–1, errors and crps in percentage points."""
    return {
        "held_out": tested.held_out.code,
        "trained_cells": tested.trained_cells,
        "new_schools": tested.new_schools,
        **_score_values(tested.scores),
        "with_earlier_value": _score_values(tested.earlier),
        "baselines": {name: _score_values(scores) for name, scores in tested.baselines.items()},
        "fit": _fit_values(tested.fit),
        "remarks": [{"code": remark.code, "text": remark.sentence()} for remark in tested.fit.remarks],
    }


def _score_values(scores: Scores) -> dict[str, Any]:
    if not scores.cells:
        return {"cells": 0, "coverage": None, "mae": None, "rmse": None, "crps": None, "log_score": None}
    held = scores.coverage
    return {
        "cells": scores.cells,
        "coverage": held and {f"{level:g}": round(share, DECIMALS) for level, share in held.items()},
        "mae": round(scores.mae, DECIMALS),
        "rmse": round(scores.rmse, DECIMALS),
        "crps": scores.crps and round(scores.crps, DECIMALS),
        "log_score": scores.log_score and round(scores.log_score, DECIMALS),
    }


def _fit_values(fitted: Fit) -> dict[str, Any]:
    at, years = fitted.hyperparameters, len(fitted.years)
    sd = np.sqrt(np.diag(fitted.border_covariance))
    scale = fitted.intake.scale
    return {
        "form": at.form.value,
        "sigma_a": at.level_sd,
        "sigma_w": at.yearly_sd,
        "rho": at.persistence,
        "sigma_year": at.drift_sd,
        "yearly_levels": [
            {"school_year": SchoolYear(int(year)).code, "logit": level, "standard_error": error}
            for year, level, error in zip(
                fitted.years, fitted.border[:years].tolist(), sd[:years].tolist(), strict=True
            )
        ],
        "coefficients": [
            {"name": name, "estimate": estimate, "standard_error": error, "centre": centre}
            for name, estimate, error, centre in zip(
                fitted.intake.names,
                (fitted.border[years:] / scale).tolist(),
                (sd[years:] / scale).tolist(),
                fitted.intake.centre.tolist(),
                strict=True,
            )
        ],
        "log_marginal_likelihood": fitted.log_marginal_likelihood,
        "converged": fitted.search.converged,
        "evaluations": fitted.search.evaluations,
        "hyperparameter_points": len(fitted.weight),
        "seconds": round(fitted.seconds, 4),
    }


def _spread(mean: Array, points: Array) -> list[dict[str, float]]:
    names = ("mean", *(f"{p:g}" for p in POINTS))
    table = np.round(np.vstack([mean[None, :], points]).astype(float), DECIMALS).T.tolist()
    return [dict(zip(names, row, strict=True)) for row in table]


def _rounded(values: Array) -> list[float]:
    rounded: list[float] = np.round(values, DECIMALS).tolist()
    return rounded
