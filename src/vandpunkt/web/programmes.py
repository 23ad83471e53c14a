"""Programmes: the catalogue of support, the page of one, and its summary to take away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vandpunkt.cases.brief import programme_brief
from vandpunkt.domain.problems import Problem
from vandpunkt.domain.terms import Term
from vandpunkt.register.programmes import list_programmes, programme_page
from vandpunkt.web.access import page
from vandpunkt.web.answers import as_download
from vandpunkt.web.effects import effect_section
from vandpunkt.web.errors import NotFound


@page("programmes")
def programmes(request: HttpRequest) -> HttpResponse:
    """The catalogue by name."""
    term = Term.on(timezone.localdate())
    context = {"section": "programmes", "programmes": list_programmes(term), "term": term}
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


@page("brief")
def brief(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """A programme's summary as a file. Not found for an unknown programme, or one without an effect."""
    try:
        document = programme_brief(slug, now=timezone.now())
    except Problem as problem:
        raise NotFound(problem) from problem
    return as_download(document, ending)
