"""Undoing one's own latest change: asked once, and done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from vandpunkt.domain.dates import print_date
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.follow_up.dialogues import MODEL, follow_up, follow_up_history, undo_follow_up
from vandpunkt.follow_up.past import part_history, promise_history
from vandpunkt.follow_up.promises import promise
from vandpunkt.follow_up.quality import PARTS
from vandpunkt.follow_up.quality_changes import part_key, undo_part
from vandpunkt.register.change_lines import ChangeLine
from vandpunkt.register.interventions.asking import intervention
from vandpunkt.register.past import intervention_history, programme_history, programme_key
from vandpunkt.register.undoing import can_undo, undo_latest
from vandpunkt.web.access import hold_to_school, page
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.fields import whole_number
from vandpunkt.web.past.pages import KINDS
from vandpunkt.web.saving import who

PROMISE, PART = "follow_up.promise", "follow_up.qualitypart"


def undoable(request: HttpRequest, model: str, key: int) -> bool:
    """Whether the latest change of a row is the reader's own, to be undone."""
    return can_undo(model, key, **_who(request)) is not None


@page("intervention_undo")
def intervention_undo(request: HttpRequest, row_id: int) -> HttpResponse:
    """Ask once, then undo one's own latest change of an intervention."""
    row = found_or_404(intervention, row_id)
    hold_to_school(request, "intervention_undo", row.school_unit_code)
    history = intervention_history(row_id)
    back = ("intervention", row_id)
    return _undo(request, "register.intervention", row_id, back, title=row.wording, history=history)


@page("programme_undo")
def programme_undo(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask once, then undo one's own latest change of a programme."""
    key = found_or_404(programme_key, slug)
    history = programme_history(slug)
    return _undo(request, "register.programme", key, ("programme", slug), title=slug, history=history)


@page("follow_up_undo")
def follow_up_undo(request: HttpRequest, row_id: int) -> HttpResponse:
    """Ask once, then undo one's own latest change of a dialogue."""
    row = found_or_404(follow_up, row_id)
    hold_to_school(request, "follow_up_undo", row.school_code)
    return _undo(
        request,
        MODEL,
        row_id,
        ("follow_up", row_id),
        title=print_date(row.day),
        history=follow_up_history(row_id),
        undo=partial(undo_follow_up, row_id),
    )


@page("promise_undo")
def promise_undo(request: HttpRequest, promise_id: int) -> HttpResponse:
    """Ask once, then undo one's own latest answer about a promise."""
    row = found_or_404(promise, promise_id)
    hold_to_school(request, "promise_undo", row.school_unit_code)
    history = promise_history(promise_id)
    return _undo(request, PROMISE, promise_id, ("promise", promise_id), title=row.sentence, history=history)


@page("quality_part_undo")
def quality_part_undo(request: HttpRequest, code: str, year: str, kind: str) -> HttpResponse:
    """Ask once, then undo one's own latest change of a part of the quality work, or signing of it."""
    hold_to_school(request, "quality_part_undo", code)
    school_year = found_or_404(SchoolYear.parse, year)
    key = found_or_404(part_key, code, school_year, kind)
    history = part_history(code, school_year, kind)
    return _undo(
        request,
        PART,
        key,
        ("quality_cycle", code, year),
        title=_(PARTS[kind]),
        history=history,
        undo=partial(undo_part, code, school_year, kind),
    )


def _undo(
    request: HttpRequest,
    model: str,
    key: int,
    back: tuple[str | int, ...],
    *,
    title: str,
    history: Sequence[ChangeLine],
    undo: Callable[..., None] | None = None,
) -> HttpResponse:
    name, *arguments = back
    address, told = reverse(str(name), args=arguments), ""
    version = can_undo(model, key, **_who(request))
    if request.method == "POST":
        try:
            version_seen = whole_number(request.POST.get("version"))
            (undo or partial(undo_latest, model, key))(version=version_seen, now=now(), **_who(request))
        except Problem as problem:
            told = problem.sentence(_)
        else:
            messages.success(request, _("Ändringen är ångrad. Den står kvar i historiken."))
            return redirect(address)
    elif version is None:
        told = _(marked("Den senaste ändringen är inte din, så du kan inte ångra den."))
    context: dict[str, Any] = {"version": version, "told": told, "back": address, "row_title": title}
    context |= {"section": KINDS[str(name)].section, "latest": history[0] if history else None}
    return render(request, "web/undo.html", context)


def _who(request: HttpRequest) -> dict[str, Any]:
    """The person, by name and by account."""
    return {"by": who(request)["by"], "account": request.user.pk}
