"""What a person is told when too many wrong passwords have locked the login for a while."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now

from vandpunkt.register.people.lock_out import locked_until

STATUS = 429


def minute_after(at: datetime) -> datetime:
    """The first whole minute that is not before a moment, so that the clock shown is never too early."""
    return (at + timedelta(seconds=59, microseconds=999_999)).replace(second=0, microsecond=0)


def told_locked(
    request: HttpRequest, _response: HttpResponse | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """The page that says until when: the answer to a login that is locked."""
    asked: Any = request
    username = str((credentials or {}).get("username", ""))
    at = now()
    until = locked_until(username, now=at, address=asked.axes_ip_address)
    context = {
        "username": username,
        "until": minute_after(until or at + settings.AXES_COOLOFF_TIME),
        "attempts": settings.AXES_FAILURE_LIMIT,
    }
    return render(request, "web/sign_in/locked.html", context, status=STATUS)
