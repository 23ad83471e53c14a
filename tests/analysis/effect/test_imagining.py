"""Drawn futures: as many cohorts as there were, marked as published, spread as the model says."""

from __future__ import annotations

import numpy as np
import pytest

from tests.analysis.effect.worlds import FIRST, Trial
from vandpunkt.analysis.effect.imagining import imagined, latest_cohorts
from vandpunkt.analysis.fit import Fit, fit
from vandpunkt.analysis.shares import underlying_mean


@pytest.fixture(scope="module")
def fitted(trial: Trial) -> Fit:
    return fit(trial.cells, horizon=3, integrate=False)


def test_known_results_stay_as_they_are_and_three_years_follow(fitted: Fit) -> None:
    cells = imagined(fitted, np.random.default_rng(1))
    known = len(fitted.cells)
    assert (cells.low[:known] == fitted.cells.low).all()
    assert set(cells.year[known:].tolist()) == {FIRST + 5, FIRST + 6, FIRST + 7}


def test_cohorts_are_as_large_as_the_latest(fitted: Fit) -> None:
    cells = imagined(fitted, np.random.default_rng(1))
    latest, later = latest_cohorts(fitted.cells), cells.year >= FIRST + 5
    assert (cells.cohort[later] == latest[cells.school[later]]).all()
    last = {}
    for place in np.argsort(fitted.cells.year, kind="stable"):
        last[int(fitted.cells.school[place])] = int(fitted.cells.cohort[place])
    assert [last[row] for row in range(len(latest))] == latest.tolist()


def test_intake_goes_on_as_it_was(fitted: Fit) -> None:
    cells = imagined(fitted, np.random.default_rng(1))
    row = int(cells.school[-1])
    own = cells.intake[cells.school == row, 0]
    assert np.ptp(own) == pytest.approx(0.0)


def test_futures_vary_round_the_forecast(fitted: Fit) -> None:
    later = len(fitted.years) - 3
    forecast = underlying_mean(fitted.logits)[later]
    totals = np.zeros(len(fitted.cells.schools))
    shares = []
    for seed in range(30):
        cells = imagined(fitted, np.random.default_rng(seed))
        next_year = cells.year == FIRST + 5
        middle = (cells.low + cells.high)[next_year] / 2 / cells.cohort[next_year]
        shares.append(middle)
        totals[cells.school[next_year]] += middle
    drawn = np.flatnonzero(totals > 0)
    assert float(np.mean(totals[drawn] / 30 - forecast[drawn])) == pytest.approx(0.0, abs=0.01)
    assert float(np.std(shares, axis=0).mean()) > 0.04
