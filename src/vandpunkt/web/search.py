"""Search: one question, answered kind by kind with what the person asking may open."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from vandpunkt.domain.problems import marked
from vandpunkt.search.finding import SHOWN, Found, Hit, MayOpen, search
from vandpunkt.web.access import decided_only, follows, page, schools_held
from vandpunkt.web.access_table import ACCESS, WORKING_MATERIAL

ALL_OF_A_KIND = 200
_KINDS = {
    "school": marked("Skolor"),
    "programme": marked("Program"),
    "case": marked("Ärenden"),
    "intervention": marked("Insatser"),
    "follow_up": marked("Uppföljningar"),
    "document": marked("Lästa dokument"),
}
_PAGES = {
    "school": "school",
    "programme": "programme",
    "case": "case",
    "intervention": "intervention",
    "follow_up": "follow_up",
}


@dataclass(frozen=True)
class Line:
    """A hit with the address of its page; "" where it has none."""

    hit: Hit
    address: str


@dataclass(frozen=True)
class Section:
    """What was found of one kind. `more` is whether there are hits that are not shown."""

    kind: str
    name: str
    count: int
    lines: tuple[Line, ...]
    more: bool


@page("search")
def search_page(request: HttpRequest) -> HttpResponse:
    """What was found of a question, the first of each kind, or all of one kind."""
    question = request.GET.get("q", "").strip()
    kind = request.GET.get("kind", "") if request.GET.get("kind") in _KINDS else ""
    limit = ALL_OF_A_KIND if kind else SHOWN
    found = search(question, may_open=may_open(request), kind=kind, limit=limit)
    context = {
        "section": "search",
        "question": question,
        "sections": [_section(one) for one in found],
        "kind": kind,
        "total": sum(one.count for one in found),
    }
    return render(request, "web/search.html", context)


def may_open(request: HttpRequest) -> MayOpen:
    """What the person asking may open, by the access table's rules for the pages that hits lead to."""
    rules = {kind: ACCESS[name] for kind, name in _PAGES.items()}
    schools = {kind: schools_held(request, rule) for kind, rule in rules.items() if follows(request, rule)}
    notes = schools_held(request, WORKING_MATERIAL) if follows(request, WORKING_MATERIAL) else frozenset()
    if notes is None:
        schools["document"] = None
    return MayOpen(schools, notes=notes, decided_only=decided_only(request, "case"))


def _section(found: Found) -> Section:
    return Section(
        kind=found.kind,
        name=_(_KINDS[found.kind]),
        count=found.count,
        lines=tuple(Line(hit, _address(hit)) for hit in found.hits),
        more=found.count > len(found.hits),
    )


def _address(hit: Hit) -> str:
    if not hit.address:
        return ""
    name = "intervention" if hit.kind == "document" else hit.kind
    return reverse(name, args=[hit.address])
