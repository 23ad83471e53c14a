"""A person's own account: the password, and the second step of the login."""

from __future__ import annotations

from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.timezone import now
from django.utils.translation import gettext as _

from vandpunkt.register.people.passwords import change_password
from vandpunkt.register.people.two_steps import (
    check_code,
    new_backup_codes,
    new_secret,
    secret_address,
    secret_in_text,
    turn_off,
    turn_on,
    two_steps_of,
)
from vandpunkt.web.access import page, roles_of
from vandpunkt.web.people.people_forms import ChangePasswordForm, CodeForm
from vandpunkt.web.saving import tried, who
from vandpunkt.web.sign_in.second_step import remember_device, safe_destination

_KEY = "totp_secret"
"""Where in the session the secret lies that is being set up."""


@page("account")
def account(request: HttpRequest) -> HttpResponse:
    """Who one is here, and what can be changed of the login."""
    user: Any = request.user
    context = {
        "section": "account",
        "two_steps": two_steps_of(user.pk),
        "has_password": settings.SIGN_IN.password and user.has_usable_password(),
    }
    return render(request, "web/sign_in/account.html", context)


@page("account_password")
def account_password(request: HttpRequest) -> HttpResponse:
    """Change one's password; sessions elsewhere end. Not found for who has none here."""
    user: Any = request.user
    if not (settings.SIGN_IN.password and user.has_usable_password()):
        raise Http404
    form = ChangePasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if authenticate(request, username=user.get_username(), password=given["current_password"]) is None:
            form.add_error("current_password", _("Det är inte lösenordet som du har nu. Skriv det igen."))
        elif answer := tried(form, lambda: _password_changed(request, given["password"])):
            return answer
    return render(request, "web/sign_in/account_password.html", {"section": "account", "form": form})


def _password_changed(request: HttpRequest, password: str) -> HttpResponse:
    user: Any = request.user
    update_session_auth_hash(request, change_password(user.pk, password, now=now()))
    messages.success(request, _("Lösenordet är bytt. Är du inloggad någon annanstans loggas du ut där."))
    return redirect("account")


@page("account_totp")
def account_totp(request: HttpRequest) -> HttpResponse:
    """Turn the second step on with a telephone; with it on, turn it off or get other backup codes."""
    user: Any = request.user
    state = two_steps_of(user.pk)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        if answer := tried(form, lambda: _changed(request, code) if state else _turned_on(request, code)):
            return answer
    context = {
        "section": "account",
        "form": form,
        "two_steps": state,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "required": bool(settings.SIGN_IN.require_totp & roles_of(user)),
    }
    if state is None:
        secret = request.session.setdefault(_KEY, new_secret())
        context |= {"secret": secret_in_text(secret), "picture": _picture(secret_address(user, secret))}
    return render(request, "web/sign_in/account_totp.html", context)


def _turned_on(request: HttpRequest, code: str) -> HttpResponse:
    user: Any = request.user
    secret = request.session.get(_KEY) or new_secret()
    device_id, codes = turn_on(user.pk, secret, code, **who(request))
    request.session.pop(_KEY, None)
    remember_device(request, device_id)
    return _shown_once(request, codes, _("Tvåstegsinloggning är påslagen"))


def _changed(request: HttpRequest, code: str) -> HttpResponse:
    user: Any = request.user
    remember_device(request, check_code(user.pk, code))
    if "codes" in request.POST:
        return _shown_once(request, new_backup_codes(user.pk, **who(request)), _("Nya reservkoder"))
    turn_off(user.pk, **who(request))
    messages.success(request, _("Tvåstegsinloggning är avstängd. Du kan slå på den igen här."))
    return redirect("account")


def _shown_once(request: HttpRequest, codes: tuple[str, ...], title: str) -> HttpResponse:
    destination = safe_destination(request, request.POST.get("next", ""))
    context = {"section": "account", "codes": codes, "title": title, "next": destination}
    return render(request, "web/sign_in/account_codes.html", context)


def _picture(text: str) -> str:
    """A QR code as SVG that stands in the page: nothing is fetched, nobody else is told the secret."""
    code = segno.make(text, error="m", micro=False)
    drawn = code.svg_inline(scale=4, border=4, dark="#000", light="#fff", omitsize=True)
    # Drawn by us from numbers alone: no text of anybody's is in it.
    return mark_safe(drawn)  # noqa: S308 - see above
