"""The board's calendar: its meetings with the days counted back from each, kept by hand or pasted in."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vandpunkt.cases.path.calendar_rows import meetings_in_file, pasted_meetings
from vandpunkt.cases.path.meetings import (
    add_meetings,
    boards,
    change_meeting,
    meeting,
    meetings,
    rules_in_force,
)
from vandpunkt.cases.path.queries import step_titles
from vandpunkt.domain.problems import Problem
from vandpunkt.web.access import may, page
from vandpunkt.web.cases.case_path_forms import CalendarForm, MeetingForm
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.saving import tell, who
from vandpunkt.web.uploads import uploaded


@page("board_meetings")
def board_meetings(request: HttpRequest) -> HttpResponse:
    """The coming meetings and, asked for, the past; POST adds one, or a pasted calendar."""
    today = localdate()
    every = "past" in request.GET
    listed = boards()
    one = MeetingForm(
        request.POST if "one" in request.POST else None, initial={"board": listed[0] if listed else ""}
    )
    several = CalendarForm(request.POST if "several" in request.POST else None)
    if request.method == "POST":
        form: Any = one if "one" in request.POST else several
        if form.is_valid():
            try:
                details = (one.details(),) if form is one else _rows(request, several)
                added = add_meetings(details, **who(request))
            except Problem as problem:
                tell(form, problem)
            else:
                messages.success(request, _added(len(added), len(details)))
                return redirect("board_meetings")
    rules, titles = rules_in_force(), step_titles()
    context = {
        "section": "cases",
        "meetings": [
            (row, [(titles[kind], row.deadlines[kind]) for kind in rules])
            for row in meetings(since=None if every else today)
        ],
        "every": every,
        "kinds": [(kind, titles[kind]) for kind in rules],
        "rules": [(titles[kind], rule) for kind, rule in rules.items()],
        "one": one,
        "several": several,
        "may_change": may(request, "board_meetings"),
    }
    return render(request, "web/cases/board_meetings.html", context)


@page("board_meeting")
def board_meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Change one meeting."""
    row = found_or_404(meeting, meeting_id)
    initial = asdict(row.details) | {"version": row.version}
    form = MeetingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            change_meeting(meeting_id, form.details(), made_from=version, **who(request))
        except Problem as problem:
            tell(form, problem)
        else:
            messages.success(request, _("Sammanträdet är sparat."))
            return redirect("board_meetings")
    return render(request, "web/cases/board_meeting.html", {"section": "cases", "row": row, "form": form})


def _rows(request: HttpRequest, form: CalendarForm) -> Any:
    if request.FILES:
        name, content = uploaded(request)
        return meetings_in_file(content, file=name)
    return pasted_meetings(form.cleaned_data["rows"])


def _added(added: int, given: int) -> str:
    told = ngettext("{count} sammanträde är infört.", "{count} sammanträden är införda.", added).format(
        count=added
    )
    if added < given:
        told += " " + _("De andra fanns redan.")
    return told
