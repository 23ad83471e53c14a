"""An action: done, not done, moved, and one's own latest step undone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from vandpunkt.domain.problems import Problem
from vandpunkt.domain.roles import Role
from vandpunkt.follow_up.actions import ActionRow, close_action, move_action
from vandpunkt.follow_up.actions import action as find
from vandpunkt.follow_up.past import action_history
from vandpunkt.register.undoing import can_undo, undo_latest
from vandpunkt.web.access import has_role_at, hold_to_school, may_at, page
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.follow_up.follow_up_forms import ActionForm
from vandpunkt.web.past.pages import past_page
from vandpunkt.web.saving import tell, who

_MODEL = "follow_up.action"


@page("action")
def action(request: HttpRequest, row_id: int) -> HttpResponse:
    """One action. Who it falls on, and who may register dialogues at the school, can close and move it."""
    row = found_or_404(find, row_id)
    hold_to_school(request, "action", row.school_code)
    if past := past_page(request, "action", row):
        return past
    allowed = _may_change(request, row)
    form = ActionForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST":
        if not allowed:
            raise PermissionDenied(_("Åtgärden är någon annans. Bara den ansvarige kan avsluta den."))
        if form.is_valid():
            try:
                _do(request, row, form)
            except Problem as problem:
                tell(form, problem)
            else:
                messages.success(request, _("Åtgärden är sparad."))
                return redirect("action", row_id)
    context = {
        "section": "standing",
        "row": row,
        "form": form,
        "late": row.is_late(localdate()),
        "may_change": allowed,
        "history": action_history(row_id),
        "may_undo": allowed and can_undo(_MODEL, row_id, **_own(request)) is not None,
    }
    return render(request, "web/follow_up/action.html", context)


def _do(request: HttpRequest, row: ActionRow, form: ActionForm) -> None:
    given: dict[str, Any] = form.cleaned_data
    common = {"made_from": given["version"], **who(request)}
    step = request.POST.get("step")
    if step == "undo":
        undo_latest(_MODEL, row.id, version=given["version"], now=common["now"], **_own(request))
    elif step == "move":
        move_action(row.id, due=given["due"] or row.due, **common)
    else:
        close_action(row.id, done=step == "done", outcome=given["outcome"], **common)


def _own(request: HttpRequest) -> dict[str, Any]:
    """Who is asking, by name and by account: two may share a name."""
    return {"by": who(request)["by"], "account": request.user.pk}


def _may_change(request: HttpRequest, row: ActionRow) -> bool:
    user: Any = request.user
    if may_at(request, "follow_up_new", row.school_code) or row.owner == user.get_username():
        return True
    head_teacher = frozenset({Role.HEAD_TEACHER})
    return row.owner == Role.HEAD_TEACHER.value and has_role_at(request, head_teacher, row.school_code)
