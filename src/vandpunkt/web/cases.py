"""Cases: the list, and the page of one with its steps, questions and answer."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vandpunkt.cases.queries import CasePage, case_page, list_cases
from vandpunkt.domain.problems import Problem
from vandpunkt.web.access import decided_only, page
from vandpunkt.web.answer_blocks import answer_blocks
from vandpunkt.web.errors import NotFound


@page("cases")
def cases(request: HttpRequest) -> HttpResponse:
    """The cases that the person asking may see, newest first."""
    every_case = list_cases()
    seen = [case for case in every_case if case.decided or not decided_only(request, "cases")]
    context = {"section": "cases", "cases": seen, "undecided": len(every_case) - len(seen)}
    return render(request, "web/cases.html", context)


@page("case")
def case(request: HttpRequest, slug: str) -> HttpResponse:
    """One case. Not found for an unknown one; refused while it is working material to the person asking."""
    try:
        found = case_page(slug)
    except Problem as problem:
        raise NotFound(problem) from problem
    refuse_working_material(request, decided=found.decided)
    return render(request, "web/case.html", {"section": "cases", "case": found} | _answer(found))


def refuse_working_material(request: HttpRequest, *, decided: bool) -> None:
    """Raises PermissionDenied, with the reason, where the case is not decided and the person sees decided ones alone."""
    if not decided and decided_only(request, "case"):
        raise PermissionDenied(
            _("Ärendet bereds. Svaret är arbetsmaterial tills nämnden har beslutat, och då ser du det här.")
        )


def _answer(found: CasePage) -> dict[str, object]:
    if found.document is None:
        return {"blocks": ()}
    return {"blocks": answer_blocks(found.document)}
