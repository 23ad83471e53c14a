"""Läget: where our schools stand."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from vandpunkt.analysis.need import CERTAIN, PROBABLE
from vandpunkt.cases.standing_sentences import outlook_in_words
from vandpunkt.domain.problems import marked
from vandpunkt.domain.terms import Term
from vandpunkt.register.standing import latest_fit
from vandpunkt.web.access import page
from vandpunkt.web.list_pages import asked_page, page_of
from vandpunkt.web.past.pages import past_page
from vandpunkt.web.schools.standing_choice import NEEDS, ORDERS, SUPPORT, StandingChoice, by_need
from vandpunkt.web.schools.standing_lines import lines_of, standing_overview
from vandpunkt.web.swedish_order import swedish_order

_COLUMNS = {
    "name": marked("Skola"),
    "area": marked("Område"),
    "chart": marked("Behöriga till yrkesprogram, procent"),
    "need": marked("Behöver stöd"),
    "latest": marked("Senast publicerat, procent"),
    "weight": marked("En elev väger, procentenheter"),
    "support": marked("Pågående insatser"),
}
_SORTABLE = {order.lstrip("-") for order in ORDERS}


@dataclass(frozen=True)
class Column:
    """A heading of the table; `order` is what choosing it leads to, "" where it is not sorted by."""

    key: str
    title: str
    order: str
    direction: str


@page("standing")
def standing(request: HttpRequest) -> HttpResponse:
    """Our schools with year 9, each with where it stands and its support; without a fit with its years."""
    if past := past_page(request, "standing"):
        return past
    fit = latest_fit()
    choice = StandingChoice.read(request.GET, fitted=bool(fit))
    term = Term.on(localdate())
    overview = standing_overview(term, fit)
    every_school = overview.glances
    areas = sorted({one.school.area for one in every_school if one.school.area}, key=swedish_order)
    years = [str(year) for year in overview.years]
    found = page_of(choice.apply(every_school), asked_page(request))
    hidden = {"" if areas else "area", "" if fit else "need"}
    return render(
        request,
        "web/schools/standing.html",
        {
            "section": "standing",
            "choice": choice,
            "found": found,
            "lines": lines_of(found.items, overview.years, fit),
            "schools": len(every_school),
            "with_support": sum(one.support > 0 for one in every_school),
            "years": years,
            "newest": years[-1] if years else "",
            "areas": areas,
            "columns": _columns(choice, hidden),
            "orders": [
                (order, _(title)) for order, title in ORDERS.items() if order.lstrip("-") not in hidden
            ],
            "support_choices": [(key, _(title)) for key, title in SUPPORT.items()],
            "need_choices": [(key, _(title)) for key, title in NEEDS.items()],
            "term": term,
            "fit": fit,
            "outlook": outlook_in_words(fit.outlook) if fit else "",
            "unaided": by_need(one for one in every_school if one.below and not one.support),
            "rule": (CERTAIN, PROBABLE, 1 - PROBABLE),
        },
    )


def _columns(choice: StandingChoice, hidden: set[str]) -> list[Column]:
    return [
        Column(
            key=key,
            title=_(title),
            order=choice.next_order(key) if key in _SORTABLE else "",
            direction=choice.direction(key) if key in _SORTABLE else "",
        )
        for key, title in _COLUMNS.items()
        if key not in hidden
    ]
