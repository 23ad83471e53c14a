"""Programmes: the catalogue of support, and the page of one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vandpunkt.domain.problems import Problem
from vandpunkt.domain.roles import Role
from vandpunkt.domain.terms import Term
from vandpunkt.register.past import programme_history, programme_key
from vandpunkt.register.programmes import list_programmes, programme_page
from vandpunkt.web.access import ACCESS, WORKING_MATERIAL, page, roles_of
from vandpunkt.web.as_of import past_page, undoable
from vandpunkt.web.effects import effect_section
from vandpunkt.web.errors import NotFound


@page("programmes")
def programmes(request: HttpRequest) -> HttpResponse:
    """The catalogue by name."""
    term = Term.on(timezone.localdate())
    context = {
        "section": "programmes",
        "programmes": list_programmes(term),
        "term": term,
        "may_register": bool((ACCESS["intervention_new"].roles or frozenset()) & roles_of(request.user)),
    }
    return render(request, "web/programmes.html", context)


@page("programme")
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme with its effect. Not found for an unknown one."""
    if past := past_page(request, "programme", slug):
        return past
    try:
        found = programme_page(slug, Term.on(timezone.localdate()))
    except Problem as problem:
        raise NotFound(problem) from problem
    context = {"section": "programmes", "programme": found, "effect": effect_section(found.name)} | _history(
        request, slug
    )
    return render(request, "web/programme.html", context)


def _history(request: HttpRequest, slug: str) -> dict[str, object]:
    """Who changed what, for those who do not only read what is decided."""
    inside = bool(WORKING_MATERIAL.roles and WORKING_MATERIAL.roles & roles_of(request.user))
    may_undo = Role.ADMINISTRATOR in roles_of(request.user)
    return {
        "history": programme_history(slug) if inside else (),
        "may_undo": may_undo and undoable(request, "register.programme", programme_key(slug)),
    }
