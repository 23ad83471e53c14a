"""Pages as the register stood on a past day, and undoing one's own latest change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, make_aware, now
from django.utils.translation import gettext as _

from vandpunkt.domain.dates import print_date
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.dialogues import (
    MODEL,
    follow_up,
    follow_up_history,
    past_follow_up,
    undo_follow_up,
)
from vandpunkt.register.change_lines import ChangeLine
from vandpunkt.register.interventions.asking import intervention, interventions
from vandpunkt.register.interventions.details import FIELD_NAMES, details_of, in_words
from vandpunkt.register.past import (
    intervention_history,
    past_intervention,
    past_programme,
    past_school,
    programme_history,
    programme_key,
)
from vandpunkt.register.programmes import details
from vandpunkt.register.schools import own_schools
from vandpunkt.register.schools import school as school_as_of
from vandpunkt.register.standing import latest_fit
from vandpunkt.register.undoing import can_undo, undo_latest
from vandpunkt.web.access import hold_to_school, may_see_notes, page
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.fields import whole_number
from vandpunkt.web.list_pages import asked_page, page_of
from vandpunkt.web.saving import who
from vandpunkt.web.schools.standing_lines import lines_of, past_glances
from vandpunkt.web.schools.year_charts import years_until
from vandpunkt.web.swedish_order import swedish_order

Facts = Sequence[tuple[str, str]]
_NOTES = frozenset({"dialogue_notes"})
_SECTIONS = {"intervention": "interventions", "programme": "programmes"}
"""What the menu shows for a page of a kind; Läget for the others, as on the pages of now."""


def asked_day(request: HttpRequest) -> date | None:
    """The day in the address; None where there is none, where it cannot be read and where it is to come."""
    try:
        day = date.fromisoformat(request.GET.get("as_of", "").strip())
    except ValueError:
        return None
    return day if date(1900, 1, 1) <= day < localdate() else None


def past_page(request: HttpRequest, kind: str, key: str) -> HttpResponse | None:
    """The page of a kind on the day that is asked for; None for now. Läget has no key."""
    day = asked_day(request)
    if day is None:
        if request.GET.get("as_of", "").strip() not in ("", localdate().isoformat()):
            messages.warning(request, _("Dagen går inte att visa. Välj en dag som har varit."))
        return None
    moment = make_aware(datetime.combine(day + timedelta(days=1), time())) - timedelta(microseconds=1)
    context: dict[str, Any] = {"day": day, "address": request.path, "section": _section(kind)}
    try:
        context |= _PAST[kind](request, key, moment)
    except Problem as problem:
        context |= {"missing": problem.sentence(_), "title": _("Fanns inte i registret")}
    return render(request, "web/as_it_stood.html", context)


def _standing(request: HttpRequest, _key: str, moment: datetime) -> dict[str, Any]:
    schools = sorted(own_schools(as_of=moment), key=lambda one: (swedish_order(one.name), one.code))
    found = page_of(schools, asked_page(request))
    fit = latest_fit(as_of=moment)
    glances = past_glances(found.items, Term.on(localdate(moment)), moment)
    lines = lines_of(glances, years_until(None), fit, as_of=moment)
    return {"title": _("Läget"), "found": found, "lines": lines, "fit": fit}


def _school(request: HttpRequest, code: str, moment: datetime) -> dict[str, Any]:
    found = past_school(code, moment)
    facts = (
        (_("Skolenhetskod"), found.code),
        (_("Område"), found.area),
        (_("Kommun"), found.municipality),
        (_("Huvudman"), found.operator),
    )
    rows = interventions([code], as_of=moment)
    return {"title": found.name, "facts": _stated(facts), "rows": rows}


def _intervention(request: HttpRequest, key: str, moment: datetime) -> dict[str, Any]:
    row = past_intervention(int(key), moment)
    stated, inside = details_of(row), may_see_notes(request, row.school_unit_code)
    facts = [
        (_(name), in_words(field, getattr(stated, field), _))
        for field, name in FIELD_NAMES.items()
        if inside or field not in _NOTES
    ]
    lead = school_as_of(row.school_unit_code, as_of=moment).name
    return {"title": row.programme or row.wording, "lead": lead, "facts": facts}


def _programme(request: HttpRequest, slug: str, moment: datetime) -> dict[str, Any]:
    row = past_programme(slug, moment)
    facts = [
        (_(name), details.in_words(field, getattr(row, field)))
        for field, name in details.FIELD_NAMES.items()
        if field != "name"
    ]
    return {"title": row.name, "facts": [one for one in facts if one[1] != details.NOTHING]}


def _follow_up(request: HttpRequest, key: str, moment: datetime) -> dict[str, Any]:
    facts = [(_(name), value) for name, value in past_follow_up(int(key), moment)]
    lead = school_as_of(follow_up(int(key)).school_code, as_of=moment).name
    return {"title": _("Uppföljning"), "lead": lead, "facts": facts}


def _section(kind: str) -> str:
    return _SECTIONS.get(kind, "standing")


def _stated(facts: Facts) -> list[tuple[str, str]]:
    return [(name, value) for name, value in facts if value]


_PAST = {
    "standing": _standing,
    "school": _school,
    "intervention": _intervention,
    "programme": _programme,
    "follow_up": _follow_up,
}


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
    history = [
        ChangeLine(at, by, "", tuple((_(name), old, new) for name, old, new in fields))
        for at, by, fields in follow_up_history(row_id)[:1]
    ]
    back = ("follow_up", row_id)
    undo = partial(undo_follow_up, row_id)
    return _undo(request, MODEL, row_id, back, title=print_date(row.day), history=history, undo=undo)


def _undo(
    request: HttpRequest,
    model: str,
    key: int,
    back: tuple[str, int | str],
    *,
    title: str,
    history: Sequence[ChangeLine],
    undo: Callable[..., None] | None = None,
) -> HttpResponse:
    version, told = can_undo(model, key, **_who(request)), ""
    if request.method == "POST":
        try:
            version_seen = whole_number(request.POST.get("version"))
            (undo or partial(undo_latest, model, key))(version=version_seen, now=now(), **_who(request))
        except Problem as problem:
            told = problem.sentence(_)
        else:
            messages.success(request, _("Ändringen är ångrad. Den står kvar i historiken."))
            return redirect(*back)
    elif version is None:
        told = _(marked("Den senaste ändringen är inte din, så du kan inte ångra den."))
    context: dict[str, Any] = {"version": version, "told": told, "back": back, "row_title": title}
    context |= {"section": _section(back[0]), "latest": history[0] if history else None}
    return render(request, "web/undo.html", context)


def _who(request: HttpRequest) -> dict[str, Any]:
    """The person, by name and by account."""
    return {"by": who(request)["by"], "account": request.user.pk}
