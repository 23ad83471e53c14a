"""Where each fact of an answer comes from, for people and for machines."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vandpunkt.cases import provenance as machine_readable
from vandpunkt.cases.sources_of_facts import sourced_facts
from vandpunkt.documents.tree import Document
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.web.access import page
from vandpunkt.web.cases.cases import statement_for
from vandpunkt.web.errors import NotFound


@page("provenance")
def provenance(request: HttpRequest, slug: str) -> HttpResponse:
    """Every source: what it says, from where, when, and who accepted it. Not found where no answer is."""
    document = _document(request, slug)
    context = {"section": "cases", "slug": slug, "document": document, "facts": sourced_facts(document)}
    return render(request, "web/answers/provenance.html", context)


@page("provenance_data")
def provenance_data(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as PROV-O in JSON-LD."""
    document = _document(request, slug)
    text = machine_readable.provenance(document, sourced_facts(document))
    return HttpResponse(text, content_type="application/ld+json")


def _document(request: HttpRequest, slug: str) -> Document:
    statement = statement_for(request, slug)
    if statement.document is None:
        raise NotFound(Problem(marked("Ärendet {slug} har inget svar ännu."), slug=slug))
    return statement.document
