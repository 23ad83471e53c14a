"""What a person is told when there is no such page, or the server could not answer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext

from vandpunkt.domain.problems import Problem

Asked = ParamSpec("Asked")
Thing = TypeVar("Thing")


class NotFound(Http404):
    """No such school, case or source; its words are for the person who asked."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence(gettext))


def found_or_404(find: Callable[Asked, Thing], /, *args: Asked.args, **kwargs: Asked.kwargs) -> Thing:
    """What `find` finds; where it raises Problem, not found (404) for the reason that it gives."""
    try:
        return find(*args, **kwargs)
    except Problem as problem:
        raise NotFound(problem) from problem


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for an address that leads nowhere (404), with the reason where we know it."""
    reason = str(exception) if isinstance(exception, NotFound) else ""
    return render(request, "404.html", {"reason": reason}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for an error of ours (500), or for a register that cannot be read or written (503).

    It asks the database nothing, as that may be what failed.
    """
    if isinstance(sys.exc_info()[1], DatabaseError):
        return HttpResponse(loader.render_to_string("503.html"), status=503)
    return HttpResponse(loader.render_to_string("500.html"), status=500)
