"""What an open case is about, changed; and what earlier answers said about the same."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vandpunkt.cases.decisions import is_decided
from vandpunkt.cases.earlier import earlier_answers
from vandpunkt.cases.inquiries import inquiries_of_case
from vandpunkt.cases.scope.changing import change_scope, scope_of
from vandpunkt.domain.problems import Problem
from vandpunkt.register.meanwhile import ChangedMeanwhile
from vandpunkt.web.access import decided_only, page
from vandpunkt.web.cases.cases import refuse_working_material
from vandpunkt.web.cases.scope_forms import ChangeScopeForm
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.saving import who


@page("case_scope")
def case_scope(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of an open case's scope; who comes second sees what the first has changed."""
    scope, version = found_or_404(scope_of, slug)
    form = ChangeScopeForm(request.POST or None, scope=scope, version=version)
    context: dict[str, Any] = {"section": "cases", "slug": slug, "dnr": scope.dnr, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            made_from = form.cleaned_data["version"]
            changed = change_scope(slug, form.scope(), made_from=made_from, **who(request))
        except ChangedMeanwhile as meanwhile:
            context["meanwhile"] = meanwhile
            typed = request.POST.copy()
            typed["version"] = str(meanwhile.version)
            form.data = typed
            form.tell(meanwhile)
        except Problem as problem:
            form.tell(problem)
        else:
            told = _("Ärendet är ändrat.") if changed else _("Inget skiljer sig från det som redan står.")
            messages.success(request, told)
            return redirect("case", slug)
    context["letters"] = inquiries_of_case(slug)
    return render(request, "web/cases/case_scope.html", context)


@page("case_earlier")
def case_earlier(request: HttpRequest, slug: str) -> HttpResponse:
    """Earlier answers about the schools or programmes of a case; board members see the decided ones."""
    scope, _version = found_or_404(scope_of, slug)
    held = decided_only(request, "case_earlier")
    if held:
        refuse_working_material(request, decided=is_decided(slug))
    answers = earlier_answers(scope.codes, scope.programmes, leave_out=slug)
    context = {
        "section": "cases",
        "slug": slug,
        "dnr": scope.dnr,
        "title": scope.title,
        "answers": [answer for answer in answers if answer.decided or not held],
        "outcomes": not held,
        "unfolded": True,
    }
    return render(request, "web/cases/case_earlier.html", context)
