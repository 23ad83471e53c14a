"""Where n is one of several, a cell's own likelihood is integrated and not expanded."""

from __future__ import annotations

import numpy as np
import pytest

from tests.analysis import reference
from vandpunkt.analysis.logits import moments
from vandpunkt.analysis.marginal import evaluate
from vandpunkt.analysis.mixed import derivatives, log_likelihood, mixed_cells, with_own_likelihoods
from vandpunkt.analysis.panel import Panel, Terms
from vandpunkt.analysis.prior import Form, Hyperparameters
from vandpunkt.analysis.special import expit, log_binomial

HERE = Hyperparameters(Form.LEVEL_AND_AR1, 0.6, 0.4, 0.5, 0.08)


def the_panel(weights: tuple[float, ...] = (0.55, 0.45), years: int = 1) -> Panel:
    """One school and cell: 10 of 20 or 100 of 200."""
    n, y = np.array([20.0, 200.0]), np.array([10.0, 100.0])
    terms = Terms(np.array([0, 2]), n, y, log_binomial(n, y) + np.log(weights))
    return Panel(years, 1, np.array([0]), np.array([0]), terms, np.empty((0, years, 1)))


def corrected(panel: Panel) -> tuple[float, float, float, float]:
    """Mean and variance of the first logit, before and after."""
    system = panel.system(1)
    found = evaluate(system, panel, HERE)
    plain = moments(system, panel, found)
    exact = with_own_likelihoods(panel, [found], np.ones(1), plain)
    return plain.mean[0, 0], plain.variance[0, 0], exact.mean[0, 0], exact.variance[0, 0]


def test_one_cell_has_the_moments_of_its_posterior() -> None:
    panel = the_panel()
    eta = np.linspace(-5, 9, 40_001)
    prior = 2.0**2 + HERE.level_sd**2 + HERE.yearly_sd**2
    log_density = log_likelihood(panel.terms, eta[None, :])[0] - 0.5 * (eta - 1.5) ** 2 / prior
    density = np.exp(log_density - log_density.max())
    mean = density @ eta / density.sum()
    variance = density @ (eta - mean) ** 2 / density.sum()
    plain_mean, plain_variance, exact_mean, exact_variance = corrected(panel)
    assert exact_mean == pytest.approx(mean, abs=0.005)
    assert exact_variance == pytest.approx(variance, rel=0.03)
    assert abs(exact_variance - variance) < abs(plain_variance - variance)
    assert abs(exact_mean - mean) <= abs(plain_mean - mean) + 1e-6


def test_other_years_of_the_school_follow_by_regression() -> None:
    panel = the_panel(years=2)
    system = panel.system(1)
    found = evaluate(system, panel, HERE)
    plain = moments(system, panel, found)
    exact = with_own_likelihoods(panel, [found], np.ones(1), plain)
    own, next_year = (exact.variance - plain.variance)[:, 0]
    assert 0 < next_year / own < 1


def test_derivatives_are_those_by_differences() -> None:
    panel = the_panel()
    for eta in (-1.0, 0.2, 0.9, 2.5):
        slope, third, fourth = derivatives(panel.terms, np.array([eta]))
        known = reference.derivatives(panel, 0, eta)
        assert (slope[0], third[0], fourth[0]) == pytest.approx((known[0], known[2], known[3]), rel=1e-4)


def test_the_likelihood_is_that_of_the_terms() -> None:
    eta = np.array([[0.1, 1.0]])
    p = expit(eta[0])
    known = 0.55 * np.exp(log_binomial(20, 10)) * p**10 * (1 - p) ** 10
    known += 0.45 * np.exp(log_binomial(200, 100)) * p**100 * (1 - p) ** 100
    assert log_likelihood(the_panel().terms, eta)[0] == pytest.approx(np.log(known))


def test_cells_with_one_cohort_are_left_as_they_are() -> None:
    terms = Terms(np.array([0, 4]), np.full(4, 50.0), np.arange(46.0, 50.0), np.zeros(4))
    panel = Panel(1, 1, np.array([0]), np.array([0]), terms, np.empty((0, 1, 1)))
    assert len(mixed_cells(panel)) == 0
    before_mean, before_variance, after_mean, after_variance = corrected(panel)
    assert (before_mean, before_variance) == (after_mean, after_variance)
