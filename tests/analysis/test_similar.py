"""Schools with the most similar intake."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vandpunkt.analysis.similar import most_similar

INTAKES = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=4),
    st.tuples(st.floats(1, 3), st.floats(150, 300)),
    min_size=1,
    max_size=12,
)


def test_the_nearest_come_first() -> None:
    intake = {"a": (2.0,), "b": (2.1,), "c": (2.5,), "d": (1.0,)}
    assert most_similar(intake, count=2)["a"] == ("b", "c")


def test_measures_weigh_alike_whatever_their_unit() -> None:
    intake = {"a": (2.0, 200.0), "b": (2.0, 300.0), "c": (3.0, 200.0), "d": (3.0, 300.0)}
    assert set(most_similar(intake, count=2)["a"]) == {"b", "c"}


def test_without_schools_there_are_none() -> None:
    assert most_similar({}) == {}


@given(INTAKES)
def test_no_school_is_similar_to_itself_and_none_is_named_twice(
    intake: dict[str, tuple[float, float]],
) -> None:
    for code, others in most_similar(intake).items():
        assert code not in others
        assert len(set(others)) == len(others) == min(5, len(intake) - 1)
