"""Dialogues about a school: the page to talk from, registering one, reading and changing it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from vandpunkt.cases.standing_sentences import below_line
from vandpunkt.domain.problems import FieldProblem
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.actions import actions_of_follow_up, actions_of_school
from vandpunkt.follow_up.at_school import followed_school
from vandpunkt.follow_up.dialogues import (
    FIELD_NAMES,
    MODEL,
    FollowUpRow,
    change_follow_up,
    details_of,
    follow_up_history,
    follow_ups,
    register_follow_up,
)
from vandpunkt.follow_up.dialogues import follow_up as find
from vandpunkt.follow_up.first_signs import should_have_signs
from vandpunkt.follow_up.signs import signs_of_school
from vandpunkt.register.interventions.asking import InterventionRow, interventions
from vandpunkt.register.schools import school as find_school
from vandpunkt.register.standing import school_standing
from vandpunkt.web.access import hold_to_school, may_at, page
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.fields import whole_number
from vandpunkt.web.follow_up.follow_up_forms import FollowUpForm, owner_choices
from vandpunkt.web.past.pages import past_page
from vandpunkt.web.past.undoing import undoable
from vandpunkt.web.saving import all_chosen, chosen, saved, tell, who

FIRST_ROWS, MORE_ROWS, MOST_ROWS = 3, 3, 30


@page("talk")
def talk(request: HttpRequest, code: str) -> HttpResponse:
    """One page for the talk with the head teacher: three things, what, why and next."""
    school = found_or_404(find_school, code)
    hold_to_school(request, "talk", code)
    today = localdate()
    held = follow_ups(code)
    context = {
        "section": "standing",
        "school": school,
        "today": today,
        "seen": standing_told(code),
        "running": _running(code),
        "signs": [one for one in signs_of_school(code) if one.is_due(today)],
        "actions": [(one, one.is_late(today)) for one in actions_of_school(code, open_only=True)],
        "latest": held[0] if held else None,
        "may_register": may_at(request, "follow_up_new", code),
        "made_up": any(one.made_up for one in held),
    }
    return render(request, "web/follow_up/talk.html", context)


@page("follow_up_new")
def follow_up_new(request: HttpRequest, code: str) -> HttpResponse:
    """Register a dialogue; «more rows» shows the form again with room for more actions."""
    school = found_or_404(find_school, code)
    hold_to_school(request, "follow_up_new", code)
    more = "more" in request.POST
    rows = min((whole_number(request.POST.get("rows")) or FIRST_ROWS) + MORE_ROWS * more, MOST_ROWS)
    initial = {"day": localdate(), "seen": standing_told(code)}
    arguments: dict[str, Any] = {
        "running": _running(code),
        "owners": owner_choices(request.user),
        "action_rows": rows,
    }
    form = FollowUpForm(request.POST or None, initial=initial, **arguments)
    if more:
        form = FollowUpForm(initial=request.POST.dict(), **arguments)
    elif request.method == "POST" and form.is_valid():
        user: Any = request.user
        try:
            new = register_follow_up(
                code,
                details=form.details(),
                states=form.states(),
                actions=form.actions(),
                username=user.get_username(),
                **who(request),
            )
        except FieldProblem as problem:
            tell(form, problem)
        else:
            messages.success(request, _("Uppföljningen är sparad."))
            return redirect("follow_up", new)
    context = {"section": "standing", "school": school, "form": form, "title": _("Ny uppföljning")}
    return render(request, "web/follow_up/follow_up_form.html", context)


@page("follow_up")
def follow_up(request: HttpRequest, row_id: int) -> HttpResponse:
    """One dialogue, what was agreed, and its history."""
    row = found_or_404(find, row_id)
    hold_to_school(request, "follow_up", row.school_code)
    if past := past_page(request, "follow_up", row):
        return past
    today = localdate()
    context = {
        "section": "standing",
        "row": row,
        "school": find_school(row.school_code),
        "actions": [(one, one.is_late(today)) for one in actions_of_follow_up(row_id)],
        "history": follow_up_history(row_id),
        "may_change": may_at(request, "follow_up_edit", row.school_code),
        "may_undo": may_at(request, "follow_up_undo", row.school_code) and undoable(request, MODEL, row_id),
        "may_stop": may_at(request, "intervention_stop", row.school_code),
    }
    return render(request, "web/follow_up/follow_up.html", context)


@page("follow_up_edit")
def follow_up_edit(request: HttpRequest, row_id: int) -> HttpResponse:
    """Change a dialogue; who comes second sees what the first changed, and chooses field by field."""
    row = found_or_404(find, row_id)
    hold_to_school(request, "follow_up_edit", row.school_code)
    spoken_of = {one.intervention_id for one in row.states}
    running = [one for one in interventions([row.school_code]) if one.id in spoken_of]
    running += [one for one in _running(row.school_code) if one.id not in spoken_of]
    form = FollowUpForm(initial=_stated(row, running) | {"version": row.version}, running=running)
    context: dict[str, Any] = {"section": "standing", "row": row, "school": find_school(row.school_code)}
    if request.method == "POST":
        theirs = partial(_stated, row, running)
        form = FollowUpForm(chosen(request.POST, form.fields, theirs, form.fields), running=running)
        if all_chosen(form, request.POST) and form.is_valid():

            def save() -> HttpResponse:
                change_follow_up(
                    row.id,
                    details=form.details(),
                    states=form.states(),
                    made_from=form.cleaned_data["version"] or 0,
                    **who(request),
                )
                messages.success(request, _("Uppföljningen är sparad."))
                return redirect("follow_up", row_id)

            if answer := saved(form, context, save, theirs=theirs):
                return answer
    context |= {"form": form, "title": _("Ändra uppföljningen")}
    return render(request, "web/follow_up/follow_up_form.html", context)


def _stated(row: FollowUpRow, running: Sequence[InterventionRow]) -> dict[str, Any]:
    """What the dialogue says, field by field of the form."""
    stated = details_of(row)
    fields = {name: getattr(stated, name) for name in FIELD_NAMES}
    states = {one.intervention_id: (one.state, one.note) for one in row.states}
    for one in running:
        fields[f"state-{one.id}"], fields[f"note-{one.id}"] = states.get(one.id, ("", ""))
    return fields


def school_follow_up(
    request: HttpRequest, code: str, rows: Sequence[InterventionRow]
) -> dict[str, Any] | None:
    """What the page of a school shows of its follow-up, with its support; None for who may not see it."""
    if not may_at(request, "talk", code):
        return None
    today = localdate()
    followed, signs = followed_school(code), signs_of_school(code)
    signed = {one.intervention_id for one in signs}
    term = Term.on(today)
    return {
        "held": followed.held,
        "actions": [(one, one.is_late(today)) for one in followed.actions],
        "signs": signs,
        "lacking": [one for one in rows if one.id not in signed and should_have_signs(one, term)],
        "may_add_sign": may_at(request, "sign_new", code),
        "may_register": may_at(request, "follow_up_new", code),
        "made_up": any(one.made_up for one in followed.held),
    }


def standing_told(code: str) -> str:
    """Where the school stands by the fit in force, in a sentence; "" where nothing is told."""
    fitted = school_standing(code)
    return below_line(fitted[1].standing, fitted[0].threshold) if fitted else ""


def _running(code: str) -> list[InterventionRow]:
    term = Term.on(localdate())
    return [row for row in interventions([code]) if row.is_current(term)]
