"""Dates as Swedish administration writes them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vandpunkt.domain.dates import MONTHS, find_dates, parse_date, print_date
from vandpunkt.domain.problems import Problem

days = st.dates(date(1900, 1, 1), date(2099, 12, 31))


class TestReading:
    @pytest.mark.parametrize(
        "text",
        [
            "den 11 februari 2025",
            "11 februari 2025",
            "Den 11 Februari 2025",
            "11 feb 2025",
            "11 feb. 2025",
            "11 febr. 2025",
            "den\u00a011 februari\n2025",
            "tisdagen den 11 februari 2025",
            "tisdag 11 februari 2025",
            "2025-02-11",
            "2025‑02‑11",
            "11/2 2025",
            "11/2-2025",
            " den 11 februari 2025 ",
        ],
    )
    def test_every_usual_form_is_read(self, text: str) -> None:
        assert parse_date(text) == date(2025, 2, 11)

    @pytest.mark.parametrize("month", range(1, 13))
    def test_every_month_has_a_name_and_a_short_one(self, month: int) -> None:
        name = MONTHS[month - 1]
        assert parse_date(f"1 {name} 2025") == date(2025, month, 1)
        assert parse_date(f"1 {name[:3]} 2025") == date(2025, month, 1)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "februari 2025",
            "30 februari 2025",
            "2025-13-01",
            "11 februari",
            "ht 2022",
            "31/4 2025",
            "1 jante 2025",
        ],
    )
    def test_anything_else_is_a_problem_that_says_what_to_write(self, text: str) -> None:
        with pytest.raises(Problem, match="11 februari 2025"):
            parse_date(text)

    @given(days)
    def test_printing_and_reading_are_inverse(self, day: date) -> None:
        assert parse_date(print_date(day)) == parse_date(day.isoformat()) == day

    def test_a_date_is_printed_in_words(self) -> None:
        assert print_date(date(2025, 2, 1)) == "den 1 februari 2025"


class TestFinding:
    def test_dates_are_found_in_prose_with_their_words(self) -> None:
        text = "i samverkan den 11 februari 2025. Rådet vid sammanträdet den \n12 februari 2025."
        found = find_dates(text)
        assert [one.day for one in found] == [date(2025, 2, 11), date(2025, 2, 12)]
        assert [text[one.start : one.end] for one in found] == [
            "den 11 februari 2025",
            "den \n12 februari 2025",
        ]

    @pytest.mark.parametrize(
        "text",
        ["Dnr UTBF 2024/6786", "under 2021–2024", "2024-02-30", "111 februari 2025", "2025-02-111", "3/2025"],
    )
    def test_what_no_calendar_has_is_passed_over(self, text: str) -> None:
        assert find_dates(text) == []

    @given(
        days,
        st.sampled_from(["", "Beslut ", "(", "senast "]),
        st.sampled_from(["", ".", " i Stockholm", ")"]),
    )
    def test_a_printed_date_is_found_whole(self, day: date, before: str, after: str) -> None:
        (only,) = find_dates(before + print_date(day) + after)
        assert only.day == day
        assert only.end - only.start == len(print_date(day))
