"""A decided answer as a board member reads it and a citizen finds it, with what axe-core finds on the way."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from tests.browser.conftest import OpenAs
from tests.browser.test_weeks import passed

TITLE, DNR = "Stödet till Rinkebyskolan (påhittad)", "XMPL 2026/2"
OPEN_CASE = "UTBF 2024/6786"


def test_a_board_member_reads_a_decided_answer_to_where_its_facts_come_from(open_as: OpenAs) -> None:
    page = open_as("board-member", "/")
    decided = page.get_by_role("region", name="Beslutade svar")
    expect(decided).to_contain_text("beslutat den")
    expect(decided).not_to_contain_text(OPEN_CASE)
    passed(page)
    decided.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    content = page.locator("#content")
    expect(content).to_contain_text("Ärendet är expedierat.")
    for working_material in ("Att se till före nämnden", "Utkastet", "Undertecknande", "Tillbaka från Word"):
        expect(content).not_to_contain_text(working_material)
    passed(page)

    page.locator(".statement").get_by_role("link", name="Lektor som utvecklat undervisningen").click()
    expect(page.locator("#content")).to_contain_text("Att vända skolresultat")
    passed(page)
    page.go_back()
    page.get_by_role("link", name="Var uppgifterna kommer från").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Var uppgifterna kommer från")
    passed(page)
    page.go_back()
    page.get_by_role("link", name="Alla steg").click()
    expect(page.locator("#content")).to_contain_text("Enligt förvaltningens förslag (påhittat)")
    passed(page)


def test_the_pdf_of_a_decided_answer_is_downloaded_by_a_board_member(open_as: OpenAs, tmp_path: Path) -> None:
    page = open_as("board-member", "/")
    with page.expect_download() as download:
        page.get_by_role("listitem").filter(has_text=DNR).get_by_role("link", name="Läs som PDF").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert path.name == "XMPL-2026-2.pdf"
    assert DNR in PdfDocument(path)[0].get_textpage().get_text_bounded()


def test_a_citizen_finds_what_is_decided_and_nothing_of_what_is_prepared(open_as: OpenAs) -> None:
    page = open_as(None, "/open/")
    answers = page.get_by_role("region", name="Svar som nämnden har beslutat om")
    expect(answers).to_contain_text(TITLE)
    expect(page.locator("#content")).not_to_contain_text(OPEN_CASE)
    passed(page)
    with page.expect_download() as download:
        answers.get_by_role("link", name=f"PDF {DNR}").click()
    assert download.value.suggested_filename == "XMPL-2026-2.pdf"
    for address in ("/cases/XMPL-2026-2/", "/cases/XMPL-2026-2/answer.pdf"):
        page.goto(address)
        expect(page).to_have_title("Logga in – Vändpunkt")
    refused = page.goto("/open/UTBF-2024-6786.pdf")
    assert refused is not None
    assert refused.status == 404
