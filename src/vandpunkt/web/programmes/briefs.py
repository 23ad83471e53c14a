"""The page about a programme for the board, to take away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from vandpunkt.cases.kinds.programme_brief import programme_brief
from vandpunkt.domain.problems import Problem
from vandpunkt.web.access import page
from vandpunkt.web.answers.answers import as_download
from vandpunkt.web.errors import NotFound


@page("brief")
def brief(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """The page as one of its files. Not found for an unknown programme, and where no effect is computed."""
    try:
        document = programme_brief(slug, now=timezone.now())
    except Problem as problem:
        raise NotFound(problem) from problem
    return as_download(document, ending)
