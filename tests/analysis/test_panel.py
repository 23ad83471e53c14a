"""Cells on the grid of years and schools, and the parts that others ask for."""

from __future__ import annotations

import numpy as np
import pytest

from vandpunkt.analysis.panel import Panel, Terms
from vandpunkt.analysis.prior import Form, Hyperparameters


def the_panel() -> Panel:
    """Three schools, two years: an exact cell, an interval, nothing, another exact cell."""
    terms = Terms(
        np.array([0, 1, 5, 5, 6]),
        np.array([50.0, 40, 40, 40, 40, 30]),
        np.array([38.0, 36, 37, 38, 39, 20]),
        np.zeros(6),
    )
    intake = np.arange(6.0).reshape(1, 2, 3)
    return Panel(2, 3, np.array([0, 1, 2, 2]), np.array([0, 0, 0, 1]), terms, intake)


def test_terms_of_some_cells_come_in_the_order_asked_for() -> None:
    terms = the_panel().terms.of(np.array([3, 1]))
    assert terms.first.tolist() == [0, 1, 5]
    assert terms.count.tolist() == [20, 36, 37, 38, 39]
    assert terms.joined(the_panel().terms.of(np.array([0]))).count.tolist() == [20, 36, 37, 38, 39, 38]


def test_what_is_left_out_says_nothing_and_the_rest_stays() -> None:
    without = the_panel().without(np.array([True, False, False, False]))
    assert without.terms.cells == 3
    assert without.school.tolist() == [1, 2, 2]
    assert without.informative.tolist() == [True, False, True]


def test_later_years_have_no_cells_and_the_last_intake() -> None:
    followed = the_panel().followed(2)
    assert followed.years == 4
    assert followed.covariate[0, 2:].tolist() == [[3, 4, 5], [3, 4, 5]]
    assert followed.trials[2:].sum() == 0


def test_some_schools_are_a_panel_of_their_own() -> None:
    part = the_panel().of_schools(np.array([2, 0]))
    assert part.schools == 2
    assert part.school.tolist() == [1, 0, 0]
    assert part.covariate[0].tolist() == [[2, 0], [5, 3]]
    assert part.terms.count.tolist() == [38, 20]


def test_trials_are_by_year_and_school() -> None:
    assert the_panel().trials.tolist() == [[50, 40, 0], [0, 0, 30]]


def test_schools_are_padded_to_whole_lanes() -> None:
    panel = the_panel()
    assert panel.padded % 8 == 0
    assert panel.padded >= panel.schools


def test_a_kernel_is_not_given_arrays_of_the_wrong_shape() -> None:
    panel = the_panel()
    system = panel.system(1)
    border, cells = np.zeros(3), np.zeros((2, panel.padded))
    with pytest.raises(ValueError, match="comes first"):
        system.assess(border, cells)
    precision = Hyperparameters.typical(Form.LEVEL_AND_AR1).precision(2)
    system.use_precision(precision.diagonal, precision.off_diagonal, precision.direction, precision.divisor)
    with pytest.raises(ValueError, match="padded schools"):
        system.assess(border, cells[:, :3].copy())
    with pytest.raises(AssertionError):
        system.assess(border[:2].copy(), cells)
    assert np.isfinite(system.assess(border, cells)[2]).all()
