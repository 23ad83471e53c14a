"""Wrapped lines become running text as the writer meant it."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.writers.text import hyphenated
from vandpunkt.reading.unwrapping import finished, unwrapped, wants_more, word_finder

WORDS = st.text("abcdefghijklmnopqrstuvwxyzåäö", min_size=1, max_size=18)


def test_lines_are_joined_by_one_space() -> None:
    assert (
        unwrapped(["Nätverk för  rektorer ", "  i utsatta områden"])
        == "Nätverk för rektorer i utsatta områden"
    )


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["kompetensut-", "veckling"], "kompetensutveckling"),
        (["NPF-", "utbildning"], "NPF-utbildning"),
        (["in-", "och utflyttningar"], "in- och utflyttningar"),
        (["barn- och", "elevhälsa"], "barn- och elevhälsa"),
        (["Hässelby-", "Vällingby"], "Hässelby-Vällingby"),
        (["2022–", "2024"], "2022–2024"),
        (["2022 –", "2024"], "2022 – 2024"),
        (["ht 2022-", "vt 2024"], "ht 2022-vt 2024"),
        (["arbetssätt/", "Formativ bedömning"], "arbetssätt/Formativ bedömning"),
        (["kompetens\u00ad", "utveckling"], "kompetensutveckling"),
        (["2019 –", "förstärkt elevhälsoteam"], "2019 – förstärkt elevhälsoteam"),
    ],
)
def test_hyphens_and_dashes_at_line_ends(lines: list[str], text: str) -> None:
    assert unwrapped(lines) == text


def test_a_word_that_the_document_has_elsewhere_decides() -> None:
    assert unwrapped(["e-", "tjänst"], word_finder("en e-tjänst")) == "e-tjänst"
    assert unwrapped(["fritids-", "lots"], word_finder("en fritidslots")) == "fritidslots"


@given(st.lists(WORDS, min_size=1, max_size=60), st.integers(20, 90))
def test_wrapping_at_spaces_is_undone(words: list[str], width: int) -> None:
    text = " ".join(words)
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    assert unwrapped(lines) == text


@given(st.lists(WORDS, min_size=1, max_size=60), st.integers(30, 70))
def test_hyphenation_is_undone(words: list[str], width: int) -> None:
    text = " ".join(words)
    wrapper = textwrap.TextWrapper(width, break_long_words=False, break_on_hyphens=False)
    assert unwrapped(hyphenated(text, wrapper), word_finder(text)) == text


@pytest.mark.parametrize("text", ["slut.", "form av:", "(uppstart.)", "Vad då?", "klart;"])
def test_a_text_is_finished_by_a_stop(text: str) -> None:
    assert finished(text)


@pytest.mark.parametrize("text", ["av Ledamot Demo m.fl.", "och", "fr.o.m.", "Skolsociala team"])
def test_a_text_is_not_finished_by_an_abbreviation(text: str) -> None:
    assert not finished(text)


@pytest.mark.parametrize("text", ["i samarbete med", "KIND,", "2022–", "– start", "universitet och", "under"])
def test_some_endings_want_more(text: str) -> None:
    assert wants_more(text)


@pytest.mark.parametrize("text", ["Simstrategi", "Skolverket.", "SSPF individ"])
def test_other_endings_want_nothing(text: str) -> None:
    assert not wants_more(text)
