"""An older document handed in and looked through without a mouse, and then all of it taken back."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenAs

TEXT = """Tjänsteutlåtande
Dnr DEMO 2019/7

Påhittat stöd till en skola
Svar på skrivelse

Förslag till beslut
Nämnden godkänner svaret.

Sammanfattning
Skrivelsen gäller vilket stöd skolan har fått under 2017–2018.

Ärendets beredning
Ärendet är påhittat.

Förvaltningens synpunkter

Grimstaskolan
Grimstaskolan har under 2017–2018 fått följande stöd:
- Läslyftet ht 2017–vt 2018 (påhittat).
- Handledning i svenska, vt 2018 (påhittat).
- Rektorn bytte kontor 2018 (påhittat).
"""


def number_in_focus(page: Page) -> str:
    """The number of the proposal that the keyboard is at, "" where it is at none."""
    return str(page.evaluate("document.activeElement.dataset.mark || ''"))


def test_accept_correct_reject_and_undo_by_keyboard_alone(open_as: OpenAs, tmp_path: Path) -> None:
    (tmp_path / "aldre.txt").write_text(TEXT, encoding="utf-8")
    page = open_as("case-officer", "/documents/")
    page.get_by_label("Filer (PDF, Word, text eller webbsida)").set_input_files(tmp_path / "aldre.txt")
    page.get_by_role("button", name="Läs filerna").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Påhittat stöd till en skola")

    page.locator("#keys summary").focus()
    page.keyboard.press("g")
    expect(page.get_by_text("Väntar: 3.")).to_be_visible()
    page.keyboard.press("Tab")  # the text of the page, which can be scrolled
    page.keyboard.press("Tab")
    assert number_in_focus(page) == "1"
    expect(page.locator("mark.lit").first).to_be_visible()

    page.keyboard.press("g")
    expect(page.locator("#proposal-1")).to_contain_text("Godkänt")
    assert number_in_focus(page) == "2"

    page.keyboard.press("r")
    expect(page.get_by_role("heading", level=1)).to_have_text("Rätta förslag 2")
    page.get_by_label("Program", exact=True).fill("Läslyftet")
    page.get_by_label("Period").press("Enter")
    expect(page.locator("#proposal-2")).to_contain_text("Godkänt")
    assert number_in_focus(page) == "3"

    page.keyboard.press("a")
    page.keyboard.type("Ingen insats")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#proposal-3")).to_contain_text("Ingen insats")
    expect(page.get_by_text("Väntar: 0.")).to_be_visible()

    for number in (3, 2, 1):
        page.locator(f"#proposal-{number}").focus()
        page.keyboard.press("z")
        expect(page.locator(f"#proposal-{number}")).to_have_class(re.compile("waiting"))
    expect(page.get_by_text("Väntar: 3.")).to_be_visible()


def test_the_keys_can_be_turned_off_and_stay_off(open_as: OpenAs) -> None:
    page = open_as("case-officer", "/documents/2/")
    page.locator("#keys summary").click()
    page.get_by_label("Använd kortkommandon").uncheck()
    page.reload()
    page.locator("#proposal-2").focus()
    page.keyboard.press("g")
    page.wait_for_timeout(300)
    expect(page.locator("#proposal-2")).to_have_class(re.compile("waiting"))
