"""Truths drawn from the prior fall anywhere in their posteriors: a bounded run of calibration.py."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from tests.analysis.calibration import KINDS, LEVELS, Places, calibrate, chi_squared_tail, report

pytestmark = pytest.mark.statistical

# Nine histograms: all stay above this unless something is wrong (once in a thousand runs by chance).
LEAST_P = 0.001 / len(KINDS)


@cache
def run() -> Places:
    return calibrate(panels=80, schools=24, years=4)


@pytest.mark.parametrize("kind", KINDS)
def test_ranks_of_the_truth_are_uniform(kind: str) -> None:
    assert len(run().one[kind]) > 20
    assert run().p_value(kind) > LEAST_P


@pytest.mark.parametrize("level", LEVELS)
def test_intervals_hold_within_monte_carlo_error(level: float) -> None:
    for held in (run().covered[level], run().foretold[level]):
        error = np.std(held) / np.sqrt(len(held))
        assert np.mean(held) == pytest.approx(level, abs=4 * error)


def test_the_report_has_every_quantity() -> None:
    text = "\n".join(report(run()))
    assert all(kind in text for kind in KINDS.values())


def test_the_tail_of_chi_squared_is_that_of_scipy() -> None:
    stats = pytest.importorskip("scipy.stats")
    for value, degrees in ((19.0, 19), (43.8, 19), (5.0, 4)):
        assert chi_squared_tail(value, degrees) == pytest.approx(stats.chi2.sf(value, degrees), rel=0.05)
