"""Points and weights that stand for not knowing the hyperparameters."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vandpunkt.analysis.integration import Integration, bent, cubature, samples, straightened
from vandpunkt.analysis.prior import Form, Hyperparameters, border_prior


@pytest.mark.parametrize("dimensions", [1, 2, 3, 4])
def test_the_cubature_is_exact_for_moments_up_to_five(dimensions: int) -> None:
    nodes, log_weight = cubature(dimensions)
    weight = np.exp(log_weight - 0.5 * np.sum(nodes**2, axis=1))
    assert weight.sum() == pytest.approx(1)
    assert weight @ nodes == pytest.approx(np.zeros(dimensions), abs=1e-12)
    assert np.einsum("k,ki,kj->ij", weight, nodes, nodes) == pytest.approx(np.eye(dimensions), abs=1e-12)
    fourth = np.einsum("k,ki,kj->ij", weight, nodes**2, nodes**2)
    assert fourth == pytest.approx(np.ones((dimensions, dimensions)) + 2 * np.eye(dimensions))


@pytest.mark.parametrize("dimensions", [2, 3, 4])
def test_the_samples_weighted_by_the_normal_are_normal(dimensions: int) -> None:
    nodes, minus_log_density = samples(dimensions)
    weight = np.exp(minus_log_density - 0.5 * np.sum(nodes**2, axis=1))
    weight /= weight.sum()
    assert weight @ nodes == pytest.approx(np.zeros(dimensions), abs=0.1)
    assert np.einsum("k,ki,kj->ij", weight, nodes, nodes) == pytest.approx(np.eye(dimensions), abs=0.2)
    assert 1 / (weight**2).sum() > 150


@given(st.lists(st.floats(-4, 3), min_size=4, max_size=4))
def test_straightened_coordinates_lead_back(vector: list[float]) -> None:
    assert bent(straightened(np.array(vector))) == pytest.approx(vector, abs=1e-9)


def test_straightening_has_a_constant_determinant() -> None:
    for vector in ([-1.0, -0.5, 0.3, -2.0], [0.4, -3.0, 0.0, -2.5]):
        columns = []
        for step in 1e-5 * np.eye(4):
            ahead, behind = (straightened(np.array(vector) + move) for move in (step, -step))
            columns.append((ahead - behind) / 2e-5)
        assert abs(np.linalg.det(np.array(columns))) == pytest.approx(2.0, abs=1e-6)


def test_the_fewer_schools_the_more_is_carried() -> None:
    suited = [Integration.suited_to(schools) for schools in (1, 49, 199, 200, 999, 1000)]
    sampling, by_rule, nothing = Integration.SAMPLING, Integration.CUBATURE, Integration.NONE
    assert suited == [sampling, sampling, sampling, by_rule, by_rule, nothing]


@pytest.mark.parametrize("form", Form)
def test_derivatives_of_the_prior_are_those_of_the_covariance(form: Form) -> None:
    at = Hyperparameters.typical(form)
    for name, derivative in at.covariance_derivatives(5).items():
        step = 1e-5 * (np.array(form.parameters) == name)
        ahead, behind = (Hyperparameters.from_vector(form, at.vector + move) for move in (step, -step))
        slope = (ahead.covariance(5) - behind.covariance(5)) / 2e-5
        assert derivative == pytest.approx(slope, abs=1e-8), name
        assert (ahead.log_prior - behind.log_prior) / 2e-5 == pytest.approx(
            at.log_prior_gradient[form.parameters.index(name)], abs=1e-6
        )


def test_yearly_levels_are_a_random_walk_from_a_wide_start() -> None:
    prior = border_prior(0.1, 4, 1)
    covariance = np.linalg.inv(prior.precision)
    assert np.diff(np.diag(covariance)[:4]) == pytest.approx(0.01)
    assert covariance[0, 3] == pytest.approx(4.0)
    assert np.linalg.slogdet(prior.precision)[1] == pytest.approx(prior.log_determinant)
    assert prior.drift_derivative[:4, :4] @ np.ones(4) == pytest.approx(0)
