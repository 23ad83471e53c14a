"""What the reached cohorts would have been without support: the joint forecast, drawn by simulation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.effect.leaving_out import joint, release
from vandpunkt.analysis.effect.study import Study
from vandpunkt.analysis.shares import underlying_mean
from vandpunkt.analysis.special import expit

Array = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Counterfactual:
    """Reached cohorts one by one: outcome, forecast, and draws of the difference.

    place: supported school (0 …). school: row of the cells' schools. column: school year. since: years
    since the first reached cohort, 1 for that one. pupils: cohort. observed: published share (middle of
    its interval), forecast: mean share, both 0–1. difference: draws × cohorts of outcome minus forecast
    outcome, share; the forecast outcome holds the chance of the cohort, and the outcome varies over its
    published interval.
    """

    place: Integers
    school: Integers
    column: Integers
    since: Integers
    pupils: Integers
    observed: Array
    forecast: Array
    difference: Array


def counterfactual(study: Study, draws: int, seed: int) -> Counterfactual:
    """Draw the forecast of every counted cohort together: year levels, a school's own years, chance."""
    place, column = np.nonzero(study.counted)
    school = study.supported[place]
    pupils = study.observed.pupils[school, column]
    first = np.argmax(study.exposure.reached[study.supported], axis=1)
    generator = np.random.default_rng(seed)
    forecast = underlying_mean(study.fitted.logits.at(column, school))
    outcome = _outcomes(study, school, column, draws, generator)
    foreseen = generator.binomial(pupils, _shares(study, place, column, draws, generator)) / pupils
    difference = outcome - foreseen
    observed = study.observed.middle[school, column]
    centred = difference - difference.mean(axis=0) + (observed - forecast)
    return Counterfactual(
        place, school, column, column - first[place] + 1, pupils, observed, forecast, centred
    )


def _shares(
    study: Study, place: Integers, column: Integers, draws: int, generator: np.random.Generator
) -> Array:
    """Draws of the underlying shares: the fit's own marginals, joined by the correlations at the mode."""
    together = joint(study.ground, release(study.ground, study.supported, study.hidden))
    flat = place * len(study.years) + column
    covariance = together.covariance[np.ix_(flat, flat)]
    sd = np.sqrt(np.diag(covariance))
    root = np.linalg.cholesky(covariance / np.outer(sd, sd) + 1e-10 * np.eye(len(sd)))
    half = generator.standard_normal(((draws + 1) // 2, len(flat))) @ root.T
    z = np.concatenate([half, -half])[:draws]
    logits = study.fitted.logits.at(column, study.supported[place])
    c = logits.skewness / 6
    return np.asarray(expit(logits.mean + logits.sd * (z + c * (z * z - 1)) / np.sqrt(1 + 2 * c * c)))


def _outcomes(
    study: Study, school: Integers, column: Integers, draws: int, generator: np.random.Generator
) -> Array:
    """Draws of the outcome, each count of its published interval equally likely, as shares."""
    pupils = study.observed.pupils[school, column]
    low = np.rint(study.observed.low[school, column] * pupils).astype(np.int64)
    high = np.rint(study.observed.high[school, column] * pupils).astype(np.int64)
    return np.asarray(generator.integers(low, high + 1, (draws, len(school))) / pupils)
