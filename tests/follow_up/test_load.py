"""The load on a school: interventions beside each other, term by term."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from tests.web.test_timeline import ROW
from vandpunkt.domain.problems import Problem
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.load import load_per_term, most_at_once, overloaded
from vandpunkt.register.interventions.asking import InterventionRow

FIRST, LAST = Term(2021, "vt"), Term(2026, "ht")
TERMS = st.integers(0, LAST - FIRST).map(lambda step: FIRST + step)


@st.composite
def rows(draw: st.DrawFn) -> list[InterventionRow]:
    """Rows with periods that are stated; some go on from an earlier one."""
    found: list[InterventionRow] = []
    for number in range(1, draw(st.integers(0, 8)) + 1):
        start, end = sorted((draw(TERMS), draw(TERMS)))
        before = draw(st.sampled_from([None, *(row.id for row in found)]))
        partner = draw(st.sampled_from(["Polisen", "KSBS", "Uppsala universitet"]))
        row = replace(ROW, id=number, start=start.code, end=end.code, ongoing=False, continues_id=before)
        found.append(replace(row, partners=(partner,)))
    return found


def test_a_school_without_support_carries_nothing() -> None:
    assert [load.count for load in load_per_term([], FIRST, FIRST + 1)] == [0, 0]


def test_each_term_from_first_to_last_is_counted_once() -> None:
    assert [load.term for load in load_per_term([], FIRST, LAST)] == [FIRST + step for step in range(12)]


@given(rows())
def test_no_term_carries_more_than_the_rows_that_cover_it(listed: list[InterventionRow]) -> None:
    for load in load_per_term(listed, FIRST, LAST):
        covering = [row for row in listed if row.is_current(load.term)]
        assert load.count <= len(covering)
        assert bool(load.count) == bool(covering)


@given(rows())
def test_without_continuations_every_row_counts(listed: list[InterventionRow]) -> None:
    apart = [replace(row, continues_id=None) for row in listed]
    for load in load_per_term(apart, FIRST, LAST):
        assert load.count == sum(row.is_current(load.term) for row in apart)


@given(rows(), st.randoms())
def test_the_order_of_the_rows_does_not_matter(listed: list[InterventionRow], chance: object) -> None:
    shuffled = list(listed)
    chance.shuffle(shuffled)
    counts = [load.count for load in load_per_term(listed, FIRST, LAST)]
    assert counts == [load.count for load in load_per_term(shuffled, FIRST, LAST)]


@given(rows())
def test_one_more_row_never_lightens_the_load(listed: list[InterventionRow]) -> None:
    more = [*listed, replace(ROW, id=99, start="2022vt", end="2023ht", ongoing=False)]
    before, after = load_per_term(listed, FIRST, LAST), load_per_term(more, FIRST, LAST)
    assert all(one.count <= other.count <= one.count + 1 for one, other in zip(before, after, strict=True))


@given(rows())
def test_partners_are_named_once_a_term(listed: list[InterventionRow]) -> None:
    for load in load_per_term(listed, FIRST, LAST):
        assert len(set(load.partners)) == len(load.partners)
        assert bool(load.partners) == bool(load.count)


@given(rows(), st.integers(1, 6))
def test_the_warning_names_the_terms_above_the_limit_and_no_others(
    listed: list[InterventionRow], most: int
) -> None:
    loads = load_per_term(listed, FIRST, LAST)
    warned = overloaded(loads, most)
    assert all((load.term in warned) == (load.count > most) for load in loads)


def test_the_limit_is_five_until_the_organiser_sets_another() -> None:
    with override_settings(FOLLOW_UP={}):
        assert most_at_once() == 5
    with override_settings(FOLLOW_UP={"most_at_once": 3}):
        assert most_at_once() == 3


@pytest.mark.parametrize("told", ["fem", 0, -1, 2.5, True])
def test_a_limit_that_is_no_number_of_interventions_is_said(told: object) -> None:
    with override_settings(FOLLOW_UP={"most_at_once": told}), pytest.raises(Problem, match="most_at_once"):
        most_at_once()
