"""Whether a file is a signed statement: a page where anybody may drop one, where the site is public."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vandpunkt.cases.queries import newest_statement
from vandpunkt.cases.verifying import VERDICTS, Verdict, Verification, verify
from vandpunkt.domain.problems import Problem
from vandpunkt.web.access import decided_only, page
from vandpunkt.web.uploads import uploaded


@page("verify")
def verify_file(request: HttpRequest) -> HttpResponse:
    """The form, and what the file that was sent in is. Nothing of the file is kept."""
    if not request.user.is_authenticated and not settings.PUBLIC:
        return redirect_to_login(request.get_full_path())
    context: dict[str, Any] = {"section": "cases"}
    if request.method == "POST":
        try:
            name, content = uploaded(request)
            found = _told_to(request, verify(content, name=name))
            context |= {"found": found, "name": name, "verdict": _(VERDICTS[found.verdict])}
        except Problem as problem:
            context["problem"] = problem.sentence(_)
    return render(request, "web/answers/verify.html", context)


def _told_to(request: HttpRequest, found: Verification) -> Verification:
    """What may be told: of working material only that a file is the signed one."""
    if found.signed is None or newest_statement(found.signed.slug).decided:
        return found
    if request.user.is_authenticated and not decided_only(request, "case"):
        return found
    kept = found.signed if found.verdict is Verdict.SIGNED else None
    return replace(found, signed=kept, newer=None, missing=(), sources=())
