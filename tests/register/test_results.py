"""What is asked of results: five latest years, the most trusted source, and any past day, in one query."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from tests.register.publishing import ALMA, BY, HAGSATRA, RINKEBY, THEIRS, day, figure, publication, unit
from vandpunkt.domain.marks import ValueKind
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.register.models import Result
from vandpunkt.register.recording import record
from vandpunkt.register.results import eligibility_years, published_years, result_by_id

pytestmark = pytest.mark.django_db

UNITS = (unit(), unit(HAGSATRA, "Hagsätraskolan"), unit(ALMA, "Almaskolan", THEIRS))


def texts(code: str = RINKEBY) -> list[str]:
    """The printed texts of a school's years."""
    return [one.text for one in eligibility_years([code])[code]]


def test_the_five_latest_years_come_oldest_first() -> None:
    figures = [figure(f"{year - 1950},5", year=year) for year in range(2017, 2025)]
    record(publication(*figures), by=BY, now=day(0))
    years = eligibility_years([RINKEBY])[RINKEBY]
    assert [str(one.school_year) for one in years] == ["2020/21", "2021/22", "2022/23", "2023/24", "2024/25"]
    assert [one.text for one in years] == ["70,5", "71,5", "72,5", "73,5", "74,5"]
    assert [one.text for one in eligibility_years([RINKEBY], years=2)[RINKEBY]] == ["73,5", "74,5"]


def test_a_school_without_results_and_an_unknown_one_have_no_years() -> None:
    assert eligibility_years([RINKEBY, "00000000"]) == {RINKEBY: (), "00000000": ()}
    assert eligibility_years([]) == {}


def test_the_source_that_prints_n_is_trusted_before_the_one_where_n_is_inferred() -> None:
    record(publication(figure("74,5", cohort=51)), by=BY, now=day(0))
    record(
        publication(figure("74,4", cohort=43, inferred=True), kind="planned-educations"), by=BY, now=day(1)
    )
    (year,) = eligibility_years([RINKEBY])[RINKEBY]
    assert (year.text, year.cohort_printed, year.source) == ("74,5", 51, "report-139")


def test_an_inferred_n_is_inside_and_never_printed() -> None:
    record(publication(figure(cohort=51, inferred=True), kind="planned-educations"), by=BY, now=day(0))
    (year,) = eligibility_years([RINKEBY])[RINKEBY]
    assert (year.cohort, year.cohort_printed) == (51, None)


@pytest.mark.parametrize(
    ("text", "cohort", "kind", "low", "high"),
    [
        ("74,5", 51, ValueKind.EXISTS, 38 / 51, 38 / 51),
        ("74,5", None, ValueKind.EXISTS, 0.745, 0.745),
        ("~100", 51, ValueKind.NEARLY_ALL, 47 / 51, 50 / 51),
        ("~100", None, ValueKind.NEARLY_ALL, None, None),
        ("100", 51, ValueKind.EXISTS, 1.0, 1.0),
        ("..", 51, ValueKind.SUPPRESSED, None, None),
        (".", None, ValueKind.MISSING, None, None),
    ],
)
def test_a_year_says_which_shares_its_mark_allows(
    text: str, cohort: int | None, kind: ValueKind, low: float | None, high: float | None
) -> None:
    record(publication(figure(text, cohort=cohort)), by=BY, now=day(0))
    (year,) = eligibility_years([RINKEBY])[RINKEBY]
    assert (year.kind, year.share_low, year.share_high) == (kind, pytest.approx(low), pytest.approx(high))


def test_a_year_tells_its_source_in_one_line_for_a_citation() -> None:
    record(publication(figure()), by=BY, now=day(0))
    (year,) = eligibility_years([RINKEBY])[RINKEBY]
    assert year.source_label == "Skolverket, report-139, inläst 2026-03-01"
    assert result_by_id(year.id) == year


def test_a_version_can_be_asked_for_also_when_it_is_superseded() -> None:
    record(publication(figure("74,5")), by=BY, now=day(0))
    (old,) = eligibility_years([RINKEBY])[RINKEBY]
    record(publication(figure("76,5")), by=BY, now=day(1))
    assert texts() == ["76,5"]
    assert result_by_id(old.id) == old
    assert result_by_id(0) is None


def test_the_figures_on_a_past_day() -> None:
    record(publication(figure("74,5")), by=BY, now=day(0))
    record(publication(figure("76,5"), figure("60,0", year=2023)), by=BY, now=day(2))
    on = {number: eligibility_years([RINKEBY], as_of=day(number))[RINKEBY] for number in range(-1, 4)}
    assert {number: [one.text for one in years] for number, years in on.items()} == {
        -1: [],
        0: ["74,5"],
        1: ["74,5"],
        2: ["60,0", "76,5"],
        3: ["60,0", "76,5"],
    }


@pytest.mark.parametrize(
    "ask",
    [
        eligibility_years,
        lambda codes: eligibility_years(codes, as_of=day(1)),
        lambda codes: published_years(),
    ],
)
def test_one_query_however_many_schools_and_years(
    ask: Callable[[list[str]], object], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    figures = [
        figure(code=code, year=year) for code in (RINKEBY, HAGSATRA, ALMA) for year in range(2015, 2025)
    ]
    record(publication(*figures, units=UNITS), by=BY, now=day(0))
    for codes in ([RINKEBY], [RINKEBY, HAGSATRA, ALMA]):
        with django_assert_num_queries(1):
            ask(codes)


states = st.lists(
    st.tuples(
        st.sampled_from(["report-139", "planned-educations"]),
        st.sampled_from([RINKEBY, HAGSATRA, ALMA]),
        st.integers(2015, 2024),
        st.sampled_from(["74,5", "~100", "..", "100,0"]),
    ),
    unique_by=lambda one: one[:3],
    max_size=25,
)


class TestAgainstAnObviousVersion(TestCase):
    """The query agrees with looking at every row in turn."""

    @given(states)
    def test_the_latest_years_of_the_most_trusted_source(
        self, state: list[tuple[str, str, int, str]]
    ) -> None:
        for kind in ("planned-educations", "report-139"):
            named = [
                figure(text, code=code, year=year) for source, code, year, text in state if source == kind
            ]
            record(publication(*named, units=UNITS, kind=kind), by=BY, now=day(0))
        found = eligibility_years([RINKEBY, HAGSATRA])
        for code in (RINKEBY, HAGSATRA):
            assert [(one.school_year, one.text) for one in found[code]] == _slowly(code)


def _slowly(code: str) -> list[tuple[SchoolYear, str]]:
    years = []
    for year in range(2015, 2025):
        for source in ("report-139", "planned-educations"):
            rows = [
                row.text
                for row in Result.objects.all()
                if (row.school_unit_id, row.school_year, row.source) == (code, str(SchoolYear(year)), source)
            ]
            if rows:
                years.append((SchoolYear(year), rows[0]))
                break
    return years[-5:]
