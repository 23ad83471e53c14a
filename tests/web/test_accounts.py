"""Logging in and out, the demo's users, and the language."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from lxml import html
from pytest_django import Settings

from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.domain.roles import Role
from vandpunkt.register.people.accounts import DemoUser, demo_users

PASSWORD = "korrekt häst batteri"


@pytest.fixture
def person(site: Demonstration) -> str:
    """Somebody with a password of their own."""
    get_user_model().objects.create_user("astrid", password=PASSWORD)
    return "astrid"


def page(browser: Client, address: str = "/login/") -> html.HtmlElement:
    """A page of the site."""
    return html.fromstring(browser.get(address).content)


def is_logged_in(browser: Client) -> bool:
    """Whether the browser carries somebody's session."""
    return "_auth_user_id" in browser.session


def test_a_demo_lists_one_user_a_role_and_asks_for_no_password(site: Demonstration) -> None:
    buttons = page(Client()).xpath("//button[@name='username']")
    assert [one.get("value") for one in buttons] == [user.username for user in demo_users()]
    assert len(buttons) == len(Role)


@pytest.mark.parametrize("user", demo_users(), ids=lambda user: user.username)
def test_each_demo_user_can_be_chosen(site: Demonstration, user: DemoUser) -> None:
    response = Client().post("/login/demo/", {"username": user.username}, follow=True)
    assert response.request["PATH_INFO"] == "/"
    assert response.status_code == 200


def test_an_ordinary_installation_shows_no_users_and_lets_nobody_in_without_a_password(
    site: Demonstration, settings: Settings
) -> None:
    settings.DEMO = False
    assert page(Client()).xpath("//button[@name='username']") == []
    browser = Client()
    assert browser.post("/login/demo/", {"username": "demo-administrator"}).status_code == 404
    assert not is_logged_in(browser)


@pytest.mark.parametrize("username", ["astrid", "", "demo-nix", "DEMO-ADMINISTRATOR"])
def test_the_demos_door_is_for_the_demos_users_alone(person: str, username: str) -> None:
    browser = Client()
    assert browser.post("/login/demo/", {"username": username}).status_code == 404
    assert not is_logged_in(browser)


def test_a_demo_user_that_has_been_closed_stays_closed(site: Demonstration) -> None:
    get_user_model().objects.filter(username="demo-analyst").update(is_active=False)
    assert Client().post("/login/demo/", {"username": "demo-analyst"}).status_code == 404


def test_a_demo_user_has_no_password_that_works(site: Demonstration) -> None:
    browser = Client()
    for password in ("", "demo", "demo-administrator", "!"):
        browser.post("/login/", {"username": "demo-administrator", "password": password})
        assert not is_logged_in(browser)


def test_the_right_password_logs_in(person: str) -> None:
    browser = Client()
    response = browser.post("/login/", {"username": person, "password": PASSWORD, "next": "/cases/"})
    assert (response.status_code, response["Location"]) == (302, "/cases/")
    assert is_logged_in(browser)


@pytest.mark.parametrize("door", ["/login/", "/login/demo/"])
@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_logging_in_never_leads_to_another_site(person: str, door: str, elsewhere: str) -> None:
    fields = {"username": person, "password": PASSWORD, "next": elsewhere}
    if door == "/login/demo/":
        fields = {"username": "demo-analyst", "next": elsewhere}
    assert Client().post(door, fields)["Location"] == "/"


@pytest.mark.parametrize(
    ("username", "password", "summed_up", "beside"),
    [
        ("astrid", "fel", "hör inte ihop", "Kontrollera användarnamnet."),
        ("ingen", PASSWORD, "hör inte ihop", "Skriv lösenordet igen."),
        ("", PASSWORD, "Användarnamn", "Skriv ditt användarnamn."),
        ("astrid", "", "Lösenord", "Skriv ditt lösenord."),
    ],
)
def test_an_error_is_summed_up_on_top_and_told_beside_the_field(
    person: str, username: str, password: str, summed_up: str, beside: str
) -> None:
    response = Client().post("/login/", {"username": username, "password": password})
    found = html.fromstring(response.content)
    alert = found.xpath("//div[@role='alert']")[0]
    assert "Du är inte inloggad." in alert.text_content()
    assert summed_up in alert.text_content()
    assert all(found.get_element_by_id(link[1:]) is not None for link in alert.xpath(".//a/@href"))
    errors = {one.get("id"): one.text_content() for one in found.xpath("//span[@class='field-error']")}
    assert beside in errors.values()
    for field in found.xpath("//input[@aria-invalid]"):
        assert field.get("aria-describedby") in errors


def test_a_wrong_name_and_a_wrong_password_are_told_in_the_same_words(person: str) -> None:
    def summary(username: str) -> str:
        response = Client().post("/login/", {"username": username, "password": "fel"})
        return html.fromstring(response.content).xpath("string(//div[@role='alert'])")

    assert summary("astrid") == summary("ingen")


def test_logging_out_takes_a_form_not_a_link(person: str) -> None:
    browser = Client()
    browser.post("/login/", {"username": person, "password": PASSWORD})
    assert browser.get("/logout/").status_code == 405
    assert is_logged_in(browser)
    assert browser.post("/logout/")["Location"] == "/login/"
    assert not is_logged_in(browser)


def test_the_site_is_swedish_whatever_the_browser_asks_for(site: Demonstration) -> None:
    response = Client(headers={"accept-language": "en-GB,en;q=0.9"}).get("/login/")
    assert response["Content-Language"] == "sv"
    assert html.fromstring(response.content).get("lang") == "sv"


def test_a_chosen_language_stays_and_the_switch_returns_to_the_page(site: Demonstration) -> None:
    browser = Client()
    response = browser.post("/language/", {"language": "en", "next": "/about/?x=1"})
    assert response["Location"] == "/about/?x=1"
    assert page(browser).get("lang") == "en"
    switch = page(browser).xpath("//button[@name='language']")
    assert [(one.get("value"), one.text) for one in switch] == [("sv", "Svenska")]
    browser.post("/language/", {"language": "sv"})
    assert page(browser).get("lang") == "sv"


@pytest.mark.parametrize("language", ["fi", "", "../..", "sv-SE"])
def test_a_language_that_the_site_does_not_speak_changes_nothing(site: Demonstration, language: str) -> None:
    browser = Client()
    browser.post("/language/", {"language": language})
    assert page(browser).get("lang") == "sv"
    browser.cookies["django_language"] = language or "x"
    assert page(browser).get("lang") == "sv"


def test_the_language_switch_never_leads_to_another_site(site: Demonstration) -> None:
    response = Client().post("/language/", {"language": "en", "next": "https://example.org/"})
    assert response["Location"] == "/"
