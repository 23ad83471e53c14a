"""The peers of the study: the arithmetic that stands in for slower packages."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.effect_peers import PEERS, did2s, two_way
from benchmarks.effect_synthetic import _unit_weights, _year_weights
from tests.analysis.effect.worlds import Trial, World, draw


@pytest.fixture(scope="module")
def panel() -> Trial:
    return draw(World(schools=120, supported=8, lowest=20, starts=(3, 4)), np.random.default_rng(1))


def dense(trial: Trial) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Root weights, dummies of school and year, treatment and share of the published cells."""
    school, year = np.nonzero(np.isfinite(trial.share))
    dummies = np.concatenate([np.eye(len(trial.share))[school], np.eye(5)[year][:, 1:]], axis=1)
    treated = (trial.first[school] >= 0) & (year >= trial.first[school])
    return np.sqrt(trial.pupils[school, year]), dummies, treated, trial.share[school, year]


def test_two_way_fixed_effects_are_a_regression_on_dummies(panel: Trial) -> None:
    root, dummies, treated, share = dense(panel)
    design = root[:, None] * np.column_stack([treated, dummies])
    found = np.linalg.lstsq(design, root * share, rcond=None)[0]
    assert two_way(panel)[0] == pytest.approx(100 * found[0], abs=1e-6)


def test_two_stages_impute_from_untreated_cells(panel: Trial) -> None:
    root, dummies, treated, share = dense(panel)
    first = np.linalg.lstsq(
        root[~treated, None] * dummies[~treated], root[~treated] * share[~treated], rcond=None
    )[0]
    residual = (share - dummies @ first)[treated]
    assert did2s(panel)[0] == pytest.approx(100 * np.average(residual, weights=root[treated] ** 2), abs=1e-6)


def test_unit_weights_are_a_simplex_and_no_others_fit_better() -> None:
    random = np.random.default_rng(2)
    before, aim, ridge = random.normal(0.7, 0.1, (1, 40, 3)), random.normal(0.6, 0.1, (1, 3)), 0.01
    [weight] = _unit_weights(before, aim, ridge)

    def loss(weight: np.ndarray) -> float:
        gap = before[0].T @ weight - aim[0]
        return float(ridge * weight @ weight + ((gap - gap.mean()) ** 2).mean())

    assert weight.sum() == pytest.approx(1)
    assert (weight >= 0).all()
    others = random.dirichlet(np.ones(40), 200)
    assert all(loss(0.9 * weight + 0.1 * other) >= loss(weight) for other in others)


def test_year_weights_are_a_simplex() -> None:
    random = np.random.default_rng(3)
    found = _year_weights(random.normal(size=(20, 30, 3)), random.normal(size=(20, 30)))
    assert found.sum(axis=1) == pytest.approx(np.ones(20))
    assert (found >= 0).all()


def test_every_peer_gives_an_interval_round_its_effect(panel: Trial) -> None:
    for estimate in PEERS.values():
        effect, low, high = estimate(panel)
        assert low < effect < high
