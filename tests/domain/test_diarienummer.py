"""The number under which an authority registers a case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vandpunkt.domain.diarienummer import Diarienummer, find_diarienummer
from vandpunkt.domain.problems import Problem

numbers = st.builds(
    Diarienummer,
    st.sampled_from(["", "UTBF", "KS", "BUN", "Gsn", "ÖSN"]),
    st.integers(1900, 2099),
    st.from_regex(r"[0-9]{1,7}", fullmatch=True),
)


class TestReading:
    @pytest.mark.parametrize(
        "text",
        [
            "UTBF 2024/6786",
            "Dnr UTBF 2024/6786",
            "dnr: UTBF 2024/6786",
            "Diarienummer UTBF 2024/6786",
            "Diarienr. UTBF 2024/6786",
            "UTBF\u00a02024/6786",
            "UTBF\n2024/6786",
            "UTBF 2024 / 6786",
            "UTBF-2024-6786",
            " UTBF 2024/6786 ",
        ],
    )
    def test_every_usual_form_is_the_same_number(self, text: str) -> None:
        assert Diarienummer.parse(text) == Diarienummer("UTBF", 2024, "6786")

    def test_a_number_without_series_is_one_too(self) -> None:
        assert str(Diarienummer.parse("2024/123")) == "2024/123"

    @pytest.mark.parametrize(
        "text",
        ["", "UTBF", "UTBF 2024", "UTBF 24/6786", "2024/67868888", "UTBF 2024/abc", "UTBF 2024/6786 och mer"],
    )
    def test_anything_else_is_a_problem_that_says_what_to_write(self, text: str) -> None:
        with pytest.raises(Problem, match="UTBF 2024/6786"):
            Diarienummer.parse(text)

    @given(numbers)
    def test_printing_and_reading_are_inverse(self, number: Diarienummer) -> None:
        assert Diarienummer.parse(str(number)) == number

    @given(numbers)
    def test_the_slug_leads_back_and_needs_no_quoting_but_of_letters(self, number: Diarienummer) -> None:
        assert Diarienummer.from_slug(number.slug) == number
        assert number.slug.replace("-", "").isalnum()

    def test_leading_zeros_belong_to_the_number(self) -> None:
        assert Diarienummer.parse("KS 2024/0012") != Diarienummer.parse("KS 2024/12")


class TestFinding:
    def test_it_is_found_where_the_text_calls_it_so(self) -> None:
        text = "Tjänsteutlåtande\nDnr UTBF 2024/6786\n\nSida 3 (5)"
        assert find_diarienummer(text) == Diarienummer("UTBF", 2024, "6786")

    def test_the_first_of_several_counts(self) -> None:
        assert find_diarienummer("dnr KS 2024/1, dnr KS 2024/2") == Diarienummer("KS", 2024, "1")

    @pytest.mark.parametrize(
        "text", ["läsåret 2023/2024", "UTBF 2024/6786", "Dnr saknas. Läsåret 2023/2024", ""]
    )
    def test_nothing_that_is_not_called_so_is_one(self, text: str) -> None:
        assert find_diarienummer(text) is None
