"""The public's pages: decided answers with their files, and where schools stand by published figures alone.

They are not there unless the settings file says `[site] public = true`.
"""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from vandpunkt.analysis.need import CERTAIN, PROBABLE
from vandpunkt.cases.queries import decided_cases, list_cases, newest_statement
from vandpunkt.domain.problems import Problem
from vandpunkt.domain.terms import Term
from vandpunkt.register.standing import latest_fit
from vandpunkt.web.access import page
from vandpunkt.web.answers.answers import as_download
from vandpunkt.web.cases.cases import FORMATS
from vandpunkt.web.list_pages import asked_page, page_of
from vandpunkt.web.schools.standing_lines import lines_of, standing_overview


@page("open_answers")
def open_answers(request: HttpRequest) -> HttpResponse:
    """Decided answers, newest first, and our schools with their published figures."""
    _check_public()
    fit = latest_fit()
    overview = standing_overview(Term.on(localdate()), fit)
    found = page_of(overview.glances, asked_page(request))
    context = {
        "cases": decided_cases(list_cases()),
        "formats": [(ending, _(title)) for ending, title in FORMATS.items()],
        "found": found,
        "lines": lines_of(found.items, overview.years, fit),
        "fit": fit,
        "rule": (CERTAIN, PROBABLE, 1 - PROBABLE),
    }
    return render(request, "web/answers/open.html", context)


@page("open_answer")
def open_answer(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """One file of a decided answer. Not found for any other case, as for one that is not there."""
    _check_public()
    try:
        statement = newest_statement(slug, working_material=False)
    except Problem as problem:
        raise Http404 from problem
    if not statement.decided or statement.document is None:
        raise Http404
    return as_download(statement.document, ending)


def _check_public() -> None:
    if not settings.PUBLIC:
        raise Http404
