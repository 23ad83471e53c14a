"""Low-rank updates of a fit, held against fitting again without the cells."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.analysis.effect.worlds import Trial
from vandpunkt.analysis.effect.grouped import Items, group_effects
from vandpunkt.analysis.effect.leaving_out import Ground, joint, release
from vandpunkt.analysis.effect.pretended import Pretended, pretend
from vandpunkt.analysis.effect.similar import similar_schools
from vandpunkt.analysis.effect.study import Study
from vandpunkt.analysis.fit import Fit, fit
from vandpunkt.analysis.joint import border_design
from vandpunkt.analysis.logits import Logits, moments
from vandpunkt.analysis.marginal import Marginal, evaluate
from vandpunkt.analysis.shares import underlying_mean

Flags = NDArray[np.bool_]


@pytest.fixture(scope="module")
def fitted(trial: Trial) -> Fit:
    return fit(trial.cells, horizon=0, integrate=False)


def refitted(fitted: Fit, schools: Sequence[int], out: Flags) -> tuple[Marginal, Logits]:
    """The same hyperparameters, everything else found anew without the cells."""
    table = np.zeros((fitted.panel.schools, fitted.panel.years), dtype=bool)
    table[list(schools)] = out
    panel = fitted.panel.without(table[fitted.panel.school, fitted.panel.year])
    system = panel.system(1)
    again = evaluate(system, panel, fitted.hyperparameters)
    return again, moments(system, panel, again)


def every_year(schools: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Places and years of all cells of some schools."""
    return np.repeat(np.arange(schools), 5), np.tile(np.arange(5), schools)


def late(schools: int, first: int = 3) -> Flags:
    return np.repeat((np.arange(5) >= first)[None], schools, axis=0)


def test_with_nothing_left_out_the_fit_comes_back(fitted: Fit) -> None:
    schools = np.arange(20)
    found = joint(Ground.of(fitted), release(Ground.of(fitted), schools, np.zeros((20, 5), dtype=bool)))
    # Laplace without the second-order variance; the means are corrected alike.
    assert found.mean == pytest.approx(fitted.logits.mean[:, :20].T, abs=2e-4)
    sd = np.sqrt(np.diag(found.covariance(*every_year(20)))).reshape(20, 5)
    assert sd == pytest.approx(fitted.logits.sd[:, :20].T, rel=0.05)


@pytest.mark.parametrize("number", [1, 5, 25])
def test_the_forecast_is_that_of_a_refit(fitted: Fit, number: int) -> None:
    schools = np.random.default_rng(number).choice(fitted.panel.schools, number, replace=False)
    ground = Ground.of(fitted)
    found = joint(ground, release(ground, schools, late(number)))
    _, again = refitted(fitted, schools.tolist(), late(number))
    # The border's own third-order shift is kept as fitted: some thousandths of a logit with 25 schools.
    assert found.mean == pytest.approx(again.mean[:, schools].T, abs=0.004)


def test_the_covariance_over_schools_and_years_is_that_of_a_refit(fitted: Fit) -> None:
    schools, ground = np.array([3, 40, 77]), Ground.of(fitted)
    found = joint(ground, release(ground, schools, late(3)))
    again, _ = refitted(fitted, schools.tolist(), late(3))
    border = np.linalg.inv(again.mode.border_information)
    weight = again.mode.weight[:, schools].T
    design = border_design(ground.panel, schools)
    covariance = found.covariance(*every_year(3))
    for one in range(3):
        for other in range(3):
            block = covariance[5 * one : 5 * one + 5, 5 * other : 5 * other + 5]
            own = [np.linalg.inv(ground.precision + np.diag(weight[each])) for each in (one, other)]
            reach = [
                design[e] - i @ (weight[e][:, None] * design[e])
                for e, i in zip((one, other), own, strict=True)
            ]
            expected = reach[0] @ border @ reach[1].T + (own[0] if one == other else 0)
            assert block == pytest.approx(expected, abs=3e-4)


def test_other_schools_years_pull_the_shared_levels(fitted: Fit) -> None:
    ground = Ground.of(fitted)
    few, many = np.array([3]), np.array([3, *range(100, 260)])
    alone = joint(ground, release(ground, few, late(1, 4)))
    crowd = joint(ground, release(ground, many, late(len(many), 4)))
    last = np.array([0]), np.array([4])
    assert crowd.covariance(*last) > alone.covariance(*last)


@pytest.mark.parametrize("number", range(4))
def test_placebos_are_those_of_full_refits(study: Study, number: int) -> None:
    pretended = pretend(study, similar_schools(study, 40))
    assert pretended is not None
    group = _one_placebo(pretended, np.random.default_rng(number))
    found = group_effects(study.ground, pretended.items, group[None])
    schools = pretended.school[group]
    _, again = refitted(study.fitted, schools.tolist(), study.hidden)
    forecast = underlying_mean(again)[:, schools].T
    pupils = np.where(study.counted, study.observed.pupils[schools], 0)
    outcome = np.where(study.counted, study.observed.middle[schools], 0.0)
    expected = 100 * (pupils * (outcome - forecast)).sum() / pupils.sum()
    # A refit also has the second-order variance and the skewness of each logit.
    assert found.effect[0] == pytest.approx(expected, abs=0.1)


def _one_placebo(pretended: Pretended, generator: np.random.Generator) -> NDArray[np.int64]:
    chosen: list[int] = []
    for pool in pretended.pools:
        used = set(pretended.school[chosen].tolist())
        free = [int(item) for item in pool if int(pretended.school[item]) not in used]
        chosen.append(int(generator.choice(free)))
    return np.array(chosen, dtype=np.int64)


def test_a_group_is_the_same_alone_and_among_others(study: Study) -> None:
    releases = release(study.ground, study.supported, study.hidden)
    items = Items.of(releases, study.counted, study.observed)
    places = np.arange(len(study.supported))
    together = group_effects(study.ground, items, np.stack([places, places[::-1]]))
    alone = group_effects(study.ground, items, places[None])
    assert together.effect == pytest.approx([alone.effect[0]] * 2)
    assert together.sd == pytest.approx([alone.sd[0]] * 2)
