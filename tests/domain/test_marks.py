"""Published marks: kept as printed, and turned into the counts that they allow."""

from __future__ import annotations

from contextlib import suppress
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vandpunkt.domain.marks import CountInterval, PublishedValue, ValueKind
from vandpunkt.domain.problems import Problem

Cell = tuple[int, int]


def printed(share: Fraction, decimals: int, rounding: str) -> str:
    """A share in per cent as a publication would print it."""
    exact = Decimal(share.numerator * 10 ** (decimals + 1) // share.denominator).scaleb(-decimals - 1)
    if Fraction(exact) != share:
        exact += Decimal(1).scaleb(-decimals - 6)  # beyond the last figure: no tie, and the same side of it
    return str(exact.quantize(Decimal(1).scaleb(-decimals), rounding=rounding)).replace(".", ",")


@st.composite
def cells(draw: st.DrawFn) -> Cell:
    """y of n pupils, not all of them."""
    n = draw(st.integers(10, 900))
    return draw(st.integers(0, n - 1)), n


class TestWhatIsPrinted:
    @pytest.mark.parametrize(
        ("text", "kind", "number", "decimals"),
        [
            ("74,5", ValueKind.EXISTS, "74.5", 1),
            ("74.5", ValueKind.EXISTS, "74.5", 1),
            ("53", ValueKind.EXISTS, "53", 0),
            ("100,0", ValueKind.EXISTS, "100", 1),
            ("100", ValueKind.EXISTS, "100", 0),
            ("-14", ValueKind.EXISTS, "-14", 0),
            ("−14", ValueKind.EXISTS, "-14", 0),
            ("+30", ValueKind.EXISTS, "30", 0),
            ("1 234", ValueKind.EXISTS, "1234", 0),
            ("1\u00a0234,5", ValueKind.EXISTS, "1234.5", 1),
            ("~100", ValueKind.NEARLY_ALL, None, 0),
            ("~ 100", ValueKind.NEARLY_ALL, None, 0),
            ("~100,0", ValueKind.NEARLY_ALL, None, 0),
            ("..", ValueKind.SUPPRESSED, None, 0),
            (".", ValueKind.MISSING, None, 0),
            ("*", ValueKind.MISSING, None, 0),
            ("", ValueKind.MISSING, None, 0),
            (None, ValueKind.MISSING, None, 0),
            ("cirka 230", ValueKind.APPROXIMATE, "230", 0),
            ("ca 230", ValueKind.APPROXIMATE, "230", 0),
            ("c:a 1 230", ValueKind.APPROXIMATE, "1230", 0),
            ("Cirka 230", ValueKind.APPROXIMATE, "230", 0),
        ],
    )
    def test_every_mark_is_understood(
        self, text: str | None, kind: ValueKind, number: str | None, decimals: int
    ) -> None:
        value = PublishedValue.parse(text)
        assert value.kind is kind
        assert value.number == (None if number is None else Decimal(number))
        assert value.decimals == decimals

    @pytest.mark.parametrize(
        "text", ["74,5", "74.5", "~100", "100", "100,0", "..", ".", "cirka 230", "-14", "+30"]
    )
    def test_the_text_stays_exactly_as_printed(self, text: str) -> None:
        assert PublishedValue.parse(text).text == text
        assert str(PublishedValue.parse(text)) == text

    def test_space_around_a_cell_is_no_part_of_it(self) -> None:
        assert PublishedValue.parse(" 74,5\u00a0") == PublishedValue.parse("74,5")

    @pytest.mark.parametrize(
        "text", ["abc", "...", "~50", "74,5,3", "cirka många", "7 4,5", "<5", "74,", ",5", "1e3"]
    )
    def test_anything_else_is_a_problem_that_shows_the_text(self, text: str) -> None:
        with pytest.raises(Problem, match="varken ett tal eller"):
            PublishedValue.parse(text)

    @given(st.text(max_size=12))
    def test_any_text_is_either_understood_or_a_problem(self, text: str) -> None:
        with suppress(Problem):
            assert PublishedValue.parse(text).text == text.strip()


class TestCounts:
    @pytest.mark.parametrize(
        ("text", "n", "low", "high"),
        [
            ("74,5", 51, 38, 38),
            ("74.5", 51, 38, 38),
            ("65,6", 61, 40, 40),
            ("60,6", 66, 40, 40),
            ("60,3", 78, 47, 47),
            ("49,3", 67, 33, 33),
            ("~100", 51, 47, 50),
            ("~100", 3, 0, 2),
            ("100,0", 51, 51, 51),
            ("100", 51, 51, 51),
            ("100", 5000, 5000, 5000),
            ("0,0", 51, 0, 0),
            ("0", 51, 0, 0),
        ],
    )
    def test_a_share_of_n_pupils_stands_for_these_counts(
        self, text: str, n: int, low: int, high: int
    ) -> None:
        assert PublishedValue.parse(text).counts(n) == CountInterval(low, high)

    @pytest.mark.parametrize("text", ["..", ".", "cirka 230", None, "214,5", "-3"])
    def test_what_is_no_share_says_nothing_of_the_count(self, text: str | None) -> None:
        value = PublishedValue.parse(text)
        assert value.counts(51) is None
        assert not value.is_share
        assert value.fits(51)

    def test_a_share_that_n_pupils_cannot_give_fits_no_count(self) -> None:
        value = PublishedValue.parse("74,6")
        assert value.counts(51) is None
        assert not value.fits(51)

    def test_no_pupils_give_no_share(self) -> None:
        assert PublishedValue.parse("50,0").counts(0) is None
        assert PublishedValue.parse("~100").counts(0) is None

    def test_a_lost_decimal_changes_nothing(self) -> None:
        assert PublishedValue.parse("53").counts(200) == PublishedValue.parse("53,0").counts(200)
        assert PublishedValue.parse("53").counts(200) == CountInterval(106, 106)

    def test_whole_per_cents_allow_more_where_the_publication_rounds_to_them(self) -> None:
        assert PublishedValue.parse("53").counts(200, decimals=0) == CountInterval(105, 106)
        assert PublishedValue.parse("52").counts(200, decimals=0) == CountInterval(103, 105)

    def test_more_decimals_in_the_text_are_used(self) -> None:
        assert PublishedValue.parse("74,51").counts(51) == CountInterval(38, 38)
        assert PublishedValue.parse("74,50").counts(51) is None

    def test_a_half_may_have_been_rounded_up_or_to_even(self) -> None:
        # 1 of 16 is 6,25 per cent: 6,3 rounded up, 6,2 rounded to even.
        assert PublishedValue.parse("6,3").counts(16) == CountInterval(1, 1)
        assert PublishedValue.parse("6,2").counts(16) == CountInterval(1, 1)
        # 3 of 16 is 18,75 per cent: 18,8 by both ways, never 18,7.
        assert PublishedValue.parse("18,8").counts(16) == CountInterval(3, 3)
        assert PublishedValue.parse("18,7").counts(16) is None

    @given(cells(), st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]), st.sampled_from([0, 1, 2]))
    def test_the_true_count_is_always_among_those_allowed(
        self, cell: Cell, rounding: str, decimals: int
    ) -> None:
        y, n = cell
        text = printed(Fraction(100 * y, n), decimals, rounding)
        counts = PublishedValue.parse(text).counts(n, decimals)
        if text.startswith("100"):
            assert counts == CountInterval(n, n)  # at these sizes such a share would be printed ~100
        else:
            assert counts is not None
            assert counts.low <= y <= counts.high

    @given(cells(), st.sampled_from([0, 1]))
    def test_every_count_allowed_prints_as_the_text_by_one_way_of_rounding(
        self, cell: Cell, decimals: int
    ) -> None:
        y, n = cell
        text = printed(Fraction(100 * y, n), decimals, ROUND_HALF_UP)
        counts = PublishedValue.parse(text).counts(n, decimals)
        if counts is None or text.startswith("100"):
            return
        for count in range(max(0, counts.low - 1), min(n, counts.high + 1) + 1):
            ways = {
                printed(Fraction(100 * count, n), decimals, way) for way in (ROUND_HALF_UP, ROUND_HALF_EVEN)
            }
            assert (text in ways) == (counts.low <= count <= counts.high)

    @given(st.integers(1, 500))
    def test_up_to_five_hundred_pupils_one_decimal_gives_the_count_exactly(self, n: int) -> None:
        for y in range(0, n, max(1, n // 20)):
            counts = PublishedValue.parse(printed(Fraction(100 * y, n), 1, ROUND_HALF_UP)).counts(n)
            assert counts == CountInterval(y, y)
