"""Documents of every kind, to take away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from vandpunkt.cases.decisions import is_decided
from vandpunkt.cases.files import kind_stem
from vandpunkt.cases.kinds import find_kind
from vandpunkt.cases.kinds.kind import Subject
from vandpunkt.cases.kinds.statement import KIND as STATEMENT
from vandpunkt.web.access import page
from vandpunkt.web.answers.answers import as_download
from vandpunkt.web.cases.cases import refuse_working_material
from vandpunkt.web.errors import found_or_404


@page("document")
def document(request: HttpRequest, kind: str, subject: str, ending: str) -> HttpResponse:
    """A document about a case, school, area or programme. What is about a case is shown as the case is.

    The statement is the kept one. Not found for a kind or a subject that is not there.
    """
    chosen = found_or_404(find_kind, kind)
    if chosen is STATEMENT:
        return redirect("answer", subject, ending)
    if chosen.subject is Subject.CASE:
        refuse_working_material(request, decided=found_or_404(is_decided, subject))
    built = found_or_404(chosen.build, subject, now())
    return as_download(built, ending, stem=kind_stem(chosen, built))
