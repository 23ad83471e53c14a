"""The house check finds what a careful colleague marks, and nothing in a clean text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.composing import reading_of
from tests.reading.statements import SEED
from vandpunkt.reading import read_file
from vandpunkt.reading.proofreading import Remark, RemarkKind, proofread
from vandpunkt.reading.proofreading.dictionary import edits, is_word, nearest_word
from vandpunkt.reading.proofreading.passages import Passage
from vandpunkt.reading.proofreading.stray_signs import stray_signs

PAST = "Norra skolan\nUnder 2021–2024 har skolan fått:\n"
PLANNED = "\nUnder 2025:\n• Kommunal samverkan för bästa skola (KSBS)\n"


def remarks(body: str) -> list[Remark]:
    return list(proofread(reading_of(body)))


def quotes(body: str, kind: RemarkKind) -> list[str]:
    return [one.quote for one in remarks(body) if one.kind is kind]


def signs(text: str) -> list[tuple[str, str]]:
    return [(one.quote, one.proposal) for one in stray_signs([Passage("Ärendet", text)])]


class TestTheSeed:
    def test_the_misspelt_word_the_stray_sign_and_the_unevenly_written_network_and_nothing_else(self) -> None:
        found = proofread(read_file(SEED))
        told = [(one.kind, one.place) for one in found]
        assert told == [
            (RemarkKind.SPELLING, "Förvaltningens synpunkter och förslag"),
            (RemarkKind.STRAY_SIGN, "Rinkebyskolan"),
            (RemarkKind.UNEVEN_NAME, "Hagsätraskolan"),
            (RemarkKind.UNEVEN_NAME, "Hässelbygårdsskolan"),
            (RemarkKind.UNEVEN_NAME, "Rinkebyskolan"),
        ]
        assert (found[0].quote, found[0].proposal) == ("konsatsera", "konstatera")
        assert (found[1].quote, found[1].proposal) == ("Start -2022", "Start 2022")
        assert all(one.quote.startswith("Nätverk för rektorer i utsatta områden") for one in found[2:])


class TestACleanText:
    def test_has_no_remarks(self) -> None:
        assert remarks(f"{PAST}• Kommunal samverkan för bästa skola (KSBS) från vt 2024\n{PLANNED}") == []

    def test_an_abbreviation_after_the_full_name_is_not_uneven(self) -> None:
        assert remarks(f"{PAST}• KSBS från vt 2024\n{PLANNED}") == []


class TestSpelling:
    @pytest.mark.parametrize(
        "word", ["rektorsnätverk", "grundskolesamordnare", "förstelärarplan", "behörigheten", "skolorna"]
    )
    def test_inflected_and_compounded_words_are_words(self, word: str) -> None:
        assert is_word(word)

    @pytest.mark.parametrize(
        ("word", "meant"),
        [
            ("konsatsera", "konstatera"),
            ("huvudmanen", "huvudmannen"),
            ("kollegiallt", "kollegialt"),
            ("skoaln", "skolan"),
        ],
    )
    def test_a_slip_is_told_with_the_word_that_was_meant(self, word: str, meant: str) -> None:
        assert not is_word(word)
        assert nearest_word(word) == meant

    def test_a_word_that_resembles_none_is_left_alone(self) -> None:
        assert nearest_word("qwxzqwxz") is None

    def test_a_misspelt_word_is_told_once(self) -> None:
        body = f"{PAST}• KSBS från vt 2024 för skoaln\n• Läslyftet ht 2022 för skoaln\n{PLANNED}"
        assert quotes(body, RemarkKind.SPELLING) == ["skoaln"]

    @given(st.text("abå", max_size=6), st.text("abå", max_size=6))
    def test_edits_are_counted_alike_both_ways_and_are_none_for_the_same_word(
        self, one: str, other: str
    ) -> None:
        assert edits(one, other) == edits(other, one)
        assert (edits(one, other) == 0) == (one == other)


class TestStraySigns:
    @pytest.mark.parametrize(
        ("text", "quote", "proposal"),
        [
            ("Nätverk. Start -2022.", "Start -2022", "Start 2022"),
            ("Skolan fick stöd , och mer.", "stöd ,", "stöd,"),
            ("Skolan fick stöd.. Sedan mer.", "stöd..", "stöd."),
            ("Skolan fick fick stöd.", "fick fick", "fick"),
        ],
    )
    def test_a_sign_or_a_word_too_many_is_told_with_what_was_meant(
        self, text: str, quote: str, proposal: str
    ) -> None:
        assert signs(text) == [(quote, proposal)]

    def test_a_bracket_without_a_fellow_is_told(self) -> None:
        assert signs("Stöd (KSBS från vt 2024") == [("Stöd (KSBS från v", "")]

    @pytest.mark.parametrize(
        "text",
        [
            "Insatsen pågick 2021-2024.",
            "Från 2021–2024, se a) nedan.",
            "Talet var .. det året …",
            "Det var så så länge det varade.",
            "Behöriga ~100 (1 %).",
        ],
    )
    def test_what_only_looks_odd_is_left_alone(self, text: str) -> None:
        assert signs(text) == []


class TestCoverage:
    def test_a_school_missing_where_others_are_told_of_is_named(self) -> None:
        body = (
            f"{PAST}• KSBS från vt 2024\n{PLANNED}\nSödra skolan\nUnder 2021–2024 har skolan fått:\n"
            "• Läslyftet ht 2022\n"
        )
        missing = [one for one in remarks(body) if one.kind is RemarkKind.MISSING_SCHOOL]
        assert [one.sentence() for one in missing] == [
            "Södra skolan nämns i texten men saknas där planerat stöd redovisas."
        ]

    def test_an_item_outside_the_years_asked_about_is_told(self) -> None:
        assert quotes(f"{PAST}• Läslyftet ht 2016–vt 2017\n{PLANNED}", RemarkKind.OUTSIDE_SCOPE) == [
            "Läslyftet ht 2016–vt 2017"
        ]
