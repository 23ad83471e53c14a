"""What a person is told when something is not there, not allowed or not working."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory
from lxml import html
from pytest_django import Settings

from vandpunkt import web
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.domain.problems import Problem
from vandpunkt.web.errors import NotFound, not_found, server_error


def words(content: bytes) -> str:
    """The text of a page."""
    return " ".join(html.fromstring(content).text_content().split())


def failing(error: Exception) -> Callable[[Any, str, Any, bool, Any], Any]:
    """A database that answers every question with an error."""

    def refuse(*_: object) -> None:
        raise error

    return refuse


def test_an_address_that_leads_nowhere_says_so(officer: Client) -> None:
    response = officer.get("/finns/inte/")
    assert response.status_code == 404
    assert "Sidan finns inte" in words(response.content)
    assert "Adressen leder ingenstans." in words(response.content)


def test_only_reasons_of_ours_are_told(rf: RequestFactory, site: Demonstration) -> None:
    ours = not_found(rf.get("/"), NotFound(Problem("Registret har ingen skola {name}.", name="Nix")))
    others = not_found(rf.get("/"), LookupError("secret detail"))
    assert "Registret har ingen skola Nix." in words(ours.content)
    assert "secret detail" not in words(others.content)


def test_an_error_of_ours_is_a_page_in_plain_words_without_details(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("vandpunkt.web.schools.standing.standing_overview", break_down)
    response = officer.get("/standing/")
    assert response.status_code == 500
    assert "Något gick fel hos oss" in words(response.content)
    assert b"secret detail" not in response.content


@pytest.mark.parametrize(
    "error",
    [
        sqlite3.OperationalError("database is locked"),
        sqlite3.OperationalError("attempt to write a readonly database"),
        sqlite3.DatabaseError("database disk image is malformed"),
    ],
    ids=["locked", "read-only", "damaged"],
)
def test_a_register_that_cannot_be_reached_says_what_to_do(officer: Client, error: sqlite3.Error) -> None:
    wrapped = DatabaseError(*error.args)
    with connection.execute_wrapper(failing(wrapped)):
        response = officer.get("/standing/")
    assert response.status_code == 503
    text = words(response.content)
    assert "Registret går inte att nå" in text
    assert "Vänta en minut och försök igen." in text
    assert str(error) not in text


def test_the_pages_for_errors_ask_the_database_nothing(rf: RequestFactory) -> None:
    assert server_error(rf.get("/")).status_code == 500


def test_a_host_that_the_settings_do_not_name_gets_no_page(site: Demonstration, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["skolor.example"]
    response = Client(raise_request_exception=False).get("/login/")
    assert response.status_code == 400
    assert "Begäran gick inte att förstå" in words(response.content)


def test_a_form_without_its_protection_is_refused_in_plain_words(site: Demonstration) -> None:
    response = Client(enforce_csrf_checks=True).post("/login/demo/", {"username": "demo-analyst"})
    assert response.status_code == 403
    assert "Formuläret kunde inte tas emot" in words(response.content)


def test_every_error_page_is_shipped() -> None:
    shipped = {path.name for path in (Path(web.__file__).parent / "templates").glob("*.html")}
    assert shipped == {"400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html"}
