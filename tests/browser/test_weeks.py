"""Each role through its week, with what axe-core finds on every page that is passed."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenAs
from tests.browser.test_accessibility import violations
from tests.browser.test_journeys import tab_to

QUIET_SCHOOL = "Lillholmsskolan"


def passed(page: Page) -> None:
    """The page that is passed has nothing that axe finds, and one first heading."""
    assert violations(page) == [], page.url
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


def test_a_coordinator_talks_with_a_school_registers_it_and_closes_what_was_agreed(open_as: OpenAs) -> None:
    page = open_as("coordinator", "/")
    passed(page)
    page.get_by_role("table").get_by_role("link", name=QUIET_SCHOOL).click()
    page.goto(f"{page.url}talk/")
    passed(page)
    page.get_by_role("link", name="Registrera samtalet").click()
    passed(page)
    page.get_by_label("Deltagare").fill("Rektor, samordnare")
    page.get_by_label("Vad vi såg").fill("Stödet används i tid.")
    first = page.get_by_role("group", name="Åtgärd 1")
    first.get_by_role("textbox").first.fill("Skicka schemat")
    first.get_by_label("Ansvarig").select_option("coordinator")
    first.get_by_label("Senast").fill("1 mars 2027")
    page.get_by_role("button", name="Spara").click()
    passed(page)
    page.goto("/")
    page.get_by_role("link", name="Skicka schemat").click()
    passed(page)
    page.get_by_role("button", name="Gjord").click()
    page.goto("/")
    expect(page.get_by_role("link", name="Skicka schemat")).to_have_count(0)


def test_an_area_head_reads_up_by_keyboard_before_a_dialogue(open_as: OpenAs) -> None:
    page = open_as("area-head", "/")
    tab_to(page, "Hagsätraskolan", most=80)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Samtalsunderlag")
    passed(page)
    tab_to(page, "Registrera samtalet", most=80)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ny uppföljning")
    page.goto("/quality/")
    passed(page)
    page.goto("/reach/")
    passed(page)


def test_a_head_teacher_reads_what_is_decided_and_writes_the_schools_own_part(open_as: OpenAs) -> None:
    page = open_as("head-teacher", "/", width=360)
    passed(page)
    page.get_by_text("Meny", exact=True).click()
    page.get_by_role("link", name="Kvalitetsarbete", exact=True).click()
    page.get_by_role("link", name="Hagsätraskolan").click()
    passed(page)
    page.get_by_role("link", name="Fyll i Analys").click()
    passed(page)
    page.get_by_role("textbox").last.fill("Fler elever kommer i tid när schemat hålls.")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Fler elever kommer i tid när schemat hålls.")).to_be_visible()
    expect(page.get_by_role("button", name="Signera")).to_have_count(0)


def test_a_board_member_reads_how_to_read_where_schools_stand_and_a_signed_report(open_as: OpenAs) -> None:
    page = open_as("board-member", "/")
    passed(page)
    expect(page.get_by_role("heading", name="Så läser du uppgifterna")).to_be_visible()
    page.get_by_role("link", name="Hagsätraskolan 2025/26").click()
    passed(page)
    page.goto("/open/")
    passed(page)


def test_an_administrator_invites_somebody_and_looks_at_how_the_installation_is(open_as: OpenAs) -> None:
    page = open_as("administrator", "/people/")
    passed(page)
    page.get_by_role("link", name="Lägg till en användare").click()
    passed(page)
    page.get_by_label("Användarnamn").fill("vikarie")
    page.get_by_label("Namn", exact=True).fill("Vikarie Demo")
    page.get_by_label("Analytiker").check()
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page.get_by_role("main")).to_contain_text("vikarie")
    passed(page)
    page.goto("/")
    page.get_by_role("link", name="Så mår installationen").click()
    passed(page)
    expect(page.get_by_role("heading", name="Inläst statistik")).to_be_visible()


def test_an_analyst_reads_what_can_be_said_of_a_programme(open_as: OpenAs) -> None:
    page = open_as("analyst", "/")
    passed(page)
    page.get_by_role("link", name="Nätverk för rektorer i utsatta områden").click()
    expect(page.get_by_role("heading", name="Hjälpte det?")).to_be_visible()
    expect(page.locator(".figure").first).to_have_text("Går inte att avgöra")
    passed(page)


def test_a_case_officer_follows_a_case_from_home_to_its_path_and_finds_a_school(open_as: OpenAs) -> None:
    page = open_as("case-officer", "/")
    passed(page)
    page.get_by_role("link", name="Att vända skolresultat").first.click()
    page.get_by_role("link", name="Alla steg").click()
    passed(page)
    page.get_by_role("searchbox", name="Sök").fill("rinkeby")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Rinkebyskolan").first).to_be_visible()
    passed(page)
