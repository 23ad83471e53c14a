"""Logins locked for a while after too many wrong passwords, by username and address together."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.db import transaction

from vandpunkt.register.models import AccountChange
from vandpunkt.register.people.account_changes import keep_change, locked_user


def locked_until(username: str, *, now: datetime, address: str | None = None) -> datetime | None:
    """When the login of a username opens again, from an address or from every one; None where it is open."""
    rows = AccessAttempt.objects.filter(
        username=username, attempt_time__gt=now - settings.AXES_COOLOFF_TIME
    ).order_by("-attempt_time")
    failures: dict[str, int] = {}
    ends = []
    for row in rows if address is None else rows.filter(ip_address=address):
        before = failures.get(row.ip_address, 0)
        failures[row.ip_address] = before + row.failures_since_start
        if before < settings.AXES_FAILURE_LIMIT <= failures[row.ip_address]:
            ends.append(row.attempt_time + settings.AXES_COOLOFF_TIME)
    return max(ends, default=None)


def forget_attempts(username: str) -> bool:
    """Let a username log in from everywhere again; whether anything was remembered of it."""
    removed: tuple[int, Any] = AccessAttempt.objects.filter(username=username).delete()
    return removed[0] > 0


@transaction.atomic
def unlock(user_id: int, *, by: str, now: datetime) -> None:
    """Open the login of a user before its time, and keep who did. Raises Problem for an unknown id."""
    user = locked_user(user_id)
    if forget_attempts(user.get_username()):
        keep_change(user, AccountChange.Kind.UNLOCKED, by=by, now=now)
