"""A case from received to decided on the site: its moves made, a text asked for, the answer signed."""

from __future__ import annotations

import subprocess
import sys

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenAs
from tests.browser.test_accessibility import violations

PATH = "/cases/XMPL-2026-1/path/"


def move(page: Page, button: str, **given: str) -> None:
    """Make a move with what it asks for; those that do not lead on are behind their own words."""
    folded = page.locator("summary", has_text=button)
    if folded.count():
        folded.click()
    form = page.locator("form", has=page.get_by_role("button", name=button, exact=True))
    for label, value in given.items():
        field = form.get_by_label(label.replace("_", " "))
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(index=int(value))
        else:
            field.fill(value)
    form.get_by_role("button", name=button, exact=True).click()


def stands(page: Page, state: str) -> None:
    """The page says where the case is."""
    expect(page.locator("dl.facts strong").first).to_have_text(state)


BUILD = """
import django
django.setup()
from django.utils.timezone import now
from vandpunkt.cases.building import keep_statement
keep_statement("XMPL 2026/1", by="Handläggare Demo", now=now())
"""


def test_a_case_from_received_to_decided(open_as: OpenAs, environment: dict[str, str]) -> None:
    settings = environment | {"DJANGO_SETTINGS_MODULE": "vandpunkt.settings"}
    subprocess.run([sys.executable, "-c", BUILD], env=settings, check=True)
    page = open_as("case-officer", PATH)
    stands(page, "Inkommet")
    move(page, "Registrera ärendet")
    stands(page, "Registrerat")
    move(page, "Fördela ärendet")
    expect(page.get_by_role("alert")).to_contain_text("Välj vem som ska handlägga ärendet")
    assert violations(page) == []
    page.get_by_label("Handläggare", exact=True).select_option(label="Handläggare Demo")
    page.get_by_role("button", name="Fördela ärendet").click()
    stands(page, "Fördelat")

    page.get_by_role("link", name="Begär in en text").click()
    page.get_by_label("Avdelning").fill("Elevhälsan")
    page.get_by_label("Senast").fill("2040-01-16")
    page.get_by_role("button", name="För in begäran").click()
    stands(page, "Bereds")
    move(page, "Stäm av svaret")
    expect(page.get_by_role("alert")).to_contain_text("Texter saknas från Elevhälsan")
    page.get_by_role("link", name="Elevhälsan").click()
    page.get_by_label("Texten").fill("Elevhälsan har inget att tillägga.")
    page.get_by_role("button", name="Ta emot texten").click()
    move(page, "Stäm av svaret")
    stands(page, "Avstämt")

    page.get_by_role("link", name="Underteckna svaret").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Underteckna", exact=True).click()
    page.goto(PATH)
    stands(page, "Undertecknat")
    move(page, "Sänd ut till nämnden", Sammanträde="1")
    stands(page, "Utsänt till nämnden")
    move(page, "För in beslutet", Vad_nämnden_beslutade="Enligt förslaget")
    stands(page, "Beslutat")
    history = page.get_by_role("region", name="Vem som gjorde vad")
    expect(history).to_contain_text("Handläggare Demo förde in nämndens beslut")
    assert violations(page) == []
