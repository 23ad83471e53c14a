"""The catalogue by hand and by file: rows added, a fault mended, a preview read, with axe on the way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenAs
from tests.browser.test_accessibility import WIDTHS, violations

FILE = "Adress;Version;Namn;Kontakt;Kostnad per år, kronor\n;;Ett;FoU;mycket\n;;Två;Enheten;120000\n"


def handed_in(page: Page, text: str) -> None:
    """Hand in a file of programmes."""
    page.goto("/programmes/import/")
    page.set_input_files("#file", {"name": "p.csv", "mimeType": "text/csv", "buffer": text.encode()})
    page.get_by_role("button", name="Visa vad som ändras").click()


def test_a_programme_is_written_by_keyboard_with_more_rows_and_a_fault_mended(open_as: OpenAs) -> None:
    page = open_as("case-officer", "/programmes/new/")
    page.get_by_label("Namn", exact=True).fill("Läsprojektet")
    for number, places in enumerate(("12", "15")):
        page.get_by_label("Läsår", exact=True).nth(number).fill("2026/27")
        page.get_by_label("Platser", exact=True).nth(number).fill(places)
    page.get_by_label("Platser", exact=True).nth(1).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Läsåret 2026/27 står två gånger")
    assert violations(page) == []
    page.get_by_role("button", name="Fler rader att skriva på").click()
    expect(page.get_by_label("Läsår", exact=True)).to_have_count(7)
    page.get_by_label("Läsår", exact=True).nth(1).fill("2027/28")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("status")).to_have_text("Programmet står i katalogen.")
    expect(page.get_by_text("0 av 15 upptagna")).to_be_visible()
    expect(page.get_by_text("inte angivet").first).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_a_preview_of_a_file_with_faults(open_as: OpenAs, width: int) -> None:
    page = open_as("case-officer", width=width)
    handed_in(page, FILE)
    expect(page.get_by_role("row", name="Ett")).to_contain_text("«mycket» är inget helt tal")
    expect(page.get_by_role("button", name="Spara alla")).to_have_count(0)
    assert violations(page) == []
    handed_in(page, FILE.replace("mycket", "7"))
    expect(page.get_by_role("button", name="Spara alla")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
