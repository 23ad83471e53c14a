"""A case officer's week: register a programme for three schools, change one, meet a conflict, end one."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenAs

SCHOOLS = ("Aspuddens skola", "Akalla grundskola F-9", "Alviksskolan")


def register(page: Page) -> str:
    """Register SSPF for three schools; returns the address of the first row."""
    page.goto("/interventions/new/")
    page.get_by_label("Program", exact=True).fill("SSPF")
    for name in SCHOOLS:
        page.get_by_label(name, exact=True).check()
    page.get_by_label("Status", exact=True).select_option("running")
    page.get_by_label("Period", exact=True).fill("vt 24–")
    page.get_by_role("button", name="Registrera").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv det första tecknet")
    page.get_by_label("Ännu inte bestämt").check()
    page.get_by_role("button", name="Registrera").click()
    expect(page.get_by_role("status")).to_have_text("3 insatser är registrerade.")
    return page.url


def test_register_for_three_change_meet_a_conflict_and_end_with_a_follow_on(open_as: OpenAs) -> None:
    page = open_as("case-officer")
    address = register(page)
    page.goto(f"{address}edit/")
    other = open_as("case-officer", f"{address}edit/")
    other.get_by_label("Ordalydelse i svaret").fill("Deras ord.")
    other.get_by_role("button", name="Spara").click()
    page.get_by_label("Ordalydelse i svaret").fill("Mina ord.")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("alert")).to_contain_text("Handläggare Demo hann spara före dig.")
    page.get_by_label("Behåll mitt: Mina ord.").check()
    page.get_by_role("button", name="Spara nu").click()
    expect(page.get_by_role("status")).to_have_text("Insatsen är sparad.")
    page.get_by_role("link", name="Avsluta").click()
    page.get_by_label("Sista termin, läsår eller år").fill("vt 25")
    page.get_by_label("Fortsättning, period").fill("ht 25–")
    page.get_by_label("Fortsättning, ordalydelse").fill("Stöd i vardagen.")
    page.get_by_role("button", name="Avsluta").click()
    expect(page.get_by_role("status")).to_have_text("Insatsen är avslutad.")
    expect(page.locator(".wording")).to_have_text("Stöd i vardagen.")
