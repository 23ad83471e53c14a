"""Years, terms and school years: how they are written, ordered, counted and converted."""

from __future__ import annotations

import dataclasses
import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.strategies import points, school_years, terms
from vandpunkt.domain.problems import Problem
from vandpunkt.domain.terms import Point, SchoolYear, Term, Year, full_year, later_year, point_from_code


class TestTermsAsWritten:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("ht 2022", "2022ht"),
            ("Ht 2022", "2022ht"),
            ("HT22", "2022ht"),
            ("ht22", "2022ht"),
            ("HT 22", "2022ht"),
            ("ht-22", "2022ht"),
            ("vt-24", "2024vt"),
            ("vt –24", "2024vt"),
            ("VT’24", "2024vt"),
            ("v.t. 2024", "2024vt"),
            ("H.T. 2022", "2022ht"),
            ("ht. 2022", "2022ht"),
            ("höstterminen 2022", "2022ht"),
            ("Vårterminen 2024", "2024vt"),
            ("vårterminen år 2024", "2024vt"),
            ("våren 2024", "2024vt"),
            ("hösten 2022", "2022ht"),
            ("ht\u00a02022", "2022ht"),
            ("ht\n2022", "2022ht"),
            ("  vt 2024  ", "2024vt"),
            ("ht 1998", "1998ht"),
            ("vt 98", "1998vt"),
        ],
    )
    def test_every_usual_form_is_read(self, text: str, code: str) -> None:
        assert Term.parse(text).code == code

    @pytest.mark.parametrize(
        "text", ["", "2022", "ht", "ht 2", "xt 2022", "ht 2022–vt 2023", "ht 20222", "åk 6"]
    )
    def test_anything_else_is_a_problem_that_says_what_to_write(self, text: str) -> None:
        with pytest.raises(Problem, match="Skriv till exempel vt 2024"):
            Term.parse(text)

    def test_a_term_is_printed_as_the_administration_prints_it(self) -> None:
        assert str(Term(2024, "vt")) == "vt 2024"
        assert str(Term(2022, "ht")) == "ht 2022"

    @given(terms)
    def test_printing_and_reading_are_inverse(self, term: Term) -> None:
        assert Term.parse(str(term)) == term

    @given(terms)
    def test_the_code_leads_back(self, term: Term) -> None:
        assert Term.from_code(term.code) == term

    @pytest.mark.parametrize("code", ["2024", "vt2024", "2024/25", "2024VT", ""])
    def test_a_code_of_something_else_is_refused(self, code: str) -> None:
        with pytest.raises(Problem):
            Term.from_code(code)

    def test_a_season_that_no_school_has_is_refused(self) -> None:
        with pytest.raises(Problem, match="sommar"):
            Term(2024, "sommar")  # what a careless caller would do

    @pytest.mark.parametrize("year", [1899, 2100, 24])
    def test_a_year_outside_two_centuries_is_refused(self, year: int) -> None:
        with pytest.raises(Problem, match="1900–2099"):
            Term(year, "vt")


class TestTermsInTime:
    def test_spring_comes_before_autumn(self) -> None:
        assert Term(2024, "vt") < Term(2024, "ht") < Term(2025, "vt")
        assert max(Term(2024, "ht"), Term(2024, "vt")) == Term(2024, "ht")

    @given(terms, st.integers(-3, 3))
    def test_moving_forward_and_back_is_the_identity(self, term: Term, count: int) -> None:
        try:
            moved = term + count
        except Problem:
            return
        assert moved - term == count
        assert moved - count == term

    @given(terms, terms)
    def test_order_agrees_with_distance(self, one: Term, other: Term) -> None:
        assert (one < other) == (one - other < 0)
        assert (one <= other) == (one - other <= 0)
        assert (one == other) == (one - other == 0)

    @given(st.dates(date(1901, 1, 1), date(2098, 12, 31)))
    def test_every_day_belongs_to_the_term_whose_days_hold_it(self, day: date) -> None:
        term = Term.on(day)
        assert term.first_day <= day <= term.last_day

    @given(terms)
    def test_terms_follow_each_other_without_a_gap(self, term: Term) -> None:
        assert (term + 1).first_day - term.last_day == timedelta(days=1)

    def test_the_summer_is_divided_at_the_end_of_june(self) -> None:
        assert Term.on(date(2024, 6, 30)) == Term(2024, "vt")
        assert Term.on(date(2024, 7, 1)) == Term(2024, "ht")

    @given(terms)
    def test_a_term_is_one_of_its_school_years_two(self, term: Term) -> None:
        assert term in term.school_year.terms

    def test_a_term_is_a_value(self) -> None:
        term = Term(2024, "vt")
        assert pickle.loads(pickle.dumps(term)) == term
        assert {term, Term(2024, "vt")} == {term}
        with pytest.raises(dataclasses.FrozenInstanceError):
            term.year = 2025  # the point of the test


