"""Predictive distributions of counts, and the scores that they get."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom

from vandpunkt.analysis.forecast import Predictive, predict
from vandpunkt.analysis.logits import Logits
from vandpunkt.analysis.scores import coverage, crps, log_score, transform
from vandpunkt.analysis.special import expit


def logits(mean: list[float], sd: float) -> Logits:
    centre = np.array(mean)
    nothing = np.zeros_like(centre)
    return Logits(centre, nothing + sd**2, nothing, centre, nothing + 0.01, nothing, nothing + 0.3)


def test_without_uncertainty_of_the_level_it_is_the_binomial() -> None:
    predictive = predict(logits([1.0, 2.0], 1e-6), np.array([20, 51]))
    for row, (eta, n) in enumerate(((1.0, 20), (2.0, 51))):
        known = binom.pmf(np.arange(52), n, expit(eta))
        assert predictive.probability[row] == pytest.approx(known, abs=1e-9)


def test_it_is_the_mean_of_binomials_over_the_level() -> None:
    random = np.random.default_rng(0)
    share = expit(1.2 + 0.6 * random.standard_normal(200_000))
    known = binom.pmf(np.arange(31)[:, None], 30, share[None, :20_000]).mean(axis=1)
    assert predict(logits([1.2], 0.6), np.array([30])).probability[0] == pytest.approx(known, abs=2e-3)


def test_probabilities_sum_to_one_and_points_rise() -> None:
    predictive = predict(logits([-3.0, 0.0, 5.0], 0.8), np.array([10, 187, 600]))
    assert predictive.probability.sum(axis=1) == pytest.approx(1, abs=1e-9)
    assert (np.diff(predictive.points((0.05, 0.5, 0.95)), axis=0) >= 0).all()
    assert (predictive.mean > 0).all()


def uniform(n: int = 9) -> Predictive:
    return Predictive(np.array([n]), np.full((1, n + 1), 1 / (n + 1)))


def test_log_score_is_that_of_the_whole_interval() -> None:
    assert log_score(uniform(), np.array([3]), np.array([3]))[0] == pytest.approx(np.log(0.1))
    assert log_score(uniform(), np.array([5]), np.array([8]))[0] == pytest.approx(np.log(0.4))


def test_the_transform_of_a_count_is_its_step() -> None:
    low, high = transform(uniform(), np.array([3]), np.array([4]))
    assert (low[0], high[0]) == (pytest.approx(0.3), pytest.approx(0.5))


def test_coverage_of_a_true_forecast_is_nominal_in_expectation() -> None:
    predictive = predict(logits([1.0] * 26, 0.5), np.full(26, 25))
    outcome = np.arange(26)
    parts = [coverage(Predictive(predictive.n[y : y + 1], predictive.probability[y : y + 1]),
                      outcome[y : y + 1], outcome[y : y + 1], (0.5, 0.9)) for y in outcome]  # fmt: skip
    for level in (0.5, 0.9):
        expected = sum(p * part[level] for p, part in zip(predictive.probability[0], parts, strict=True))
        assert expected == pytest.approx(level, abs=1e-9)


def test_crps_is_the_mean_distance_less_half_the_spread() -> None:
    n = 12
    predictive = predict(logits([0.7], 0.5), np.array([n]))
    share = np.arange(n + 1) / n
    p = predictive.probability[0]
    for outcome in (0, 7, 12):
        distance = p @ np.abs(share - outcome / n)
        spread = p @ np.abs(share[:, None] - share[None, :]) @ p
        got = crps(predictive, np.array([outcome]), np.array([outcome]))[0]
        assert got == pytest.approx(distance - spread / 2)
    both = crps(predictive, np.array([7]), np.array([8]))[0]
    singles = [crps(predictive, np.array([y]), np.array([y]))[0] for y in (7, 8)]
    assert both == pytest.approx(np.mean(singles))
