"""Signs before results: added to an intervention, and looked for."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from vandpunkt.domain.problems import Problem
from vandpunkt.follow_up.past import sign_history
from vandpunkt.follow_up.signs import record_observation, register_sign
from vandpunkt.follow_up.signs import sign as find
from vandpunkt.register.interventions.asking import intervention
from vandpunkt.web.access import hold_to_school, may_at, page
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.follow_up.follow_up_forms import ObservationForm, SignForm
from vandpunkt.web.past.pages import past_page
from vandpunkt.web.saving import tell, who


@page("sign_new")
def sign_new(request: HttpRequest, row_id: int) -> HttpResponse:
    """Add a sign to an intervention."""
    row = found_or_404(intervention, row_id)
    hold_to_school(request, "sign_new", row.school_unit_code)
    form = SignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            new = register_sign(row_id, **form.cleaned_data, **who(request))
        except Problem as problem:
            tell(form, problem)
        else:
            messages.success(request, _("Tecknet är sparat."))
            return redirect("sign", new)
    context = {"section": "standing", "row": row, "form": form}
    return render(request, "web/follow_up/sign_form.html", context)


@page("sign")
def sign(request: HttpRequest, row_id: int) -> HttpResponse:
    """One sign and what has been seen of it; who may, adds what they saw."""
    row = found_or_404(find, row_id)
    hold_to_school(request, "sign", row.school_code)
    if past := past_page(request, "sign", row):
        return past
    allowed = may_at(request, "observation_new", row.school_code)
    context = {
        "section": "standing",
        "row": row,
        "form": ObservationForm(initial={"day": localdate()}),
        "may_observe": allowed,
        "history": sign_history(row_id),
    }
    return render(request, "web/follow_up/sign.html", context)


@page("observation_new")
def observation_new(request: HttpRequest, row_id: int) -> HttpResponse:
    """Keep what somebody saw of a sign."""
    row = found_or_404(find, row_id)
    hold_to_school(request, "observation_new", row.school_code)
    form = ObservationForm(request.POST)
    if form.is_valid():
        try:
            record_observation(row_id, **form.cleaned_data, **who(request))
        except Problem as problem:
            tell(form, problem)
        else:
            messages.success(request, _("Iakttagelsen är sparad."))
            return redirect("sign", row_id)
    context = {"section": "standing", "row": row, "form": form, "may_observe": True}
    return render(request, "web/follow_up/sign.html", context)