class TestSchoolYears:
    @pytest.mark.parametrize(
        "text",
        [
            "2023/24",
            "2023/2024",
            "läsåret 2023/2024",
            "Läsåret 2023/24",
            "läsår 23/24",
            "lå 23/24",
            "skolåret 2023/24",
            "2023-24",
            "2023–2024",
            "2023 / 2024",
            "läsåret\u00a02023/\n2024",
        ],
    )
    def test_every_usual_form_is_read(self, text: str) -> None:
        assert SchoolYear.parse(text) == SchoolYear(2023)

    @pytest.mark.parametrize("text", ["2023", "2023/25", "2023/23", "2024/6786", "läsåret", "24/23", ""])
    def test_two_years_that_do_not_follow_are_no_school_year(self, text: str) -> None:
        with pytest.raises(Problem, match="Skriv till exempel 2024/25"):
            SchoolYear.parse(text)

    def test_the_turn_of_a_century_is_a_school_year(self) -> None:
        assert SchoolYear.parse("1999/2000") == SchoolYear.parse("1999/00") == SchoolYear(1999)
        assert str(SchoolYear(1999)) == "1999/00"

    def test_it_is_printed_short_and_long(self) -> None:
        assert str(SchoolYear(2024)) == "2024/25"
        assert SchoolYear(2024).long == "läsåret 2024/25"

    @given(school_years)
    def test_printing_and_reading_are_inverse(self, year: SchoolYear) -> None:
        assert SchoolYear.parse(str(year)) == SchoolYear.parse(year.long) == year

    def test_results_of_a_spring_belong_to_the_school_year_before_it(self) -> None:
        assert SchoolYear(2024).results_year == 2025
        assert Term(2025, "vt").school_year == SchoolYear(2024)

    @given(school_years)
    def test_it_is_an_autumn_and_the_spring_after_it(self, year: SchoolYear) -> None:
        autumn, spring = year.terms
        assert (autumn.season, spring.season) == ("ht", "vt")
        assert spring - autumn == 1
        assert (year.first_term, year.last_term) == (autumn, spring)

    def test_years_can_be_counted(self) -> None:
        assert SchoolYear(2020) + 4 == SchoolYear(2024)
        assert SchoolYear(2024) - 4 == SchoolYear(2020)
        assert SchoolYear(2024) - SchoolYear(2020) == 4
        assert sorted([SchoolYear(2024), SchoolYear(2020)]) == [SchoolYear(2020), SchoolYear(2024)]

    def test_the_last_school_year_ends_in_a_year_that_terms_have(self) -> None:
        assert SchoolYear(2098).last_term == Term(2099, "vt")
        with pytest.raises(Problem):
            SchoolYear(2099)


class TestPoints:
    @given(points)
    def test_the_code_of_a_point_leads_back_to_it_with_its_precision(self, point: Point) -> None:
        assert point_from_code(point.code) == point
        assert type(point_from_code(point.code)) is type(point)

    @given(points)
    def test_a_point_begins_no_later_than_it_ends(self, point: Point) -> None:
        assert point.first_term <= point.last_term
        assert point.last_term - point.first_term in (0, 1)

    def test_a_year_is_its_spring_and_its_autumn(self) -> None:
        assert Year(2022).first_term == Term(2022, "vt")
        assert Year(2022).last_term == Term(2022, "ht")
        assert Year(2021) < Year(2022)
        assert str(Year(2022)) == Year(2022).code == "2022"

    @pytest.mark.parametrize("code", ["22", "2022 ht", "2022/2023", "2023/25", "ht", "x"])
    def test_a_code_that_is_none_is_a_problem(self, code: str) -> None:
        with pytest.raises(Problem):
            point_from_code(code)

    def test_two_digits_after_a_year_mean_the_next_year_that_ends_so(self) -> None:
        assert [later_year(1999, "00"), later_year(2023, "24"), later_year(2023, "2030")] == [
            2000,
            2024,
            2030,
        ]

    def test_two_digits_below_seventy_are_of_this_century(self) -> None:
        assert [full_year(text) for text in ("00", "24", "69", "70", "98", "2031")] == [
            2000, 2024, 2069, 1970, 1998, 2031,
        ]  # fmt: skip
