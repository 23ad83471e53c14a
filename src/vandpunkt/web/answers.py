"""The files of an answer, to take away."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from vandpunkt.cases.files import chosen_template, file_stem
from vandpunkt.cases.queries import newest_statement
from vandpunkt.documents.characters import cleaned
from vandpunkt.documents.tree import Document
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.web.access import page
from vandpunkt.web.cases import refuse_working_material
from vandpunkt.web.errors import NotFound


@page("answer")
def answer(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """One file of a case's newest statement, the same bytes each time. Not found where there is none yet."""
    try:
        statement = newest_statement(slug)
    except Problem as problem:
        raise NotFound(problem) from problem
    refuse_working_material(request, decided=statement.decided)
    document = statement.document
    if document is None:
        raise NotFound(Problem(marked("Ärendet {slug} har inget svar ännu."), slug=slug))
    return as_download(document, ending)


def as_download(document: Document, ending: str) -> HttpResponse:
    """A document as one of its files, to be saved under its own name."""
    content_type, render = FORMATS[ending]
    response = HttpResponse(render(cleaned(document)), content_type=content_type)
    response["Content-Disposition"] = (
        content_disposition_header(True, f"{file_stem(document)}.{ending}") or ""
    )
    return response


def _docx(document: Document) -> bytes:
    from vandpunkt.documents import docx

    return docx.render(document, chosen_template())


def _pdf(document: Document) -> bytes:
    from vandpunkt.documents import pdf

    return pdf.render(document)


def _html(document: Document) -> bytes:
    from vandpunkt.documents import html

    return html.render(document).encode()


def _text(document: Document) -> bytes:
    from vandpunkt.documents import text

    return text.render(document).encode()


FORMATS: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _docx),
    "pdf": ("application/pdf", _pdf),
    "html": ("text/html; charset=utf-8", _html),
    "txt": ("text/plain; charset=utf-8", _text),
}
