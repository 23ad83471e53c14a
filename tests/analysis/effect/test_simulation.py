"""Panels where the truth is known, in a bounded form; in full by `python -m benchmarks.effect_study`."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.analysis.effect.conftest import RULES
from tests.analysis.effect.worlds import World, draw
from vandpunkt.analysis.effect.report import EffectReport, effect_report
from vandpunkt.analysis.effect.verdict import Verdict

pytestmark = pytest.mark.statistical
TRIALS = 60
QUICK = replace(RULES, draws=1000, placebos=99)


def simulated(
    world: World, seed: int, trials: int = TRIALS
) -> tuple[NDArray[np.float64], list[EffectReport]]:
    """(error, standard deviation, covered) by trial, and the reports."""
    rows, reports = [], []
    for number in range(trials):
        trial = draw(world, np.random.default_rng([number, seed]))
        report = effect_report(trial.cells, trial.supports, None, QUICK)
        estimate = report.evidence.estimate
        assert estimate is not None
        rows.append((estimate.effect - trial.true, estimate.sd, estimate.interval_95.holds(trial.true)))
        reports.append(report)
    return np.array(rows, dtype=float), reports


@pytest.fixture(scope="module")
def without_effect() -> tuple[NDArray[np.float64], list[EffectReport]]:
    return simulated(World(schools=500, supported=10, lowest=30), 1)


def test_a_low_year_does_not_look_like_an_effect(
    without_effect: tuple[NDArray[np.float64], list[EffectReport]],
) -> None:
    error = without_effect[0][:, 0]
    # Standard error 0.45; before and after would be wrong by more than six points.
    assert abs(error.mean()) < 4 * error.std() / np.sqrt(TRIALS)
    assert abs(error.mean()) < 2


def test_intervals_cover_and_errors_are_as_large_as_they_say(
    without_effect: tuple[NDArray[np.float64], list[EffectReport]],
) -> None:
    error, sd, covered = without_effect[0].T
    # 57 of 60 expected; fewer than 52 has probability 1 per cent.
    assert covered.sum() >= 52
    assert 0.75 < error.std() / sd.mean() < 1.3


def test_chance_alone_is_seldom_called_an_effect(
    without_effect: tuple[NDArray[np.float64], list[EffectReport]],
) -> None:
    decided = sum(each.judgement.verdict in (Verdict.FOR, Verdict.AGAINST) for each in without_effect[1])
    # 5 per cent is 3; more than 8 has probability 0.3 per cent.
    assert decided <= 8


def test_ten_points_at_twenty_schools_are_found() -> None:
    found, reports = simulated(World(schools=500, supported=20, effect=(10.0,)), 2, 30)
    assert abs(found[:, 0].mean()) < 2
    assert sum(each.judgement.verdict is Verdict.FOR for each in reports) >= 22
    assert not any(each.judgement.verdict is Verdict.AGAINST for each in reports)


def test_a_rollout_drawn_by_lot_is_unbiased_where_hand_picked_starts_are_not() -> None:
    """Places for five a year during three years. The hand picks schools in trouble that no figure shows;
    the lot picks among fifteen in equal need."""
    picked, _ = simulated(World(schools=500, base=1, supported=5, starts=(2,), trouble=-0.25), 3, 40)
    drawn, _ = simulated(World(schools=500, base=1, supported=15, starts=(2, 3, 4)), 3, 40)
    assert picked[:, 0].mean() < -3
    assert abs(drawn[:, 0].mean()) < 4 * drawn[:, 0].std() / np.sqrt(40)
    assert drawn[:, 1].mean() < 0.75 * picked[:, 1].mean()
