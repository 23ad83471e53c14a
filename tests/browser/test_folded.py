"""What is folded on a phone and open where there is room: choices, keys, a page beside its proposals."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenAs

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
FOLDED = [("/standing/", "#text"), ("/quality/", "#stage"), ("/interventions/", "#id_status")]


@pytest.mark.parametrize(("path", "field"), FOLDED)
def test_the_choices_of_a_list_are_folded_on_a_phone_and_open_by_keyboard(
    open_as: OpenAs, path: str, field: str
) -> None:
    page = open_as("administrator", path)
    expect(page.locator(field)).to_be_visible()
    page.set_viewport_size(PHONE)
    expect(page.locator(field)).to_be_hidden()
    page.locator("summary").filter(has_text="Välj").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(field)).to_be_visible()


def test_a_list_that_is_chosen_from_shows_the_choice_on_a_phone_too(open_as: OpenAs) -> None:
    page = open_as("administrator", "/standing/?text=hag")
    page.set_viewport_size(PHONE)
    expect(page.locator("#text")).to_be_visible()


def test_a_page_of_an_older_document_is_beside_its_proposals_on_a_desk_and_folded_on_a_phone(
    open_as: OpenAs,
) -> None:
    page = open_as("case-officer", "/documents/2/")
    page.set_viewport_size(DESK)
    expect(page.locator(".beside-page img").first).to_be_visible()
    page.set_viewport_size(PHONE)
    expect(page.locator(".beside-page img").first).to_be_hidden()
    page.get_by_text("Sida 1 i dokumentet").click()
    expect(page.locator(".beside-page img").first).to_be_visible()
