"""Areas: the list, and the schools of each, many at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vandpunkt.register.people import areas as register_areas
from vandpunkt.register.schools import own_schools
from vandpunkt.web.access import page
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.past.pages import past_page
from vandpunkt.web.people.people_forms import AreaForm, AreaSchoolsForm
from vandpunkt.web.saving import tried, who


@page("areas")
def areas(request: HttpRequest) -> HttpResponse:
    """Every area, and a form for one more."""
    form = AreaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def save() -> HttpResponse:
            return redirect("area", register_areas.create_area(form.cleaned_data["name"], **who(request)))

        if answer := tried(form, save):
            return answer
    today = localdate()
    lines = [(one, one.heads_on(today)) for one in register_areas.areas()]
    return render(request, "web/people/areas.html", {"section": "people", "lines": lines, "form": form})


@page("area")
def area(request: HttpRequest, area_id: int) -> HttpResponse:
    """Choose the schools of an area."""
    found = found_or_404(register_areas.area, area_id)
    if past := past_page(request, "area", area_id):
        return past
    choices = [
        (one.code, f"{one.name} ({one.area})" if one.area not in ("", found.name) else one.name)
        for one in own_schools(year_nine=False)
    ]
    here = [code for code, _name in found.schools]
    form = AreaSchoolsForm(request.POST or None, initial={"schools": here}, choices=choices)
    if request.method == "POST":
        form = AreaSchoolsForm(request.POST, choices=choices)
        if form.is_valid():

            def save() -> HttpResponse:
                moved = register_areas.set_schools(area_id, form.cleaned_data["schools"], **who(request))
                text = ngettext("{count} skola har bytt område.", "{count} skolor har bytt område.", moved)
                messages.success(request, text.format(count=moved))
                return redirect("areas")

            if answer := tried(form, save):
                return answer
    context = {
        "section": "people",
        "form": form,
        "title": found.name,
        "save": _("Spara"),
        "heads": found.heads,
        "history": register_areas.area_history(area_id),
        "has_past": True,
    }
    return render(request, "web/people/person_form.html", context)
