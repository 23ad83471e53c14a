"""The pages on paper."""

from __future__ import annotations

import pypdfium2
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenAs
from tests.browser.places import CASE, SCHOOL


def printed(page: Page) -> str:
    """The text of the page as it comes out on A4."""
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    try:
        assert [round(length) for length in document[0].get_size()] == [595, 842]
        return "\n".join(sheet.get_textpage().get_text_bounded() for sheet in document)
    finally:
        document.close()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/standing/", ["Läget", "Lillholmsskolan", "Bäckahagens skola", "Källa: Skolverket."]),
        (SCHOOL, ["Hagsätraskolan", "60,6", "Simstrategi Vantör", "Den här sidan ser"]),
        (CASE, ["Att vända skolresultat", "Förvaltningens förslag till beslut", "Rinkebyskolan"]),
    ],
)
def test_paper_has_the_content_and_no_buttons_or_menus(open_as: OpenAs, path: str, words: list[str]) -> None:
    text = printed(open_as("case-officer", path))
    for word in words:
        assert word in text
    for word in ("Logga ut", "English", "Visa alla", "Till innehållet", "Sök skola"):
        assert word not in text


@pytest.mark.parametrize("path", ["/interventions/", f"{CASE}draft/", "/quality/", SCHOOL])
def test_nothing_is_cut_at_the_edge_of_the_paper(open_as: OpenAs, path: str) -> None:
    page = open_as("case-officer", path)
    page.set_viewport_size({"width": 658, "height": 900})
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 658


def test_the_printed_page_is_black_on_white_and_links_read_as_text(open_as: OpenAs) -> None:
    page = open_as("case-officer", SCHOOL)
    page.emulate_media(media="print")
    link = page.locator(".chains a").first
    assert link.evaluate("one => getComputedStyle(one).textDecorationLine") == "none"
    assert not [nav for nav in page.locator("nav").all() if nav.is_visible()]
