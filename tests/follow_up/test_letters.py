"""Letters through a mail server: sent once, and what could not be sent is sent the next time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from pytest_django import Settings

from tests.follow_up.mail_server import MailServer, mail_server
from tests.register.publishing import BY, RINKEBY, day
from tests.register.supporting import catalogue
from vandpunkt.follow_up.actions import NewAction, add_actions
from vandpunkt.follow_up.reminders import Reminded, remind
from vandpunkt.register.people.accounts import create_role_groups

pytestmark = pytest.mark.django_db
TODAY = day(2).date()


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    """A mail server that the letters go to."""
    with mail_server() as started:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", started.port
        yield started


def two_actions() -> None:
    """Two people, each with an action that is due tomorrow."""
    catalogue()
    create_role_groups()
    for name in ("forsta", "andra"):
        user = get_user_model().objects.create_user(username=name, email=f"{name}@example.se")
        user.groups.add(Group.objects.get(name="case_officer"))
    new = [NewAction(f"Ring från {name}", name, TODAY + timedelta(days=1)) for name in ("forsta", "andra")]
    add_actions(RINKEBY, new, by=BY, now=day(2))


def sent() -> Reminded:
    """One run of the reminders."""
    return remind(TODAY, now=day(2), site="https://stod.example", sender="v@example.se")


def receivers(server: MailServer) -> list[str]:
    """Whom the server has had letters to."""
    return [str(letter["to"]) for letter in server.letters]


def test_each_owner_gets_one_letter_however_often_the_reminders_run(server: MailServer) -> None:
    two_actions()
    assert [sent().sent, sent().sent] == [2, 0]
    assert receivers(server) == ["andra@example.se", "forsta@example.se"]
    assert "Ring från andra" in server.letters[0].get_payload(decode=True).decode()


def test_a_letter_that_was_refused_is_sent_the_next_time_and_the_others_only_once(server: MailServer) -> None:
    two_actions()
    server.refused = {"forsta@example.se"}
    with pytest.raises(SMTPRecipientsRefused):
        sent()
    server.refused = set()
    assert sent().sent == 1
    assert receivers(server) == ["andra@example.se", "forsta@example.se"]
