"""The right of reply as two people live it: the officer invites, the head teacher reads and comments."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import OpenAs
from tests.browser.places import CASE
from tests.browser.test_accessibility import violations


def test_from_invitation_to_a_comment_that_the_officer_takes_into_the_answer(
    open_as: OpenAs, context: Callable[..., BrowserContext]
) -> None:
    officer = open_as("case-officer", CASE)
    officer.get_by_role("link", name="Rektorernas kommentarer").click()
    officer.get_by_label("Skola", exact=True).select_option(label="Grimstaskolan")
    officer.get_by_role("button", name="Bjud in").click()
    link = officer.get_by_label("Länk", exact=True).input_value()
    assert violations(officer) == []

    head_teacher = context(viewport={"width": 360, "height": 740}).new_page()
    head_teacher.goto(link)
    assert head_teacher.get_by_role("heading", level=1).inner_text().endswith("Grimstaskolan")
    assert "Hagsätraskolan" not in head_teacher.locator("main").inner_text()
    assert head_teacher.evaluate("document.documentElement.scrollWidth") <= 360
    head_teacher.get_by_role("button", name="Lämna kommentaren").click()
    expect(head_teacher.get_by_role("alert")).to_be_visible()
    assert violations(head_teacher) == []
    head_teacher.get_by_label("Din kommentar").fill("Provkommentar: det stämmer.")
    head_teacher.get_by_role("button", name="Lämna kommentaren").click()
    expect(head_teacher.get_by_text("Tack. Din kommentar är sparad.")).to_be_visible()
    assert violations(head_teacher) == []

    officer.goto(f"{CASE}replies/")
    expect(officer.get_by_text("Provkommentar: det stämmer.")).to_be_visible()
    officer.get_by_role("button", name="Ta med i svaret Grimstaskolan").click()
    expect(officer.get_by_text("Kommentaren tas med när svaret byggs nästa gång.")).to_be_visible()
    officer.get_by_role("button", name="Ta inte med Grimstaskolan").click()
