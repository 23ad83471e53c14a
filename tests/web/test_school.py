"""School: results as printed, support over the terms and in words, and what mentions the school."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.web.conftest import NOW
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.domain.marks import PublishedValue
from vandpunkt.domain.publication import Publication, PublishedFigure
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.register.indicators import VOCATIONAL_ELIGIBILITY
from vandpunkt.register.interventions.asking import interventions
from vandpunkt.register.models import ModelFit
from vandpunkt.register.recording import record
from vandpunkt.register.schools import own_schools
from vandpunkt.register.standing import latest_standings

HAGSATRA = "82110758"
LILLHOLM = "46581319"


def page(browser: Client, code: str = HAGSATRA) -> html.HtmlElement:
    """The page of a school."""
    response = browser.get(f"/schools/{code}/")
    assert response.status_code == 200
    return html.fromstring(response.content)


def publish(code: str, text: str, *, cohort: int | None = None, inferred: bool = False) -> None:
    """Record a figure for the school year 2025/26."""
    figure = PublishedFigure(
        code,
        VOCATIONAL_ELIGIBILITY,
        SchoolYear(2025),
        PublishedValue.parse(text),
        cohort=cohort,
        cohort_inferred=inferred,
    )
    publication = Publication("report-139", "later", "1" * 64, "Senare rapport", figures=(figure,))
    record(publication, by="test", now=NOW + timedelta(days=1))


def table(found: html.HtmlElement) -> list[list[str]]:
    """The table of results as text, without its header."""
    return [
        [cell.text_content().strip() for cell in row]
        for row in found.xpath("//section[@aria-labelledby='results']//table[caption]/tbody/tr")
    ]


def test_the_five_years_are_shown_as_printed_with_the_weight_where_n_is_printed(officer: Client) -> None:
    rows = table(page(officer))
    assert [(row[0], row[1], row[3]) for row in rows] == [
        ("2020/21", "67,5", "–"),
        ("2021/22", "63,9", "–"),
        ("2022/23", "59,7", "–"),
        ("2023/24", "59,5", "–"),
        ("2024/25", "60,6", "1,5"),
    ]


def test_each_share_lies_in_its_interval(officer: Client) -> None:
    for row in table(page(officer)):
        low, high = (int(end) for end in row[2].split("–"))
        assert low < float(row[1].replace(",", ".")) < high


@pytest.mark.parametrize(
    ("mark", "explanation"),
    [
        ("..", "Eleverna är för få för att Skolverket ska visa andelen."),
        ("~100", "En till fyra elever blev inte behöriga."),
        (".", "Uppgift saknas eller är inte aktuell."),
    ],
)
def test_a_mark_is_explained_where_it_occurs_and_only_there(
    officer: Client, mark: str, explanation: str
) -> None:
    assert explanation not in page(officer).text_content()
    publish(HAGSATRA, mark, cohort=60)
    found = page(officer)
    assert table(found)[-1][:2] == ["2025/26", mark]
    assert explanation in found.text_content()


def test_a_school_without_any_share_has_a_table_and_no_empty_chart(officer: Client) -> None:
    found = page(officer, "26172429")
    assert [row[1:] for row in table(found)] == [[".", "–", "–"]] * 5
    assert found.xpath("//section[@aria-labelledby='results']//svg") == []


def definitions(found: html.HtmlElement) -> dict[str, str]:
    """What is said of where the school stands, by its heading."""
    pairs = found.xpath("//section[@aria-labelledby='level']/dl/div")
    return {one.xpath("string(dt)"): one.xpath("string(dd)") for one in pairs}


def test_where_the_school_stands_is_said_in_words(officer: Client) -> None:
    said = definitions(page(officer))
    assert list(said) == [
        "Underliggande nivå",
        "Gränsen",
        "Elevunderlaget",
        "Bland våra skolor",
        "Nästa läsår",
    ]
    assert said["Underliggande nivå"].startswith("Den underliggande nivån ligger troligen mellan 5")
    assert said["Gränsen"].endswith("ligger den underliggande nivån under 70 %. Alltså: säkert under.")
    assert said["Elevunderlaget"] == "Nivån är lägre än de 78 procent som elevunderlaget låter oss vänta."
    assert "av våra 69." in said["Bland våra skolor"]
    assert said["Nästa läsår"].startswith("Läsåret 2025/26 väntas den publicerade andelen hamna mellan")


def test_the_figures_behind_the_chart_are_a_table_in_whole_per_cents(officer: Client) -> None:
    rows = page(officer).xpath("//section[@aria-labelledby='results']//details//table//tr")
    cells = [[cell.text_content() for cell in row] for row in rows]
    assert cells[0][0] == "Läsår"
    assert cells[-1][0] == "2025/26"
    assert [row[1] for row in cells[1:-1]] == ["67,5", "63,9", "59,7", "59,5", "60,6"]
    assert not any("," in cell for row in cells[1:] for cell in row[2:])


def test_remarks_of_the_fit_are_told(officer: Client) -> None:
    source = page(officer).xpath("string(//section[@aria-labelledby='level']/p[@class='source'])")
    assert "närmaste läsårets värde är använt." in source


def test_the_five_schools_with_the_most_similar_intake_are_linked(officer: Client) -> None:
    found = page(officer)
    rows = found.xpath("//section[@aria-labelledby='similar']//tbody/tr")
    standing = latest_standings([HAGSATRA])[1][HAGSATRA]
    assert rows[0].xpath("string(th)") == "Hagsätraskolan"
    links = [row.xpath("string(th/a/@href)") for row in rows[1:]]
    assert links == [f"/schools/{code}/" for code in standing.similar]
    assert all(row.xpath("td[@class='chart']/*[local-name()='svg']") for row in rows)
    assert rows[0].xpath("string(td[@class='latest'])") == "60,6"


def test_a_school_whose_newest_figure_the_fit_does_not_know_is_told_no_level(officer: Client) -> None:
    publish(HAGSATRA, "61,0", cohort=60)
    found = page(officer)
    assert definitions(found) == {}
    assert "Andelen för 2025/26 är inte räknad in ännu." in found.text_content()
    assert found.xpath("//section[@aria-labelledby='similar']") == []


def test_without_a_fit_the_published_years_are_shown_alone(officer: Client) -> None:
    ModelFit.objects.all().delete()
    found = page(officer)
    assert len(table(found)) == 5
    assert definitions(found) == {}
    assert "2024/25: 60,6" in found.xpath("string(//section[@aria-labelledby='results']//svg/desc)")


def test_an_inferred_number_of_pupils_is_nowhere_on_the_page(officer: Client) -> None:
    publish(HAGSATRA, "61,0", cohort=177, inferred=True)
    text = page(officer).text_content()
    assert "177" not in text
    assert "0,6" not in [row[3] for row in table(page(officer))]


def test_the_chart_is_named_and_described_in_words(officer: Client) -> None:
    chart = page(officer).xpath("//section[@aria-labelledby='results']//svg")[0]
    assert chart.get("role") == "img"
    assert chart.xpath("string(title)") == "Behöriga till yrkesprogram, procent"
    assert "Den underliggande nivån ligger troligen mellan" in chart.xpath("string(desc)")


def test_the_source_is_named_with_its_date(officer: Client) -> None:
    source = page(officer).xpath("//section[@aria-labelledby='results']//p[@class='source']")[-1]
    text = " ".join(source.text_content().split())
    assert text.startswith("Källa: Skolverket, ")
    assert "rapport 139" in text
    assert "inläst 2025-02-03" in text


def test_every_accepted_intervention_is_told_in_words_with_its_source(officer: Client) -> None:
    found = page(officer)
    rows = interventions([HAGSATRA])
    assert len(rows) == 19
    for row in rows:
        item = found.get_element_by_id(f"intervention-{row.id}")
        assert row.wording in item.text_content()
        assert "Att vända skolresultat, UTBF 2024/6786, sidan" in item.text_content()
        for partner in row.partners:
            assert partner in item.text_content()


def test_the_timeline_has_one_row_a_chain_and_each_leads_to_its_words(officer: Client) -> None:
    found = page(officer)
    chains = found.xpath("//ol[@class='chains']/li")
    assert len(chains) == 12
    targets = {link.get("href")[1:] for link in found.xpath("//ol[@class='chains']//a")}
    assert targets <= {item.get("id") for item in found.xpath("//ul[@class='interventions']/li")}


def test_colour_is_never_alone_each_row_says_now_planned_or_past(officer: Client) -> None:
    states = [one.text_content().strip() for one in page(officer).xpath("//span[@class='state']")]
    assert len(states) == 12
    assert all(state.split(",")[0] in ("nu", "planerat", "tidigare") for state in states)
    assert "nu, tills vidare" in states


def test_the_key_names_what_is_drawn(officer: Client) -> None:
    key = page(officer).xpath("string(//section[@aria-labelledby='support']//ul[@class='key'])")
    for meaning in ("erbjudet stöd", "fortsätter tills vidare", "planerat", "tiden är inte angiven"):
        assert meaning in key


def test_it_names_the_case_and_the_document_that_mention_the_school(
    officer: Client, site: Demonstration
) -> None:
    mentions = page(officer, LILLHOLM).xpath("//section[@aria-labelledby='mentions']")[0]
    assert f"/cases/{site.slug}/" in mentions.xpath(".//a/@href")
    assert "4 uppgifter om skolan" in mentions.text_content()


def test_a_school_without_support_or_mention_says_so(officer: Client) -> None:
    text = page(officer, school_without_support()).text_content()
    assert "Registret har inga insatser för skolan." in text
    assert "Inget ärende eller dokument i registret nämner skolan." in text


def school_without_support() -> str:
    """The code of a school of ours that the case does not name."""
    return next(school.code for school in own_schools() if not interventions([school.code]))


@pytest.mark.parametrize("code", ["12345678", "nix", "82110759"])
def test_an_unknown_school_is_not_found_and_the_nearest_are_named(officer: Client, code: str) -> None:
    response = officer.get(f"/schools/{code}/")
    assert response.status_code == 404
    assert f"Registret har ingen skola {code}." in response.content.decode()


def test_a_school_with_much_support_costs_no_more_queries(officer: Client) -> None:
    def queries(code: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            page(officer, code)
        return len(captured)

    rows_of_a_dialogue = 2
    assert queries(HAGSATRA) <= queries(LILLHOLM) + rows_of_a_dialogue <= 19
