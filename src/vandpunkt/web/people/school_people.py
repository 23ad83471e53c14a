"""Ansvariga: who leads a school and who has led it, with days; adding, ending and taking back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from vandpunkt.domain.problems import Problem
from vandpunkt.domain.roles import Role
from vandpunkt.register.people.administering import accounts
from vandpunkt.register.people.assigning import (
    AlreadyLed,
    assignment,
    end_assignment,
    set_assignment,
    undo_assignment,
)
from vandpunkt.register.people.assignments import Holder, assignment_history, holders_over_time
from vandpunkt.register.schools import school as find_school
from vandpunkt.web.access import hold_to_school, may_see_notes, own_schools, page, roles_of
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.past.pages import past_page
from vandpunkt.web.people.people_forms import AssignmentForm, EndAssignmentForm
from vandpunkt.web.saving import tried, who

_LISTED = (Role.HEAD_TEACHER, Role.COORDINATOR, Role.AREA_HEAD)


@page("school_people")
def school_people(request: HttpRequest, code: str) -> HttpResponse:
    """Everybody who leads, has led or will lead the school, role by role."""
    school = found_or_404(find_school, code)
    if past := past_page(request, "school_people", code):
        return past
    own = own_schools(request, "assignment_new")
    today = localdate()
    parts = [
        (
            _(role.title),
            [(one, one.on(today)) for one in reversed(holders_over_time(role, school_code=code))],
            role is not Role.AREA_HEAD or Role.ADMINISTRATOR in roles_of(request.user),
        )
        for role in _LISTED
    ]
    context = {
        "section": "standing",
        "school": school,
        "parts": parts,
        "may_change": own is None or code in own,
        "history": assignment_history(code) if may_see_notes(request, code) else (),
    }
    return render(request, "web/people/school_people.html", context)


@page("assignment_new")
def assignment_new(request: HttpRequest, code: str) -> HttpResponse:
    """Let somebody hold a role at the school; an area head is set by the administrator alone."""
    school = found_or_404(find_school, code)
    hold_to_school(request, "assignment_new", code)
    may_set_area = Role.ADMINISTRATOR in roles_of(request.user) and school.area
    roles = _LISTED if may_set_area else _LISTED[:2]
    users = [(one.username, one.name) for one in accounts() if one.active]
    form = AssignmentForm(request.POST or None, roles=roles, users=users)
    context: dict[str, Any] = {
        "section": "standing",
        "form": form,
        "title": _("Lägg till en ansvarig"),
        "save": _("Spara"),
        "school": school,
    }
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def save() -> HttpResponse:
            role = Role(given["role"])
            try:
                set_assignment(
                    role,
                    username=given["username"],
                    name=given["name"],
                    school_codes=[] if role is Role.AREA_HEAD else [code],
                    area=school.area if role is Role.AREA_HEAD else "",
                    start=given["start"],
                    end=given["end"],
                    beside=request.POST.get("beside") == "yes",
                    **who(request),
                )
            except AlreadyLed as led:
                context["led"] = led.holders
                raise
            messages.success(request, _("Uppdraget är sparat."))
            return redirect("school_people", code)

        if answer := tried(form, save):
            return answer
    return render(request, "web/people/person_form.html", context)


@page("assignment_end")
def assignment_end(request: HttpRequest, row_id: int) -> HttpResponse:
    """Let an assignment end with a day, or go on."""
    held = _held(request, "assignment_end", row_id)
    form = EndAssignmentForm(request.POST or None, initial={"version": held.version, "end": held.end})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def save() -> HttpResponse:
            end_assignment(row_id, end=given["end"], made_from=given["version"], **who(request))
            messages.success(request, _("Uppdraget är sparat."))
            return _back(held)

        if answer := tried(form, save):
            return answer
    context = {
        "section": "standing",
        "form": form,
        "title": _("Avsluta uppdraget"),
        "save": _("Spara"),
        "held": held,
        "held_title": _(held.role.title),
    }
    return render(request, "web/people/person_form.html", context)


@page("assignment_undo")
def assignment_undo(request: HttpRequest, row_id: int) -> HttpResponse:
    """Take one's own latest change back."""
    held = _held(request, "assignment_undo", row_id)
    try:
        undo_assignment(row_id, account=request.user.pk, **who(request))
        messages.success(request, _("Din senaste ändring är tillbakatagen."))
    except Problem as problem:
        messages.error(request, problem.sentence(_))
    return _back(held)


def _back(held: Holder) -> HttpResponse:
    return redirect("school_people", held.school_code) if held.school_code else redirect("areas")


def _held(request: HttpRequest, name: str, row_id: int) -> Holder:
    held = found_or_404(assignment, row_id)
    if held.school_code:
        hold_to_school(request, name, held.school_code)
    elif Role.ADMINISTRATOR not in roles_of(request.user):
        raise PermissionDenied(_("Vem som är grundskolechef ändrar administratören."))
    return held
