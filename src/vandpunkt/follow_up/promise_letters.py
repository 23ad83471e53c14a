"""Promises are asked about by e-mail, once: when the term of what was planned has ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import transaction

from vandpunkt.domain.roles import Role
from vandpunkt.follow_up.promises import PromiseRow, mark_asked, promises_due
from vandpunkt.follow_up.reminders import Reminded
from vandpunkt.register.people.accounts import roles_of
from vandpunkt.register.people.assignments import schools_of

_ASKED_ROLES = (Role.COORDINATOR, Role.CASE_OFFICER)
_BODY = """Hej!

Svar till nämnden har sagt vad som var planerat. Nu är terminen slut. Vad blev det av det?

{lines}

Ditt svar står i nästa svar om skolan. Vändpunkt frågar en gång.
"""


def ask_about_promises(today: date, *, by: str, now: datetime, site: str, sender: str) -> Reminded:
    """Ask about each promise whose term has ended and that nobody has been asked about.

    Asked is the responsible person where that is somebody who can log in, else the coordinators of the
    school, else the case officers. A letter has the case's number and links, and nothing of the school. A
    letter that cannot be sent leaves its promises unasked, and the error goes on to the caller.
    """
    asked_of: dict[tuple[str, ...], list[PromiseRow]] = defaultdict(list)
    without: list[str] = []
    people = _People(today)
    for row in promises_due(today=today, unasked=True):
        users = people.asked_about(row)
        without += [user.get_username() for user in users if not user.email]
        addresses = tuple(sorted({user.email for user in users if user.email}))
        if addresses:
            asked_of[addresses].append(row)
    sent = 0
    for addresses, rows in sorted(asked_of.items()):
        with transaction.atomic():
            if mark_asked([row.id for row in rows], by=by, now=now):
                _letter(addresses, rows, site, sender).send()
                sent += 1
    return Reminded(sent, tuple(dict.fromkeys(without)))


class _People:
    """Those who can log in, and the schools of the coordinators among them."""

    def __init__(self, today: date) -> None:
        self._users: list[Any] = list(get_user_model().objects.filter(is_active=True).order_by("username"))
        self._held = {role: [user for user in self._users if role in roles_of(user)] for role in _ASKED_ROLES}
        self._schools = {
            user.pk: schools_of(user, on=today, roles=[Role.COORDINATOR])
            for user in self._held[Role.COORDINATOR]
        }

    def asked_about(self, row: PromiseRow) -> list[Any]:
        """Whom to ask about a promise."""
        named = [
            user
            for user in self._users
            if row.responsible and row.responsible in (user.get_username(), user.get_full_name())
        ]
        coordinators = [
            user
            for user in self._held[Role.COORDINATOR]
            if self._schools[user.pk] is None or row.school_unit_code in (self._schools[user.pk] or ())
        ]
        return named or coordinators or self._held[Role.CASE_OFFICER]


def _letter(to: Sequence[str], rows: Sequence[PromiseRow], site: str, sender: str) -> EmailMessage:
    lines = "\n".join(f"{row.dnr}, till och med {row.due}: {site}/promises/{row.id}/" for row in rows)
    return EmailMessage("Vad blev det av det som planerades?", _BODY.format(lines=lines), sender, list(to))
