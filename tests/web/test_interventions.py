"""Interventions on the pages: registered, changed by two, ended; typed text kept, notes kept inside."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from lxml import html

from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.domain.roles import Role
from vandpunkt.follow_up.signs import signs_of_intervention
from vandpunkt.register.interventions.asking import InterventionRow, interventions
from vandpunkt.register.interventions.row import Funding

CODES = ("82110758", "37416253", "46581319")


def form_of(browser: Client, address: str) -> dict[str, str]:
    """What the form on a page would send as it stands."""
    page = html.fromstring(browser.get(address).content)
    return {name: value or "" for name, value in page.xpath("//main//form")[0].form_values()}


def new(browser: Client, **values: object) -> InterventionRow:
    """Lillholmsskolan gets SSPF."""
    sent = {"programme": "sspf", "schools": ["46581319"], "status": "running", "period": "vt 25–"}
    sent |= {"signs_later": "on"} | values
    response = browser.post("/interventions/new/", sent)
    assert response.status_code == 302, response.content.decode()
    return next(row for row in interventions(["46581319"]) if row.programme_slug == "sspf")


def test_a_programme_is_registered_for_several_schools_and_doubles_are_asked_about(officer: Client) -> None:
    sent = {"programme": "sspf", "schools": CODES, "status": "running", "period": "vt 25–"}
    sent |= {"signs_later": "on"}
    response = officer.post("/interventions/new/", sent)
    assert "Är det samma stöd?" in response.content.decode()
    assert officer.post("/interventions/new/", sent | {"overlap": "beside"}).status_code == 302
    assert all(any(row.start == "2025vt" for row in interventions([code])) for code in CODES)


def test_what_was_typed_is_kept_and_errors_stand_on_top_and_beside(officer: Client) -> None:
    response = officer.post("/interventions/new/", {"period": "snart", "responsible": "Rektor"})
    page = html.fromstring(response.content)
    assert "«snart» är ingen period" in page.xpath("string(//div[@role='alert'])")
    assert page.xpath("//input[@name='period']/@value") == ["snart"]
    assert page.xpath("//input[@name='responsible']/@value") == ["Rektor"]


def test_the_form_says_how_the_period_was_read_and_asks_before_doubling(officer: Client) -> None:
    sent = {
        "programme": "sspf",
        "schools": CODES,
        "status": "running",
        "period": "vt 25–",
        "signs_later": "on",
    }
    page = html.fromstring(officer.post("/interventions/new/", sent).content)
    assert "från och med vt 2025" in page.xpath("string(//p[@class='read-as'])")
    assert "inget slut angivet" in page.xpath("string(//p[@class='read-as'])")


def test_a_programme_is_typed_by_any_of_its_names(officer: Client) -> None:
    for called in ("Skola, socialtjänst, polis och fritid (SSPF)", "SSPF", "sspf"):
        row = new(officer, programme=called, overlap="beside")
        assert row.abbreviation == "SSPF"
    refused = officer.post("/interventions/new/", {"programme": "Lässtund"})
    assert "Katalogen har inget program «Lässtund»." in refused.content.decode()


def test_signs_are_set_with_the_registration_for_every_school(officer: Client) -> None:
    signs = {"signs-rows": "2", "signs-0-what": "Fler planerar tillsammans.", "signs-0-when": "ht 25"}
    row = new(officer, **signs, **{"signs-0-by_whom": "Rektor"})
    (sign,) = signs_of_intervention(row.id)
    assert (sign.what, sign.when, sign.by_whom) == ("Fler planerar tillsammans.", "ht 2025", "Rektor")
    four = {"signs-rows": "4"} | {f"signs-{n}-what": "Något" for n in range(4)}
    four |= {f"signs-{n}-when": "ht 25" for n in range(4)}
    four |= {f"signs-{n}-by_whom": "Rektor" for n in range(4)}
    sent = {"programme": "kuf", "schools": ["46581319"], "status": "running", "period": "vt 25–"} | four
    assert "Högst 3 tecken" in officer.post("/interventions/new/", sent).content.decode()


def test_money_is_written_by_calendar_year_in_fields_of_its_own(officer: Client) -> None:
    money = {
        "funding-rows": "2",
        "funding-0-year": "2026",
        "funding-0-kind": "grant",
        "funding-0-amount": "80 000",
    }
    money |= {"funding-1-year": "2025", "funding-1-kind": "own", "funding-1-amount": "120000"}
    row = new(officer, **money)
    assert row.funding == (Funding(2025, "own", 120_000), Funding(2026, "grant", 80_000))
    shown = form_of(officer, f"/interventions/{row.id}/edit/")
    assert shown["funding-0-kind"] == "own"
    sent = {"funding-0-amount": "mycket"}
    answer = officer.post(f"/interventions/{row.id}/edit/", shown | sent)
    assert "Rad 1: Skriv beloppet i hela kronor" in answer.content.decode()


def test_the_second_of_two_sees_what_the_first_changed_and_chooses(
    officer: Client, client_as: Callable[[Role | None], Client]
) -> None:
    row = new(officer)
    address = f"/interventions/{row.id}/edit/"
    mine = form_of(officer, address) | {"wording": "Mina ord."}
    other = client_as(Role.COORDINATOR)
    theirs = form_of(other, address) | {"wording": "Deras ord.", "responsible": "FoU-enheten"}
    assert other.post(address, theirs).status_code == 302
    response = officer.post(address, mine)
    text = response.content.decode()
    assert "Grundskolesamordnare Demo hann spara före dig" in text
    page = html.fromstring(response.content)
    assert page.xpath("string(//textarea[@name='wording'])").strip() == "Mina ord."
    assert page.xpath("//input[@name='responsible']/@value") == ["FoU-enheten"]
    again = {name: value or "" for name, value in page.xpath("//main//form")[0].form_values()}
    assert "Välj vilket värde som ska gälla." in officer.post(address, again).content.decode()
    assert officer.post(address, again | {"keep-wording": "mine"}).status_code == 302
    (now,) = [one for one in interventions(["46581319"]) if one.id == row.id]
    assert (now.wording, now.responsible) == ("Mina ord.", "FoU-enheten")


def test_support_ends_with_a_follow_on(officer: Client) -> None:
    row = new(officer)
    address = f"/interventions/{row.id}/end/"
    ended = {"last": "vt 25", "follow_on_period": "ht 25–", "follow_on_wording": "Stöd i vardagen."}
    assert officer.post(address, form_of(officer, address) | ended).status_code == 302
    rows = {one.id: one for one in interventions(["46581319"])}
    assert rows[row.id].status == "finished"
    assert [one.wording for one in rows.values() if one.continues_id == row.id] == ["Stöd i vardagen."]


def test_breaking_off_needs_a_reason_and_the_page_tells_it(officer: Client) -> None:
    row = new(officer)
    address = f"/interventions/{row.id}/stop/"
    sent = form_of(officer, address) | {"day": "2025-03-01", "reason": ""}
    assert officer.post(address, sent).status_code == 200
    assert officer.post(address, sent | {"reason": "Rektor slutar."}).status_code == 302
    text = officer.get(f"/interventions/{row.id}/").content.decode()
    assert "Rektor slutar." in text
    assert "avbruten" in text


def test_notes_and_history_are_not_for_the_board(
    officer: Client, client_as: Callable[[Role | None], Client]
) -> None:
    row = new(officer, dialogue_notes="Rektor tvekar.")
    address = f"/interventions/{row.id}/"
    assert "Rektor tvekar." in officer.get(address).content.decode()
    member = client_as(Role.BOARD_MEMBER).get(address).content.decode()
    assert "Rektor tvekar." not in member
    assert "Historik" not in member


def test_an_unknown_intervention_is_not_found(officer: Client, site: Demonstration) -> None:
    assert officer.get("/interventions/999999/").status_code == 404


def test_a_long_list_of_schools_is_passed_by_with_one_key(
    officer: Client, client_as: Callable[[Role | None], Client]
) -> None:
    link = 'href="#field-wording"'
    assert link in officer.get("/interventions/new/").content.decode()
    assert link not in client_as(Role.COORDINATOR).get("/interventions/new/").content.decode()
