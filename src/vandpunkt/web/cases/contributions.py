"""The departments' texts to an answer: asking for one, taking one in, doing without it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from vandpunkt.cases.contributions import (
    ContributionRow,
    ask_contribution,
    contribution,
    receive_contribution,
    text_of_file,
    withdraw_contribution,
)
from vandpunkt.cases.path.moves import MOVES
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.web.access import may, page
from vandpunkt.web.cases.case_path import found_path, people_choices
from vandpunkt.web.cases.case_path_forms import AskForm, TextForm
from vandpunkt.web.errors import NotFound, found_or_404
from vandpunkt.web.saving import tell, who
from vandpunkt.web.uploads import uploaded


@page("contribution_new")
def contribution_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask a department for a text."""
    case = found_path(slug)
    departments = [one for one in case.steps if one.kind == "preparation" and one.body]
    asked = {one.department for one in case.contributions}
    first = next((one.body for one in departments if one.body not in asked), "")
    due = next((one.due for one in departments if one.due and one.due >= localdate()), None)
    form = AskForm(request.POST or None, initial={"department": first, "due": due}, people=people_choices())
    if request.method == "POST" and form.is_valid():
        try:
            ask_contribution(case.slug, **form.cleaned_data, **who(request))
        except Problem as problem:
            tell(form, problem)
        else:
            messages.success(
                request, _("Begäran är införd. Inget skickas: hör av dig till avdelningen själv.")
            )
            return redirect("case_path", case.slug)
    return render(
        request, "web/cases/contribution_new.html", {"section": "cases", "case": case, "form": form}
    )


@page("contribution")
def contribution_page(request: HttpRequest, slug: str, row_id: int) -> HttpResponse:
    """One text. The case's handlers take it in or do without it; who is named to write it may write it."""
    case = found_path(slug)
    row = _found(case.slug, row_id)
    user: Any = request.user
    handles = may(request, "contribution_new")
    may_write = handles or user.get_username() == row.username
    initial = {"version": row.version, "text": row.text, "received_from": row.received_from}
    form = TextForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            if not may_write:
                raise Problem(marked("Texten lämnas av den som ska skriva den, eller av en handläggare."))
            told = _take(request, row, form, handles=handles)
        except Problem as problem:
            tell(form, problem)
        else:
            messages.success(request, told)
            return redirect("case_path", case.slug)
    context = {
        "section": "cases",
        "case": case,
        "row": row,
        "form": form,
        "late": row.is_late(localdate()),
        "handles": handles,
        "may_write": may_write and case.state in MOVES["receive_contribution"].sources,
    }
    return render(request, "web/cases/contribution.html", context)


def _take(request: HttpRequest, row: ContributionRow, form: TextForm, *, handles: bool) -> str:
    given = form.cleaned_data
    if "withdraw" in request.POST and handles:
        reason = request.POST.get("reason", "")
        withdraw_contribution(row.id, reason=reason, made_from=given["version"], **who(request))
        return _("Begäran är tillbakatagen.")
    text = given["text"]
    if request.FILES:
        name, content = uploaded(request)
        text = text_of_file(content, name=name)
    receive_contribution(
        row.id,
        text=text,
        received_from=given["received_from"],
        made_from=given["version"],
        **who(request),
    )
    return _("Texten är mottagen.")


def _found(slug: str, row_id: int) -> ContributionRow:
    row = found_or_404(contribution, row_id)
    if row.slug != slug:
        raise NotFound(Problem(marked("Ärendet har ingen begärd text {id}."), id=row_id))
    return row
