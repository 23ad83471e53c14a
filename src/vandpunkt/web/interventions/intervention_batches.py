"""Interventions in numbers: the list, several changed at once, and last year's planned once more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import Problem
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.first_signs import lacking_signs
from vandpunkt.register.interventions.changing import change_interventions
from vandpunkt.register.interventions.copying import copy_planned
from vandpunkt.register.interventions.details import in_words
from vandpunkt.register.interventions.listing import (
    Choice,
    InterventionLine,
    chosen_ids,
    intervention_lines,
    list_interventions,
)
from vandpunkt.register.interventions.previews import preview_changes, preview_copies
from vandpunkt.register.meanwhile import ChangedMeanwhile
from vandpunkt.register.programmes.asking import programme_choices
from vandpunkt.register.schools import own_school_choices
from vandpunkt.web.access import follows, hold_to_school, may, own_schools, page, schools_held
from vandpunkt.web.access_table import WORKING_MATERIAL
from vandpunkt.web.fields import whole_number
from vandpunkt.web.interventions.intervention_batch_forms import ChangeSeveralForm, CopyForm, ListForm
from vandpunkt.web.list_pages import asked_page
from vandpunkt.web.past.pages import kept_in_address, past_page
from vandpunkt.web.saving import tell, who

MOST_AT_ONCE = 300
"""So many rows are planned again in one go."""


@page("interventions")
def interventions(request: HttpRequest) -> HttpResponse:
    """The list, chosen and sorted by the address; rows are picked here to be changed or planned again."""
    form = _asked(request)
    if past := past_page(request, "interventions", replace(form.choice(), condition=None)):
        return past
    sort = request.GET.get("sort", "school")
    codes = schools_held(request, WORKING_MATERIAL) if form.without_signs else None
    found = list_interventions(form.choice(), sort=sort, page=asked_page(request), codes=codes)
    may_change = may(request, "intervention_change_several")
    own = own_schools(request, "intervention_change_several") if may_change else frozenset()
    kept = request.GET.copy()
    kept.pop("page", None)
    kept.pop("sort", None)
    for name in [one for one, asked in kept.items() if not asked]:
        del kept[name]
    context = {
        "section": "interventions",
        "form": form,
        "found": found,
        "sort": sort,
        "kept": kept.urlencode(),
        "columns": _columns(sort),
        "lines": [(one, _status(one), own is None or one.school.code in own) for one in found.lines],
        "may_change": may_change,
        "own_alone": own is not None,
        "without_signs": form.without_signs,
        "kept_in_address": kept_in_address(request, "interventions"),
        "most_at_once": MOST_AT_ONCE,
    }
    return render(request, "web/interventions/interventions.html", context)


def _status(line: InterventionLine) -> str:
    return in_words("status", line.row.status)


def _columns(sort: str) -> list[dict[str, str]]:
    names = {"school": _("Skola"), "programme": _("Program"), "start": _("Period"), "status": _("Status")}
    orders = {key: {key: "ascending", f"-{key}": "descending"}.get(sort, "") for key in names}
    return [
        {"name": name, "order": orders[key], "next": f"-{key}" if sort == key else key}
        for key, name in names.items()
    ]


@page("intervention_change_several")
def intervention_change_several(request: HttpRequest) -> HttpResponse:
    """Change the ticked fields of the picked rows: first shown row by row, then saved, all or none."""
    lines = _picked(request, "intervention_change_several")
    form = ChangeSeveralForm(request.POST or None)
    context: dict[str, Any] = _about(lines, _("Ändra flera insatser")) | {"form": form}
    if request.method == "POST" and lines and form.is_valid():
        try:
            if _accepted(request, form.changes()):
                changed = change_interventions(
                    _versions(request, lines), changes=form.changes(), **who(request)
                )
                told = ngettext("{count} insats är ändrad.", "{count} insatser är ändrade.", len(changed))
                messages.success(request, told.format(count=len(changed)))
                _remind_of_signs(request, changed)
                return redirect("interventions")
        except ChangedMeanwhile as meanwhile:
            form.add_error(None, meanwhile.sentence(_) + " " + _("Se på raderna en gång till."))
        except Problem as problem:
            tell(form, problem)
        try:
            ids = [one.row.id for one in lines]
            context["seen"] = _seal(form.changes())
            context["preview"] = preview_changes(ids, changes=form.changes(), **who(request))
        except Problem as problem:
            tell(form, problem)
    return render(request, "web/interventions/intervention_change_several.html", context)


@page("intervention_copy")
def intervention_copy(request: HttpRequest) -> HttpResponse:
    """Plan the picked rows once more, for a calendar year or a school year: first shown, then saved."""
    lines = _picked(request, "intervention_copy")
    term = Term.on(localdate())
    form = CopyForm(request.POST or None, initial={"year": term.year + 1})
    context: dict[str, Any] = _about(lines, _("Planera insatser igen")) | {"form": form}
    context["years"] = [str(term.year + 1), f"läsåret {term.school_year + 1}"]
    if request.method == "POST" and lines and form.is_valid():
        ids, year = [one.row.id for one in lines], form.cleaned_data["year"]
        planned: dict[str, Any] = {"year": year, "wordings": _wordings(request, ids)}
        if _accepted(request, year):
            new = copy_planned(ids, **planned, **who(request)).made
            told = ngettext("{count} insats är planerad.", "{count} insatser är planerade.", len(new))
            messages.success(request, told.format(count=len(new)))
            return redirect("interventions")
        preview = preview_copies(ids, **planned, **who(request))
        context |= {"preview": preview.lines, "passed_over": preview.passed_over}
        context |= {"year": Period.at(year), "seen": _seal(year)}
    return render(request, "web/interventions/intervention_copy.html", context)


def _wordings(request: HttpRequest, ids: list[int]) -> dict[int, str]:
    """What the new rows shall say, as the person has written it in the preview."""
    return {one: request.POST.get(f"wording-{one}", "") for one in ids}


def _picked(request: HttpRequest, name: str) -> tuple[InterventionLine, ...]:
    """The rows picked in the list. Raises PermissionDenied where one is at somebody else's school."""
    data = request.POST if request.method == "POST" else request.GET
    if request.method == "GET" and data.get("all"):
        return intervention_lines(_whole_choice(request, name))
    lines = intervention_lines(filter(None, map(whole_number, data.getlist("row"))))
    for one in lines:
        hold_to_school(request, name, one.school.code)
    return lines


