"""Logging in and out, and choosing a language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model, views
from django.contrib.auth import login as log_in
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import i18n

from vandpunkt.register.people.accounts import demo_users
from vandpunkt.web.access import page
from vandpunkt.web.kept_forms import has_kept_form

_BACKEND = "django.contrib.auth.backends.ModelBackend"


class _Login(views.LoginView):
    """Django's login with our page; the demo's users are listed in a demo installation alone."""

    template_name = "web/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the page shows beside the form."""
        users = [(user.username, _(user.role.title)) for user in demo_users()] if settings.DEMO else []
        told = {"demo_users": users, "has_kept_form": has_kept_form(self.request)}
        return super().get_context_data(**kwargs) | told


@page("login")
def login(request: HttpRequest) -> HttpResponseBase:
    """The login page."""
    return _Login.as_view()(request)


@page("demo_login")
def demo_login(request: HttpRequest) -> HttpResponse:
    """Become one of the demo's users without a password; not found in an installation that is no demo."""
    username = request.POST.get("username", "")
    if not settings.DEMO or username not in {user.username for user in demo_users()}:
        raise Http404
    log_in(request, get_object_or_404(get_user_model(), username=username, is_active=True), backend=_BACKEND)
    destination = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        destination, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(destination if safe else settings.LOGIN_REDIRECT_URL)


@page("logout")
def logout(request: HttpRequest) -> HttpResponseBase:
    """Log out and return to the login page."""
    return views.LogoutView.as_view()(request)


@page("set_language")
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Keep the chosen language in a cookie and return to the page."""
    return i18n.set_language(request)
