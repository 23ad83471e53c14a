"""What every page is told of the site it belongs to."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """The organiser's name, whether this is a demo, and the languages that can be chosen."""
    return {
        "organiser": settings.ORGANISER.get("name", ""),
        "demo": settings.DEMO,
        "languages": settings.LANGUAGES,
    }
