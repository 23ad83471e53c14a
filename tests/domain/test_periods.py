"""Periods as values: printed, read back, compared with a window, counted and converted."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.strategies import bounded_periods, near_periods, periods, points
from vandpunkt.domain.periods import Period, Point, window
from vandpunkt.domain.problems import Problem
from vandpunkt.domain.terms import SchoolYear, Term, Year

Codes = tuple[str | None, str | None, bool | None]


def stated(period: Period) -> Codes:
    return (*period.codes, period.ongoing)


class TestReading:
    @pytest.mark.parametrize(
        ("text", "codes"),
        [
            ("ht 2022", ("2022ht", "2022ht", False)),
            ("HT22", ("2022ht", "2022ht", False)),
            ("ht-22", ("2022ht", "2022ht", False)),
            ("vt-24", ("2024vt", "2024vt", False)),
            ("höstterminen 2022", ("2022ht", "2022ht", False)),
            ("vårterminen 2024", ("2024vt", "2024vt", False)),
            ("2022 ht", ("2022ht", "2022ht", False)),
            ("2022ht", ("2022ht", "2022ht", False)),
            ("2022ht–2024vt", ("2022ht", "2024vt", False)),
            ("2022–ht 2023", ("2022", "2023ht", False)),
            ("2022", ("2022", "2022", False)),
            ("under 2025", ("2025", "2025", False)),
            ("år 2025", ("2025", "2025", False)),
            ("kalenderåret 2025", ("2025", "2025", False)),
            ("läsåret 2023/2024", ("2023/24", "2023/24", False)),
            ("2023/24", ("2023/24", "2023/24", False)),
            ("läsår 23/24", ("2023/24", "2023/24", False)),
            ("läsåret 2023-2024", ("2023/24", "2023/24", False)),
            ("under läsåret 2023/2024", ("2023/24", "2023/24", False)),
            ("läsåren 2021–2024", ("2021/22", "2023/24", False)),
            ("läsåren 2021/22–2023/24", ("2021/22", "2023/24", False)),
            ("läsåren 21/22–23/24", ("2021/22", "2023/24", False)),
            ("läsåren 2021/22 och 2022/23", ("2021/22", "2022/23", False)),
            ("2022–2024", ("2022", "2024", False)),
            ("2021-2024", ("2021", "2024", False)),
            ("2022–\n2024", ("2022", "2024", False)),
            ("2022—2024", ("2022", "2024", False)),
            ("2022 − 2024", ("2022", "2024", False)),
            ("2022\u20112024", ("2022", "2024", False)),
            ("2022\u00ad2024", ("2022", "2024", False)),
            ("2022–24", ("2022", "2024", False)),
            ("åren 2022–2024", ("2022", "2024", False)),
            ("under perioden 2021–2024", ("2021", "2024", False)),
            ("2022 till och med 2024", ("2022", "2024", False)),
            ("2022 t.o.m. 2024", ("2022", "2024", False)),
            ("mellan 2019 och 2022", ("2019", "2022", False)),
            ("2023 och 2024", ("2023", "2024", False)),
            ("Ht 2019 till vt 2022", ("2019ht", "2022vt", False)),
            ("från ht 2019 till vt 2022", ("2019ht", "2022vt", False)),
            ("fr.o.m. ht 2019 t.o.m. vt 2022", ("2019ht", "2022vt", False)),
            ("fr o m ht 2019 t o m vt 2022", ("2019ht", "2022vt", False)),
            ("Ht 2022-vt 2024", ("2022ht", "2024vt", False)),
            ("ht 2022 - vt 2024", ("2022ht", "2024vt", False)),
            ("Ht\u00a02024 –\u00a0vt\u00a02025", ("2024ht", "2025vt", False)),
            ("HT22–VT24", ("2022ht", "2024vt", False)),
            ("ht 22/vt 23", ("2022ht", "2023vt", False)),
            ("ht 2022 och vt 2023", ("2022ht", "2023vt", False)),
            ("vt–ht 2024", ("2024vt", "2024ht", False)),
            ("vt och ht 2024", ("2024vt", "2024ht", False)),
            ("våren och hösten 2024", ("2024vt", "2024ht", False)),
            ("läsåret 2021/2022–ht 2023", ("2021/22", "2023ht", False)),
            ("2022–läsåret 2023/2024", ("2022", "2023/24", False)),
            ("vt 24–", ("2024vt", None, True)),
            ("2024 –", ("2024", None, True)),
            ("från och med vt 2024", ("2024vt", None, True)),
            ("från och\nmed vt 2024", ("2024vt", None, True)),
            ("fr.o.m. ht 2023", ("2023ht", None, True)),
            ("fr. o. m. ht 2023", ("2023ht", None, True)),
            ("from ht 2023", ("2023ht", None, True)),
            ("från ht 2023", ("2023ht", None, True)),
            ("från och med läsåret 2023/24", ("2023/24", None, True)),
            ("Start -2022", ("2022", None, True)),
            ("Start –2022", ("2022", None, True)),
            ("– start 2022", ("2022", None, True)),
            ("Start: 2022", ("2022", None, True)),
            ("Start vt 2024", ("2024vt", None, True)),
            ("start 2024", ("2024", None, True)),
            ("med start ht 2024", ("2024ht", None, True)),
            ("startade 2022", ("2022", None, True)),
            ("startar under 2025", ("2025", None, True)),
            ("uppstart vt 2024", ("2024vt", None, True)),
            ("sedan 2022", ("2022", None, True)),
            ("2024 och framåt", ("2024", None, True)),
            ("2022–pågående", ("2022", None, True)),
            ("påbörjas vt 2024", ("2024vt", None, None)),
            ("med början vt 2024", ("2024vt", None, None)),
            ("inleddes 2022", ("2022", None, None)),
            ("med början 2019, avslutad", ("2019", None, False)),
            ("t.o.m. vt 2025", (None, "2025vt", False)),
            ("till och med vt 2025", (None, "2025vt", False)),
            ("tom vt 2025", (None, "2025vt", False)),
            ("fram till 2025", (None, "2025", False)),
            ("–2024", (None, "2024", False)),
            ("avslutades vt 2024", (None, "2024vt", False)),
            ("pågår", (None, None, True)),
            ("Avslutad.", (None, None, False)),
            ("okänd tid", (None, None, None)),
        ],
    )
    def test_every_usual_wording_is_read_with_its_precision(self, text: str, codes: Codes) -> None:
        assert stated(Period.parse(text)) == codes

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "årskurs 6",
            "UTBF 2024/6786",
            "11 februari 2025",
            "vt 2024 och ht 2026",
            "ht 2022 Anna",
            "snart",
            "2022 elever",
            "1 234",
            "2024–2022",
            "vt",
            "2011-12",
            "1850",
        ],
    )
    def test_anything_else_is_a_problem_that_says_what_to_write(self, text: str) -> None:
        with pytest.raises(Problem, match="är ingen period"):
            Period.parse(text)

    @pytest.mark.parametrize(
        "text", ["(ht 2022)", "ht 2022.", " – ht 2022 – start".removesuffix(" – start"), "; ht 2022,"]
    )
    def test_punctuation_around_it_is_no_part_of_it(self, text: str) -> None:
        assert Period.parse(text).first_term == Term(2022, "ht")

    @given(
        bounded_periods(),
        st.sampled_from(["-", "‐", "‑", "–", "—", "−"]),
        st.sampled_from(["", " ", "\u00a0", "\n", " \n "]),
    )
    def test_any_dash_with_any_space_around_it_joins_a_range(
        self, period: Period, dash: str, space: str
    ) -> None:
        assert Period.parse(str(period).replace("–", f"{space}{dash}{space}")) == period

    @given(periods)
    def test_capitals_do_not_matter(self, period: Period) -> None:
        text = str(period)
        assert Period.parse(text[0].upper() + text[1:]) == Period.parse(text.upper()) == period


class TestPrinting:
    @given(periods)
    def test_printing_and_reading_are_inverse(self, period: Period) -> None:
        assert Period.parse(str(period)) == period

    @given(periods)
    def test_printing_is_stable(self, period: Period) -> None:
        assert str(Period.parse(str(period))) == str(period)

    @given(periods, periods)
    def test_two_periods_never_print_alike(self, one: Period, other: Period) -> None:
        assert (str(one) == str(other)) == (one == other)

    @pytest.mark.parametrize(
        ("period", "text"),
        [
            (Period.at(Term(2022, "ht")), "ht 2022"),
            (Period.at(Year(2025)), "2025"),
            (Period.at(SchoolYear(2023)), "läsåret 2023/2024"),
            (Period(Term(2024, "vt"), ongoing=True), "från och med vt 2024"),
            (Period(Year(2022), ongoing=True), "start 2022"),
            (Period(SchoolYear(2023), ongoing=True), "från och med läsåret 2023/2024"),
            (Period(Term(2024, "vt")), "med början vt 2024"),
            (window(2022, 2024), "2022–2024"),
            (Period(Term(2022, "ht"), Term(2024, "vt")), "ht 2022–vt 2024"),
            (Period(None, Term(2025, "vt")), "till och med vt 2025"),
            (Period(), "okänd tid"),
        ],
    )
    def test_it_prints_as_the_administration_writes(self, period: Period, text: str) -> None:
        assert str(period) == text


class TestValue:
    @given(periods)
    def test_the_codes_lead_back(self, period: Period) -> None:
        assert Period.from_codes(*period.codes, ongoing=period.ongoing) == period

    def test_an_empty_code_is_a_missing_bound(self) -> None:
        assert (
            Period.from_codes("2022ht", "") == Period.from_codes("2022ht", None) == Period(Term(2022, "ht"))
        )
        assert Period.from_codes("", "") == Period()

    @given(points, st.sampled_from([None, True, False]))
    def test_an_end_settles_that_it_does_not_go_on(self, point: Point, ongoing: bool | None) -> None:
        assert Period(point, point, ongoing).ongoing is False
        assert Period(None, point, ongoing).ongoing is False

    def test_an_open_start_and_a_single_term_are_not_the_same(self) -> None:
        assert (
            Period.parse("från och med vt 2024")
            != Period.parse("vt 2024")
            != Period.parse("med början vt 2024")
        )

    def test_a_period_that_ends_before_it_begins_is_a_problem(self) -> None:
        with pytest.raises(Problem, match=r"slutar \(2022\) innan den börjar \(vt 2024\)"):
            Period(Term(2024, "vt"), Year(2022))

    @pytest.mark.parametrize("code", ["2022-ht", "ht2022", "x"])
    def test_an_unknown_code_is_a_problem(self, code: str) -> None:
        with pytest.raises(Problem):
            Period.from_codes(code, None)


class TestWindow:
    past = window(2021, 2024)

    @pytest.mark.parametrize(
        ("text", "overlaps", "within"),
        [
            ("ht 2022", True, True),
            ("2021–2024", True, True),
            ("ht 2020", False, False),
            ("läsåret 2020/2021", True, False),
            ("läsåret 2024/2025", True, False),
            ("2025", False, False),
            ("start 2022", True, False),
            ("start 2025", False, False),
            ("till och med 2020", False, False),
            ("till och med 2022", True, False),
            ("okänd tid", True, False),
        ],
    )
    def test_a_period_meets_a_window_or_lies_in_it(self, text: str, overlaps: bool, within: bool) -> None:
        period = Period.parse(text)
        assert period.overlaps(self.past) is overlaps
        assert period.within(self.past) is within

    @given(near_periods(), near_periods())
    def test_overlap_is_having_a_term_in_common(self, one: Period, other: Period) -> None:
        assert one.overlaps(other) == bool(set(one.terms()) & set(other.terms()))
        assert one.overlaps(other) == other.overlaps(one)

    @given(near_periods(), near_periods())
    def test_within_is_having_every_term_in_the_window(self, period: Period, other: Period) -> None:
        assert period.within(other) == (set(period.terms()) <= set(other.terms()))

    @given(near_periods(), near_periods())
    def test_clipping_keeps_exactly_the_terms_in_common(self, period: Period, other: Period) -> None:
        clipped = period.clip(other)
        common = set(period.terms()) & set(other.terms())
        assert (set(clipped.terms()) if clipped else set()) == common

    @given(periods, near_periods())
    def test_clipping_twice_is_clipping_once(self, period: Period, other: Period) -> None:
        clipped = period.clip(other)
        if clipped is not None:
            assert clipped.clip(other) == clipped
            assert clipped.within(other)

    def test_clipping_keeps_the_precision_of_what_stays(self) -> None:
        assert str(Period.parse("ht 2022–vt 2027").clip(self.past)) == "ht 2022–2024"
        assert str(Period.parse("start vt 2024").clip(self.past)) == "vt 2024–2024"
        assert Period.parse("ht 2022").clip(self.past) == Period.parse("ht 2022")

    @given(near_periods(), st.integers(2018, 2029))
    def test_it_covers_the_terms_it_counts(self, period: Period, year: int) -> None:
        for term in (Term(year, "vt"), Term(year, "ht")):
            assert period.covers(term) == (term in set(period.terms()))

    def test_an_open_period_covers_every_later_term(self) -> None:
        assert Period.parse("från och med vt 2024").covers(Term(2090, "ht"))
        assert not Period.parse("från och med vt 2024").covers(Term(2023, "ht"))


class TestAYearBesideAWindow:
    """A bare year says different things inside the window of a question and before it."""

    past = window(2021, 2024)

    def test_inside_the_window_it_bounds(self) -> None:
        assert stated(Period.parse("2024").stated_for(self.past)) == ("2024", "2024", False)

    def test_before_the_window_it_is_a_start_of_which_the_rest_is_not_said(self) -> None:
        assert stated(Period.parse("2019").stated_for(self.past)) == ("2019", None, None)

    @pytest.mark.parametrize(
        "text", ["ht 2019", "2018–2019", "läsåret 2018/2019", "start 2019", "2025", "okänd tid"]
    )
    def test_anything_but_a_bare_earlier_year_stays_as_it_is(self, text: str) -> None:
        assert Period.parse(text).stated_for(self.past) == Period.parse(text)


class TestTerms:
    def test_a_school_year_has_two_terms_and_a_year_two_others(self) -> None:
        assert [term.code for term in Period.parse("läsåret 2023/24").terms()] == ["2023ht", "2024vt"]
        assert [term.code for term in Period.parse("2024").terms()] == ["2024vt", "2024ht"]

    @given(bounded_periods())
    def test_terms_are_consecutive_from_the_first_to_the_last(self, period: Period) -> None:
        terms = list(period.terms())
        assert (terms[0], terms[-1]) == (period.first_term, period.last_term)
        assert all(later - earlier == 1 for earlier, later in itertools.pairwise(terms))

    def test_an_open_period_is_counted_in_a_window(self) -> None:
        started = Period.parse("start vt 2024")
        assert [term.code for term in started.terms(window(2023, 2024))] == ["2024vt", "2024ht"]
        assert list(started.terms(window(2020, 2021))) == []

    def test_an_open_period_alone_cannot_be_counted(self) -> None:
        with pytest.raises(ValueError, match="window"):
            list(Period.parse("start vt 2024").terms())

    def test_the_last_term_that_exists_ends_the_count(self) -> None:
        assert list(Period.parse("ht 2099").terms()) == [Term(2099, "ht")]


class TestConversion:
    @pytest.mark.parametrize(
        ("text", "terms", "school_years", "years"),
        [
            ("2022–2024", "vt 2022–ht 2024", "läsåret 2021/2022–läsåret 2024/2025", "2022–2024"),
            ("läsåret 2023/2024", "ht 2023–vt 2024", "läsåret 2023/2024", "2023–2024"),
            ("ht 2022", "ht 2022", "läsåret 2022/2023", "2022"),
            ("start 2022", "från och med vt 2022", "från och med läsåret 2021/2022", "start 2022"),
            (
                "till och med vt 2025",
                "till och med vt 2025",
                "till och med läsåret 2024/2025",
                "till och med 2025",
            ),
            ("okänd tid", "okänd tid", "okänd tid", "okänd tid"),
        ],
    )
    def test_years_terms_and_school_years_turn_into_each_other(
        self, text: str, terms: str, school_years: str, years: str
    ) -> None:
        period = Period.parse(text)
        assert str(period.as_terms) == terms
        assert str(period.as_school_years) == school_years
        assert str(period.as_years) == years

    @given(bounded_periods())
    def test_in_terms_it_is_the_same_time(self, period: Period) -> None:
        assert list(period.as_terms.terms()) == list(period.terms())

    @given(bounded_periods())
    def test_in_wider_units_nothing_is_lost(self, period: Period) -> None:
        assert period.within(period.as_years)
        assert period.within(period.as_school_years)

    @given(periods)
    def test_conversion_keeps_whether_it_goes_on(self, period: Period) -> None:
        for converted in (
            period.as_terms,
            period.as_years,
            period.as_school_years,
            period.school_years_as_terms,
        ):
            assert converted.ongoing == period.ongoing

    def test_school_years_can_be_named_by_their_terms_alone(self) -> None:
        assert Period.parse("läsåret 2023/2024").school_years_as_terms.codes == ("2023ht", "2024vt")
        assert Period.parse("2022–läsåret 2023/24").school_years_as_terms.codes == ("2022", "2024vt")
        assert Period.parse("start 2022").school_years_as_terms == Period.parse("start 2022")
