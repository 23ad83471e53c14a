"""The interval of one cohort's share."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from vandpunkt.analysis.intervals import share_interval

cohorts = st.integers(1, 400)


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int, int]:
    n = draw(cohorts)
    low = draw(st.integers(0, n))
    return low, draw(st.integers(low, n)), n


def coverage(n: int, share: float, level: float) -> float:
    """How often the interval holds the share, summed over every count that n pupils can give."""
    return sum(
        comb(n, y) * share**y * (1 - share) ** (n - y)
        for y in range(n + 1)
        if share_interval(y, y, n, level)[0] <= share <= share_interval(y, y, n, level)[1]
    )


@given(counts(), st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99]))
def test_an_exact_count_gives_wilsons_interval_as_scipy_computes_it(
    case: tuple[int, int, int], level: float
) -> None:
    count, _, n = case
    scipys = binomtest(count, n).proportion_ci(level, method="wilson")
    assert share_interval(count, count, n, level) == pytest.approx((scipys.low, scipys.high), abs=1e-9)


@given(counts())
def test_the_published_shares_lie_in_the_interval(case: tuple[int, int, int]) -> None:
    low_count, high_count, n = case
    low, high = share_interval(low_count, high_count, n)
    assert 0 <= low <= low_count / n + 1e-12
    assert high_count / n - 1e-12 <= high <= 1


@given(counts())
def test_a_mark_leaves_at_least_as_much_open_as_either_of_its_counts(case: tuple[int, int, int]) -> None:
    low_count, high_count, n = case
    low, high = share_interval(low_count, high_count, n)
    assert low == share_interval(low_count, low_count, n)[0]
    assert high == share_interval(high_count, high_count, n)[1]


@given(counts())
def test_pupils_who_did_not_reach_the_goal_mirror_those_who_did(case: tuple[int, int, int]) -> None:
    low_count, high_count, n = case
    low, high = share_interval(low_count, high_count, n)
    mirrored = share_interval(n - high_count, n - low_count, n)
    assert mirrored == pytest.approx((1 - high, 1 - low), abs=1e-12)


@given(st.integers(1, 200), st.floats(0.5, 0.98))
def test_a_higher_level_leaves_more_open(n: int, level: float) -> None:
    narrow, wide = share_interval(n // 2, n // 2, n, level), share_interval(n // 2, n // 2, n, level + 0.01)
    assert wide[0] <= narrow[0] <= narrow[1] <= wide[1]


def test_a_larger_cohort_leaves_less_open() -> None:
    widths = [high - low for n in (10, 20, 50, 100, 400) for low, high in [share_interval(n // 2, n // 2, n)]]
    assert widths == sorted(widths, reverse=True)


@pytest.mark.parametrize("n", [10, 25, 51, 78, 120])
def test_it_holds_about_as_often_as_it_says_over_the_shares_that_schools_have(n: int) -> None:
    shares = [0.3 + 0.01 * step for step in range(66)]
    average = sum(coverage(n, share, 0.95) for share in shares) / len(shares)
    assert 0.94 < average < 0.965


@pytest.mark.parametrize(("low", "high", "n"), [(-1, 3, 10), (4, 3, 10), (3, 11, 10), (0, 0, 0)])
def test_counts_that_cannot_be_are_refused(low: int, high: int, n: int) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        share_interval(low, high, n)


@pytest.mark.parametrize("level", [0.0, 1.0, 95.0])
def test_a_level_that_is_no_probability_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        share_interval(1, 1, 10, level)
