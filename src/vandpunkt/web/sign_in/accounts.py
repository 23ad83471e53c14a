"""Logging in and out, and choosing a language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model, views
from django.contrib.auth import login as log_in
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views import i18n

from vandpunkt.domain.problems import FieldProblem
from vandpunkt.register.people.accounts import demo_users
from vandpunkt.web.access import page
from vandpunkt.web.people.people_forms import CodeForm
from vandpunkt.web.sign_in.kept_forms import has_kept_form
from vandpunkt.web.sign_in.second_step import enter, give_code, safe_destination, waiting_user

BACKEND = "vandpunkt.register.people.backend.WithRoles"


def login_context(request: HttpRequest) -> dict[str, Any]:
    """What the login page shows beside the form: other ways in, and whether something waits to be saved."""
    users = [(user.username, _(user.role.title)) for user in demo_users()] if settings.DEMO else []
    return {
        "demo_users": users,
        "has_kept_form": has_kept_form(request),
        "with_password": settings.SIGN_IN.password,
        "login_server": settings.SIGN_IN.login_server,
    }


class _Login(views.LoginView):
    """Django's login with our page and our second step."""

    template_name = "web/sign_in/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the page shows beside the form."""
        return super().get_context_data(**kwargs) | login_context(self.request)

    def form_valid(self, form: Any) -> Any:
        """The password is right: in, or on to the code."""
        return enter(self.request, form.get_user(), backend=BACKEND, destination=self.get_success_url())


@page("login")
def login(request: HttpRequest) -> HttpResponseBase:
    """The login page. Passwords are not looked at where the settings have turned them off (404)."""
    if request.method == "POST" and not settings.SIGN_IN.password:
        raise Http404
    return _Login.as_view()(request)


@page("login_code")
def login_code(request: HttpRequest) -> HttpResponseBase:
    """Ask for the code that completes a login; back to the login for who has not given a password."""
    user = waiting_user(request)
    if user is None:
        return redirect("login")
    destination = safe_destination(request, request.POST.get("next") or request.GET.get("next", ""))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            give_code(request, user, form.cleaned_data["code"])
        except FieldProblem as problem:
            if waiting_user(request) is None:
                told = login_context(request) | {
                    "problem": _("För många fel koder. Börja om med lösenordet.")
                }
                return render(request, "web/sign_in/login.html", told, status=403)
            form.add_error(problem.field, problem.sentence(_))
        else:
            return redirect(destination)
    return render(request, "web/sign_in/login_code.html", {"form": form, "next": destination})


@page("demo_login")
def demo_login(request: HttpRequest) -> HttpResponse:
    """Become one of the demo's users without a password; not found in an installation that is no demo."""
    username = request.POST.get("username", "")
    if not settings.DEMO or username not in {user.username for user in demo_users()}:
        raise Http404
    log_in(request, get_object_or_404(get_user_model(), username=username, is_active=True), backend=BACKEND)
    return redirect(safe_destination(request, request.POST.get("next", "")))


@page("logout")
def logout(request: HttpRequest) -> HttpResponseBase:
    """Log out and return to the login page."""
    return views.LogoutView.as_view()(request)


@page("set_language")
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Keep the chosen language in a cookie and return to the page."""
    return i18n.set_language(request)
