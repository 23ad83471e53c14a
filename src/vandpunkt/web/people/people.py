"""The administrator's pages of users, and the page where an invited person sets a password."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.roles import Role
from vandpunkt.register.people import administering
from vandpunkt.register.people.account_changes import account_history
from vandpunkt.register.people.administering import Account
from vandpunkt.register.people.lock_out import locked_until, unlock
from vandpunkt.register.people.two_steps import turn_off, two_steps_of
from vandpunkt.web.access import page
from vandpunkt.web.errors import NotFound, found_or_404
from vandpunkt.web.list_pages import asked_page, page_of
from vandpunkt.web.people.people_forms import PasswordForm, PersonForm, RolesForm, role_choices
from vandpunkt.web.saving import tried, who
from vandpunkt.web.sign_in.lock_out import minute_after


@page("people")
def people(request: HttpRequest) -> HttpResponse:
    """Users with roles, schools and latest login, page by page: all, or those that were searched for."""
    today, words = localdate(), request.GET.get("q", "").strip()[:100]
    role = next((one for one in Role if one.value == request.GET.get("role")), None)
    found = page_of(administering.find_accounts(words=words, role=role), asked_page(request))
    lines = [
        (one, [_(each.title) for each in one.roles], one.assigned_on(today))
        for one in administering.accounts(found.items)
    ]
    context = {
        "section": "people",
        "lines": lines,
        "found": found,
        "words": words,
        "role": role.value if role else "",
        "roles": role_choices(),
    }
    return render(request, "web/people/people.html", context)


@page("person_new")
def person_new(request: HttpRequest) -> HttpResponse:
    """Add a user; the page of the new user offers the invitation."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def save() -> HttpResponse:
            user_id = administering.add_account(
                given["username"],
                name=given["name"],
                email=given["email"],
                roles=form.chosen(),
                **who(request),
            )
            messages.success(request, _("Användaren är tillagd. Bjud nu in med en länk."))
            return redirect("person", user_id)

        if answer := tried(form, save):
            return answer
    context = {
        "section": "people",
        "form": form,
        "title": _("Lägg till en användare"),
        "save": _("Lägg till"),
    }
    return render(request, "web/people/person_form.html", context)


@page("person")
def person(request: HttpRequest, user_id: int) -> HttpResponse:
    """One user: roles to change, assignments, what has been done to the account."""
    found = found_or_404(administering.account, user_id)
    initial = {"roles": [role.value for role in found.roles]}
    form = RolesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():

        def save() -> HttpResponse:
            administering.set_roles(user_id, form.chosen(), **who(request))
            messages.success(request, _("Rollerna är sparade."))
            return redirect("person", user_id)

        if answer := tried(form, save):
            return answer
    return render(request, "web/people/person.html", _person_context(found) | {"form": form})


@page("person_close")
def person_close(request: HttpRequest, user_id: int) -> HttpResponse:
    """Ask once, then close the account; it can be opened again."""
    found = found_or_404(administering.account, user_id)
    context: dict[str, Any] = _person_context(found)
    if request.method == "POST":
        try:
            administering.close_account(user_id, **who(request))
        except Problem as problem:
            context["problem"] = problem.sentence(_)
        else:
            messages.success(request, _("Kontot är avstängt. Du kan öppna det igen här."))
            return redirect("person", user_id)
    return render(request, "web/people/person_close.html", context)


@page("person_open")
def person_open(request: HttpRequest, user_id: int) -> HttpResponse:
    """Open a closed account again."""
    found_or_404(administering.account, user_id)
    administering.open_account(user_id, **who(request))
    messages.success(request, _("Kontot är öppet igen."))
    return redirect("person", user_id)


@page("person_unlock")
def person_unlock(request: HttpRequest, user_id: int) -> HttpResponse:
    """Let a person log in before the lock ends by itself."""
    found_or_404(administering.account, user_id)
    unlock(user_id, **who(request))
    messages.success(request, _("Inloggningen är upplåst."))
    return redirect("person", user_id)


@page("person_totp_off")
def person_totp_off(request: HttpRequest, user_id: int) -> HttpResponse:
    """Ask once, then turn off the second step for who has lost the telephone."""
    found = found_or_404(administering.account, user_id)
    if request.method == "POST":
        turn_off(user_id, **who(request))
        messages.success(request, _("Tvåstegsinloggning är avstängd. Personen kan slå på den igen."))
        return redirect("person", user_id)
    return render(request, "web/people/person_totp_off.html", {"section": "people", "person": found})


@page("person_invite")
def person_invite(request: HttpRequest, user_id: int) -> HttpResponse:
    """Show a one-time link once, to be sent to the person."""
    found = found_or_404(administering.account, user_id)
    if not settings.SIGN_IN.password:
        raise Http404
    context: dict[str, Any] = {}
    try:
        token = administering.invite(user_id, **who(request))
        context["link"] = request.build_absolute_uri(reverse("invitation", args=[user_id, token]))
    except Problem as problem:
        context["problem"] = problem.sentence(_)
    form = RolesForm(initial={"roles": [role.value for role in found.roles]})
    return render(request, "web/people/person.html", _person_context(found) | context | {"form": form})


@page("invitation")
def invitation(request: HttpRequest, user_id: int, token: str) -> HttpResponse:
    """Set one's password by the link; it leads to the login. Not found for a link that no longer holds."""
    username = administering.invited(user_id, token)
    if username is None or not settings.SIGN_IN.password:
        raise NotFound(Problem(marked("Länken gäller inte längre. Be administratören om en ny.")))
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def save() -> HttpResponse:
            administering.accept_invitation(user_id, token, form.cleaned_data["password"], now=now())
            messages.success(request, _("Lösenordet är sparat. Logga in med det."))
            return redirect("login")

        if answer := tried(form, save):
            return answer
    context = {"form": form, "title": _("Välj ett lösenord"), "save": _("Spara"), "username": username}
    return render(request, "web/people/person_form.html", context)


def _person_context(found: Account) -> dict[str, Any]:
    history = [
        (
            entry,
            ", ".join(_(one.title) for one in entry.before),
            ", ".join(_(one.title) for one in entry.after),
        )
        for entry in account_history(found.id)
    ]
    held = [(one, _(one.role.title)) for one in found.assignments]
    until = locked_until(found.username, now=now())
    return {
        "section": "people",
        "person": found,
        "held": held,
        "history": history,
        "locked_until": until and minute_after(until),
        "two_steps": two_steps_of(found.id),
        "with_password": settings.SIGN_IN.password,
    }
