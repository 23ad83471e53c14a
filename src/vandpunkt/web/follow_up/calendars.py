"""A person's calendar: its private address, and what the address answers with."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, now

from vandpunkt.cases.path.due import calendar_days
from vandpunkt.follow_up.calendars import (
    calendar_of,
    calendar_state,
    new_calendar_address,
    revoke_calendar_address,
)
from vandpunkt.web.access import page
from vandpunkt.web.errors import found_or_404


@page("my_calendar")
def my_calendar(request: HttpRequest) -> HttpResponse:
    """Make a private address, shown this once, or revoke it."""
    user: Any = request.user
    username, address = user.get_username(), ""
    if request.method == "POST" and "new" in request.POST:
        token = new_calendar_address(username, now=now())
        address = request.build_absolute_uri(reverse("calendar_feed", args=[token]))
    elif request.method == "POST" and "revoke" in request.POST:
        revoke_calendar_address(username, now=now())
    context = {"section": "calendar", "state": calendar_state(username), "address": address}
    response = render(request, "web/follow_up/my_calendar.html", context)
    response["Cache-Control"] = "no-store"
    return response


@page("calendar_feed")
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar at a secret address; not found once it is revoked. The secret is all that opens it."""
    site = request.build_absolute_uri("/").rstrip("/")
    content = found_or_404(calendar_of, token, now=now(), today=localdate(), site=site, others=calendar_days)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response
