"""Reminders by e-mail, the day before an action is due: once for each action, person and due day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Max

from vandpunkt.domain.dates import print_date
from vandpunkt.follow_up.actions import OPEN, ActionRow
from vandpunkt.follow_up.due import may_follow, own_actions
from vandpunkt.follow_up.models import Action, Promise, Reminder

_BODY = """Hej!

{day} ska det här vara klart:

{text}

Öppna åtgärden: {address}

Du får brevet för att åtgärden är din i Vändpunkt.
"""


@dataclass(frozen=True)
class Reminded:
    """How many letters were sent, and the user names of owners without an e-mail address."""

    sent: int
    without_address: tuple[str, ...]


@dataclass(frozen=True)
class LastLetters:
    """When somebody was last reminded of an action, and asked about a promise; None where nobody has been."""

    reminded_at: datetime | None
    asked_at: datetime | None


def last_letters() -> LastLetters:
    """When letters last went out. Two queries."""
    reminded = Reminder.objects.aggregate(newest=Max("sent_at"))["newest"]
    return LastLetters(reminded, Promise.objects.aggregate(newest=Max("asked_at"))["newest"])


def remind(today: date, *, now: datetime, site: str, sender: str) -> Reminded:
    """Send a letter for each open action that is due the day after `today`.

    The letter has the action's words and a link, and nothing of the school. What has been sent is not sent
    again; a letter that cannot be sent is not counted as sent, and the error goes on to the caller.
    """
    sent, without = 0, []
    for user, action in _waiting(today):
        if not user.email:
            without.append(user.get_username())
            continue
        with transaction.atomic():
            _, new = Reminder.objects.get_or_create(
                action_id=action.id,
                due=action.due,
                username=user.get_username(),
                defaults={"sent_at": now},
            )
            if new:
                _letter(user.email, action, site, sender).send()
                sent += 1
    return Reminded(sent, tuple(dict.fromkeys(without)))


def _waiting(today: date) -> Iterator[tuple[Any, ActionRow]]:
    """Each person who can log in with each of their actions that is due tomorrow."""
    tomorrow = today + timedelta(days=1)
    if not Action.objects.filter(state=OPEN, due=tomorrow).exists():
        return
    for user in get_user_model().objects.filter(is_active=True).order_by("username"):
        for action in own_actions(user, may_follow(user, today), today):
            if action.due == tomorrow:
                yield user, action


def _letter(to: str, action: ActionRow, site: str, sender: str) -> EmailMessage:
    day = print_date(action.due)
    body = _BODY.format(
        day=day[:1].upper() + day[1:], text=action.text, address=f"{site}/actions/{action.id}/"
    )
    return EmailMessage(f"Påminnelse: klart {day}", body, sender, [to])
