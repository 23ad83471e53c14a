"""On the shipped data the model foretells 2024/25 from the years before, and says how well."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tests.analysis import real_panel
from tests.analysis.simulated import draw
from vandpunkt.analysis.backtest import Backtest, backtest
from vandpunkt.analysis.baselines import last_share, mean_share, middle_share, past_error, spread_round
from vandpunkt.analysis.cells import Cells, cells_from, cells_of_counts
from vandpunkt.analysis.cells_file import read_cells
from vandpunkt.domain.problems import Problem
from vandpunkt.domain.terms import SchoolYear

HELD_OUT = SchoolYear(2024)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> tuple[Cells, Cells]:
    """The shipped panel with and without intake."""
    path = tmp_path_factory.mktemp("real") / "cells.csv"
    real_panel.write(path, real_panel.rows())
    rows = read_cells(path)
    return cells_from(rows), cells_from([replace(row, intake={}) for row in rows])


@pytest.fixture(scope="module")
def tested(real: tuple[Cells, Cells]) -> Backtest:
    return backtest(real[0], HELD_OUT)


def test_intervals_hold_as_often_as_they_say(tested: Backtest) -> None:
    assert tested.scores.cells > 300
    assert tested.scores.coverage is not None
    for level, share in tested.scores.coverage.items():
        assert share == pytest.approx(level, abs=0.025), level


def test_errors_are_below_the_sketchs_and_last_years_value(tested: Backtest) -> None:
    assert tested.scores.mae <= 5.27
    assert tested.earlier.mae < tested.baselines["last_year"].mae
    assert tested.earlier.rmse < min(each.rmse for each in tested.baselines.values())


def test_intake_makes_it_better(real: tuple[Cells, Cells], tested: Backtest) -> None:
    without = backtest(real[1], HELD_OUT)
    assert tested.scores.mae < without.scores.mae
    assert tested.scores.log_score > without.scores.log_score
    assert "regression_on_intake" not in without.baselines


def test_the_held_out_year_is_not_seen(real: tuple[Cells, Cells]) -> None:
    cells = real[0]
    hidden = (cells.year == HELD_OUT.year) & cells.informative
    rotated = replace(cells, high=np.where(hidden, cells.low, cells.high))
    one, other = (backtest(each, HELD_OUT).fit.hyperparameters for each in (cells, rotated))
    assert one == other


def test_years_that_cannot_be_held_out_are_said(real: tuple[Cells, Cells]) -> None:
    with pytest.raises(Problem, match="att jämföra med"):
        backtest(real[0], SchoolYear(2030))
    with pytest.raises(Problem, match="att lära av"):
        backtest(real[0], SchoolYear(2020))


def test_schools_without_an_earlier_value_are_foretold_but_not_compared() -> None:
    cells = draw(np.random.default_rng(2), schools=40, years=4, gaps=0).cells
    late = cells.where((cells.school >= 5) | (cells.year == 2018))
    tested = backtest(late, SchoolYear(2018))
    assert tested.new_schools == 5 - int((~late.informative[(late.school < 5)]).sum())
    assert tested.earlier.cells == tested.scores.cells - tested.new_schools


@cache
def three_years() -> Cells:
    counts = np.array([10, 20, 30, 40])
    return cells_of_counts(
        schools=["1", "1", "1", "2"],
        years=[2020, 2021, 2023, 2021],
        cohort=np.full(4, 50),
        low=counts,
        high=counts,
    )


def test_baselines_are_the_latest_value_and_the_mean_of_the_latest_three() -> None:
    both = np.array([0, 1])
    assert last_share(three_years(), both) == pytest.approx([0.6, 0.8])
    assert mean_share(three_years(), both, 3) == pytest.approx([0.4, 0.8])
    assert mean_share(three_years(), both, 2) == pytest.approx([0.5, 0.8])


def test_a_baseline_is_as_uncertain_as_it_was_wrong_before() -> None:
    assert past_error(last_share, three_years()) == pytest.approx(np.sqrt((0.2**2 + 0.2**2) / 2))
    assert np.isnan(past_error(last_share, three_years().where(np.array([True, False, False, False]))))


def test_its_distribution_is_a_normal_rounded_to_counts() -> None:
    spread = spread_round(np.array([0.9, 0.5]), 0.1, np.array([20, 50]))
    assert spread.probability.sum(axis=1) == pytest.approx(1)
    assert spread.probability[0, 20] == pytest.approx(0.2266, abs=1e-3)
    assert spread.mean[1] == pytest.approx(0.5)
    assert spread.points([0.05, 0.95])[:, 1] == pytest.approx([0.34, 0.66])


def test_the_model_beats_the_baselines_as_a_distribution(tested: Backtest) -> None:
    for scores in tested.baselines.values():
        assert (tested.earlier.log_score or -np.inf) > (scores.log_score or np.inf)
        assert (tested.earlier.crps or np.inf) < (scores.crps or -np.inf)


def test_the_middle_of_nearly_all_stands_for_it() -> None:
    cells = cells_of_counts(
        schools=["1"], years=[2020], cohort=np.array([50]), low=np.array([46]), high=np.array([49])
    )
    assert middle_share(cells) == pytest.approx([0.95])


def test_the_table_can_be_written_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "cells.csv"
    rows = real_panel.rows()
    real_panel.write(path, rows)
    assert len(read_cells(path)) == len(rows)
