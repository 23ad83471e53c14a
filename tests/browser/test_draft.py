"""A draft from first word to signed answer: two write at once, a sentence is replaced, gaps are seen."""

from __future__ import annotations

import subprocess
import sys

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenAs
from tests.browser.test_accessibility import violations

CASE = "/cases/XMPL-2026-9/"
OPEN = """
import django
django.setup()
from django.utils.timezone import now
from vandpunkt.cases.demonstration_inquiries import OPENED
from vandpunkt.cases.inquiries import accept_inquiry, inquiry_page, keep_inquiry
from vandpunkt.cases.scope.proposing import proposed_scope
who = {"by": "Handläggare Demo", "now": now()}
letter = OPENED.replace("XMPL 2026/1", "XMPL 2026/9")
kept = inquiry_page(keep_inquiry(letter.encode(), name="Skrivelse (påhittad).txt", **who))
accept_inquiry(kept.id, proposed_scope(kept.reading), **who)
"""


def write(page: Page, text: str) -> None:
    """Fill in the only text of a page and save it."""
    page.locator("textarea").fill(text)
    page.get_by_role("button", name="Spara", exact=True).click()


def test_a_draft_is_written_by_two_at_once_built_and_signed(
    open_as: OpenAs, environment: dict[str, str]
) -> None:
    settings = environment | {"DJANGO_SETTINGS_MODULE": "vandpunkt.settings"}
    subprocess.run([sys.executable, "-c", OPEN], env=settings, check=True)
    page = open_as("case-officer", f"{CASE}draft/")
    expect(page.get_by_text("Konsekvenser för barn: inte skriven.")).to_be_visible()
    assert violations(page) == []

    page.get_by_role("link", name="Skriv Konsekvenser för barn").click()
    other = open_as("administrator", f"{CASE}draft/texts/consequences/")
    write(other, "Barnen påverkas, skriver den ena.")
    write(page, "Barnen påverkas, skriver den andra.")
    expect(page.get_by_role("alert").first).to_contain_text("hann spara före dig")
    expect(page.get_by_role("cell", name="skriver den ena")).to_be_visible()
    expect(page.locator("textarea")).to_have_value("Barnen påverkas, skriver den andra.")
    assert violations(page) == []
    write(page, "Barnen påverkas, skriver båda.")

    page.get_by_role("link", name="Skriv om På Hagsätraskolan").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Egen mening")).to_be_visible()
    assert violations(page) == []
    write(page, "Hagsätraskolan har fått det här stödet:")
    line = page.locator(".draft-line", has_text="har fått det här stödet")
    line.locator("summary").click()
    expect(line).to_contain_text("erbjudit stöd i form av")

    page.get_by_role("link", name="Är allt besvarat?").click()
    expect(page.get_by_role("heading", name="Är allt besvarat?")).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("Hagsätraskolan")
    assert violations(page) == []
    page.get_by_role("link", name="Utkastet").first.click()
    page.get_by_role("button", name="Bygg svaret").click()
    page.get_by_role("link", name="Undertecknande").first.click()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Underteckna").click()
    expect(page.get_by_role("heading", name="Version 1")).to_be_visible()
