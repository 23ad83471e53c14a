"""Where support does not reach: the page that shows it, area by area."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from vandpunkt.analysis.need import PROBABLE
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.reach import reach as find_reach
from vandpunkt.web.access import may, own_schools, page
from vandpunkt.web.list_pages import asked_page, page_of


@page("reach")
def reach(request: HttpRequest) -> HttpResponse:
    """The schools that the person follows: where need and support do not meet this term."""
    term = Term.on(localdate())
    found = find_reach(term, codes=own_schools(request, "reach"))
    context = {
        "section": "reach",
        "reach": found,
        "found": page_of(found.total.without_need, asked_page(request)) if found else None,
        "term": term,
        "rule": (PROBABLE, 1 - PROBABLE),
        "may_register": may(request, "intervention_new"),
    }
    return render(request, "web/schools/reach.html", context)
