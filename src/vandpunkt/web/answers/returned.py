"""The answer back from Word: handing a file in, and taking over what is new in it, part by part."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vandpunkt.cases.queries import case_page
from vandpunkt.cases.returned_files import (
    accept_own_text,
    keep_returned,
    propose_new_items,
    returned_files,
    returned_report,
)
from vandpunkt.domain.problems import Problem
from vandpunkt.reading.comparison import Outcome
from vandpunkt.web.access import page
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.saving import who
from vandpunkt.web.uploads import uploaded


@page("returned")
def returned(request: HttpRequest, slug: str) -> HttpResponse:
    """The files that came back in a case, and the form to hand one in. Not found for an unknown case."""
    case, kept = found_or_404(case_page, slug), found_or_404(returned_files, slug)
    context: dict[str, Any] = {"section": "cases", "case": case, "kept": kept}
    if request.method == "POST":
        try:
            name, content = uploaded(request)
            row_id = keep_returned(slug, content, name=name, **who(request))
            return redirect("returned_file", case.slug, row_id)
        except Problem as problem:
            context["problem"] = problem.sentence(_)
    return render(request, "web/answers/returned.html", context)


@page("returned_file")
def returned_file(request: HttpRequest, slug: str, row_id: int) -> HttpResponse:
    """What became of each fact in a returned file; POST takes over one part. Not found for an unknown one."""
    report = found_or_404(returned_report, slug, row_id)
    context: dict[str, Any] = {
        "section": "cases",
        "report": report,
        "standing": len(report.comparison.of(Outcome.STANDS)),
        "total": len(report.comparison.facts),
        "reworded": report.comparison.of(Outcome.REWORDED),
        "removed": report.comparison.of(Outcome.REMOVED),
        "moved": [one for one in report.comparison.facts if one.moved],
        "loose": [one for one in report.comparison.of(Outcome.STANDS) if not one.controlled],
    }
    if request.method == "POST":
        try:
            return _taken(request, slug, row_id)
        except Problem as problem:
            context["problem"] = problem.sentence(_)
    return render(request, "web/answers/returned_file.html", context)


def _taken(request: HttpRequest, slug: str, row_id: int) -> HttpResponse:
    """Take over a section's text, or let the new items be proposals, which are looked through at once."""
    section = request.POST.get("section")
    if section:
        accept_own_text(slug, row_id, section, **who(request))
        messages.success(request, _("Den egna texten är sparad. Bygg om svaret så kommer den med."))
        return redirect("returned_file", slug, row_id)
    document_id = propose_new_items(slug, row_id, **who(request))
    messages.success(request, _("De nya punkterna är förslag nu. Granska dem här, så blir de insatser."))
    return redirect("review", document_id)
