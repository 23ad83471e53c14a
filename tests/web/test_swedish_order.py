"""The order of the Swedish alphabet."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vandpunkt.web.swedish_order import swedish_order


def in_order(*names: str) -> bool:
    return sorted(names, key=swedish_order) == list(names)


def test_the_last_letters_come_last_in_their_own_order() -> None:
    assert in_order("Zetterskolan", "Åsö grundskola", "Äppelviksskolan", "Örbyskolan")


def test_capitals_are_as_small_letters() -> None:
    assert swedish_order("ÅSÖ") == swedish_order("åsö")


def test_other_accents_are_as_without_them() -> None:
    assert swedish_order("Idéskolan") == swedish_order("Ideskolan")
    assert in_order("Ida", "Idéskolan", "Idunskolan")


def test_neighbours_letters_stand_with_ours() -> None:
    assert swedish_order("Ærø") == swedish_order("Ärö")


def test_a_letter_written_in_two_signs_is_the_same_letter() -> None:
    assert swedish_order("A\u030aso\u0308") == swedish_order("Åsö")


@given(st.text())
def test_any_text_has_a_place(text: str) -> None:
    assert swedish_order(swedish_order(text)) is not None


@given(st.lists(st.text(alphabet="abcxyzåäö", min_size=1)))
def test_words_of_swedish_letters_sort_letter_by_letter(words: list[str]) -> None:
    alphabet = "abcdefghijklmnopqrstuvwxyzåäö"
    obvious = sorted(words, key=lambda word: [alphabet.index(letter) for letter in word])
    assert sorted(words, key=swedish_order) == obvious
