"""How the installation is, for the administrator: imports, what is computed, letters, the database."""

from __future__ import annotations

import platform
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vandpunkt.follow_up.reminders import last_letters
from vandpunkt.register.health import health, imports
from vandpunkt.web.access import page

IMPORTS_SHOWN = 20


@page("health")
def health_page(request: HttpRequest) -> HttpResponse:
    """Everything that tells whether the installation is as it should be, on one page."""
    every = imports()
    context: dict[str, Any] = {
        "section": "people",
        "health": health(),
        "imports": every[:IMPORTS_SHOWN],
        "more_imports": max(len(every) - IMPORTS_SHOWN, 0),
        "letters": last_letters(),
        "version": version("vandpunkt"),
        "python": platform.python_version(),
        "mail_host": settings.EMAIL_HOST,
        "sender": settings.DEFAULT_FROM_EMAIL,
        "site_address": settings.SITE_ADDRESS,
        "public": settings.PUBLIC,
        "https": settings.SECURE_SSL_REDIRECT,
    }
    return render(request, "web/health.html", context)
