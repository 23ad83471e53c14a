"""A form sent when the session has ended: kept through the login, then shown again as it was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from time import time
from typing import Any
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from lxml import etree, html

KEPT_SECONDS = 3600
"""So long after it was sent is a form kept for whoever typed it."""
KEPT_CHARACTERS = 200_000
"""More than any of our forms holds; a longer one is not kept, so that strangers cannot fill the database."""
WRITER = "writer"
"""The cookie that tells whose pages a browser shows, also when the session behind them has ended."""
_KEY = "kept_form"
_SECRET = re.compile(r"passw|token|secret|otp|code$", re.I)


def has_kept_form(request: HttpRequest) -> bool:
    """Whether the browser's session holds a form that was sent without a login, and not too long ago."""
    return _kept(request) is not None


def keep_for_the_writer(request: HttpRequest, user: Any, **_told: Any) -> None:
    """After the login: what another person typed is gone, and the session has the age of any other."""
    if _KEY in request.session:
        request.session.set_expiry(None)
        if request.session[_KEY]["writer"] != user.pk:
            del request.session[_KEY]


class KeptForms:
    """Keeps what was sent without a session, and fills it in when its writer is next shown the form's page.

    Who the writer is, is told by a signed cookie that outlives the session: a form of an unknown writer is
    not kept, and nobody else is ever given it. Nothing is saved: the person sees the form and sends it again.
    Files, passwords and codes are never kept. A request that fails the CSRF check is not kept either.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        response = self.get_response(request)
        if request.method == "POST":
            if _sent_to_log_in(request, response):
                _keep(request, response)
            elif request.user.is_authenticated and _is_answered(request, response):
                del request.session[_KEY]
        elif request.method == "GET" and response.status_code == 200 and not response.streaming:
            kept = _kept(request) if request.user.is_authenticated else None
            if kept and kept["page"] == request.get_full_path() and "text/html" in response["Content-Type"]:
                response.content = _filled(response.content.decode(), kept)
        user: Any = request.user
        if response.status_code < 500 and user.is_authenticated and _writer(request) != user.pk:
            _remember_writer(response, user.pk)
        return response


def _writer(request: HttpRequest) -> int | None:
    """Whose pages the browser shows, by a cookie of ours; None where there is none that we have signed."""
    try:
        cookie = request.get_signed_cookie(
            WRITER, default=None, salt=WRITER, max_age=settings.SESSION_COOKIE_AGE
        )
    except BadSignature:
        return None
    return int(cookie) if cookie else None


def _remember_writer(response: HttpResponse, user_id: int) -> None:
    response.set_signed_cookie(
        WRITER,
        str(user_id),
        salt=WRITER,
        max_age=settings.SESSION_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _sent_to_log_in(request: HttpRequest, response: HttpResponse) -> bool:
    if response.status_code != 302 or request.user.is_authenticated:
        return False
    target = urlsplit(response["Location"])
    return target.path == resolve_url(settings.LOGIN_URL) and "next" in parse_qs(target.query)


def _is_answered(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the kept form has been sent again: whatever the answer shows, the page now has the text."""
    kept: dict[str, Any] | None = request.session.get(_KEY)
    return kept is not None and kept["action"] == request.get_full_path() and response.status_code < 400


def _keep(request: HttpRequest, response: HttpResponse) -> None:
    fields = {
        name: values
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and not _SECRET.search(name)
    }
    writer = _writer(request)
    if (
        writer is None
        or not fields
        or sum(map(len, (text for values in fields.values() for text in values))) > KEPT_CHARACTERS
    ):
        return
    page = _page_of_form(request)
    request.session[_KEY] = {
        "writer": writer,
        "page": page,
        "action": request.get_full_path(),
        "fields": fields,
        "until": time() + KEPT_SECONDS,
    }
    request.session.set_expiry(KEPT_SECONDS)
    response["Location"] = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': page})}"


