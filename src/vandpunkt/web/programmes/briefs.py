"""The page about a programme for the board, to take away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from vandpunkt.cases.kinds.programme_brief import programme_brief
from vandpunkt.web.access import page
from vandpunkt.web.answers.answers import as_download
from vandpunkt.web.errors import found_or_404


@page("brief")
def brief(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """The page as one of its files. Not found for an unknown programme, and where no effect is computed."""
    document = found_or_404(programme_brief, slug, now=timezone.now())
    return as_download(document, ending)
