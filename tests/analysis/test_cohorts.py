"""n is found from the shares that have it as denominator, with a probability for each candidate."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis import real_panel
from vandpunkt.analysis.cohorts import Cohort, from_shares, guessed, printed
from vandpunkt.domain.marks import PublishedValue


def shares(*texts: str) -> list[PublishedValue]:
    return [PublishedValue.parse(text) for text in texts]


def of(*counts: int, n: int) -> list[PublishedValue]:
    return shares(*(f"{100 * count / n:.1f}".replace(".", ",") for count in counts))


def test_five_shares_of_51_pupils_say_51() -> None:
    cohort = from_shares(shares("74,5", "72,5", "62,7", "56,9", "43,1"), None)
    assert cohort is not None
    assert cohort.likeliest == 51
    assert cohort.sure
    assert cohort.inferred


def test_the_double_is_possible_but_each_share_halves_its_odds() -> None:
    odds = []
    for counts in ((38, 32), (38, 32, 29, 22)):
        cohort = from_shares(of(*counts, n=51), 72)
        assert cohort is not None
        at = dict(zip(cohort.sizes, cohort.probabilities, strict=True))
        odds.append(at[102] / at[51])
    assert odds[1] / odds[0] == pytest.approx((52 / 103) ** 2)


def test_a_single_share_leans_on_the_cohort_of_the_nearest_year() -> None:
    near_fifty, near_hundred = (from_shares(shares("74,5"), n) for n in (50, 100))
    assert near_fifty is not None
    assert near_hundred is not None
    assert near_fifty.likeliest < 75 < near_hundred.likeliest


def test_marks_say_nothing_of_n_and_contradicting_shares_give_nothing() -> None:
    assert from_shares(shares("~100", "100,0", "..", "."), 50) is None
    assert from_shares(shares("74,5", "33,3", "12,3", "57,7", "91,9", "45,6", "60,1", "60,2"), None) is None


def test_where_nothing_is_known_three_sizes_stand_round_the_nearest_year() -> None:
    cohort = guessed(60.0)
    assert cohort.sizes[1] == 60
    assert cohort.near
    assert sum(cohort.probabilities) == pytest.approx(1)


def test_many_candidates_are_three_for_marks_that_hardly_depend_on_n() -> None:
    many = Cohort((40, 50, 60, 70, 80), (0.2, 0.2, 0.2, 0.2, 0.2), inferred=True)
    assert len(many.coarse.sizes) == 3
    assert sum(many.coarse.probabilities) == pytest.approx(1)
    mean = sum(n * p for n, p in zip(many.coarse.sizes, many.coarse.probabilities, strict=True))
    assert mean == pytest.approx(60, abs=1)
    assert printed(51).coarse == printed(51)


@given(st.integers(10, 300), st.data())
@settings(deadline=None, max_examples=60)
def test_every_candidate_gives_every_share(n: int, data: st.DataObject) -> None:
    counts = data.draw(st.lists(st.integers(1, n - 1), min_size=1, max_size=5, unique=True))
    published = of(*counts, n=n)
    cohort = from_shares(published, None)
    assert cohort is not None
    assert sum(cohort.probabilities) == pytest.approx(1)
    assert all(share.fits(size) for share in published for size in cohort.sizes)


def test_inferred_cohorts_are_those_that_report_139_prints() -> None:
    checked = right = 0
    for row in real_panel.rows():
        cohort = from_shares(shares(*(row[name] for name in real_panel.MEASURES)), None)
        if row["n"].isdigit() and cohort is not None and cohort.sure:
            checked += 1
            right += cohort.likeliest == int(row["n"])
    assert checked > 150
    assert right / checked > 0.95
