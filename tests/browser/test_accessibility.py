"""axe-core finds nothing on any page, wide or on a phone, in either language; nothing scrolls sideways."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenAs
from tests.browser.places import CASE, SCHOOL, STAFF_PLACES, sources

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
WIDTHS = (360, 1280)
SMALLEST = 320
HEIGHT = 900
UNFOLD = "for (const one of document.querySelectorAll('summary')) one.parentElement.open = true"


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong on the page when it has loaded, rule and element."""
    page.wait_for_load_state()
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def test_axe_would_find_what_is_wrong(open_as: OpenAs) -> None:
    page = open_as(None, "/login/")
    page.evaluate("document.querySelector('label').remove(); document.documentElement.lang = ''")
    found = {one.split(":")[0] for one in violations(page)}
    assert found == {"html-has-lang", "label"}


def too_wide(page: Page, width: int) -> list[str]:
    """Whether the page, with everything on it unfolded, scrolls sideways in a window of a width."""
    page.evaluate(UNFOLD)
    pixels = page.evaluate("document.documentElement.scrollWidth")
    return [f"{pixels} pixels wide in {width}"] if pixels > width else []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_for_staff_has_anything_that_axe_finds_or_scrolls_sideways(
    open_as: OpenAs, width: int
) -> None:
    page = open_as("case-officer", width=width)
    found = {}
    narrowest = SMALLEST if width == min(WIDTHS) else width
    for name, path in (STAFF_PLACES | sources(page)).items():
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.goto(path)
        found[name] = violations(page)
        page.set_viewport_size({"width": narrowest, "height": HEIGHT})
        found[name] += too_wide(page, narrowest)
    assert {name: some for name, some in found.items() if some} == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_nor_has_the_login_page_with_and_without_errors(open_as: OpenAs, width: int) -> None:
    page = open_as(None, "/login/", width=width)
    assert violations(page) == []
    page.get_by_role("button", name="Logga in", exact=True).click()
    page.get_by_role("alert").wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nor_have_the_pages_of_a_board_member_and_refusals(open_as: OpenAs, width: int) -> None:
    page = open_as("board-member", width=width)
    for path in ("/cases/", CASE, "/admin/login/"):
        page.goto(path)
        assert violations(page) == [], path


def test_nor_have_the_pages_in_english(open_as: OpenAs) -> None:
    page = open_as("case-officer")
    page.get_by_role("button", name="English").click()
    for path in ("/", "/standing/", SCHOOL, CASE, "/about/", "/accessibility/"):
        page.goto(path)
        assert page.locator("html").get_attribute("lang") == "en"
        assert violations(page) == [], path


def test_nor_does_the_login_page_scroll_sideways_on_the_smallest_phone(open_as: OpenAs) -> None:
    assert too_wide(open_as(None, "/login/", width=SMALLEST), SMALLEST) == []


@pytest.mark.parametrize("width", [770, 900, 1024])
def test_nor_on_a_screen_between_a_phone_and_a_desk_or_with_larger_text(open_as: OpenAs, width: int) -> None:
    page = open_as("case-officer", width=width)
    for path in ("/standing/", "/interventions/", "/quality/", SCHOOL, CASE, "/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_schools_are_cards_on_a_phone_with_every_figure_named(open_as: OpenAs) -> None:
    page = open_as("case-officer", "/standing/?text=rinkeby", width=360)
    card = page.locator("tbody tr")
    expect(page.locator("thead")).to_be_hidden()
    expect(card.locator("svg")).to_be_visible()
    label = "one => getComputedStyle(one, '::before').content"
    labels = [cell.evaluate(label) for cell in card.locator("td[data-label]").all()]
    assert labels == ['"Senast publicerat "', '"En elev väger "', '"Pågående insatser "']


def test_text_can_be_twice_as_large_without_anything_lost(open_as: OpenAs) -> None:
    page = open_as("case-officer", SCHOOL, width=640)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
