"""The demo, built once by the real importers and undone after the last test of the room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client, override_settings
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from vandpunkt.cases.demonstration import Demonstration, build_demonstration
from vandpunkt.domain.roles import Role
from vandpunkt.register.people.accounts import create_demo_users

NOW = datetime(2025, 2, 3, 9, 0, tzinfo=UTC)
ORGANISER = {"name": "Stockholms stad", "number": "2120000142", "municipality": "0180"}


@pytest.fixture(scope="package")
def demonstration(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Demonstration]:
    """The demo's register and case. It lies in one transaction that is rolled back in the end."""
    with (
        django_db_blocker.unblock(),
        override_settings(ORGANISER=ORGANISER, DEMO=True, ALLOWED_HOSTS=["testserver"]),
        transaction.atomic(),
    ):
        create_demo_users()
        folder = tmp_path_factory.mktemp("answer")
        yield build_demonstration(folder, now=NOW, progress=lambda text: None)
        transaction.set_rollback(True)


@pytest.fixture
def site(demonstration: Demonstration, db: None) -> Demonstration:
    """The demo, as each test finds it: what a test changes is undone after it."""
    return demonstration


@pytest.fixture
def client_as(site: Demonstration) -> Callable[[Role | None], Client]:
    """A browser of somebody with a role, or of somebody who has not logged in."""

    def client(role: Role | None) -> Client:
        browser = Client(raise_request_exception=False)
        if role:
            username = f"demo-{role.value.replace('_', '-')}"
            browser.force_login(get_user_model().objects.get(username=username))
        return browser

    return client


@pytest.fixture
def officer(client_as: Callable[[Role | None], Client]) -> Client:
    """A case officer's browser."""
    return client_as(Role.CASE_OFFICER)


@pytest.fixture
def quick_passwords(settings: Settings) -> None:
    """Passwords are kept by a function that takes no time: how slow the real one is, is Django's matter."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
