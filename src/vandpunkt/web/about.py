"""About the product: its sources and licence, and how accessible it is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vandpunkt.register.provenance import snapshots
from vandpunkt.web.access import page


@page("about")
def about(request: HttpRequest) -> HttpResponse:
    """Where the figures come from, what the product is, and under which licence."""
    return render(request, "web/about.html", {"snapshots": snapshots()})


@page("accessibility")
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "web/accessibility.html")
