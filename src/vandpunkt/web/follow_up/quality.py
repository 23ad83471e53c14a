"""The quality cycle on the site: who is behind, one school's year, its parts, and the report."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from vandpunkt.domain.problems import Problem
from vandpunkt.domain.terms import SchoolYear, Term
from vandpunkt.follow_up.past import cycle_history
from vandpunkt.follow_up.quality import PARTS, Cycle
from vandpunkt.follow_up.quality import cycle as find_cycle
from vandpunkt.follow_up.quality import overview as find_overview
from vandpunkt.follow_up.quality_changes import carry_over, fill_part, sign_cycle, sign_part
from vandpunkt.follow_up.quality_proposals import proposed_part
from vandpunkt.follow_up.quality_report import goal_in_words, quality_report
from vandpunkt.register.interventions.asking import interventions
from vandpunkt.register.schools import own_schools as every_own_school
from vandpunkt.register.schools import school as find_school
from vandpunkt.web.access import decided_only, has_role_at, hold_to_school, may_at, own_schools, page
from vandpunkt.web.access_table import ACCESS
from vandpunkt.web.answers.answers import as_download
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.fields import whole_number
from vandpunkt.web.follow_up.quality_choice import STAGES, QualityChoice, stages_of
from vandpunkt.web.follow_up.quality_forms import PartForm, initial_of
from vandpunkt.web.list_pages import asked_page, page_of
from vandpunkt.web.past.pages import past_page
from vandpunkt.web.saving import saved, who
from vandpunkt.web.swedish_order import swedish_order

FEW = 5
"""Schools that are seen at a glance: there is nothing to choose among."""


def this_school_year() -> SchoolYear:
    """The school year that today belongs to."""
    return Term.on(localdate()).school_year


@page("quality")
def quality(request: HttpRequest) -> HttpResponse:
    """Every school of the person's, part by part, the one furthest behind first."""
    year = (
        found_or_404(SchoolYear.parse, request.GET.get("year", "").replace("/", "-"))
        if request.GET.get("year")
        else this_school_year()
    )
    codes = own_schools(request, "quality")
    ours = [one for one in every_own_school() if codes is None or one.code in codes]
    lines = find_overview(ours, year)
    choice = QualityChoice.read(request.GET)
    context = {
        "section": "quality",
        "year": year,
        "address": str(year).replace("/", "-"),
        "before": year - 1,
        "after": year + 1,
        "parts": [_(name) for name in PARTS.values()],
        "choice": choice,
        "found": page_of(choice.apply(lines), asked_page(request)),
        "schools": len(lines),
        "every_school": codes is None,
        "counts": Counter(stage for line in lines for stage in stages_of(line)),
        "areas": sorted({one.area for one in ours if one.area}, key=swedish_order),
        "stages": [(key, _(title)) for key, title in STAGES.items()],
        "few": len(ours) <= FEW,
    }
    return render(request, "web/follow_up/quality.html", context)


