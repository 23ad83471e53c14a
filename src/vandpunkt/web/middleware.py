"""What goes round every answer: headers, the language that was chosen, and what is no text at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import translation
from django.utils.cache import patch_vary_headers

POLICY = "; ".join(
    (
        "default-src 'self'",
        "base-uri 'none'",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self'",
        "object-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
    )
)
NUL = "\x00"
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class ContentSecurityPolicy:
    """Says of every answer what the browser may load and that nobody may keep a copy of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; a view that has set one of the headers itself is left alone."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class NullCharacters:
    """Keeps the character NUL out, which no text of ours has and PostgreSQL neither stores nor looks for.

    A path that has it is not understood (400). It is left out of what is asked for and sent: it is invisible,
    and comes along when text is pasted from a broken file.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request. Raises BadRequest for a path with the character."""
        if NUL in request.path:
            raise BadRequest
        asked: Any = request
        for name in ("GET", "POST"):
            fields: QueryDict = getattr(request, name)
            if any(NUL in text for _field, texts in fields.lists() for text in texts):
                setattr(asked, name, _without_nul(fields))
        return self.get_response(request)


def _without_nul(fields: QueryDict) -> QueryDict:
    cleaned = fields.copy()
    for name, texts in fields.lists():
        cleaned.setlist(name, [text.replace(NUL, "") for text in texts])
    return cleaned


class ChosenLanguage:
    """The language that the person has chosen on the site, Swedish until then: browsers' wishes are not read.

    Most of our readers' browsers ask for English without anybody having meant it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request in the chosen language."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response
