"""Documents that are taken in: the list of them, handing in several files, and a page as a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading import Limits, Recogniser, installed_tesseract
from vandpunkt.reading.guarded import guarded_picture
from vandpunkt.register.reviewing.asking import document_content, documents
from vandpunkt.register.reviewing.taking_in import take_in
from vandpunkt.register.reviewing.values import TakenIn
from vandpunkt.web.access import own_schools, page
from vandpunkt.web.errors import NotFound, found_or_404
from vandpunkt.web.list_pages import asked_page, page_of
from vandpunkt.web.saving import who
from vandpunkt.web.uploads import uploaded_files

MOST_FILES = 20
MOST_RECOGNISED = 8
"""Pages of a file that are recognised while somebody waits; the command line takes more."""
_PICTURE_WIDTH = 1100
_PICTURE_SECONDS = 3600


@dataclass(frozen=True)
class Outcome:
    """What became of one file: taken in, or the reason why not."""

    name: str
    taken: TakenIn | None
    problem: str


@page("review_documents")
def review_documents(request: HttpRequest) -> HttpResponse:
    """The documents that were taken in and what waits in them; POST takes in more."""
    own = own_schools(request, "review_documents")
    context: dict[str, Any] = {"section": "interventions", "most": MOST_FILES}
    if request.method == "POST":
        try:
            outcomes = _taken_in(request)
        except Problem as problem:
            context["problem"] = problem.sentence(_)
        else:
            if len(outcomes) == 1 and (taken := outcomes[0].taken):
                messages.success(request, told(taken))
                return redirect("review", taken.document_id)
            context["outcomes"] = [(one, told(one.taken) if one.taken else "") for one in outcomes]
    found = page_of(documents(codes=own, by=who(request)["by"]), asked_page(request))
    context |= {"found": found, "lines": found.items}
    return render(request, "web/review/review_documents.html", context)


def _taken_in(request: HttpRequest) -> list[Outcome]:
    files = uploaded_files(request, "files", most=MOST_FILES)
    recogniser = installed_tesseract(most_pages=MOST_RECOGNISED)
    return [_one(request, name, file, recogniser) for name, file in files]


def _one(request: HttpRequest, name: str, file: UploadedFile[Any], recogniser: Recogniser | None) -> Outcome:
    limit = Limits().file_bytes
    try:
        if (file.size or 0) > limit:
            raise Problem(
                marked("Filen {file} är större än {limit} MB och läses inte. Spara den utan bilder."),
                file=name,
                limit=limit // 1_000_000,
            )
        taken = take_in(file.read(), name=name, recogniser=recogniser, **who(request))
        return Outcome(name, taken, "")
    except Problem as problem:
        return Outcome(name, None, problem.sentence(_))


def told(taken: TakenIn) -> str:
    """What became of a file, as a sentence."""
    if taken.already:
        return _("Dokumentet är redan inläst. {count} förslag väntar.").format(count=taken.waiting)
    if not taken.waiting:
        return _("Dokumentet är inläst, men inget i det såg ut som en insats vid en skola.")
    sentence = _("Dokumentet är inläst. {count} förslag väntar på dig.")
    if taken.recognised:
        sentence = _("Dokumentet är texttolkat och inläst. {count} förslag väntar på dig.")
    return sentence.format(count=taken.waiting)


@page("review_page")
def review_page(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """A page of a PDF as a picture. Not found for other kinds, and for a page that is not there."""
    own = own_schools(request, "review_page")
    kind, content = found_or_404(document_content, document_id, codes=own, by=who(request)["by"])
    if kind != "pdf":
        raise NotFound(Problem(marked("Bara sidor ur PDF-filer finns som bild.")))
    name = f"{document_id}.pdf"
    picture = found_or_404(guarded_picture, content, Limits(), name, number=number, width=_PICTURE_WIDTH)
    response = HttpResponse(picture, content_type="image/png")
    response["Cache-Control"] = f"private, max-age={_PICTURE_SECONDS}"
    return response
