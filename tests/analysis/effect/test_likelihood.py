"""Derivatives of the log likelihood against differences of the log likelihood itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import logsumexp

from vandpunkt.analysis.effect.likelihood import derivatives
from vandpunkt.analysis.panel import Terms
from vandpunkt.analysis.special import expit, log_binomial


def terms_of(cells: list[list[tuple[int, int]]]) -> Terms:
    flat = np.array([term for cell in cells for term in cell], dtype=float)
    first = np.concatenate([[0], np.cumsum([len(cell) for cell in cells])]).astype(np.int64)
    n, y = np.ascontiguousarray(flat[:, 0]), np.ascontiguousarray(flat[:, 1])
    return Terms(first, n, y, log_binomial(n, y))


def log_likelihood(cell: list[tuple[int, int]], eta: float) -> float:
    n, y = np.array(cell, dtype=float).T
    return float(logsumexp(log_binomial(n, y) + y * eta - n * np.logaddexp(0, eta)))


@st.composite
def cells(draw: st.DrawFn) -> list[tuple[int, int]]:
    n = draw(st.integers(5, 120))
    if draw(st.booleans()):
        return [(n, draw(st.integers(0, n)))]
    return [(size, size - failed) for size in (n, n + 7) for failed in (4, 3, 2, 1)]


@given(st.lists(cells(), min_size=1, max_size=4), st.floats(-3, 4))
def test_they_are_the_slopes_of_the_log_likelihood(found: list[list[tuple[int, int]]], eta: float) -> None:
    step = 1e-3
    got = derivatives(terms_of(found), np.full(len(found), eta))
    for place, cell in enumerate(found):
        at = [log_likelihood(cell, eta + step * k) for k in (-2, -1, 0, 1, 2)]
        slope = (at[3] - at[1]) / (2 * step)
        bend = (at[3] - 2 * at[2] + at[1]) / step**2
        third = (at[4] - 2 * at[3] + 2 * at[1] - at[0]) / (2 * step**3)
        assert got.slope[place] == pytest.approx(slope, abs=1e-3)
        assert got.information[place] == pytest.approx(-bend, abs=1e-2)
        assert got.third[place] == pytest.approx(third, abs=0.1)


def test_an_exact_count_is_the_plain_binomial() -> None:
    got = derivatives(terms_of([[(50, 30)]]), np.array([0.4]))
    share = expit(0.4)
    assert got.slope[0] == pytest.approx(30 - 50 * share)
    assert got.information[0] == pytest.approx(50 * share * (1 - share))
    assert got.third[0] == pytest.approx(-50 * share * (1 - share) * (1 - 2 * share))
