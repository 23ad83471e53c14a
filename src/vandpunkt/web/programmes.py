"""Programmes: the catalogue of support, and the page of one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vandpunkt.domain.problems import Problem
from vandpunkt.domain.terms import Term
from vandpunkt.register.programmes import list_programmes, programme_page
from vandpunkt.web.access import ACCESS, page, roles_of
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
    try:
        found = programme_page(slug, Term.on(timezone.localdate()))
    except Problem as problem:
        raise NotFound(problem) from problem
    context = {"section": "programmes", "programme": found, "effect": effect_section(found.name)}
    return render(request, "web/programme.html", context)
