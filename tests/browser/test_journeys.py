"""What a person does on the site, with the mouse, the keyboard alone, or without scripts."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenAs
from tests.browser.places import CASE, SCHOOL


def tab_to(page: Page, words: str, *, most: int = 60) -> None:
    """Press Tab until what has focus reads so."""
    focused = page.locator(":focus")
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused.count() and words in (focused.inner_text() or focused.input_value()):
            return
    raise AssertionError(f"{words} cannot be reached by keyboard")


def test_logging_in_by_keyboard_leads_to_where_one_was_going(open_as: OpenAs) -> None:
    page = open_as(None, SCHOOL)
    expect(page).to_have_title("Logga in – Vändpunkt")
    tab_to(page, "Handläggare")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hagsätraskolan")


def test_the_first_tab_offers_the_way_past_the_header(open_as: OpenAs) -> None:
    page = open_as("case-officer")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Till innehållet")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_focus_is_always_to_be_seen(open_as: OpenAs) -> None:
    page = open_as("case-officer")
    for _ in range(12):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
        assert float(focused.evaluate("one => parseFloat(getComputedStyle(one).outlineWidth)")) >= 2


def test_a_wrong_password_is_told_beside_the_field_and_the_name_is_kept(open_as: OpenAs) -> None:
    page = open_as(None, "/login/")
    page.get_by_label("Användarnamn").fill("astrid")
    page.get_by_label("Lösenord").fill("fel")
    page.get_by_role("button", name="Logga in", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Du är inte inloggad.")
    expect(page.get_by_label("Användarnamn")).to_have_value("astrid")
    expect(page.get_by_label("Användarnamn")).to_have_accessible_description("Kontrollera användarnamnet.")


def test_sorting_by_a_heading_and_turning_it(open_as: OpenAs) -> None:
    page = open_as("case-officer")
    rows = page.locator("tbody tr")
    expect(rows.first).to_contain_text("Lillholmsskolan")
    page.get_by_role("link", name="Pågående insatser").click()
    expect(rows.first).to_contain_text("Hagsätraskolan")
    expect(page.get_by_role("columnheader", name="Pågående insatser")).to_have_attribute(
        "aria-sort", "descending"
    )
    tab_to(page, "Pågående insatser")
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Pågående insatser")).to_have_attribute(
        "aria-sort", "ascending"
    )
    page.get_by_role("link", name="Nästa").click()
    expect(rows.last).to_contain_text("Hagsätraskolan")


def test_searching_finds_a_school_and_opens_it(open_as: OpenAs) -> None:
    page = open_as("head-teacher")
    page.get_by_label("Sök skola").fill("rinkeby")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.get_by_role("status")).to_contain_text("1 skola visas.")
    page.get_by_role("link", name="Rinkebyskolan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rinkebyskolan")
    expect(page.get_by_role("row", name="2024/25 74,5")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Visa alla").click()
    expect(page.locator("tbody tr")).to_have_count(50)
    expect(page.get_by_text("Sida 1 av 2")).to_be_visible()


def test_filtering_by_support_and_order_together(open_as: OpenAs) -> None:
    page = open_as("analyst")
    page.get_by_label("Insatser").select_option(label="Med pågående insats")
    page.get_by_label("Ordning").select_option(label="Skola, Ö–A")
    page.get_by_role("button", name="Visa", exact=True).click()
    names = page.locator("tbody th").all_inner_texts()
    assert 1 < len(names) < 70
    assert names == sorted(names, reverse=True)


def test_from_a_school_below_the_line_to_one_with_a_similar_intake_and_the_figures(open_as: OpenAs) -> None:
    page = open_as("area-head")
    page.get_by_label("Gränsen 70 %").select_option(label="Säkert eller troligen under")
    page.get_by_role("button", name="Visa", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("5 skolor visas.")
    page.get_by_role("region", name="Under gränsen utan pågående insats").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Var skolan står")).to_be_visible()
    page.get_by_text("Siffrorna bakom diagrammet").first.click()
    expect(page.get_by_role("columnheader", name="Väntat av elevunderlaget, procent")).to_be_visible()
    page.get_by_role("table", name="Skolor med mest liknande").get_by_role("link").last.click()
    expect(page.get_by_role("heading", name="Skolor med mest liknande elevunderlag")).to_be_visible()


def test_a_row_of_the_timeline_leads_to_its_words(open_as: OpenAs) -> None:
    page = open_as("coordinator", SCHOOL)
    page.locator(".chains").get_by_role("link", name="Simstrategi Vantör").click()
    target = page.locator("li:target")
    expect(target).to_be_in_viewport()
    expect(target).to_contain_text("Simstrategi Vantör. Start 2024.")


def test_following_a_fact_to_its_very_words_and_back(open_as: OpenAs) -> None:
    page = open_as("case-officer", "/cases/")
    page.get_by_role("link", name="Att vända skolresultat").click()
    sentence = "Deltagande i Kommunal samverkan för bästa skola (KSBS) från och med vt 2024."
    page.get_by_role("link", name=sentence).first.click()
    marked = " ".join(page.locator("mark").inner_text().split())
    assert marked in sentence or sentence in marked
    expect(page.get_by_role("heading", name="Raden i registret")).to_be_visible()
    expect(page.locator("#content")).to_contain_text("UTBF 2024/6786")
    page.get_by_role("link", name="Svaret").click()
    expect(page.get_by_role("heading", name="Svaret", exact=True)).to_be_in_viewport()


def test_following_a_figure_to_the_publication_it_was_printed_in(open_as: OpenAs) -> None:
    page = open_as("case-officer", CASE)
    page.get_by_role("cell", name="74,5").get_by_role("link").click()
    expect(page.locator("#content")).to_contain_text("rapport 139")
    expect(page.locator("#content")).to_contain_text("Rinkebyskolan")
    expect(page.locator("dd.figure")).to_have_text("74,5")


def test_taking_the_answer_away_in_every_format(open_as: OpenAs, tmp_path: Path) -> None:
    page = open_as("case-officer", CASE)
    beginnings = {"Word": b"PK", "PDF": b"%PDF", "Webbsida": b"<!DOCTYPE html>", "Ren text": b""}
    for name, beginning in beginnings.items():
        with page.expect_download() as download:
            page.get_by_role("link", name=name, exact=True).click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        assert path.stem == "UTBF-2024-6786"
        assert path.read_bytes().startswith(beginning)
        assert path.stat().st_size > 3000


def test_choosing_english_and_going_back_to_swedish_keeps_the_page(open_as: OpenAs) -> None:
    page = open_as("case-officer", SCHOOL)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hagsätraskolan")
    page.get_by_role("button", name="Svenska").click()
    expect(page.locator("html")).to_have_attribute("lang", "sv")


def test_logging_out_ends_it_also_for_the_back_button(open_as: OpenAs) -> None:
    page = open_as("case-officer", CASE)
    page.get_by_role("button", name="Logga ut").click()
    expect(page).to_have_title("Logga in – Vändpunkt")
    page.go_back()
    expect(page.get_by_text("Förvaltningens förslag till beslut")).to_have_count(0)


def test_a_board_member_is_told_why_a_case_is_not_to_be_seen_yet(open_as: OpenAs) -> None:
    page = open_as("board-member", "/cases/")
    expect(page.locator("#content")).to_contain_text(re.compile(r"\d ärenden? bereds och visas när"))
    page.goto(CASE)
    expect(page.locator("#content")).to_contain_text("arbetsmaterial tills nämnden har beslutat")


def test_nothing_needs_a_script(open_as: OpenAs) -> None:
    page = open_as("case-officer", java_script_enabled=False)
    page.get_by_label("Sök skola").fill("hagsätra")
    page.get_by_role("button", name="Visa", exact=True).click()
    page.get_by_role("link", name="Hagsätraskolan").click()
    page.get_by_role("link", name="Att vända skolresultat").first.click()
    page.get_by_role("link", name="Simstrategi Vantör. Start 2024.").first.click()
    expect(page.locator("mark")).to_contain_text("Simstrategi Vantör. Start 2024.")
