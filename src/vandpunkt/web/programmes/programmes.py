"""Programmes: the catalogue of support, and the page of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from vandpunkt.domain.terms import Term
from vandpunkt.register.past import programme_changes
from vandpunkt.register.programmes.asking import list_programmes, programme_page
from vandpunkt.register.programmes.changing import add_programme, change_programme, programme_details
from vandpunkt.register.programmes.details import FIELD_NAMES
from vandpunkt.web.access import follows, may, page
from vandpunkt.web.access_table import WORKING_MATERIAL
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.list_pages import asked_page
from vandpunkt.web.past.pages import past_page
from vandpunkt.web.programmes.effects import effect_section
from vandpunkt.web.programmes.programme_forms import ProgrammeForm, initial_of
from vandpunkt.web.saving import all_chosen, chosen, saved, who
from vandpunkt.web.suggested_times import suggested_times


@page("programmes")
def programmes(request: HttpRequest) -> HttpResponse:
    """The catalogue by name."""
    if past := past_page(request, "programmes"):
        return past
    term = Term.on(timezone.localdate())
    context = {
        "section": "programmes",
        "programmes": list_programmes(term),
        "term": term,
        "may_change": may(request, "programme_new"),
        "may_register": may(request, "intervention_new"),
    }
    return render(request, "web/programmes/programmes.html", context)


@page("programme")
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme with its effect. Not found for an unknown one."""
    if past := past_page(request, "programme", slug):
        return past
    term = Term.on(timezone.localdate())
    found = found_or_404(programme_page, slug, term, page=asked_page(request))
    context = {
        "section": "programmes",
        "programme": found,
        "effect": effect_section(found.name),
        "may_change": may(request, "programme_edit"),
        "may_register": may(request, "intervention_new"),
    }
    return render(request, "web/programmes/programme.html", context | _history(request, found.key))


@page("programme_new")
def programme_new(request: HttpRequest) -> HttpResponse:
    """Add a programme to the catalogue."""
    form = ProgrammeForm(request.POST or None)
    context: dict[str, Any] = _about(form, _("Nytt program"))
    if request.method == "POST" and form.is_valid():

        def save() -> HttpResponse:
            slug = add_programme(details=form.details(), **who(request))
            messages.success(request, _("Programmet står i katalogen."))
            return redirect("programme", slug)

        if answer := saved(form, context, save):
            return answer
    return render(request, "web/programmes/programme_form.html", context)


@page("programme_edit")
def programme_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what the catalogue says; who comes second sees what the first changed, and chooses."""
    details, version = found_or_404(programme_details, slug)

    def theirs() -> dict[str, Any]:
        return initial_of(details)

    data = None
    if request.method == "POST":
        data = chosen(request.POST, ProgrammeForm.base_fields, theirs, FIELD_NAMES)
    form = ProgrammeForm(data, initial=theirs() | {"version": version})
    context = _about(form, _("Ändra programmet")) | {"slug": slug, "name": details.name}
    if data is not None and all_chosen(form, request.POST) and form.is_valid():

        def save() -> HttpResponse:
            made_from = form.cleaned_data["version"] or 0
            change_programme(slug, details=form.details(), made_from=made_from, **who(request))
            messages.success(request, _("Programmet är sparat."))
            return redirect("programme", slug)

        if answer := saved(form, context, save, theirs=theirs):
            return answer
    return render(request, "web/programmes/programme_form.html", context)


def _about(form: ProgrammeForm, title: str) -> dict[str, Any]:
    return {"section": "programmes", "form": form, "title": title} | suggested_times(timezone.localdate())


def _history(request: HttpRequest, key: int) -> dict[str, object]:
    """Who changed what, for those who do not only read what is decided."""
    inside = follows(request, WORKING_MATERIAL)
    history = programme_changes(key) if inside else ()
    may_undo = may(request, "programme_undo") and len(history) > 1
    return {"history": history, "may_undo": may_undo and history[0].by == who(request)["by"]}