@page("quality_cycle")
def quality_cycle(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """One school's year: every part as it is written. Sent to, it carries over, or signs the whole."""
    found = _cycle(request, "quality_cycle", code, year)
    if past := past_page(request, "quality_cycle", code, found.school_year):
        return past
    if request.method == "POST":
        _act(request, found)
        return redirect("quality_cycle", code=code, year=year)
    rows = {row.id: row for row in interventions([code])}
    parts = [
        (
            part,
            [goal_in_words(goal) for goal in part.goals],
            [rows[one] for one in part.interventions if one in rows],
        )
        for part in found.parts
    ]
    return render(
        request,
        "web/follow_up/quality_cycle.html",
        {**_context(request, found, year), "parts": parts, **_history(request, found)},
    )


def _history(request: HttpRequest, found: Cycle) -> dict[str, Any]:
    """Who has written and signed what, for those inside, and the parts that the reader has changed last."""
    if decided_only(request, "quality_cycle") or not found.version:
        return {}
    lines = cycle_history(found.school_code, found.school_year)
    latest = {line.about: line for line in reversed(lines)}
    mine = [
        kind
        for kind, name in PARTS.items()
        if (line := latest.get(_(name))) and line.fields and line.by == who(request)["by"]
    ]
    open_ = found.signed_at is None and _may_write(request, found.school_code)
    return {"history": lines, "undoable": mine if open_ else []}


def _act(request: HttpRequest, found: Cycle) -> None:
    """Carry over, or sign a part or the whole; what stands in the way is told on the page."""
    code, year, action = found.school_code, found.school_year, request.POST.get("action", "")
    if not (_may_sign(request, code) if action.startswith("sign") else _may_write(request, code)):
        raise PermissionDenied(_("Det här gör den som leder skolan eller området."))
    try:
        if action == "carry":
            carry_over(code, year, **who(request))
        elif action == "sign":
            sign_cycle(code, year, **who(request))
        elif action.startswith("sign-"):
            made_from = whole_number(request.POST.get("version"))
            sign_part(code, year, action.removeprefix("sign-"), made_from=made_from, **who(request))
    except Problem as problem:
        messages.error(request, problem.sentence(_))


@page("quality_part")
def quality_part(request: HttpRequest, code: str, year: str, kind: str) -> HttpResponse:
    """The form of one part, with the register's proposal where nothing is written."""
    found = _cycle(request, "quality_part", code, year)
    part = found_or_404(found.part, kind)
    rows = interventions([code]) if kind == "support" else ()
    proposal = proposed_part(code, found.school_year, kind) if part.state == "empty" else part
    sent = request.method == "POST"
    initial = initial_of(proposal) | {"version": part.version}
    form = (
        PartForm(request.POST, kind=kind, rows=rows)
        if sent
        else PartForm(None, initial=initial, kind=kind, rows=rows)
    )
    context = _context(request, found, year)
    context |= {"part": part, "form": form, "proposed": proposal != part and not sent}
    if sent and form.is_valid():

        def save() -> HttpResponse:
            made_from = form.cleaned_data["version"]
            fill_part(code, found.school_year, form.part(), made_from=made_from, **who(request))
            messages.success(request, _("Delen är sparad."))
            return redirect("quality_cycle", code=code, year=year)

        if answer := saved(form, context, save):
            return answer
    return render(request, "web/follow_up/quality_part.html", context)


@page("quality_report")
def quality_report_file(request: HttpRequest, code: str, year: str, ending: str) -> HttpResponse:
    """The report of a school's year as one of its files."""
    return as_download(quality_report(_cycle(request, "quality_report", code, year)), ending)


def _cycle(request: HttpRequest, name: str, code: str, year: str) -> Cycle:
    """The cycle asked for. Refused to others than the school's own people, and to the board until signed."""
    school_year = found_or_404(SchoolYear.parse, year)
    found_or_404(find_school, code)
    hold_to_school(request, name, code)
    found = find_cycle(code, school_year)
    if found.signed_at is None and decided_only(request, name):
        raise PermissionDenied(
            _("Kvalitetsarbetet är arbetsmaterial tills hela är signerat, och då ser du det här.")
        )
    return found


def _may_write(request: HttpRequest, code: str) -> bool:
    return may_at(request, "quality_part", code)


def _may_sign(request: HttpRequest, code: str) -> bool:
    return has_role_at(request, ACCESS["quality_cycle"].signed_by, code)


def _context(request: HttpRequest, found: Cycle, year: str) -> dict[str, Any]:
    open_ = found.signed_at is None
    return {
        "section": "quality",
        "school": find_school(found.school_code),
        "cycle": found,
        "year": year,
        "may_write": open_ and _may_write(request, found.school_code),
        "may_sign": open_ and _may_sign(request, found.school_code),
        "board": decided_only(request, "quality_cycle"),
        "endings": ("docx", "pdf", "html"),
    }
