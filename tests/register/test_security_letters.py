"""A letter tells the owner of an account that what protects it has changed."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from tests.register.publishing import day
from vandpunkt.domain.roles import Role
from vandpunkt.register.people.accounts import create_role_groups
from vandpunkt.register.people.administering import set_roles
from vandpunkt.register.people.passwords import change_password
from vandpunkt.register.people.two_steps import turn_off

pytestmark = pytest.mark.django_db
PASSWORD = "en annan lång mening"


@pytest.fixture
def owner(settings: Settings) -> Any:
    """Somebody with an address and a second step, where mail is set up."""
    settings.EMAIL_HOST = "mail.example"
    create_role_groups()
    user = get_user_model().objects.create_user(username="astrid", email="astrid@example.se")
    TOTPDevice.objects.create(user=user, name="telefon")
    return user


def test_the_owner_is_told_what_was_done_when_and_by_whom(
    owner: Any,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        change_password(owner.pk, PASSWORD, now=day(1))
        turn_off(owner.pk, by="Administratör Ett", now=day(2))
    password, second_step = mailoutbox
    assert [password.to, second_step.to] == [["astrid@example.se"]] * 2
    assert password.subject == "Lösenordet till ditt konto har ändrats"
    assert "Det gjordes av Administratör Ett." in str(second_step.body)
    assert not any(PASSWORD in str(letter.body) or "http" in str(letter.body) for letter in mailoutbox)


def test_there_is_no_letter_of_other_changes_without_an_address_or_where_mail_is_not_set_up(
    owner: Any,
    mailoutbox: list[EmailMessage],
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        set_roles(owner.pk, [Role.ANALYST], by="Administratör Ett", now=day(1))
        settings.EMAIL_HOST = ""
        change_password(owner.pk, PASSWORD, now=day(1))
        settings.EMAIL_HOST = "mail.example"
        get_user_model().objects.update(email="")
        turn_off(owner.pk, by="Administratör Ett", now=day(2))
    assert not mailoutbox


def test_a_mail_server_that_is_away_stops_nothing(
    owner: Any, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with django_capture_on_commit_callbacks(execute=True):
        turn_off(owner.pk, by="Administratör Ett", now=day(2))
    assert not TOTPDevice.objects.exists()
