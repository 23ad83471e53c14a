"""Charts of published years: shared years, gaps, and words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from vandpunkt.domain.terms import SchoolYear
from vandpunkt.register.results import YearResult
from vandpunkt.web.schools.year_charts import chart_in_words, pupil_weight, shared_years, year_chart

YEAR = YearResult(
    id=1,
    school_unit_code="37416253",
    indicator="vocational_eligibility",
    school_year=SchoolYear(2024),
    text="74,5",
    count_low=38,
    count_high=38,
    cohort=51,
    cohort_printed=51,
    source="report-139",
    source_title="Rapport 139",
    recorded_at=datetime(2025, 2, 3, tzinfo=UTC),
)


def test_charts_share_the_five_newest_years_that_any_school_has() -> None:
    older = replace(YEAR, school_year=SchoolYear(2019))
    assert shared_years([[older], [YEAR], []]) == tuple(SchoolYear(year) for year in range(2020, 2025))
    assert shared_years([[], []]) == ()


def test_a_year_without_publication_is_an_empty_place() -> None:
    chart = year_chart([YEAR], [SchoolYear(2023), SchoolYear(2024)])
    assert [(point.label, point.mark) for point in chart.points] == [("2023/24", ""), ("2024/25", "74,5")]
    assert chart_in_words(chart) == "2024/25: 74,5"


def test_a_point_has_the_interval_of_its_cohort() -> None:
    point = year_chart([YEAR], [SchoolYear(2024)]).points[0]
    assert point.low is not None
    assert point.high is not None
    assert point.low < 0.745 < point.high


def test_nearly_all_is_an_interval_without_a_point_and_a_suppressed_share_neither() -> None:
    nearly = replace(YEAR, text="~100", count_low=47, count_high=50)
    hidden = replace(YEAR, text="..", count_low=None, count_high=None)
    points = [year_chart([one], [SchoolYear(2024)]).points[0] for one in (nearly, hidden)]
    assert [(point.value, point.low is None) for point in points] == [(None, False), (None, True)]
    assert [point.mark for point in points] == ["~100", ".."]


def test_a_missing_share_is_an_empty_place_not_a_stop_on_the_floor() -> None:
    missing = replace(YEAR, text=".", count_low=None, count_high=None)
    chart = year_chart([missing], [SchoolYear(2024)])
    assert (chart.points[0].mark, chart_in_words(chart)) == ("", "")


def test_one_pupil_weighs_100_divided_by_a_printed_number_and_never_by_an_inferred_one() -> None:
    assert pupil_weight(YEAR) == 100 / 51
    assert pupil_weight(replace(YEAR, cohort_printed=None)) is None
    assert pupil_weight(replace(YEAR, text="..")) is None
    assert pupil_weight(None) is None
