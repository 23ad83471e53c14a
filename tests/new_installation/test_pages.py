"""The pages of the menu the first day: each opens and says what to do, or whom to ask."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from pytest_django import Settings

from vandpunkt.domain.roles import Role
from vandpunkt.register.people.accounts import create_role_groups

BrowserOf = Callable[[Role], Client]
MENU = re.compile(r'<nav class="wide-menu".*?</nav>', re.DOTALL)


@pytest.fixture
def browser_of(db: None, settings: Settings) -> BrowserOf:
    """A browser of somebody with a role and no school."""
    settings.SIGN_IN = replace(settings.SIGN_IN, require_totp=frozenset())
    create_role_groups()

    def browser(role: Role) -> Client:
        user = get_user_model().objects.create_user(username=f"new-{role.value}")
        user.groups.add(Group.objects.get(name=role.value))
        client = Client()
        client.force_login(user)
        return client

    return browser


def said(browser: Client, address: str) -> str:
    """What a page that is there says."""
    response = browser.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("role", Role)
def test_every_page_of_the_menu_opens(browser_of: BrowserOf, role: Role) -> None:
    browser = browser_of(role)
    found = MENU.search(said(browser, "/"))
    assert found
    addresses = re.findall(r'href="([^"]+)"', found.group())
    assert len(addresses) >= 5
    for address in addresses:
        said(browser, address)


def test_the_administrator_is_told_how_to_begin(browser_of: BrowserOf) -> None:
    home = said(browser_of(Role.ADMINISTRATOR), "/")
    assert home.index("Kom igång") < home.index("Väntar på dig")
    for address in ("/areas/", "/people/new/", "/documents/", "/interventions/import/", "/meetings/"):
        assert f'href="{address}"' in home


@pytest.mark.parametrize("address", ["/standing/", "/quality/"])
def test_a_page_without_schools_has_nothing_to_choose_by(browser_of: BrowserOf, address: str) -> None:
    page = said(browser_of(Role.ADMINISTRATOR), address)
    assert "«vandpunkt import»" in page
    assert 'class="filter"' not in page


@pytest.mark.parametrize("address", ["/standing/", "/reach/", "/"])
def test_whoever_cannot_run_a_command_is_told_who_can(browser_of: BrowserOf, address: str) -> None:
    role = Role.BOARD_MEMBER if address == "/" else Role.HEAD_TEACHER
    page = said(browser_of(role), address)
    assert "«vandpunkt" not in page
    assert "dministratören" in page


def test_whoever_has_no_school_is_told_so_in_the_form_of_support(browser_of: BrowserOf) -> None:
    page = said(browser_of(Role.COORDINATOR), "/interventions/new/")
    assert "Det finns ingen skola att välja" in page


def test_a_register_without_support_says_so(browser_of: BrowserOf) -> None:
    assert "Registret har inga insatser ännu." in said(browser_of(Role.CASE_OFFICER), "/interventions/")
