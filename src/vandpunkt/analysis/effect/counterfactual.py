"""What the reached cohorts would have been without support: the joint forecast, drawn by simulation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.effect.leaving_out import joint, release
from vandpunkt.analysis.effect.study import Study
from vandpunkt.analysis.fit import Fit
from vandpunkt.analysis.logits import posterior_mean
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
    published interval. covariance: of those differences, cohorts × cohorts, where the chance of the cohorts
    and the published intervals are added as formulas and not as drawn.
    """

    place: Integers
    school: Integers
    column: Integers
    since: Integers
    pupils: Integers
    observed: Array
    forecast: Array
    difference: Array
    covariance: Array


def counterfactual(study: Study, draws: int, seed: int) -> Counterfactual:
    """Draw the forecast of every counted cohort together: year levels, a school's own years, chance."""
    place, column = np.nonzero(study.counted)
    school = study.supported[place]
    pupils = study.observed.pupils[school, column]
    first = np.argmax(study.exposure.reached[study.supported], axis=1)
    generator = np.random.default_rng(seed)
    forecast = underlying_mean(study.fitted.logits.at(column, school))
    low, high = _counts(study, school, column)
    outcome = generator.integers(low, high + 1, (draws, len(school))) / pupils
    shares = _shares(study, place, column, draws, generator)
    difference = outcome - generator.binomial(pupils, shares) / pupils
    observed = study.observed.middle[school, column]
    centred = difference - difference.mean(axis=0) + (observed - forecast)
    chance = (shares * (1 - shares)).mean(axis=0) / pupils
    marks = ((high - low + 1.0) ** 2 - 1) / 12 / pupils**2
    covariance = np.cov(shares, rowvar=False).reshape(len(school), -1) + np.diag(chance + marks)
    return Counterfactual(
        place, school, column, column - first[place] + 1, pupils, observed, forecast, centred, covariance
    )


def _shares(
    study: Study, place: Integers, column: Integers, draws: int, generator: np.random.Generator
) -> Array:
    """Draws of the underlying shares: the fit's own marginals, joined by the correlations at the mode."""
    together = joint(study.ground, release(study.ground, study.supported, study.hidden))
    covariance = together.covariance(place, column) + _between(study.fitted, study.supported[place], column)
    sd = np.sqrt(np.diag(covariance))
    root = np.linalg.cholesky(covariance / np.outer(sd, sd) + 1e-10 * np.eye(len(sd)))
    half = _exactly_spread(generator.standard_normal(((draws + 1) // 2, len(place)))) @ root.T
    z = np.concatenate([half, -half])[:draws]
    logits = study.fitted.logits.at(column, study.supported[place])
    c = logits.skewness / 6
    return np.asarray(expit(logits.mean + logits.sd * (z + c * (z * z - 1)) / np.sqrt(1 + 2 * c * c)))


def _between(fitted: Fit, school: Integers, column: Integers) -> Array:
    """What not knowing the hyperparameters adds to the logits' covariance: it moves weak schools together."""
    means = np.array([posterior_mean(fitted.panel, each)[column, school] for each in fitted.evaluations])
    away = means - fitted.weight @ means
    return np.asarray((away * fitted.weight[:, None]).T @ away)


def _exactly_spread(draws: Array) -> Array:
    """Normal draws (draws × cells) made to have the identity as their second moments, where they are enough.

    Thousands of draws miss a standard deviation by a per cent, and with a fixed seed always the same way.
    """
    number, cells = draws.shape
    if number < 2 * cells:
        return draws
    root = np.linalg.cholesky(draws.T @ draws / number)
    return np.asarray(np.linalg.solve(root, draws.T).T)


def _counts(study: Study, school: Integers, column: Integers) -> tuple[Integers, Integers]:
    """Least and largest count of each published outcome."""
    pupils = study.observed.pupils[school, column]
    low = np.rint(study.observed.low[school, column] * pupils).astype(np.int64)
    high = np.rint(study.observed.high[school, column] * pupils).astype(np.int64)
    return low, high
