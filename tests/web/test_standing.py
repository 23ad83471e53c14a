"""Läget: our schools, each with its five years, and no ranking by raw share."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from lxml import html

from tests.web.conftest import NOW, ORGANISER
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.domain.marks import PublishedValue
from vandpunkt.domain.publication import Publication, PublishedFigure, PublishedUnit
from vandpunkt.domain.terms import SchoolYear, Term
from vandpunkt.register.indicators import VOCATIONAL_ELIGIBILITY
from vandpunkt.register.interventions.asking import current_counts
from vandpunkt.register.models import Area, ModelFit, SchoolUnit
from vandpunkt.register.recording import record
from vandpunkt.register.results import eligibility_years
from vandpunkt.register.schools import own_schools
from vandpunkt.register.standing import latest_standings
from vandpunkt.web.swedish_order import swedish_order

MOST_QUERIES = 12


def lines(browser: Client, query: str = "") -> list[html.HtmlElement]:
    """The rows of the table, over all its pages."""
    rows: list[html.HtmlElement] = []
    address = query or "?"
    while address:
        page = html.fromstring(browser.get(f"/standing/{address}").content)
        rows += page.xpath("//table//tbody/tr")
        address = page.xpath("string(//a[@rel='next']/@href)")
    return rows


def names(browser: Client, query: str = "") -> list[str]:
    """The schools shown, in order."""
    return [line.xpath("string(th/a)") for line in lines(browser, query)]


def cells(browser: Client, kind: str, query: str = "") -> list[str]:
    """One column as text."""
    return [" ".join(line.xpath(f"string(td[@class='{kind}'])").split()) for line in lines(browser, query)]


def line_of(browser: Client, name: str) -> html.HtmlElement:
    """The row of one school."""
    return next(line for line in lines(browser) if line.xpath("string(th/a)") == name)


def add_schools(count: int) -> None:
    """Record more schools of ours through the importer."""
    year, units, figures = SchoolYear(2024), [], []
    for number in range(count):
        code = f"9{number:07d}"
        units.append(
            PublishedUnit(
                code, f"Skola {number}", "0180", "Stockholm", "Kommunal", "Stockholm", "2120000142", True
            )
        )
        value = PublishedValue.parse("75,0")
        figures.append(PublishedFigure(code, VOCATIONAL_ELIGIBILITY, year, value, cohort=40))
    publication = Publication(
        "report-139", "more.csv", "0" * 64, "Fler skolor", units=tuple(units), figures=tuple(figures)
    )
    record(publication, by="test", now=NOW + timedelta(days=1))


def test_it_shows_every_school_of_ours_with_year_nine(officer: Client) -> None:
    shown = names(officer)
    assert sorted(shown) == sorted(school.name for school in own_schools())
    assert len(shown) == 70


def test_the_highest_probability_below_the_line_comes_first_and_can_come_last(officer: Client) -> None:
    _fit, stand = latest_standings([school.code for school in own_schools()])
    by_name = {school.name: stand[school.code].below_threshold for school in own_schools()}
    untold = "International School of the Stockholm Region"
    told = [name for name in names(officer) if name != untold]
    assert [by_name[name] for name in told] == sorted(by_name[name] for name in told)[::-1]
    assert told[0] == "Lillholmsskolan"
    assert names(officer)[-1] == names(officer, "?sort=need")[-1] == untold
    assert names(officer, "?sort=need")[-2] == "Lillholmsskolan"


def test_the_order_is_the_swedish_alphabet_where_it_is_chosen(officer: Client) -> None:
    shown = names(officer, "?sort=name")
    assert shown == sorted(shown, key=swedish_order)
    assert shown[-1] == "Örbyskolan"
    assert shown.index("Åsö grundskola") < shown.index("Äppelviksskolan") < shown.index("Örbyskolan")


def test_a_sentence_says_why_schools_are_not_ranked_by_share(officer: Client) -> None:
    assert "säger för lite för att rangordna skolor efter" in officer.get("/standing/").content.decode()
    ModelFit.objects.all().delete()
    text = officer.get("/standing/").content.decode()
    assert "Skolorna står i bokstavsordning" in text
    assert "Stapeln visar vad som är förenligt med en enda årskulls slump." in text


def test_no_column_sorts_by_share_and_no_address_does(officer: Client) -> None:
    page = html.fromstring(officer.get("/standing/").content)
    orders = {link.get("href").split("sort=")[1] for link in page.xpath("//thead//a")}
    assert orders == {"need", "name", "area", "-support", "-weight"}
    assert names(officer, "?sort=latest") == names(officer, "?sort=-share") == names(officer)


def test_the_latest_mark_is_shown_as_printed(officer: Client) -> None:
    shown = dict(zip(names(officer), cells(officer, "latest"), strict=True))
    assert (shown["Rinkebyskolan"], shown["Hagsätraskolan"]) == ("74,5", "60,6")
    assert shown["Adolf Fredriks musikklasser"] == "~100"
    for school in own_schools():
        published = eligibility_years([school.code])[school.code]
        if published and published[-1].school_year == SchoolYear(2024):
            assert shown[school.name] == published[-1].text


def test_a_pupils_weight_is_100_divided_by_the_printed_number_of_pupils(officer: Client) -> None:
    shown = dict(zip(names(officer), cells(officer, "weight"), strict=True))
    assert shown["Rinkebyskolan"] == "2,0 procentenheter"
    assert shown["Grimstaskolan"] == "1,3 procentenheter"


def test_an_inferred_number_of_pupils_never_becomes_a_weight(officer: Client, site: Demonstration) -> None:
    year, code = SchoolYear(2025), site.schools[0].code
    figure = PublishedFigure(
        code, VOCATIONAL_ELIGIBILITY, year, PublishedValue.parse("62,5"), cohort=40, cohort_inferred=True
    )
    later = Publication("planned-educations", "later", "1" * 64, "Senare", figures=(figure,))
    record(later, by="test", now=NOW + timedelta(days=1))
    shown = dict(zip(names(officer), cells(officer, "weight"), strict=True))
    assert shown[site.schools[0].name] == "ej publicerat"


def test_a_latest_figure_of_an_earlier_year_says_which_year(officer: Client, site: Demonstration) -> None:
    year, code = SchoolYear(2025), site.schools[0].code
    figure = PublishedFigure(code, VOCATIONAL_ELIGIBILITY, year, PublishedValue.parse("62,5"), cohort=40)
    record(
        Publication("report-139", "later", "1" * 64, "Senare", figures=(figure,)),
        by="test",
        now=NOW + timedelta(days=1),
    )
    shown = dict(zip(names(officer), cells(officer, "latest"), strict=True))
    assert shown[site.schools[0].name] == "62,5"
    assert shown["Åsö grundskola"] == "91,1 (2024/25)"


def test_current_support_is_the_registers_count_for_this_term(officer: Client) -> None:
    shown = dict(zip(names(officer), cells(officer, "support"), strict=True))
    codes = {school.name: school.code for school in own_schools()}
    counts = current_counts(list(codes.values()), Term.on(localdate()))
    assert {name: int(text) for name, text in shown.items()} == {
        name: counts[code] for name, code in codes.items()
    }


def test_schools_are_found_by_a_part_of_the_name_in_any_case_and_by_the_whole_code(officer: Client) -> None:
    assert names(officer, "?text=HAGSÄTRA") == ["Hagsätraskolan"]
    assert names(officer, "?text=82110758") == ["Hagsätraskolan"]
    assert names(officer, "?text=8211") == []
    assert "Ingen skola passar" in officer.get("/standing/?text=finnsinte").content.decode()


def test_schools_with_and_without_support_divide_all_schools(officer: Client) -> None:
    with_support, without = names(officer, "?support=with"), names(officer, "?support=without")
    assert sorted(with_support + without) == sorted(names(officer))
    assert not any(count == "0" for count in cells(officer, "support", "?support=with"))


def test_schools_are_found_by_area_when_the_register_has_areas(officer: Client, site: Demonstration) -> None:
    SchoolUnit.objects.update(area=None)
    assert 'name="area"' not in officer.get("/standing/").content.decode()
    area = Area.objects.create(name="Järva")
    SchoolUnit.objects.filter(code=site.schools[2].code).update(area=area)
    assert names(officer, "?area=J%C3%A4rva") == [site.schools[2].name]
    assert names(officer, "?sort=area")[0] == site.schools[2].name


@pytest.mark.parametrize(("sort", "descending"), [("support", False), ("-support", True)])
def test_support_sorts_both_ways_and_ties_stay_alphabetical(
    officer: Client, sort: str, descending: bool
) -> None:
    pairs = list(
        zip(cells(officer, "support", f"?sort={sort}"), names(officer, f"?sort={sort}"), strict=True)
    )
    alphabetical = sorted(pairs, key=lambda pair: swedish_order(pair[1]))
    assert pairs == sorted(alphabetical, key=lambda pair: int(pair[0]), reverse=descending)


@pytest.mark.parametrize("sort", ["weight", "-weight"])
def test_schools_without_a_weight_come_last_whichever_way(officer: Client, sort: str) -> None:
    unit = PublishedUnit(
        "90000001", "Aaskolan", "0180", "Stockholm", "Kommunal", "Stockholm", ORGANISER["number"], True
    )
    record(
        Publication("report-139", "x", "2" * 64, "Ny skola", units=(unit,)),
        by="test",
        now=NOW + timedelta(days=1),
    )
    assert names(officer, "?sort=name")[0] == "Aaskolan"
    last = ["Aaskolan", "International School of the Stockholm Region"]
    assert names(officer, f"?sort={sort}")[-2:] == last


def test_the_sorted_column_says_so_and_its_heading_turns_the_order(officer: Client) -> None:
    def sorted_columns(query: str) -> list[tuple[str, str]]:
        page = html.fromstring(officer.get(f"/standing/{query}").content)
        return [
            (one.get("aria-sort"), one.xpath("string(a/@href)")) for one in page.xpath("//th[@aria-sort]")
        ]

    assert sorted_columns("") == [("descending", "?sort=need")]
    assert sorted_columns("?sort=name") == [("ascending", "?sort=-name")]
    assert sorted_columns("?sort=-support") == [("descending", "?sort=support")]
    assert sorted_columns("?sort=support&text=skola") == [("ascending", "?sort=-support&text=skola")]


@pytest.mark.parametrize(
    "query",
    [
        "?need=%07",
        "?sort=%07",
        "?sort=--name",
        "?support=nix",
        "?area=%F0%9F%98%80",
        "?text=" + "x" * 5000,
        "?%",
    ],
)
def test_an_address_that_makes_no_sense_shows_a_page_all_the_same(officer: Client, query: str) -> None:
    assert officer.get(f"/standing/{query}").status_code == 200


def test_what_was_searched_for_is_shown_again_and_cannot_break_out(officer: Client) -> None:
    text = officer.get('/standing/?text="><script>alert(1)</script>').content.decode()
    assert "<script>" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_each_chart_has_its_marks_in_words(officer: Client) -> None:
    ModelFit.objects.all().delete()
    assert line_of(officer, "Grimstaskolan").xpath("string(td[@class='chart']/span)") == (
        "2020/21: 76,6; 2021/22: 71,6; 2022/23: 68,0; 2023/24: 66,7; 2024/25: 60,3"
    )


def queries(browser: Client, address: str = "/standing/") -> int:
    """How many questions one page asks of the database."""
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


@pytest.fixture
def more_schools(site: Demonstration) -> None:
    """Sixty schools more."""
    add_schools(60)


def test_the_number_of_queries_does_not_grow_with_the_schools(
    officer: Client, request: pytest.FixtureRequest
) -> None:
    before = queries(officer)
    request.getfixturevalue("more_schools")
    assert len(names(officer)) == 130
    assert queries(officer) == before <= MOST_QUERIES


def test_fifty_schools_are_a_page_and_the_choice_goes_along(officer: Client) -> None:
    page = html.fromstring(officer.get("/standing/?sort=name").content)
    assert len(page.xpath("//tbody/tr")) == 50
    (after,) = page.xpath("//a[@rel='next']/@href")
    assert after == "?sort=name&page=2"
    last = html.fromstring(officer.get(f"/standing/{after}").content)
    assert len(last.xpath("//tbody/tr")) == 20
    assert not last.xpath("//a[@rel='next']")
    assert "page" not in "".join(last.xpath("//thead//a/@href"))
    assert names(officer, "?sort=name&page=99") == names(officer, "?sort=name")[50:]


def test_an_empty_register_says_what_to_do(officer: Client) -> None:
    SchoolUnit.objects.update(own=False)
    text = officer.get("/standing/").content.decode()
    assert "Registret har inga egna skolor med årskurs 9 ännu." in text
    assert "<table" not in text