def _page_of_form(request: HttpRequest) -> str:
    """The page that the form stood on, from the browser's word for it where that is a page of ours."""
    referer = request.headers.get("Referer", "")
    if referer and url_has_allowed_host_and_scheme(referer, allowed_hosts={request.get_host()}):
        parts = urlsplit(referer)
        if parts.netloc and parts.path != resolve_url(settings.LOGIN_URL):
            return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return request.get_full_path()


def _kept(request: HttpRequest) -> dict[str, Any] | None:
    kept: dict[str, Any] | None = request.session.get(_KEY)
    if not kept or kept["until"] <= time():
        return None
    return kept if request.user.pk in (None, kept["writer"]) else None


def _filled(page: str, kept: dict[str, Any]) -> bytes:
    """The page with what was typed in its form, and on top a word that nothing is saved yet."""
    document = html.document_fromstring(page)
    fields: dict[str, list[str]] = kept["fields"]
    form = max(_forms(document, kept), key=lambda one: _in_common(one, fields), default=None)
    placed = _fill(form, fields) if form is not None else set()
    homeless = [text for name, values in fields.items() if name not in placed for text in values]
    _tell(document, [text for text in homeless if len(text.split()) > 1], found=bool(placed))
    written: bytes = etree.tostring(document, method="html", encoding="utf-8", doctype="<!doctype html>")
    return written


def _forms(document: Any, kept: dict[str, Any]) -> Iterator[Any]:
    for form in document.iter("form"):
        action = urljoin(kept["page"], form.get("action") or kept["page"])
        if (form.get("method") or "").lower() == "post" and action == kept["action"]:
            yield form


def _in_common(form: Any, fields: dict[str, list[str]]) -> int:
    return len({one.get("name") for one in form.iter("input", "select", "textarea")} & set(fields))


def _fill(form: Any, fields: dict[str, list[str]]) -> set[str]:
    """Fill the form as the person had filled it; returns the names that had a place in it."""
    left = {name: list(values) for name, values in fields.items()}
    placed: set[str] = set()
    for control in form.iter("input", "select", "textarea"):
        name, kind = control.get("name", ""), (control.get("type") or "text").lower()
        if _SECRET.search(name) or kind in ("password", "file", "submit", "button", "image"):
            continue
        if kind in ("checkbox", "radio"):
            _mark(control, "checked", control.get("value", "on") in fields.get(name, []))
        elif control.tag == "select":
            if not _choose(control, fields.get(name, [])):
                continue
        elif left.get(name):
            text = left[name].pop(0)
            if control.tag == "textarea":
                control.text = f"\n{text}"
            else:
                control.set("value", text)
        if name in fields:
            placed.add(name)
    return placed


def _choose(control: Any, values: list[str]) -> bool:
    """Choose as the person had; a choice that is there no longer changes nothing."""
    options = {option.get("value", option.text_content()): option for option in control.iter("option")}
    if values and not set(values) & set(options):
        return False
    for value, option in options.items():
        _mark(option, "selected", value in values)
    return True


def _mark(element: Any, name: str, marked: bool) -> None:
    if marked:
        element.set(name, "")
    else:
        element.attrib.pop(name, None)


def _tell(document: Any, homeless: list[str], *, found: bool) -> None:
    told = _("Du blev utloggad innan det du skrev hann sparas. Inget är sparat än.")
    if found:
        told += " " + _("Det du skrev står i formuläret igen: läs igenom det och spara.")
    notice = html.Element("div", {"class": "problem", "role": "alert", "id": "kept"})
    etree.SubElement(notice, "p").text = told
    if homeless:
        etree.SubElement(notice, "p").text = _("Det här har ingen plats i formuläret nu:")
        texts = etree.SubElement(notice, "ul")
        for text in homeless:
            etree.SubElement(texts, "li").text = text
    heading = next(document.iter("h1"), None)
    if heading is not None:
        heading.addnext(notice)
