"""Promises are asked about by e-mail, once: when the term of what was planned has ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from django.core.mail import EmailMessage
from django.db import transaction

from vandpunkt.follow_up.promise_asking import People
from vandpunkt.follow_up.promises import PromiseRow, mark_asked, promises_due
from vandpunkt.follow_up.reminders import Reminded

_BODY = """Hej!

Svar till nämnden har sagt vad som var planerat. Nu är terminen slut. Vad blev det av det?

{lines}

Ditt svar står i nästa svar om skolan. Vändpunkt frågar en gång.
"""


def ask_about_promises(today: date, *, by: str, now: datetime, site: str, sender: str) -> Reminded:
    """Ask about each promise whose term has ended and that nobody has been asked about.

    Asked are those whom `People.asked_about` names; who has seen the question on the site is asked already. A
    letter has the case's number and links, and nothing of the school. One that cannot be sent leaves its
    promises unasked, and the error goes on to the caller.
    """
    asked_of: dict[tuple[str, ...], list[PromiseRow]] = defaultdict(list)
    without: list[str] = []
    people = People(today)
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


def _letter(to: Sequence[str], rows: Sequence[PromiseRow], site: str, sender: str) -> EmailMessage:
    lines = "\n".join(f"{row.dnr}, till och med {row.due}: {site}/promises/{row.id}/" for row in rows)
    return EmailMessage("Vad blev det av det som planerades?", _BODY.format(lines=lines), sender, list(to))
