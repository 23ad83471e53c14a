"""The path of a case: its steps, the moves that may be made now, who moved it when, and one step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from vandpunkt.cases.path.diagram import diagram
from vandpunkt.cases.path.layout import add_step
from vandpunkt.cases.path.meetings import meetings
from vandpunkt.cases.path.moves import MOVES, Place, allowed
from vandpunkt.cases.path.moving import make_move, take_back
from vandpunkt.cases.path.notice import LAW
from vandpunkt.cases.path.planning import change_step, choose_meeting
from vandpunkt.cases.path.queries import PathPage, path_page
from vandpunkt.cases.path.states import State
from vandpunkt.domain.problems import Problem
from vandpunkt.register.people.administering import accounts
from vandpunkt.web.access import may, page
from vandpunkt.web.cases.case_path_forms import MoveForm, NewStepForm, StepForm, meeting_choices
from vandpunkt.web.cases.cases import refuse_working_material
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.fields import whole_number
from vandpunkt.web.saving import tell, who

_CONSULTED = {"union_consultation", "council", "preparation"}


@page("case_path")
def case_path(request: HttpRequest, slug: str) -> HttpResponse:
    """The path of a case; POST makes a move, takes the latest back, chooses a meeting or adds a step."""
    case = found_path(slug)
    refuse_working_material(request, decided=case.decided)
    today = localdate()
    may_move = may(request, "case_path")
    context: dict[str, Any] = {
        "section": "cases",
        "case": case,
        "steps": [(one, one.is_overdue(today)) for one in case.steps],
        "texts": [(one, one.is_late(today)) for one in case.contributions],
        "overdue": case.overdue(today),
        "late_consultations": _late_consultations(case),
        "law": _(LAW),
        "notice_over": case.notice is not None and case.notice.is_over(today),
        "history": tuple(reversed(case.moves)),
        "diagram": mark_safe(diagram(case.state, translate=_)),  # noqa: S308 - drawn by us, its words escaped
        "may_move": may_move,
        "may_ask": may_move and case.state in MOVES["ask_contribution"].sources,
        "made_up": _is_made_up(case),
    }
    if may_move:
        choices = meeting_choices(meetings(since=today), case.meeting)
        forms = _move_forms(request, case, today, choices)
        new_step = NewStepForm(request.POST if "new_step" in request.POST else None)
        context |= {"forms": forms, "new_step": new_step, "meeting_choices": choices}
        if request.method == "POST":
            done = _sent(request, case, forms, new_step, context)
            if done:
                messages.success(request, done)
                return redirect("case_path", case.slug)
    return render(request, "web/cases/case_path.html", context)


@page("case_step")
def case_step(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """One step: when it is planned, was done, who is responsible, what it led to."""
    case = found_path(slug)
    row = found_or_404(case.step, step_id)
    initial = {
        "version": row.version,
        "planned": row.planned,
        "done": row.done,
        "responsible": row.username,
        "responsible_name": row.responsible_name,
        "outcome": row.outcome,
    }
    form = StepForm(request.POST or None, initial=initial, people=people_choices())
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            change_step(step_id, form.plan(), made_from=version, **who(request))
        except Problem as problem:
            tell(form, problem)
        else:
            messages.success(request, _("Steget är sparat."))
            return redirect("case_path", case.slug)
    return render(
        request, "web/cases/case_step.html", {"section": "cases", "case": case, "row": row, "form": form}
    )


def found_path(slug: str) -> PathPage:
    """The path of a case. Not found for an unknown one."""
    return found_or_404(path_page, slug)


def people_choices() -> list[tuple[str, str]]:
    """The active accounts to choose between."""
    return [("", "–"), *((one.username, one.name or one.username) for one in accounts() if one.active)]


def _move_forms(
    request: HttpRequest, case: PathPage, today: date, choices: list[tuple[str, str]]
) -> list[MoveForm]:
    """A form for each move that can be made on the page now, the one that was sent with what was sent."""
    people = people_choices()
    return [
        MoveForm(
            request.POST if request.POST.get("move") == name else None,
            name=name,
            move=move,
            case=case,
            people=people,
            meetings=choices,
            today=today,
        )
        for name, move in allowed(case.state).items()
        if move.place is Place.PATH and (move.step not in _CONSULTED or case.waiting(move.step))
    ]


def _sent(
    request: HttpRequest,
    case: PathPage,
    forms: list[MoveForm],
    new_step: NewStepForm,
    context: dict[str, Any],
) -> str:
    """What was done, in a sentence; "" where something stands in the way, which the page then tells of."""
    given = request.POST
    if "new_step" in given:
        return _tried(new_step, context, lambda: _add(request, case, new_step))
    if "meeting_only" in given:
        return _tried(None, context, lambda: _choose(request, case))
    if "take_back" in given:
        return _tried(None, context, lambda: _take_back(request, case))
    form = next((one for one in forms if one.is_bound), None)
    if form is None:
        context["problem"] = _("Ärendet har flyttats sedan sidan visades. Välj bland det som går nu.")
        return ""
    return _tried(form, context, lambda: _move(request, case, form))


def _tried(form: Any, context: dict[str, Any], deed: Callable[[], str]) -> str:
    if form is not None and not form.is_valid():
        context["bound"] = form
        return ""
    try:
        return deed()
    except Problem as problem:
        if form is None:
            context["problem"] = problem.sentence(_)
        else:
            tell(form, problem)
            context["bound"] = form
        return ""


def _move(request: HttpRequest, case: PathPage, form: MoveForm) -> str:
    try:
        expected = State(request.POST.get("expected", ""))
    except ValueError:
        expected = case.state
    state = make_move(case.slug, form.name, expected=expected, given=form.given(), **who(request))
    return _("Infört. Ärendet är nu: {state}.").format(state=_(state.title).lower())


def _add(request: HttpRequest, case: PathPage, form: NewStepForm) -> str:
    add_step(case.slug, **form.cleaned_data, **who(request))
    return _("Steget är tillagt.")


def _choose(request: HttpRequest, case: PathPage) -> str:
    chosen = whole_number(request.POST.get("meeting"))
    choose_meeting(case.slug, chosen or None, **who(request))
    return (
        _("Sammanträdet är valt, och dagarna räknas därifrån.") if chosen else _("Inget sammanträde är valt.")
    )


def _take_back(request: HttpRequest, case: PathPage) -> str:
    state = take_back(case.slug, seen=whole_number(request.POST.get("take_back")), **who(request))
    return _("Det senaste är tillbakataget. Ärendet är nu: {state}.").format(state=_(state.title).lower())


def _late_consultations(case: PathPage) -> list[Any]:
    """Union consultations that are to be held after the documents go out: worth saying, never stopped."""
    sent = next((one.due for one in case.steps if one.kind == "dispatched"), None)
    waiting = [one for one in case.steps if one.kind == "union_consultation" and one.waits]
    return [one for one in waiting if sent and one.due and one.due > sent]


def _is_made_up(case: PathPage) -> bool:
    rows: tuple[Any, ...] = (*case.steps, *case.moves, *case.contributions)
    return any(one.made_up for one in rows) or bool(case.meeting and case.meeting.made_up)
