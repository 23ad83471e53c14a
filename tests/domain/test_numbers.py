"""Numbers as Swedish prints them."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vandpunkt.domain.marks import PublishedValue
from vandpunkt.domain.numbers import percent, percent_of_share, percentage_points, signed, swedish

finite = st.decimals(-(10**7), 10**7, allow_nan=False, allow_infinity=False, places=4)


class TestNumbers:
    @pytest.mark.parametrize(
        ("number", "decimals", "text"),
        [
            (74.5, 1, "74,5"),
            (74.45, 1, "74,5"),
            (Decimal("74.44"), 1, "74,4"),
            (53, 1, "53,0"),
            (53, 0, "53"),
            (0.5, 0, "1"),
            (1714, 0, "1\u00a0714"),
            (1234567.8, 1, "1\u00a0234\u00a0567,8"),
            (-3, 1, "−3,0"),
            (-0.04, 1, "0,0"),
            (0, 1, "0,0"),
            (1e-9, 2, "0,00"),
        ],
    )
    def test_it_has_a_decimal_comma_fixed_spaces_and_a_real_minus(
        self, number: float | Decimal, decimals: int, text: str
    ) -> None:
        assert swedish(number, decimals) == text

    @pytest.mark.parametrize("number", [math.nan, math.inf, Decimal("NaN")])
    def test_what_is_no_number_cannot_be_printed(self, number: float | Decimal) -> None:
        with pytest.raises(ValueError, match="cannot be printed"):
            swedish(number)

    @given(finite, st.integers(0, 4))
    def test_reading_it_back_gives_the_rounded_number(self, number: Decimal, decimals: int) -> None:
        read = PublishedValue.parse(swedish(number, decimals)).number
        assert read is not None
        assert abs(read - number) <= Decimal("0.5").scaleb(-decimals)

    @given(finite)
    def test_it_never_breaks_across_lines(self, number: Decimal) -> None:
        assert " " not in swedish(number)

    @pytest.mark.parametrize(("number", "text"), [(4.2, "+4,2"), (-3, "−3,0"), (0, "0,0"), (0.01, "0,0")])
    def test_a_difference_shows_its_sign_unless_it_is_nothing(self, number: float, text: str) -> None:
        assert signed(number) == text


class TestShares:
    def test_per_cent_stands_after_a_fixed_space(self) -> None:
        assert percent(74.5) == "74,5\u00a0%"
        assert percent(74.5, 0) == "75\u00a0%"

    def test_a_share_between_nothing_and_one_is_printed_in_per_cent(self) -> None:
        assert percent_of_share(0.745) == percent(74.5)
        assert percent_of_share(1.0, 0) == "100\u00a0%"

    @given(st.integers(0, 1000))
    def test_a_share_in_thousands_is_printed_exactly(self, thousandths: int) -> None:
        assert percent_of_share(thousandths / 1000) == percent(Decimal(thousandths) / 10)

    @pytest.mark.parametrize(
        ("number", "decimals", "text"),
        [
            (2, 1, "2,0\u00a0procentenheter"),
            (1, 0, "1\u00a0procentenhet"),
            (-1, 0, "−1\u00a0procentenhet"),
            (1, 1, "1,0\u00a0procentenheter"),
            (0, 0, "0\u00a0procentenheter"),
        ],
    )
    def test_a_difference_of_shares_is_in_percentage_points(
        self, number: float, decimals: int, text: str
    ) -> None:
        assert percentage_points(number, decimals) == text
