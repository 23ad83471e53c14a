"""A person's own account: the password is changed by who knows it, and sessions elsewhere end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.web.signing_in import PASSWORD, give_password, is_in, somebody, told
from vandpunkt.register.people.account_changes import account_history
from vandpunkt.sign_in_settings import LoginServer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_passwords")]
NEW = "grönt tåg över fjället"


@pytest.fixture
def astrid() -> Any:
    """Somebody with a password."""
    return somebody()


def change(browser: Client, current: str = PASSWORD, new: str = NEW, again: str | None = None) -> Any:
    """The form of another password, sent."""
    fields = {"current_password": current, "password": new, "password_again": new if again is None else again}
    return browser.post("/account/password/", fields)


def test_the_new_password_works_and_the_old_one_no_longer(astrid: Any) -> None:
    browser = Client()
    give_password(browser)
    assert change(browser)["Location"] == "/account/"
    assert "Lösenordet är bytt." in browser.get("/account/").content.decode()
    assert give_password(Client()).status_code == 200
    assert give_password(Client(), "astrid", NEW).status_code == 302
    assert [(one.kind, one.by) for one in account_history(astrid.pk)] == [("password", "astrid")]


def test_sessions_elsewhere_end_and_this_one_goes_on(astrid: Any) -> None:
    here, elsewhere = Client(), Client()
    give_password(here)
    give_password(elsewhere)
    assert is_in(elsewhere)
    change(here)
    assert is_in(here)
    assert not is_in(elsewhere)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"current": "fel"}, "Det är inte lösenordet som du har nu."),
        ({"new": "kort"}, "Det måste innehålla minst 12 tecken."),
        ({"new": "1234567890123"}, "Detta lösenord är enbart numeriskt."),
        ({"new": "1q2w3e4r5t6y"}, "Detta lösenord är alldeles för vanligt."),
        ({"new": PASSWORD}, "Det är lösenordet som du har. Välj ett annat."),
        ({"again": "annat"}, "Lösenorden är inte lika."),
    ],
)
def test_what_does_not_do_is_told_in_swedish_and_changes_nothing(
    astrid: Any, given: dict[str, str], words: str
) -> None:
    browser = Client()
    give_password(browser)
    response = change(browser, **given)
    assert words in told(response)
    assert give_password(Client()).status_code == 302


def test_who_has_no_password_here_has_no_page_for_it(astrid: Any, settings: Settings) -> None:
    browser = Client()
    browser.force_login(astrid)
    server = LoginServer("https://login.example", "vandpunkt")
    settings.SIGN_IN = replace(settings.SIGN_IN, password=False, login_server=server)
    assert browser.get("/account/password/").status_code == 404
    settings.SIGN_IN = replace(settings.SIGN_IN, password=True)
    astrid.set_unusable_password()
    astrid.save()
    browser.force_login(astrid)
    assert browser.get("/account/password/").status_code == 404
    assert "Du har inget lösenord här." in browser.get("/account/").content.decode()
