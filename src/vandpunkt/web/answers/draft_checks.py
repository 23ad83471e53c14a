"""Before signing: the house check of the draft, and whether every question is answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from vandpunkt.cases.drafting.answered import Answered, answered_in, mark_answered
from vandpunkt.cases.drafting.checking import (
    HouseCheck,
    PlacedRemark,
    accept_word,
    house_check,
    take_back_word,
)
from vandpunkt.cases.loading import case_heading
from vandpunkt.domain.problems import Problem
from vandpunkt.web.access import page
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.saving import who


@page("house_check")
def house_check_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What to look at again in the draft; a word can be said to be right, and that taken back."""
    case = found_or_404(case_heading, slug)
    context: dict[str, Any] = {"section": "cases", "case": case}
    if request.method == "POST":
        try:
            if "right" in request.POST:
                accept_word(request.POST["right"], **who(request))
            else:
                take_back_word(request.POST.get("take-back", ""), **who(request))
            return redirect("house_check", case.slug)
        except Problem as problem:
            context["problem"] = problem.sentence(_)
    checked = house_check(case.slug, now=now())
    context |= {
        "remarks": told_remarks(checked),
        "readability": checked.readability,
        "words": checked.words,
    }
    return render(request, "web/answers/house_check.html", context)


def told_remarks(checked: HouseCheck) -> list[tuple[str, list[tuple[PlacedRemark, str]]]]:
    """The remarks of each place, each with what is said of it there."""
    return [
        (place, [(one, one.remark.sentence(_).removeprefix(f"{place}: ")) for one in found])
        for place, found in checked.remarks
    ]


@page("answered")
def answered_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Every question for every school and window, and where the officer says that it is answered."""
    case = found_or_404(case_heading, slug)
    context: dict[str, Any] = {"section": "cases", "case": case, "kinds": Answered}
    if request.method == "POST":
        shown = request.POST.getlist("cell")
        places = {
            name: request.POST.get(f"place-{name}", "").strip() if f"own-{name}" in request.POST else None
            for name in shown
        }
        try:
            mark_answered(case.slug, places, **who(request))
            messages.success(request, _("Sparat."))
            return redirect("answered", case.slug)
        except Problem as problem:
            context["problem"] = problem.sentence(_)
    grid = answered_in(case.slug, now=now())
    context |= {"grid": grid, "columns": list(enumerate(grid.questions, start=1))}
    return render(request, "web/answers/answered.html", context)
