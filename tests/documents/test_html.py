"""The answer as one HTML file that anybody can read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import HealthCheck, given, settings
from lxml import html
from playwright.sync_api import Page, sync_playwright

from tests.documents.sample import SCHOOLS, sample_document
from tests.documents.strategies import documents
from vandpunkt.documents.article import article
from vandpunkt.documents.html import render
from vandpunkt.documents.tree import Document, Heading, Letterhead, Paragraph, Run
from vandpunkt.documents.walk import cited


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    """The sample as a browser parses it."""
    return html.document_fromstring(render(sample_document()))


def test_the_file_needs_nothing_from_elsewhere_and_runs_no_script(page: html.HtmlElement) -> None:
    source = render(sample_document())

    assert len(source.encode()) < 500_000
    assert not page.xpath(
        "//script | //link | //img | //iframe | //*[@style] | //*[starts-with(name(@*), 'on')]"
    )
    assert re.findall(r"url\((?!data:)", source) == []
    assert [link.get("href")[0] for link in page.xpath("//a[@href]")] == ["#"] * len(page.xpath("//a[@href]"))


def test_the_page_says_its_language_its_title_and_its_parts(page: html.HtmlElement) -> None:
    assert page.get("lang") == "sv"
    assert page.findtext(".//title") == "Att vända skolresultat – UTBF 2024/6786"
    assert page.xpath("string(//body/a[1]/@href)") == "#content"
    assert len(page.xpath("//body/header")) == len(page.xpath("//body/main[@id='content']")) == 1


def test_headings_go_down_one_level_at_a_time(page: html.HtmlElement) -> None:
    levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_every_cited_run_is_marked_and_leads_to_its_source(page: html.HtmlElement) -> None:
    spans = page.xpath("//span[@class='cited']")
    ids = {identity for span in spans for identity in span.get("data-citation").split()}

    assert ids == {one for one in cited(sample_document()) if one.startswith(("intervention", "result"))}
    for span in page.xpath("//li/span[@class='cited']"):
        mark = span.getnext()
        assert page.get_element_by_id(mark.get("href")[1:]) is not None
        assert mark.get("aria-label").startswith(f"Källa {mark.get('data-number')}: Registret, insats")


def test_copied_text_holds_no_source_numbers(page: html.HtmlElement) -> None:
    items = [item.text_content() for item in page.xpath("//main//article/ul/li")]

    assert items == [text for school in SCHOOLS for text in (*school.past, *school.planned)]


def test_a_figure_in_a_table_is_its_own_link(page: html.HtmlElement) -> None:
    cell = page.xpath("//td[a or span]")[0]

    assert cell.text_content() == "67,5"
    assert cell.xpath("string(span/a/@href)") == "#source-result-100-1"
    assert cell.get("class") == "numeric"


def test_tables_have_captions_and_named_rows_and_columns(page: html.HtmlElement) -> None:
    tables = page.xpath("//table")

    assert len(tables) == 6
    for table in tables:
        assert table.findtext("caption")
        assert {cell.get("scope") for cell in table.iterfind("thead/tr/th")} == {"col"}
        assert all(row[0].tag == "th" and row[0].get("scope") == "row" for row in table.iterfind("tbody/tr"))


def test_every_chart_has_a_name_and_a_table_behind_it(page: html.HtmlElement) -> None:
    figures = page.xpath("//figure")

    assert len(figures) == 5
    for figure, school in zip(figures, SCHOOLS, strict=True):
        picture = figure.find(".//svg")
        assert picture.get("role") == "img"
        named = page.get_element_by_id(picture.get("aria-labelledby"))
        assert named.text.startswith(f"{school.name}, behöriga")
        assert figure.xpath(".//details//td[1]/text()") == list(school.shares)


def test_sources_link_to_the_site_only_where_the_site_shows_them() -> None:
    def addresses(linked: bool) -> list[str]:
        written = html.fragment_fromstring(article(sample_document(), linked=linked))
        return [link.get("href") for link in written.xpath(".//section[@class='sources']//a")]

    assert addresses(linked=False) == []
    assert len(addresses(linked=True)) == 65
    assert addresses(linked=True)[0] == "/cases/UTBF-2024-6786/citations/intervention-1-1/"


def test_a_page_can_take_the_article_in_below_its_own_heading() -> None:
    document = Document(
        Letterhead("", "", ""), "Titel", "", (Heading(1, "Sammanfattning"), Heading(2, "Skola"))
    )

    written = html.fragment_fromstring(article(document, top_level=2))
    assert [(part.tag, part.text) for part in written.iter("h1", "h2", "h3", "h4")] == [
        ("h2", "Titel"),
        ("h3", "Sammanfattning"),
        ("h4", "Skola"),
    ]


def test_text_that_looks_like_markup_is_shown_as_text() -> None:
    text = "<script>alert(1)</script> & <!-- -->"
    document = Document(Letterhead("", "", ""), text, text, (Paragraph((Run(text, ('"x',)),)),))

    read = html.document_fromstring(render(document))
    assert read.findtext(".//h1") == text
    assert read.xpath("string(//main//span/@data-citation)") == '"x'
    assert not read.xpath("//script")


@given(documents())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_ids_are_unique_and_every_inner_link_has_its_target(document: Document) -> None:
    read = html.document_fromstring(render(document))

    ids = read.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in read.xpath("//a/@href") if href.startswith("#")} <= set(ids)


@pytest.fixture(scope="module")
def browser_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The sample in Chromium, as wide as a phone."""
    path: Path = tmp_path_factory.mktemp("html") / "svar.html"
    path.write_text(render(sample_document()), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.goto(path.as_uri())
        yield page
        browser.close()


@pytest.mark.browser
def test_axe_finds_nothing(browser_page: Page) -> None:
    browser_page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")

    report = Axe().run(browser_page)
    assert report.violations_count == 0, report.generate_report()


@pytest.mark.browser
def test_a_phone_need_not_scroll_sideways(browser_page: Page) -> None:
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 360
