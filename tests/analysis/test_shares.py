"""Means, points, probabilities and differences of shares, against drawing them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from vandpunkt.analysis.logits import Logits
from vandpunkt.analysis.shares import (
    below,
    difference_mean,
    difference_points,
    expected_mean,
    expected_points,
    underlying_mean,
    underlying_points,
)
from vandpunkt.analysis.special import expit, log_binomial, logit, normal_cdf, normal_quantile

Array = NDArray[np.float64]
DRAWS = 400_000


def one(mean: float, sd: float, skewness: float = 0.0, *, error: float = 0.1, along: float = 0.3) -> Logits:
    """A cell; `along` is the correlation between its logit and its border's part."""
    numbers = (mean, sd**2, skewness * sd**3, 1.5, error**2, along * error * sd, 0.36)
    return Logits(*(np.array([number]) for number in numbers))


def drawn(cell: Logits) -> tuple[Array, Array]:
    """Underlying and expected shares by simulation."""
    random = np.random.default_rng(1)
    z, rest = random.standard_normal((2, DRAWS))
    c = cell.skewness[0] / 6
    eta = cell.mean + cell.sd * (z + c * (z * z - 1)) / np.sqrt(1 + 2 * c * c)
    slope = cell.covariance[0] / cell.variance[0]
    left = cell.border_variance[0] - slope * cell.covariance[0]
    border = cell.border_mean + slope * (eta - cell.mean) + np.sqrt(left) * rest
    nodes, weights = np.polynomial.hermite_e.hermegauss(31)
    expected = sum(
        w * expit(border + np.sqrt(cell.effect_variance[0]) * x) for x, w in zip(nodes, weights, strict=True)
    )
    return expit(eta), np.asarray(expected) / weights.sum()


@pytest.mark.parametrize("skewness", [-0.4, 0.0, 0.4])
@pytest.mark.parametrize("mean", [-1.0, 0.8, 3.5])
def test_the_underlying_share_is_that_of_the_drawn_logits(mean: float, skewness: float) -> None:
    cell = one(mean, 0.4, skewness)
    share, _ = drawn(cell)
    assert underlying_mean(cell)[0] == pytest.approx(share.mean(), abs=3e-4)
    points = (0.05, 0.25, 0.5, 0.75, 0.95)
    assert underlying_points(cell, points)[:, 0] == pytest.approx(np.quantile(share, points), abs=1e-3)
    assert below(cell, 0.7)[0] == pytest.approx((share < 0.7).mean(), abs=3e-3)


@pytest.mark.parametrize("along", [0.0, 0.3, 0.9])
@pytest.mark.parametrize("error", [0.05, 0.3])
def test_the_difference_carries_both_uncertainties(error: float, along: float) -> None:
    cell = one(0.8, 0.35, 0.2, error=error, along=along)
    share, expected = drawn(cell)
    difference = share - expected
    assert expected_mean(cell)[0] == pytest.approx(expected.mean(), abs=2e-3)
    assert difference_mean(cell)[0] == pytest.approx(difference.mean(), abs=2e-3)
    points = (0.05, 0.5, 0.95)
    assert difference_points(cell, points)[:, 0] == pytest.approx(
        np.quantile(difference, points), abs=0.06 * difference.std()
    )
    assert expected_points(cell, points)[:, 0] == pytest.approx(np.quantile(expected, points), abs=3e-3)


@given(st.floats(-4, 6), st.floats(0.02, 1.5), st.floats(-0.9, 0.9), st.floats(0.02, 0.98))
@settings(deadline=None)
def test_points_rise_and_agree_with_probabilities(
    mean: float, sd: float, skewness: float, probability: float
) -> None:
    cell = one(mean, sd, skewness)
    point = underlying_points(cell, [probability])[0]
    assert (np.diff(underlying_points(cell, (0.05, 0.25, 0.5, 0.75, 0.95)), axis=0) > 0).all()
    if 1e-6 < point[0] < 1 - 1e-6:
        assert below(cell, float(point[0]))[0] == pytest.approx(probability, abs=1e-6)


def test_special_functions_are_scipys() -> None:
    special = pytest.importorskip("scipy.special")
    z = np.linspace(-30, 30, 301)
    assert expit(z) == pytest.approx(special.expit(z), abs=1e-15)
    assert normal_cdf(z) == pytest.approx(special.ndtr(z), rel=1e-13)
    assert normal_quantile(0.975) == pytest.approx(special.ndtri(0.975))
    assert logit(0.7) == pytest.approx(special.logit(0.7))
    assert log_binomial(51, 38) == pytest.approx(np.log(special.comb(51, 38)))
