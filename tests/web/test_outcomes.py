"""A school's outcome after support: the forecast without it beside what became, and no more than that."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html

from tests.web.test_school import HAGSATRA, page, school_without_support
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.register.effects import CohortOutcome, Interval, effects_of_school
from vandpunkt.register.results import YearResult, eligibility_years
from vandpunkt.web.schools.outcomes import SchoolOutcome, outcome_chart, outcome_finding, school_outcomes

REACHED = SchoolYear(2024)


@pytest.fixture
def published(site: Demonstration) -> tuple[YearResult, ...]:
    """Hagsätraskolan's published years."""
    return eligibility_years([HAGSATRA])[HAGSATRA]


@pytest.fixture
def outcomes(published: tuple[YearResult, ...]) -> tuple[SchoolOutcome, ...]:
    """What the school's page shows."""
    return school_outcomes(HAGSATRA, published, {"Meningsfull fritid": "meningsfull-fritid"})


def forecast(low: float, high: float) -> CohortOutcome:
    """A forecast of the cohort of 2025."""
    return CohortOutcome(HAGSATRA, REACHED, (low + high) / 2, Interval(low, high))


def supported_years(outcome: SchoolOutcome) -> list[str]:
    """The years above the bracket."""
    return [point.label for point in outcome.chart.points if point.supported]


def test_programmes_that_reached_the_same_cohorts_share_a_picture(
    outcomes: tuple[SchoolOutcome, ...],
) -> None:
    assert [(len(one.programmes), supported_years(one)) for one in outcomes] == [
        (2, ["2022/23", "2023/24", "2024/25"]),
        (1, ["2023/24", "2024/25"]),
        (4, ["2024/25"]),
    ]
    assert outcomes[2].title.startswith("Kommunal samverkan för bästa skola (KSBS), ")
    assert sum(len(one.programmes) for one in outcomes) == len(effects_of_school(HAGSATRA))


def test_a_programme_leads_to_its_page_where_its_address_is_known(
    outcomes: tuple[SchoolOutcome, ...],
) -> None:
    assert [one.slug for one in outcomes[1].programmes] == ["meningsfull-fritid"]
    assert {one.slug for one in outcomes[0].programmes} == {""}


def test_only_reached_years_have_a_forecast_and_every_year_its_mark_as_printed(
    outcomes: tuple[SchoolOutcome, ...], published: tuple[YearResult, ...]
) -> None:
    for one in outcomes:
        assert [point.mark for point in one.chart.points] == [year.text for year in published]
        assert all((point.forecast is not None) == point.supported for point in one.chart.points)


def test_a_forecast_is_in_whole_per_cents_outward(published: tuple[YearResult, ...]) -> None:
    (point,) = outcome_chart(published, [forecast(0.4131, 0.8777)], "KSBS").points[-1:]

    assert (point.forecast_low, point.forecast_high) == (0.41, 0.88)
    assert point.forecast == 0.65


def test_an_outcome_inside_the_range_is_what_chance_can_explain(published: tuple[YearResult, ...]) -> None:
    said = outcome_finding(outcome_chart(published, [forecast(0.4, 0.85)], "KSBS"))
    assert said == "Utfallet ligger inom prognosens spann. Slumpen räcker alltså som förklaring."


def test_an_outcome_outside_the_range_is_named_and_proves_nothing(published: tuple[YearResult, ...]) -> None:
    said = outcome_finding(outcome_chart(published, [forecast(0.2, 0.4)], "KSBS"))
    assert said.startswith("Utanför prognosens spann: 2024/25.")
    assert said.endswith("en enda skola räcker inte för att säga vad insatsen har betytt.")


def test_a_year_without_a_published_share_is_not_compared(published: tuple[YearResult, ...]) -> None:
    unpublished = [year for year in published if year.school_year != REACHED]
    said = outcome_finding(outcome_chart(unpublished, [forecast(0.2, 0.4)], "KSBS"))
    assert said == "Inget av åren har en publicerad andel att hålla mot prognosen."


def test_the_page_shows_each_picture_with_its_table_and_its_sentence(officer: Client) -> None:
    (section,) = page(officer).xpath("//section[@aria-labelledby='outcomes']")

    figures = section.xpath(".//figure")
    assert len(figures) == 3
    for figure in figures:
        (drawn,) = figure.xpath("./svg")
        assert drawn.get("role") == "img"
        assert "(prognos " in drawn.xpath("string(./desc)")
        header = [cell.text_content() for cell in figure.xpath(".//thead//th")]
        assert header[-3:] == ["Prognos utan insatsen, procent", "Prognosens troliga spann", "Insats"]
    assert section.text_content().count("Slumpen räcker alltså som förklaring.") == 3
    assert "Skolans resultat kan inte skilja dem åt." in section.text_content()


def test_no_number_of_pupils_is_told(officer: Client) -> None:
    told = html.tostring(page(officer).xpath("//section[@aria-labelledby='outcomes']")[0], encoding="unicode")
    assert "elever" not in told


def test_a_school_that_no_programme_has_reached_has_no_such_section(officer: Client) -> None:
    assert page(officer, school_without_support()).xpath("//section[@aria-labelledby='outcomes']") == []
