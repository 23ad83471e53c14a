"""Private calendars: a secret address for each person, and what is due as iCalendar (RFC 5545)."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from icalendar import Calendar, Event

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.follow_up.due import may_follow, meetings, own_actions
from vandpunkt.follow_up.models import CalendarAddress

MONTHS_AHEAD = 12


@dataclass(frozen=True)
class CalendarState:
    """Whether a person has an address in force, and since when."""

    made_at: datetime | None


@dataclass(frozen=True)
class CalendarDay:
    """One thing to do on a day. `key` tells it from all others, `address` is its page on the site."""

    key: str
    day: date
    summary: str
    address: str
    made_up: bool


Others = Callable[[Any, date], Iterable[CalendarDay]]
"""Gives what else a person has to do, from today: for rooms above this one."""


def calendar_state(username: str) -> CalendarState:
    """The address in force of a person; the secret itself is not kept and cannot be shown again."""
    row = CalendarAddress.objects.filter(user__username=username, revoked_at__isnull=True).first()
    return CalendarState(row.made_at if row else None)


@transaction.atomic
def new_calendar_address(username: str, *, now: datetime) -> str:
    """Make a new secret for a person's calendar and return it, this once; an earlier one stops working."""
    revoke_calendar_address(username, now=now)
    user = get_user_model().objects.get(username=username)
    token = secrets.token_urlsafe(32)
    CalendarAddress.objects.create(user=user, sha256=_hash(token), made_at=now)
    return token


def revoke_calendar_address(username: str, *, now: datetime) -> None:
    """Let the address in force stop working; nothing happens where there is none."""
    CalendarAddress.objects.filter(user__username=username, revoked_at__isnull=True).update(revoked_at=now)


def calendar_of(
    token: str, *, now: datetime, today: date, site: str, others: Others = lambda user, today: ()
) -> bytes:
    """The calendar at a secret address: the person's own actions, the next meetings and what `others` give.

    `site` is the address of the installation, without a slash at the end. Raises Problem for an address that
    is unknown or revoked, and for a person who may not log in any more.
    """
    row = CalendarAddress.objects.select_related("user").filter(sha256=_hash(token)).first()
    if row is None or row.revoked_at is not None or not row.user.is_active:
        raise Problem(marked("Kalendern finns inte, eller så är adressen återkallad."))
    calendar = Calendar()
    calendar.add("prodid", "-//Vandpunkt//Follow-up//SV")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Vändpunkt")
    for one in (*_own_days(row.user, today), *others(row.user, today)):
        calendar.add_component(_event(one, now, site))
    return bytes(calendar.to_ical())


def _own_days(user: Any, today: date) -> Iterator[CalendarDay]:
    """A person's own actions, and the next meetings about the schools that they follow."""
    codes = may_follow(user, today)
    for one in own_actions(user, codes, today):
        summary = f"{one.school_name}: {one.text}"
        yield CalendarDay(f"action-{one.id}", one.due, summary, f"/actions/{one.id}/", one.made_up)
    for meeting in meetings(codes, today, today + timedelta(days=30 * MONTHS_AHEAD)):
        yield CalendarDay(
            f"meeting-{meeting.follow_up_id}",
            meeting.day,
            f"Uppföljning {meeting.school_name}",
            f"/follow-ups/{meeting.follow_up_id}/",
            meeting.made_up,
        )


def _event(one: CalendarDay, now: datetime, site: str) -> Event:
    event = Event()
    event.add("uid", f"{one.key}@{site.rsplit('//', maxsplit=1)[-1]}")
    event.add("dtstamp", now)
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("summary", f"{one.summary} (påhittad för demon)" if one.made_up else one.summary)
    event.add("url", f"{site}{one.address}")
    event.add("transp", "TRANSPARENT")
    return event


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
