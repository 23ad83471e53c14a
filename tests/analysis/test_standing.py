"""Ranks, the lowest schools, and who would stay among them; joint covariances for what is left out."""

from __future__ import annotations

import numpy as np
import pytest

from tests.analysis import reference
from tests.analysis.simulated import TYPICAL, draw
from vandpunkt.analysis.cells import Cells
from vandpunkt.analysis.fit import fit, lay_out_panel
from vandpunkt.analysis.joint import school_blocks
from vandpunkt.analysis.mode import find_mode
from vandpunkt.analysis.shares import underlying_mean
from vandpunkt.analysis.standing import ranks, stay_on_list


def drawn(schools: int, seed: int = 0) -> Cells:
    return draw(np.random.default_rng(seed), schools=schools, years=5, gaps=0.0).cells


def test_every_draw_ranks_every_school_once() -> None:
    drawn_ranks = ranks(fit(drawn(30)), 2019)
    assert np.sort(drawn_ranks.drawn[0]).tolist() == list(range(1, 31))
    assert drawn_ranks.mean.mean() == pytest.approx(15.5)
    assert drawn_ranks.among_lowest(30).tolist() == [1.0] * 30
    assert drawn_ranks.among_lowest(5).sum() == pytest.approx(5)


def test_lower_schools_have_lower_ranks_and_intervals_hold_the_mean() -> None:
    fitted = fit(drawn(60))
    drawn_ranks = ranks(fitted, 2019)
    order = np.argsort(underlying_mean(fitted.logits)[fitted.row(2019)])
    assert np.corrcoef(drawn_ranks.mean[order], np.arange(60))[0, 1] > 0.98
    low, high = drawn_ranks.points((0.05, 0.95))
    assert (low <= drawn_ranks.mean).all()
    assert (high >= drawn_ranks.mean).all()


def test_the_same_fit_gives_the_same_ranks() -> None:
    fitted = fit(drawn(20))
    assert np.array_equal(ranks(fitted, 2019).drawn, ranks(fitted, 2019).drawn)


def test_some_of_the_lowest_leave_the_list_by_themselves_as_often_as_predicted() -> None:
    predicted, stayed = [], []
    for seed in range(8):
        truth = draw(np.random.default_rng(seed), schools=120, years=6, gaps=0.0, marks=False)
        cells = truth.cells
        fitted = fit(cells.where(cells.year < 2020))
        share = cells.low / cells.cohort
        last, following = (share[cells.year == year] for year in (2019, 2020))
        listed = np.sort(np.argsort(last)[:15])
        n = cells.cohort[cells.year == 2020]
        predicted.append(stay_on_list(fitted, 2020, listed, np.arange(120), n).mean())
        stayed.append(np.isin(listed, np.argsort(following)[:15]).mean())
    assert 0.2 < np.mean(predicted) < 0.8
    assert np.mean(stayed) == pytest.approx(np.mean(predicted), abs=0.1)


def test_blocks_hold_the_joint_covariance_of_the_dense_system() -> None:
    panel = lay_out_panel(drawn(9), 1)[2]
    mode = find_mode(panel.system(1), panel, TYPICAL)
    blocks = school_blocks(mode, panel, np.arange(9))
    dense = reference.solve(panel, TYPICAL)
    rows, columns = np.divmod(np.arange(panel.years * 9), 9)
    joint = blocks.covariance(columns, rows)
    assert np.diag(joint) == pytest.approx(dense.variance.ravel(), rel=1e-5)
    assert joint == pytest.approx(dense.covariance, rel=1e-4, abs=1e-8)
    mean = np.transpose(blocks.mean)
    levels = dense.border[: panel.years, None] + np.tensordot(dense.border[panel.years :], panel.covariate, 1)
    assert mean == pytest.approx(levels + dense.effect, abs=1e-5)


def test_cells_left_out_are_forecast_as_if_they_had_never_been() -> None:
    panel = lay_out_panel(drawn(40), 0)[2]
    full = find_mode(panel.system(1), panel, TYPICAL)
    out = (panel.school < 3) & (panel.year >= 3)
    without = panel.without(out)
    mode = find_mode(without.system(1), without, TYPICAL, full.point)
    again = find_mode(without.system(1), without, TYPICAL)
    assert mode.border == pytest.approx(again.border, abs=1e-6)
    assert mode.steps <= 4
    schools, years = np.repeat(np.arange(3), 2), np.tile([3, 4], 3)
    joint = school_blocks(mode, without, np.arange(3)).covariance(schools, years)
    assert (np.linalg.eigvalsh(joint) > 0).all()
    wider = np.diag(joint) > np.diag(school_blocks(full, panel, np.arange(3)).covariance(schools, years))
    assert wider.all()
