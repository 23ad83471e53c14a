"""The compiled block-arrow kernel gives what one dense system, written out whole, gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis import reference
from tests.analysis.simulated import draw
from vandpunkt.analysis.fit import lay_out_panel
from vandpunkt.analysis.logits import moments
from vandpunkt.analysis.marginal import evaluate
from vandpunkt.analysis.panel import Panel, Terms
from vandpunkt.analysis.prior import Form, Hyperparameters
from vandpunkt.analysis.special import log_binomial


def a_panel(seed: int, schools: int = 7, years: int = 4, horizon: int = 1, gaps: float = 0.2) -> Panel:
    truth = draw(np.random.default_rng(seed), schools=schools, years=years, mean_cohort=25, gaps=gaps)
    return lay_out_panel(truth.cells, horizon)[2]


def at(form: Form, seed: int = 0) -> Hyperparameters:
    vector = Hyperparameters.typical(form).vector
    return Hyperparameters.from_vector(
        form, vector + 0.3 * np.random.default_rng(seed).normal(size=len(vector))
    )


@pytest.mark.parametrize("form", Form)
def test_mode_marginal_variances_and_shift_are_those_of_the_dense_system(form: Form) -> None:
    panel = a_panel(1)
    dense = reference.solve(panel, at(form))
    system = panel.system(threads=1)
    found = evaluate(system, panel, at(form))
    kept = slice(panel.schools)
    assert found.mode.border == pytest.approx(dense.border, abs=1e-6)
    assert found.mode.point.effect[:, kept] == pytest.approx(dense.effect, abs=1e-6)
    assert found.log_likelihood == pytest.approx(dense.log_marginal, abs=1e-6)
    assert found.curvature.variance[:, kept] == pytest.approx(dense.variance, rel=1e-6)


@pytest.mark.parametrize("form", [Form.LEVEL_AND_AR1, Form.AR1])
def test_moments_beyond_laplace_are_those_of_the_dense_expansion(form: Form) -> None:
    panel = a_panel(2)
    dense = reference.solve(panel, at(form))
    system = panel.system(threads=1)
    logits = moments(system, panel, evaluate(system, panel, at(form)))
    mode = np.tile(dense.border[: panel.years, None], panel.schools) + dense.effect
    mode += np.tensordot(dense.border[panel.years :], panel.covariate, axes=1)
    assert logits.mean == pytest.approx(mode + dense.shift, abs=1e-5)
    assert logits.variance == pytest.approx(dense.second_order_variance, rel=1e-4)
    assert logits.third == pytest.approx(dense.third, rel=1e-4, abs=1e-7)


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("seed", [3, 4])
def test_gradient_is_the_derivative_of_the_marginal(form: Form, seed: int) -> None:
    panel = a_panel(seed, schools=30, years=5)
    system = panel.system(threads=1)
    here = at(form, seed)
    found = evaluate(system, panel, here)
    for place in range(len(here.vector)):
        step = np.zeros(len(here.vector))
        step[place] = 1e-4
        ahead, behind = (
            evaluate(system, panel, Hyperparameters.from_vector(form, here.vector + move), found.mode.point)
            for move in (step, -step)
        )
        slope = (ahead.log_posterior - behind.log_posterior) / 2e-4
        assert found.gradient[place] == pytest.approx(slope, rel=1e-6, abs=1e-6)


def test_gradient_holds_where_several_cohorts_are_possible() -> None:
    first = np.array([0, 2, 3, 7])
    n = np.array([51.0, 102, 40, 30, 30, 30, 30])
    y = np.array([38.0, 76, 40, 26, 27, 28, 29])
    weight = np.log([0.9, 0.1, 1, 1, 1, 1, 1])
    terms = Terms(first, n, y, log_binomial(n, y) + weight)
    panel = Panel(2, 2, np.array([0, 0, 1]), np.array([0, 1, 1]), terms, np.empty((0, 2, 2)))
    here = at(Form.LEVEL_AND_AR1)
    found = evaluate(panel.system(1), panel, here)
    assert found.log_likelihood == pytest.approx(reference.solve(panel, here).log_marginal, abs=1e-6)


@given(
    st.integers(1, 40), st.integers(1, 6), st.integers(0, 2), st.sampled_from(list(Form)), st.integers(0, 99)
)
@settings(max_examples=15, deadline=None)
def test_any_shape_of_panel_has_the_dense_marginal(
    schools: int, years: int, horizon: int, form: Form, seed: int
) -> None:
    if schools * (years + horizon) > 80:
        schools = 80 // (years + horizon)
    panel = a_panel(seed, schools, years, horizon, gaps=0.0)
    dense = reference.solve(panel, at(form, seed))
    found = evaluate(panel.system(threads=1), panel, at(form, seed))
    assert found.log_likelihood == pytest.approx(dense.log_marginal, abs=1e-5)


def test_precision_is_the_inverse_of_the_covariance() -> None:
    for form in Form:
        for years in (1, 2, 7):
            here = at(form)
            precision = here.precision(years)
            assert precision.matrix @ here.covariance(years) == pytest.approx(np.eye(years), abs=1e-9)
            log_determinant = np.linalg.slogdet(precision.matrix)[1]
            assert precision.log_determinant == pytest.approx(log_determinant, abs=1e-9)


def test_years_of_which_nothing_is_known_change_nothing() -> None:
    panel, longer = a_panel(5, horizon=0), a_panel(5, horizon=3)
    here = at(Form.LEVEL_AND_AR1)
    short, long = (evaluate(each.system(1), each, here) for each in (panel, longer))
    assert long.log_posterior == pytest.approx(short.log_posterior, abs=1e-8)
    assert long.gradient == pytest.approx(short.gradient, abs=1e-6)


def test_one_thread_and_two_give_the_same_bits() -> None:
    panel = a_panel(6, schools=400, years=6)
    one, two = (evaluate(panel.system(threads), panel, at(Form.LEVEL_AND_AR1)) for threads in (1, 2))
    assert one.log_posterior == two.log_posterior
    assert np.array_equal(one.gradient, two.gradient)
    assert np.array_equal(one.mode.point.effect, two.mode.point.effect)
