"""Values that any test of the domain may draw."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from vandpunkt.domain.periods import Period
from vandpunkt.domain.terms import Point, SchoolYear, Term, Year

years = st.integers(1901, 2098)
terms = st.builds(Term, years, st.sampled_from(["vt", "ht"]))
school_years = st.builds(SchoolYear, years)
points: st.SearchStrategy[Point] = st.one_of(st.builds(Year, years), terms, school_years)


@st.composite
def bounded_periods(draw: st.DrawFn) -> Period:
    """A period with both bounds, of any mixture of precisions."""
    first, second = draw(points), draw(points)
    if first.first_term > second.last_term:
        first, second = second, first
    return Period(first, second)


@st.composite
def near_periods(draw: st.DrawFn) -> Period:
    """A bounded period of a few years around 2022, so that two of them often meet."""
    first = draw(st.integers(2018, 2026))
    length = draw(st.integers(0, 3))
    kinds: list[Callable[[int], Point]] = [
        Year,
        SchoolYear,
        lambda year: Term(year, "vt"),
        lambda year: Term(year, "ht"),
    ]
    kind = draw(st.sampled_from(kinds))
    return Period(kind(first), kind(first + length))


open_periods = st.one_of(
    st.builds(Period, points, st.none(), st.sampled_from([None, True, False])),
    st.builds(Period, st.none(), points),
    st.builds(Period, st.none(), st.none(), st.sampled_from([None, True, False])),
)
periods = st.one_of(bounded_periods(), open_periods)
