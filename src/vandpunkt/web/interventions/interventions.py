"""Interventions: the page of one, and registering, changing and ending them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.first_signs import should_have_signs
from vandpunkt.follow_up.registering import register_with_signs
from vandpunkt.follow_up.signs import signs_of_intervention
from vandpunkt.register.interventions.asking import InterventionRow
from vandpunkt.register.interventions.asking import intervention as find
from vandpunkt.register.interventions.changing import change_intervention
from vandpunkt.register.interventions.details import FIELD_NAMES, NOTHING, details_of, in_words
from vandpunkt.register.interventions.ending import (
    FollowOnSupport,
    decline_intervention,
    end_intervention,
    stop_intervention,
)
from vandpunkt.register.past import intervention_history
from vandpunkt.register.programmes.asking import programme_choices
from vandpunkt.register.reviewing.asking import stated_in
from vandpunkt.register.schools import own_schools as organisers_schools
from vandpunkt.register.schools import school as find_school
from vandpunkt.web.access import hold_to_school, may, may_at, may_see_notes, own_schools, page
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.interventions.intervention_forms import (
    ChangeForm,
    CloseForm,
    EndForm,
    RegisterForm,
    initial_of,
    statuses_for,
)
from vandpunkt.web.past.pages import past_page
from vandpunkt.web.past.support import WORKING_MATERIAL
from vandpunkt.web.past.undoing import undoable
from vandpunkt.web.saving import all_chosen, chosen, saved, who
from vandpunkt.web.suggested_times import suggested_times


@page("intervention")
def intervention(request: HttpRequest, row_id: int) -> HttpResponse:
    """One intervention; notes and history are working material, for those who have the school."""
    row = found_or_404(find, row_id)
    if past := past_page(request, "intervention", row_id):
        return past
    inside = may_see_notes(request, row.school_unit_code)
    own = own_schools(request, "intervention_edit")
    details, signs = details_of(row), signs_of_intervention(row_id) if inside else ()
    facts = [
        (_(name), in_words(field, getattr(details, field), _))
        for field, name in FIELD_NAMES.items()
        if field != "wording" and (inside or field not in WORKING_MATERIAL)
    ]
    context = _context(row) | {
        "facts": [(name, value) for name, value in facts if value != NOTHING],
        "unstated": [name for name, value in facts if value == NOTHING],
        "history": intervention_history(row_id) if inside else (),
        "may_change": own is None or row.school_unit_code in own,
        "may_see_signs": inside,
        "signs": signs,
        "lacks_sign": inside and not signs and should_have_signs(row, Term.on(localdate())),
        "may_add_sign": may_at(request, "sign_new", row.school_unit_code),
        "may_undo": undoable(request, "register.intervention", row_id),
        "stated_in": stated_in(row_id),
        "may_review": may(request, "review"),
    }
    return render(request, "web/interventions/intervention.html", context)


@page("intervention_new")
def intervention_new(request: HttpRequest) -> HttpResponse:
    """Register a programme for one school or for many."""
    mine = own_schools(request, "intervention_new")
    schools = [(one.code, one.name) for one in organisers_schools() if mine is None or one.code in mine]
    choices: dict[str, Any] = {"programmes": programme_choices(), "schools": schools}
    choices["term"] = Term.on(localdate())
    initial = {"programme": request.GET.get("programme"), "schools": request.GET.getlist("school")}
    form = RegisterForm(request.POST or None, initial=initial, **choices)
    context: dict[str, Any] = {"form": form, "title": _("Registrera insatser"), "save": _("Registrera")}
    context |= suggested_times(localdate()) | {"programmes": choices["programmes"]}
    if request.method == "POST" and form.is_valid():

        def save() -> HttpResponse:
            ids = register_with_signs(
                programme=form.cleaned_data["programme"],
                school_codes=form.cleaned_data["schools"],
                details=form.details(),
                overlap=_overlap(form),
                signs=form.cleaned_data["signs"],
                **who(request),
            )
            told = ngettext("{count} insats är registrerad.", "{count} insatser är registrerade.", len(ids))
            messages.success(request, told.format(count=len(ids)))
            return redirect("intervention", ids[0])

        if answer := saved(form, context, save, otherwise="status"):
            return answer
    return render(request, "web/interventions/intervention_form.html", context)


@page("intervention_edit")
def intervention_edit(request: HttpRequest, row_id: int) -> HttpResponse:
    """Change a row; who comes second sees what the first changed, and chooses field by field."""
    row = _held(request, "intervention_edit", row_id)

    def theirs() -> dict[str, Any]:
        return initial_of(details_of(row))

    data = None
    if request.method == "POST":
        data = chosen(request.POST, ChangeForm.base_fields, theirs, FIELD_NAMES)
    form = ChangeForm(data, initial=theirs() | {"version": row.version}, statuses=statuses_for(row.status))
    context = _context(row) | {"form": form, "title": _("Ändra insatsen"), "save": _("Spara")}
    context |= suggested_times(localdate()) | {
        "may_add_sign": may_at(request, "sign_new", row.school_unit_code)
    }
    if data is not None and all_chosen(form, request.POST) and form.is_valid():

        def save() -> HttpResponse:
            change_intervention(
                row_id,
                details=form.details(),
                made_from=form.cleaned_data["version"],
                overlap=_overlap(form),
                **who(request),
            )
            messages.success(request, _("Insatsen är sparad."))
            return redirect("intervention", row_id)

        if answer := saved(form, context, save, theirs=theirs, otherwise="status"):
            return answer
    return render(request, "web/interventions/intervention_form.html", context)


@page("intervention_end")
def intervention_end(request: HttpRequest, row_id: int) -> HttpResponse:
    """End a row with its last term, perhaps with a follow-on."""
    row = _held(request, "intervention_end", row_id)
    form = EndForm(request.POST or None, initial={"version": row.version})
    context = _context(row) | {"form": form, "title": _("Avsluta insatsen"), "save": _("Avsluta")}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def save() -> HttpResponse:
            after = (given["follow_on_period"], given["follow_on_wording"], given["follow_on_partners"])
            new = end_intervention(
                row_id,
                last=given["last"].end or given["last"].start,
                reason=given["reason"],
                follow_on=FollowOnSupport(*after) if given["follow_on_wording"] else None,
                made_from=given["version"],
                **who(request),
            )
            messages.success(request, _("Insatsen är avslutad."))
            return redirect("intervention", new or row_id)

        if answer := saved(form, context, save):
            return answer
    return render(request, "web/interventions/intervention_form.html", context)


@page("intervention_decline")
def intervention_decline(request: HttpRequest, row_id: int) -> HttpResponse:
    """The school said no."""
    row = _held(request, "intervention_decline", row_id)
    return _closed(request, row, decline_intervention, _("Skolan avböjer insatsen"))


@page("intervention_stop")
def intervention_stop(request: HttpRequest, row_id: int) -> HttpResponse:
    """Break off support."""
    row = _held(request, "intervention_stop", row_id)
    return _closed(request, row, stop_intervention, _("Avbryt insatsen"))


def _closed(
    request: HttpRequest, row: InterventionRow, close: Callable[..., None], title: str
) -> HttpResponse:
    form = CloseForm(request.POST or None, initial={"version": row.version})
    context = _context(row) | {"form": form, "title": title, "save": _("Spara")}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def save() -> HttpResponse:
            close(
                row.id,
                day=given["day"],
                reason=given["reason"],
                made_from=given["version"],
                **who(request),
            )
            messages.success(request, _("Insatsen är sparad."))
            return redirect("intervention", row.id)

        if answer := saved(form, context, save):
            return answer
    return render(request, "web/interventions/intervention_form.html", context)


def _overlap(form: Any) -> Any:
    answer = form.cleaned_data["overlap"]
    return answer if answer in ("continues", "beside") else ""


def _held(request: HttpRequest, name: str, row_id: int) -> InterventionRow:
    """A row that the person asking may change; refused where its school is not theirs."""
    row = found_or_404(find, row_id)
    hold_to_school(request, name, row.school_unit_code)
    return row


def _context(row: InterventionRow) -> dict[str, Any]:
    return {"section": "interventions", "row": row, "school": find_school(row.school_unit_code)}
