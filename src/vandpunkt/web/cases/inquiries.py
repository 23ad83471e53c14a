"""Letters that come in: handed in or pasted, looked through beside what was read, made into cases."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from vandpunkt.cases.earlier import earlier_answers
from vandpunkt.cases.inquiries import (
    InquiryPage,
    accept_inquiry,
    inquiry_file,
    inquiry_page,
    keep_inquiry,
    keep_pasted,
    link_inquiry,
    set_inquiry_aside,
    take_inquiry_up,
    waiting_inquiries,
)
from vandpunkt.cases.scope.open_questions import open_questions
from vandpunkt.cases.scope.opening import CaseExists, cases_of_numbers, existing_case, open_case_of_scope
from vandpunkt.cases.scope.proposing import proposed_scope, usual_bodies
from vandpunkt.cases.scope.values import CaseScope
from vandpunkt.domain.problems import Problem
from vandpunkt.reading.inquiry_facts import InquiryReading
from vandpunkt.web.access import page
from vandpunkt.web.cases.letter_text import letter_pages
from vandpunkt.web.cases.scope_forms import ScopeForm
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.saving import who
from vandpunkt.web.uploads import uploaded

_SURE = 0.8


@page("case_new")
def case_new(request: HttpRequest) -> HttpResponse:
    """Hand a letter in, as a file or pasted; and the letters that wait."""
    context: dict[str, Any] = {"section": "cases", "pasted": request.POST.get("text", "")}
    if request.method == "POST":
        try:
            return redirect("inquiry", _kept(request))
        except Problem as problem:
            context["problem"] = problem.sentence(_)
    context["waiting"] = waiting_inquiries()
    return render(request, "web/cases/case_new.html", context)


def _kept(request: HttpRequest) -> int:
    if request.FILES.get("file"):
        name, content = uploaded(request)
        return keep_inquiry(content, name=name, **who(request))
    return keep_pasted(request.POST.get("text", ""), **who(request))


@page("case_by_hand")
def case_by_hand(request: HttpRequest) -> HttpResponse:
    """Open a case without a letter to read."""
    form = ScopeForm(request.POST or None, scope=CaseScope(**usual_bodies()))
    context: dict[str, Any] = {"section": "cases", "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            slug = open_case_of_scope(form.scope(), **who(request))
        except CaseExists as exists:
            context["exists"] = exists
        except Problem as problem:
            form.tell(problem)
        else:
            messages.success(request, _("Ärendet är upplagt."))
            return redirect("case", slug)
    return render(request, "web/cases/case_by_hand.html", context)


@page("inquiry")
def inquiry(request: HttpRequest, inquiry_id: int) -> HttpResponse:
    """A letter beside what was read in it; POST opens its case, links it to one, or sets it aside."""
    letter = found_or_404(inquiry_page, inquiry_id)
    if request.method == "POST" and request.POST.get("do") != "open":
        return _moved(request, letter)
    scope = proposed_scope(letter.reading)
    form = ScopeForm(request.POST if request.method == "POST" else None, scope=scope)
    exists = existing_case(scope.dnr)
    if request.method == "POST" and form.is_valid():
        try:
            scope = form.scope()
            slug = accept_inquiry(letter.id, scope, **who(request))
        except CaseExists as found:
            exists = found
        except Problem as problem:
            form.tell(problem)
        else:
            messages.success(request, _("Ärendet är upplagt. Skrivelsen ligger i ärendet som den kom."))
            return redirect("case", slug)
    return render(request, "web/cases/inquiry.html", _context(letter, scope, form, exists))


def _context(
    letter: InquiryPage, scope: CaseScope, form: ScopeForm, exists: CaseExists | None
) -> dict[str, Any]:
    reading = letter.reading
    doubtful = {
        "kind": reading.kind,
        "title": reading.title,
        "past_from": reading.past,
        "planned_from": reading.planned,
        "questions": min(reading.questions, key=lambda one: one.confidence, default=None),
    }
    return {
        "section": "cases",
        "letter": letter,
        "pages": letter_pages(reading),
        "form": form,
        "exists": exists,
        "unsure": [name for name, stated in doubtful.items() if stated and stated.confidence < _SURE],
        "open": [] if form.is_bound else [(one.field, one.sentence(_)) for one in open_questions(scope)],
        "answers": earlier_answers(scope.codes, scope.programmes, leave_out=letter.slug),
        "outcomes": True,
        "referred": _referred(reading),
    }


def _referred(reading: InquiryReading) -> list[tuple[str, str]]:
    """The other cases that the letter speaks of, each with its address here or ""."""
    numbers = [one.value for one in reading.refers_to]
    known = cases_of_numbers(numbers)
    return [(number, known.get(number, "")) for number in numbers]


def _moved(request: HttpRequest, letter: InquiryPage) -> HttpResponse:
    """Link the letter to a case that is there, set it aside or take it up; told where that cannot be done."""
    wanted = request.POST.get("do")
    try:
        if wanted == "link":
            slug = link_inquiry(letter.id, request.POST.get("case", ""), **who(request))
            messages.success(request, _("Skrivelsen ligger nu i ärendet."))
            return redirect("case", slug)
        if wanted == "aside":
            set_inquiry_aside(letter.id, **who(request))
            messages.success(request, _("Skrivelsen är lagd åt sidan. Den finns kvar och kan tas fram igen."))
        elif wanted == "take-up":
            take_inquiry_up(letter.id, **who(request))
            messages.success(request, _("Skrivelsen väntar på granskning igen."))
    except Problem as problem:
        messages.error(request, problem.sentence(_))
    return redirect("inquiry", letter.id)


@page("inquiry_letter")
def inquiry_letter(request: HttpRequest, inquiry_id: int) -> HttpResponse:
    """The letter as it came, byte by byte, to be saved and never shown by the browser."""
    name, content = found_or_404(inquiry_file, inquiry_id)
    response = HttpResponse(content, content_type="application/octet-stream")
    sent_as = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = sent_as or "attachment"
    return response
