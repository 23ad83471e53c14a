"""The simulated panels themselves: marks, choice of schools, and what is true in them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.effect.worlds import World, draw, skeleton

WORLD = World(schools=400, supported=10, lowest=20, effect=(5.0,))


def test_cohorts_and_gaps_are_those_of_real_schools() -> None:
    pupils, intake = skeleton()
    assert pupils.shape[1] == 5
    assert 5 <= np.median(pupils[pupils > 0]) <= 120
    assert (pupils == 0).any()
    assert np.isfinite(intake).all()


def test_the_same_seed_draws_the_same_panel() -> None:
    first, again = (draw(WORLD, np.random.default_rng(1)) for _ in range(2))
    assert (first.cells.low == again.cells.low).all()
    assert first.supports == again.supports


def test_nearly_all_is_an_interval_and_under_ten_pupils_nothing() -> None:
    cells = draw(WORLD, np.random.default_rng(1)).cells
    marked = cells.low < cells.high
    assert marked.any()
    assert (cells.high[marked] == cells.cohort[marked] - 1).all()
    assert (cells.low[marked] == cells.cohort[marked] - 4).all()
    assert (cells.cohort >= 10).all()


def test_schools_are_chosen_low_and_rise_by_themselves() -> None:
    changes = []
    for seed in range(20):
        trial = draw(replace(WORLD, effect=(0.0,)), np.random.default_rng(seed))
        rows = np.flatnonzero(trial.first >= 0)
        assert trial.true == 0
        base = trial.share[rows, 2]
        assert np.nanmean(base) < np.nanmean(trial.share[:, 2]) - 0.15
        changes.append(np.nanmean(trial.share[rows, 3:]) - base.mean())
    assert np.mean(changes) > 0.03


def test_the_true_effect_is_what_was_asked_for_where_there_is_room() -> None:
    trues = [draw(WORLD, np.random.default_rng(seed)).true for seed in range(10)]
    assert trues == pytest.approx([5.0] * 10, abs=0.1)


def test_an_effect_that_grows_is_weighed_by_pupils() -> None:
    trial = draw(replace(WORLD, effect=(3.0, 8.0)), np.random.default_rng(1))
    assert 4 < trial.true < 7


def test_staggered_starts_are_dealt_out_in_turn() -> None:
    trial = draw(replace(WORLD, starts=(3, 4)), np.random.default_rng(1))
    assert sorted(trial.first[trial.first >= 0].tolist()) == [3] * 5 + [4] * 5


def test_years_before_the_choice_know_nothing_of_what_comes() -> None:
    plain = draw(replace(WORLD, effect=(0.0,)), np.random.default_rng(3))
    helped = draw(replace(WORLD, effect=(20.0,)), np.random.default_rng(3))
    assert np.array_equal(plain.share[:, :3], helped.share[:, :3], equal_nan=True)
    assert (plain.first == helped.first).all()


def test_worlds_that_differ_in_the_effect_alone_differ_in_reached_cohorts_alone() -> None:
    plain = draw(replace(WORLD, effect=(0.0,)), np.random.default_rng(3))
    helped = draw(replace(WORLD, effect=(20.0,)), np.random.default_rng(3))
    reached = (plain.first >= 0)[:, None] & (np.arange(5)[None] >= plain.first[:, None])
    same = (plain.share == helped.share) | np.isnan(plain.share)
    assert same[~reached].all()
    assert not same[reached].all()


def test_whoever_picks_by_hand_picks_schools_in_trouble_and_a_lot_does_not() -> None:
    def risen(world: World) -> float:
        trials = [draw(world, np.random.default_rng(seed)) for seed in range(30)]
        return float(np.mean([np.nanmean(each.share[each.first >= 0, 4]) for each in trials]))

    troubled = replace(WORLD, effect=(0.0,), supported=5, trouble=-0.5, troubled=5)
    assert risen(troubled) < risen(replace(troubled, by_lot=True)) - 0.08
