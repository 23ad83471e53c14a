"""Periods found in running prose: exactly the words that state them, and nothing that only looks like one."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vandpunkt.sources
from tests.domain.strategies import periods
from vandpunkt.domain.periods import Period, find_periods

SEED = Path(vandpunkt.sources.__file__).parent / "shipped" / "att-vanda-skolresultat.txt"
ONE_OF_ITS_KIND = st.sampled_from(
    ["2022", "ht", "vt", "läsåret", "och", "–", "-", "/", "start", "till", " ", "\n", "24", "."]
)


def found(text: str) -> list[tuple[str, str]]:
    """The words that state a period, and the lead-in among them."""
    return [(text[period.start : period.end], period.lead) for period in find_periods(text)]


class TestSpans:
    @pytest.mark.parametrize(
        ("text", "words", "lead"),
        [
            ("NPF-utbildning för rektorer ht 2022 Anna", "ht 2022", ""),
            ("Deltagande i KSBS från och med vt 2024.", "från och med vt 2024", "från och med"),
            ("Skolverket. Start 2022.", "Start 2022", "start"),
            ("Skolverket. Start -2022. ", "Start -2022", "start"),
            ("(SSPF) – start \n\n2024 i samverkan", "start \n\n2024", "start"),
            ("i Vantör. 2022–\n2024, togs", "2022–\n2024", ""),
            ("Statsbidrag 2019 – förstärkt elevhälsoteam", "2019", ""),
            ("fritidslots 2024 – i samverkan med sdf", "2024", ""),
            ("Skolan påbörjar vt 2024 ett treårigt arbete", "påbörjar vt 2024", "med början"),
            ("förstelärare ht 2022-vt 2024. I Spånga", "ht 2022-vt 2024", ""),
            ("huvudman. Ht 2019 till vt 2022.", "Ht 2019 till vt 2022", ""),
            ("enheten under läsåret 2023/2024 inklusive", "under läsåret 2023/2024", "under"),
            ("med enheten, läsåret 2021/2022.", "läsåret 2021/2022", ""),
            ("starta upp KSBS under 2025. (Informationsträff", "under 2025", "under"),
            ("Insatsen pågår sedan 2022 och", "sedan 2022", "sedan"),
            ("Insatsen startade upp 2022 och", "startade upp 2022", "start"),
            ("Planering inför ht 2025", "inför ht 2025", "inför"),
            ("Insatsen avslutades vt 2024.", "avslutades vt 2024", "till och med"),
            ("Systemet togs i bruk vt 2024", "togs i bruk vt 2024", "togs i bruk"),
            ("Systemet är i drift sedan ht 2023", "är i drift sedan ht 2023", "togs i bruk"),
            ("Nätverk vt 24–, sedan mer", "vt 24–", ""),
            ("Nätverk 2022– och mer", "2022–", ""),
            ("mellan 2019 och 2022 gavs", "mellan 2019 och 2022", "mellan"),
            ("Stöd på 2024 års nivå", "på 2024", "under"),
        ],
    )
    def test_the_words_and_their_lead_in_are_found(self, text: str, words: str, lead: str) -> None:
        assert found(text) == [(words, lead)]

    def test_two_periods_of_one_item_stay_two(self) -> None:
        text = "KUF ht 2022 - vt 2024. \nHt 2024 – vt 2025 stöd från FoU"
        assert found(text) == [("ht 2022 - vt 2024", ""), ("Ht 2024 – vt 2025", "")]

    def test_a_period_and_when_it_came_into_use_are_two(self) -> None:
        assert found("2022–2024, togs i bruk vt 2024.") == [
            ("2022–2024", ""),
            ("togs i bruk vt 2024", "togs i bruk"),
        ]

    def test_terms_that_follow_each_other_are_one_period(self) -> None:
        assert found("gavs ht 2022 och vt 2023.") == [("ht 2022 och vt 2023", "")]

    def test_terms_that_do_not_are_two(self) -> None:
        assert found("gavs ht 2022 och ht 2024.") == [("ht 2022", ""), ("ht 2024", "")]

    def test_the_past_and_the_planned_window_stay_two(self) -> None:
        text = "under 2021–2024 samt vilket stöd som erbjuds under 2025"
        assert found(text) == [("under 2021–2024", "under"), ("under 2025", "under")]
        assert len(found("under 2021–2024 samt 2025")) == 2

    def test_a_later_word_of_its_own_begins_a_new_period(self) -> None:
        assert [words for words, _ in found("från ht 2022, start vt 2023")] == [
            "från ht 2022",
            "start vt 2023",
        ]


class TestWhatIsNoPeriod:
    @pytest.mark.parametrize(
        "text",
        [
            "Dnr UTBF 2024/6786",
            "dnr 2024/6786",
            "Dnr UTBF 2024/2025",
            "UTBF 2024/6786-12",
            "övergång mellan årskurs 6 och årskurs 7",
            "den 11 februari 2025",
            "11 feb. 2025",
            "februari\n2025",
            "2025-02-11",
            "11/2 2025",
            "12.2.2025",
            "Skollagen (2010:800) 4 kap. 3–7 §§",
            "Stadsrevisionen 2/2017",
            "2022 elever",
            "2 022 elever",
            "2024 kr",
            "2000 %",
            "12022",
            "20221",
            "0180",
            "telefon 08-2022",
            "Sida 3 (5)",
            "ht",
            "under vårterminen",
            "shit 22",
            "ont 22",
            "1850 års skola",
            "3,2022",
            "2022,5",
        ],
    )
    def test_it_only_looks_like_one(self, text: str) -> None:
        assert found(text) == []

    @given(st.text(alphabet=st.characters(exclude_categories=["Nd"]), max_size=60))
    def test_text_without_figures_states_none(self, text: str) -> None:
        assert found(text) == []


class TestAnyText:
    @given(st.lists(ONE_OF_ITS_KIND, max_size=25).map("".join))
    def test_spans_are_in_order_apart_and_not_empty(self, text: str) -> None:
        spans = [(period.start, period.end) for period in find_periods(text)]
        assert all(start < end <= len(text) for start, end in spans)
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))

    @given(
        periods,
        st.sampled_from(["Nätverk för rektorer. ", "KSBS, ", "(", "", "Stöd – "]),
        st.sampled_from([".", ". I Spånga.", ") och", ""]),
    )
    def test_a_printed_period_is_found_in_prose_as_it_was_printed(
        self, period: Period, before: str, after: str
    ) -> None:
        printed = str(period)
        if period.start is None and period.end is None:
            return
        (only,) = find_periods(before + printed + after)
        assert only.period == period
        assert (only.start, only.end) == (len(before), len(before) + len(printed))

    def test_a_long_text_gives_what_its_parts_give(self) -> None:
        text = SEED.read_text(encoding="utf-8") * 10
        assert len(find_periods(text)) == 10 * len(find_periods(SEED.read_text(encoding="utf-8")))

    @pytest.mark.parametrize(
        "piece", [" ", "ht ", "2022 ", "- ", "från och ", "läsåret ", "2022–", "vt–", "i "]
    )
    def test_a_hostile_text_is_read_to_its_end(self, piece: str) -> None:
        assert all(found.end <= 20_000 * len(piece) for found in find_periods(piece * 20_000))


class TestTheShippedDocument:
    def test_every_period_that_a_careful_reader_sees_is_found(self) -> None:
        text = " ".join(SEED.read_text(encoding="utf-8").split())
        stated = {(words.lower(), lead) for words, lead in found(text)}
        assert stated == {
            ("under 2021-2024", "under"),
            ("under 2021–2024", "under"),
            ("under 2025", "under"),
            ("ht 2022", ""),
            ("vt 2023", ""),
            ("från och med vt 2024", "från och med"),
            ("start 2022", "start"),
            ("start -2022", "start"),
            ("start 2023", "start"),
            ("start 2024", "start"),
            ("start vt 2024", "start"),
            ("2022– 2024", ""),
            ("togs i bruk vt 2024", "togs i bruk"),
            ("2019", ""),
            ("2024", ""),
            ("påbörjar vt 2024", "med början"),
            ("ht 2022-vt 2024", ""),
            ("ht 2024-vt 2025", ""),
            ("ht 2019 till vt 2022", ""),
            ("under läsåret 2023/2024", "under"),
            ("läsåret 2021/2022", ""),
            ("ht 2022 - vt 2024", ""),
            ("ht 2024 – vt 2025", ""),
        }

    def test_neither_its_dates_nor_its_number_are_among_them(self) -> None:
        text = SEED.read_text(encoding="utf-8")
        spans = [(period.start, period.end) for period in find_periods(text)]
        for words in ("11 februari 2025", "12 februari 2025", "2024/6786"):
            place = text.index(words)
            assert not any(start < place + len(words) and place < end for start, end in spans)
