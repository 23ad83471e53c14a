"""From letter to case: handed in, what is open answered, opened, and what was said before found."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import OpenAs

LETTER = """Skrivelse om trygghet på två skolor

Till utbildningsnämnden

1. Vilket stöd har Hagsätraskolan och Grimstaskolan fått 2022–2025?
2. Vilket stöd planeras för skolorna under 2026?

Ledamot Demo m.fl. (S)
"""


def test_from_letter_to_case_and_what_was_said_before(open_as: OpenAs) -> None:
    page = open_as("case-officer", "/cases/")
    page.get_by_role("link", name="Ny skrivelse").click()
    page.get_by_label("Eller klistra in texten").fill(LETTER)
    page.get_by_role("button", name="Läs skrivelsen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Trygghet på två skolor")
    expect(page.locator("mark", has_text="Grimstaskolan").first).to_be_visible()
    page.get_by_role("link", name="Svara på vilken skola «Grimstaskolan» är.").click()
    page.get_by_label("Grimstaskolan, Stockholm (51341279), vår skola").check()
    page.get_by_role("button", name="Godkänn och lägg upp ärendet").click()

    expect(page.get_by_role("alert").get_by_text("Skriv diarienumret.")).to_be_visible()
    expect(page.get_by_label("Grimstaskolan, Stockholm (51341279), vår skola")).to_be_checked()
    page.get_by_label("Diarienummer").fill("UTBF 2026/501")
    page.get_by_role("button", name="Godkänn och lägg upp ärendet").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Trygghet på två skolor")
    page.get_by_role("link", name="Frågat förut?").click()
    earlier = page.get_by_role("article", name="Att vända skolresultat")
    expect(earlier.get_by_text("Simstrategi Vantör. Start 2024.")).to_be_visible()
    page.get_by_role("link", name="UTBF 2026/501").click()
    page.get_by_role("link", name="Ändra vad ärendet gäller").click()
    page.get_by_label("Frågor").fill("Hur gick det?")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Ärendet är ändrat.")).to_be_visible()
