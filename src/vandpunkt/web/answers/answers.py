"""The files of an answer, to take away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from vandpunkt.cases.files import file_stem
from vandpunkt.cases.rendered import rendered
from vandpunkt.documents.tree import Document
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.web.access import page
from vandpunkt.web.cases.cases import statement_for
from vandpunkt.web.errors import NotFound


@page("answer")
def answer(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """One file of a case's newest statement, the same bytes each time. Not found where there is none yet."""
    statement = statement_for(request, slug)
    document = statement.document
    if document is None:
        raise NotFound(Problem(marked("Ärendet {slug} har inget svar ännu."), slug=slug))
    return as_download(document, ending)


def as_download(document: Document, ending: str, *, stem: str = "") -> HttpResponse:
    """A document as one of its files, to be saved under its own name, or another `stem`."""
    response = HttpResponse(rendered(document, ending), content_type=CONTENT_TYPES[ending])
    name = f"{stem or file_stem(document)}.{ending}"
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
