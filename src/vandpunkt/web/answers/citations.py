"""A fact's source: the row of the register in the version cited, and what it was read from."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vandpunkt.cases.cited_rows import (
    CitedEffect,
    CitedFit,
    CitedIntervention,
    CitedPromise,
    CitedReply,
    CitedResult,
    cited,
)
from vandpunkt.register.indicators import INDICATORS
from vandpunkt.web.access import page
from vandpunkt.web.cases.cases import statement_for
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.schools.year_charts import pupil_weight

_TEMPLATES = {
    CitedIntervention: "web/answers/cited_intervention.html",
    CitedEffect: "web/answers/cited_effect.html",
    CitedFit: "web/answers/cited_fit.html",
    CitedPromise: "web/answers/cited_promise.html",
    CitedReply: "web/answers/cited_reply.html",
}


@page("citation")
def citation(request: HttpRequest, slug: str, citation_id: str) -> HttpResponse:
    """What a citation of a case's answer stands for. Not found for one that the answer does not lean on."""
    statement = statement_for(request, slug)
    source = found_or_404(cited, statement.document, citation_id)
    context: dict[str, object] = {"section": "cases", "slug": slug, "source": source}
    if template := _TEMPLATES.get(type(source)):
        return render(request, template, context)
    assert isinstance(source, CitedResult)
    indicator = _(INDICATORS[source.result.indicator].name)
    context |= {"weight": pupil_weight(source.result), "indicator": indicator}
    return render(request, "web/answers/cited_result.html", context)
