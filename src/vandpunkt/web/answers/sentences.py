"""The public page of every sentence that the product writes by itself, and the rule for when it does."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vandpunkt.cases.sentence_list import rules, sections
from vandpunkt.web.access import page

LONGEST_QUESTION = 200


@page("sentences")
def sentences(request: HttpRequest) -> HttpResponse:
    """The list, all of it or what has the words asked for. Each sentence can be linked to by its name."""
    question = request.GET.get("q", "")[:LONGEST_QUESTION]
    context = {"sections": sections(question), "count": len(rules()), "wanted": question}
    return render(request, "web/answers/sentences.html", context)
