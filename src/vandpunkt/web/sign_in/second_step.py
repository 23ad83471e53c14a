"""The second step of a login, a code from a telephone: who must give one, and the page that asks for it."""

from __future__ import annotations

from time import time
from typing import Any

import django_otp
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth import login as log_in
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django_otp.models import Device

from vandpunkt.register.people.accounts import roles_of
from vandpunkt.register.people.two_steps import check_code, two_steps_of

PENDING_SECONDS = 600
"""So long after the password may the code come."""
TRIES = 5
"""So many wrong codes, and the password is asked for again."""
SET_UP = "account_totp"
"""The only page of theirs that is shown to who must have a second step and has none."""
_PENDING = "second_step"
_TRUSTED = "second_step_elsewhere"


def second_step_missing(request: HttpRequest) -> bool:
    """Whether a role of the person asking requires a second step that this session has not had."""
    required = settings.SIGN_IN.require_totp
    user: Any = request.user
    if not required or not required & roles_of(user):
        return False
    return not user.is_verified() and not request.session.get(_TRUSTED, False)


def to_second_step(request: HttpRequest) -> HttpResponse:
    """Lead somebody who is logged in to the code that is missing, or to setting the second step up."""
    name = "login_code" if two_steps_of(request.user.pk or 0) else SET_UP
    return redirect(f"{resolve_url(name)}?{urlencode({'next': request.get_full_path()})}")


def enter(
    request: HttpRequest, user: Any, *, backend: str, destination: str, stepped_elsewhere: bool = False
) -> HttpResponseBase:
    """Let a person in who has shown who they are, or ask for the code first where they have a second step.

    `stepped_elsewhere` is for who has had a second step at a server that we trust for it.
    """
    if not stepped_elsewhere and two_steps_of(user.pk):
        request.session[_PENDING] = {
            "user": user.pk,
            "backend": backend,
            "until": time() + PENDING_SECONDS,
            "tries": 0,
        }
        return redirect(f"{resolve_url('login_code')}?{urlencode({'next': destination})}")
    log_in(request, user, backend=backend)
    if stepped_elsewhere:
        request.session[_TRUSTED] = True
    return redirect(destination)


def waiting_user(request: HttpRequest) -> Any:
    """Who is between the password and the code, or is logged in without one; None where nobody is."""
    user: Any = request.user
    if user.is_authenticated:
        return user if not user.is_verified() and two_steps_of(user.pk) else None
    pending = request.session.get(_PENDING)
    if not pending or pending["until"] < time() or pending["tries"] >= TRIES:
        return None
    return get_user_model().objects.filter(pk=pending["user"], is_active=True).first()


def give_code(request: HttpRequest, user: Any, code: str) -> None:
    """Complete the login of `waiting_user` with a code. Raises FieldProblem for one that does not do."""
    pending: dict[str, Any] = request.session.get(_PENDING) or {}
    if pending:
        pending["tries"] += 1
        request.session[_PENDING] = pending
        # Kept before the code is tried: two requests at once may not have one try.
        request.session.save()
    device_id = check_code(user.pk, code)
    if not request.user.is_authenticated:
        log_in(request, user, backend=pending["backend"])
        request.session.pop(_PENDING, None)
    remember_device(request, device_id)


def remember_device(request: HttpRequest, device_id: str) -> None:
    """Let this session have had its second step, by a device."""
    django_otp.login(request, Device.from_persistent_id(device_id))


def safe_destination(request: HttpRequest, address: str) -> str:
    """The address to go on to, where it is a page of ours; else home."""
    safe = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if safe else resolve_url(settings.LOGIN_REDIRECT_URL)
