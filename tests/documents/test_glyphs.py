"""Letters that the shipped fonts have, and what is set where they have none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vandpunkt.documents.glyphs import breakable, covered, lettered


def test_the_fonts_have_latin_greek_and_cyrillic() -> None:
    assert {ord(letter) for letter in "ÅÄÖåäöéüßłčđŋŧ αΩ жЯ 0–9 «»%≥≈"} <= covered()
    assert ord("ا") not in covered()


@pytest.mark.parametrize(
    ("written", "set_as"),
    [
        ("Andréa Hedin m.fl. (M)", "Andréa Hedin m.fl. (M)"),
        ("Andre\u0301a", "Andréa"),
        ("① av ５", "1 av 5"),
        ("skola 😀", "skola �"),
        ("学", "�"),
        ("mjukt\u00adbinde\u200bstreck", "mjukt\u00adbinde\u200bstreck"),
    ],
)
def test_a_missing_letter_is_set_as_its_parts_or_replaced(written: str, set_as: str) -> None:
    assert lettered(written) == set_as


@given(st.text())
def test_what_is_set_is_set_the_same_again(text: str) -> None:
    assert lettered(lettered(text)) == lettered(text)


def test_a_word_too_long_for_a_line_gets_places_to_break() -> None:
    word = "Skolsocialtutvecklingsarbete" * 3

    assert breakable(word).replace("\u200b", "") == word
    assert max(map(len, breakable(word).split("\u200b"))) <= 20
    assert breakable("kvalitetsutvecklingsarbete") == "kvalitetsutvecklingsarbete"
