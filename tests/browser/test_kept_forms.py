"""The session ends while a form is being filled: after the login the text is there and can be saved."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import OpenAs

ADDRESS = "/interventions/3/edit/"
TYPED = "Det här skrevs medan inloggningen gick ut."


def test_a_form_survives_that_the_session_ends(open_as: OpenAs) -> None:
    page = open_as("coordinator", ADDRESS)
    before = page.get_by_label("Ordalydelse i svaret").input_value()
    page.get_by_label("Ordalydelse i svaret").fill(TYPED)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("heading", name="Logga in")).to_be_visible()
    expect(page.get_by_text("inte borta och inte sparat")).to_be_visible()
    assert Axe().run(page).violations_count == 0
    page.locator('button[value="demo-coordinator"]').click()
    expect(page.get_by_role("alert")).to_contain_text("Inget är sparat än.")
    expect(page.get_by_label("Ordalydelse i svaret")).to_have_value(TYPED)
    assert Axe().run(page).violations_count == 0
    other = open_as("analyst", "/interventions/3/")
    expect(other.locator(".wording")).to_have_text(before)
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("status")).to_have_text("Insatsen är sparad.")
    expect(page.locator(".wording")).to_have_text(TYPED)
    page.goto(ADDRESS)
    expect(page.get_by_role("alert")).to_have_count(0)
