"""A form sent when the session has ended comes back as it was typed, and nothing is saved by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from lxml import html

from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.domain.roles import Role
from vandpunkt.register.interventions.asking import intervention, interventions
from vandpunkt.web.sign_in import kept_forms

ClientAs = Callable[[Role | None], Client]
TYPED = {"wording": 'Åäö <b>& "citat"</b>', "dialogue_notes": "\nFörst en tom rad.\nSedan en till."}


@pytest.fixture
def address(site: Demonstration) -> str:
    """The form of an intervention."""
    return f"/interventions/{interventions([site.schools[0].code])[0].id}/edit/"


def log_in(browser: Client, address: str, username: str = "demo-coordinator") -> Any:
    """Log in by the demo's door, bound for an address."""
    return browser.post("/login/demo/", {"username": username, "next": address})


def ended(username: str = "demo-coordinator") -> Client:
    """A browser whose session has ended, with a page of somebody's still open."""
    browser = Client()
    log_in(browser, "/", username)
    del browser.cookies["sessionid"]
    return browser


def fields_of(found: html.HtmlElement) -> dict[str, Any]:
    """What a browser would send of the page's form; it drops the first line break of a text area."""
    [form] = [one for one in found.forms if "wording" in one.fields]
    areas = {area.name for area in form.iter("textarea")}
    return {name: value.removeprefix("\n") if name in areas else value for name, value in form.form_values()}


def test_what_was_typed_stands_in_the_form_again_after_the_login(address: str) -> None:
    browser = ended()
    response = browser.post(address, TYPED | {"status": "offered", "version": "1"})
    assert response["Location"] == f"/login/?next={address.replace('/', '%2F')}"
    assert "inte borta och inte sparat" in browser.get(response["Location"]).content.decode()
    assert log_in(browser, address)["Location"] == address
    found = html.document_fromstring(browser.get(address).content)
    sent = fields_of(found)
    assert sent["wording"] == TYPED["wording"]
    assert sent["dialogue_notes"].replace("\r", "") == TYPED["dialogue_notes"]
    assert (sent["status"], sent["version"]) == ("offered", "1")
    assert "Inget är sparat än." in str(found.xpath("string(//*[@id='kept'])"))


def test_nothing_is_saved_until_the_person_sends_the_form(address: str) -> None:
    row_id = int(address.split("/")[2])
    before = intervention(row_id)
    browser = ended()
    browser.post(address, TYPED)
    log_in(browser, address)
    browser.get(address)
    assert intervention(row_id) == before


def test_the_form_sent_again_is_kept_no_longer(address: str) -> None:
    browser = ended()
    browser.post(address, TYPED)
    log_in(browser, address)
    assert b'id="kept"' in browser.get(address).content
    assert b'id="kept"' in browser.get(address).content
    browser.post(address, TYPED)
    assert b'id="kept"' not in browser.get(address).content


def test_boxes_and_choices_come_back_as_they_were(site: Demonstration) -> None:
    codes = [one.code for one in site.schools[:2]]
    browser = ended()
    browser.post("/interventions/new/", {"schools": codes, "programme": "sspf", "wording": "Ord"})
    log_in(browser, "/interventions/new/")
    found: Any = html.fromstring(browser.get("/interventions/new/").content)
    [form] = [one for one in found.forms if "wording" in one.fields]
    assert sorted(value for name, value in form.form_values() if name == "schools") == sorted(codes)
    assert form.fields["programme"] == "sspf"


def test_a_choice_that_is_there_no_longer_changes_nothing(site: Demonstration, client_as: ClientAs) -> None:
    rows = interventions([one.code for one in site.schools])
    address = f"/interventions/{next(one.id for one in rows if one.status != 'offered')}/edit/"
    chosen = fields_of(html.fromstring(client_as(Role.COORDINATOR).get(address).content))["status"]
    browser = ended()
    browser.post(address, {"status": "nix", "wording": "Ord"})
    log_in(browser, address)
    assert fields_of(html.fromstring(browser.get(address).content))["status"] == chosen != "offered"


def test_a_form_that_posts_elsewhere_comes_back_on_the_page_it_stood_on(site: Demonstration) -> None:
    browser = ended()
    answer = browser.post(
        "/interventions/new/", {"wording": "Ord"}, headers={"referer": "http://testserver/cases/?x=1"}
    )
    assert answer["Location"] == "/login/?next=%2Fcases%2F%3Fx%3D1"
    for elsewhere in ("https://example.org/x", "//example.org/x", "http://testserver/login/"):
        answer = browser.post("/interventions/new/", {"wording": "Ord"}, headers={"referer": elsewhere})
        assert answer["Location"] == "/login/?next=%2Finterventions%2Fnew%2F"


@pytest.mark.parametrize("name", ["password", "new_password1", "otp_token", "recovery_code", "client_secret"])
def test_passwords_and_codes_are_never_kept(address: str, name: str) -> None:
    browser = ended()
    browser.post(address, {name: "hemligt", "wording": "Ord"})
    assert list(browser.session["kept_form"]["fields"]) == ["wording"]


def test_a_form_is_kept_for_an_hour(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = ended()
    browser.post(address, TYPED)
    assert browser.session.get_expiry_age() == kept_forms.KEPT_SECONDS
    log_in(browser, address)
    assert browser.session.get_expiry_age() > kept_forms.KEPT_SECONDS
    later = kept_forms.time() + kept_forms.KEPT_SECONDS
    monkeypatch.setattr(kept_forms, "time", lambda: later)
    assert b'id="kept"' not in browser.get(address).content


def test_a_flood_of_text_is_not_kept(address: str) -> None:
    browser = ended()
    browser.post(address, {"wording": "x" * (kept_forms.KEPT_CHARACTERS + 1)})
    assert "kept_form" not in browser.session


def test_what_fails_the_csrf_check_is_not_kept(address: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(address, TYPED).status_code == 403
    assert "kept_form" not in browser.session


def test_logging_out_and_failing_to_log_in_keep_nothing(client_as: ClientAs) -> None:
    browser = client_as(Role.ANALYST)
    browser.post("/logout/", {"next": "/"})
    browser.post("/login/", {"username": "någon", "password": "fel"})
    assert "kept_form" not in browser.session


def test_who_lacks_the_role_sees_nothing_of_the_form(address: str) -> None:
    browser = ended("demo-board-member")
    browser.post(address, TYPED)
    log_in(browser, address, "demo-board-member")
    response = browser.get(address)
    assert response.status_code == 403
    assert "citat" not in response.content.decode()


def test_a_form_is_never_given_to_another_who_logs_in_in_the_same_browser(address: str) -> None:
    browser = ended()
    browser.post(address, TYPED)
    assert "kept_form" in browser.session
    log_in(browser, address, "demo-administrator")
    assert "kept_form" not in browser.session
    assert b"citat" not in browser.get(address).content
    browser.post("/logout/")
    log_in(browser, address)
    assert b"citat" not in browser.get(address).content


def test_a_form_of_nobody_we_know_is_not_kept(address: str) -> None:
    browser = Client()
    assert browser.post(address, TYPED)["Location"].startswith("/login/")
    assert "kept_form" not in browser.session
    browser.cookies["writer"] = "1"
    browser.post(address, TYPED)
    assert "kept_form" not in browser.session


def test_the_cookie_that_tells_whose_pages_they_are_is_signed_and_out_of_reach_of_scripts(
    site: Demonstration,
) -> None:
    browser = Client()
    log_in(browser, "/")
    cookie = browser.cookies["writer"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie.value.count(":") == 2
    assert "writer" not in browser.get("/standing/").cookies