def asked_choice(request: HttpRequest) -> Choice:
    """Which interventions the address asks for; what cannot be understood asks for all."""
    return _asked(request).choice()


def _asked(request: HttpRequest) -> ListForm:
    """What the address asks for; signs are working material, and nobody else chooses by them."""
    form = ListForm(
        request.GET, term=Term.on(localdate()), sees_signs=follows(request, WORKING_MATERIAL), **_choices()
    )
    form.is_valid()
    return form


def _remind_of_signs(request: HttpRequest, row_ids: Iterable[int]) -> None:
    """Tell of how many of some rows nobody has said what should be seen of them first."""
    lacking = lacking_signs(row_ids, Term.on(localdate()))
    if lacking:
        told = ngettext(
            "{count} av dem saknar tidigt tecken. Välj «Saknar tidigt tecken» i listan och bestäm "
            "vad som ska synas, när och av vem.",
            "{count} av dem saknar tidigt tecken. Välj «Saknar tidigt tecken» i listan och bestäm "
            "vad som ska synas, när och av vem.",
            len(lacking),
        )
        messages.warning(request, told.format(count=len(lacking)))


def _whole_choice(request: HttpRequest, name: str) -> tuple[int, ...]:
    """All rows that the list shows of the person's schools, but no more than are looked through at once."""
    return chosen_ids(asked_choice(request), codes=own_schools(request, name))[:MOST_AT_ONCE]


def _choices() -> dict[str, Any]:
    """The schools and programmes to choose among."""
    chosen = own_school_choices()
    return {"schools": chosen, "programmes": programme_choices()}


def _accepted(request: HttpRequest, asked: Any) -> bool:
    """Whether the person says yes to what the preview showed, and has not written something else since."""
    return request.POST.get("step") == "save" and request.POST.get("seen") == _seal(asked)


def _seal(asked: Any) -> str:
    return sha256(repr(asked).encode()).hexdigest()


def _versions(request: HttpRequest, lines: tuple[InterventionLine, ...]) -> dict[int, int]:
    """The rows and the versions that the preview showed."""
    return {one.row.id: whole_number(request.POST.get(f"version-{one.row.id}")) for one in lines}


def _about(lines: tuple[InterventionLine, ...], title: str) -> dict[str, Any]:
    return {"section": "interventions", "lines": lines, "title": title}
