"""Cases: the list, and the page of one with its steps, questions and answer."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from vandpunkt.cases.decisions import is_decided
from vandpunkt.cases.inquiries import waiting_inquiries
from vandpunkt.cases.loading import case_heading
from vandpunkt.cases.past import case_history
from vandpunkt.cases.path.queries import StepRow
from vandpunkt.cases.queries import CasePage, NewestStatement, case_page, list_cases, newest_statement
from vandpunkt.domain.problems import marked
from vandpunkt.web.access import decided_only, may, page
from vandpunkt.web.answers.answer_blocks import answer_blocks
from vandpunkt.web.cases.next_thing import next_thing
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.past.pages import asked_day, past_page

FORMATS = {
    "docx": marked("Word"),
    "pdf": marked("PDF"),
    "html": marked("Webbsida"),
    "txt": marked("Ren text"),
}


@page("cases")
def cases(request: HttpRequest) -> HttpResponse:
    """The cases that the person asking may see, newest first."""
    every_case = list_cases()
    seen = [case for case in every_case if case.decided or not decided_only(request, "cases")]
    listed = [(case, case.overdue(localdate())) for case in seen]
    context: dict[str, Any] = {
        "section": "cases",
        "cases": listed,
        "undecided": len(every_case) - len(seen),
    }
    if may(request, "inquiry"):
        context["waiting"] = waiting_inquiries()
    return render(request, "web/cases/cases.html", context)


@page("case")
def case(request: HttpRequest, slug: str) -> HttpResponse:
    """One case. Not found for an unknown one; refused while it is working material to the person asking."""
    if asked_day(request):
        found_or_404(case_heading, slug)
        refuse_working_material(request, decided=not decided_only(request, "case") or is_decided(slug))
    if past := past_page(request, "case", slug):
        return past
    found = found_or_404(case_page, slug, working_material=not decided_only(request, "case"))
    refuse_working_material(request, decided=found.decided)
    names = dict(found.schools)
    return render(
        request,
        "web/cases/case.html",
        {
            "section": "cases",
            "case": found,
            "next": next_thing(found, handles=may(request, "case_path")),
            "steps": _told_steps(found),
            "may_watch": may(request, "case_promises"),
            "blocks": answer_blocks(found.document) if found.document else (),
            "to_ask": [(names[row.school_unit_code], row) for row in found.to_ask],
            "formats": [(ending, _(title)) for ending, title in FORMATS.items()],
        },
    )


@page("case_history")
def case_history_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Who has changed what of a case, its questions, schools and steps."""
    heading = found_or_404(case_heading, slug)
    context = {"section": "cases", "case": heading, "history": case_history(slug)}
    return render(request, "web/cases/case_history.html", context)


def _told_steps(case: CasePage) -> list[tuple[StepRow, bool]]:
    """What has been done or has a day, and the next step; the page of the path has all. True for overdue."""
    today = localdate()
    waiting = next((one for one in case.steps if one.waits), None)
    told = [one for one in case.steps if one.done or (one.waits and one.due) or one is waiting]
    return [(one, one.is_overdue(today)) for one in told]


def statement_for(request: HttpRequest, slug: str) -> NewestStatement:
    """The statement of a case that the person asking may see.

    Who sees decided cases alone sees what was signed. Raises NotFound for an unknown case, and what
    refuse_working_material raises.
    """
    working_material = not decided_only(request, "case")
    statement = found_or_404(newest_statement, slug, working_material=working_material)
    refuse_working_material(request, decided=statement.decided)
    return statement


def refuse_working_material(request: HttpRequest, *, decided: bool) -> None:
    """Raises PermissionDenied, with the reason, for a case that is working material to the person asking."""
    if not decided and decided_only(request, "case"):
        raise PermissionDenied(
            _("Ärendet bereds. Svaret är arbetsmaterial tills nämnden har beslutat, och då ser du det här.")
        )
