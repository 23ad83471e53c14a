"""Programmes: the catalogue of support, and the page of one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vandpunkt.domain.problems import Problem
from vandpunkt.domain.roles import Role
from vandpunkt.domain.terms import Term
from vandpunkt.register.past import programme_changes
from vandpunkt.register.programmes import list_programmes, programme_page
from vandpunkt.web.access import ACCESS, WORKING_MATERIAL, page, roles_of
from vandpunkt.web.as_of import past_page, undoable
from vandpunkt.web.effects import effect_section
from vandpunkt.web.errors import NotFound
from vandpunkt.web.list_pages import asked_page


@page("programmes")
def programmes(request: HttpRequest) -> HttpResponse:
    """The catalogue by name."""
    term = Term.on(timezone.localdate())
    context = {
        "section": "programmes",
        "programmes": list_programmes(term),
        "term": term,
        "may_import": bool((ACCESS["programmes_import"].roles or frozenset()) & roles_of(request.user)),
        "may_register": bool((ACCESS["intervention_new"].roles or frozenset()) & roles_of(request.user)),
    }
    return render(request, "web/programmes.html", context)


@page("programme")
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme with its effect. Not found for an unknown one."""
    if past := past_page(request, "programme", slug):
        return past
    try:
        found = programme_page(slug, Term.on(timezone.localdate()), page=asked_page(request))
    except Problem as problem:
        raise NotFound(problem) from problem
    context = {"section": "programmes", "programme": found, "effect": effect_section(found.name)} | _history(
        request, found.key
    )
    return render(request, "web/programme.html", context)


def _history(request: HttpRequest, key: int) -> dict[str, object]:
    """Who changed what, for those who do not only read what is decided."""
    inside = bool(WORKING_MATERIAL.roles and WORKING_MATERIAL.roles & roles_of(request.user))
    history = programme_changes(key) if inside else ()
    may_undo = Role.ADMINISTRATOR in roles_of(request.user) and len(history) > 1
    return {"history": history, "may_undo": may_undo and undoable(request, "register.programme", key)}
