"""Interventions on the pages: registered, changed by two, ended; typed text kept, notes kept inside."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from lxml import html

from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.domain.roles import Role
from vandpunkt.register.interventions import InterventionRow, interventions

CODES = ("82110758", "37416253", "46581319")


def form_of(browser: Client, address: str) -> dict[str, str]:
    """What the form on a page would send as it stands."""
    page = html.fromstring(browser.get(address).content)
    return {name: value or "" for name, value in page.xpath("//main//form")[0].form_values()}


def new(browser: Client, **values: object) -> InterventionRow:
    """Lillholmsskolan gets SSPF."""
    sent = {"programme": "sspf", "schools": ["46581319"], "status": "running", "period": "vt 25–"} | values
    response = browser.post("/interventions/new/", sent)
    assert response.status_code == 302, response.content.decode()
    return next(row for row in interventions(["46581319"]) if row.programme_slug == "sspf")


def test_a_programme_is_registered_for_several_schools_and_doubles_are_asked_about(officer: Client) -> None:
    sent = {"programme": "sspf", "schools": CODES, "status": "running", "period": "vt 25–"}
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
