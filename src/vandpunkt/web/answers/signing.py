"""Signing a statement, asked once, and the files of what is signed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.timezone import now
from django.utils.translation import gettext as _

from vandpunkt.cases.drafting.draft import draft
from vandpunkt.cases.queries import newest_statement
from vandpunkt.cases.signing import sign, signed_file, signing_state
from vandpunkt.domain.problems import Problem
from vandpunkt.web.access import page
from vandpunkt.web.answers.answers import CONTENT_TYPES
from vandpunkt.web.cases.cases import refuse_working_material
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.fields import whole_number
from vandpunkt.web.saving import who

_TYPES = CONTENT_TYPES | {"jsonld": "application/ld+json"}


@page("sign_statement")
def sign_statement(request: HttpRequest, slug: str) -> HttpResponse:
    """What is signed in a case, and the question whether to sign the newest build."""
    seen = found_or_404(draft, slug, now=now())
    case, state = seen.case, signing_state(seen.case.slug, newest=seen.number)
    context: dict[str, Any] = {"section": "cases", "case": case, "state": state}
    if state.to_sign:
        context |= {"gaps": seen.gaps, "out_of_date": len(seen.changes)}
    if request.method == "POST":
        try:
            number = whole_number(request.POST.get("statement"))
            if request.POST.get("sure") != "yes" or not number:
                context["problem"] = _("Kryssa i att du har läst svaret.")
            elif context.get("gaps") and request.POST.get("gaps") != "yes":
                context["problem"] = _(
                    "Frågor är inte besvarade. Svara på dem, eller kryssa i att du vet om det."
                )
            else:
                signed = sign(slug, statement_number=number, **who(request))
                told = _("Version {number} är undertecknad och kan inte ändras.").format(number=signed.number)
                messages.success(request, told)
                return redirect("sign_statement", case.slug)
        except Problem as problem:
            context["problem"] = problem.sentence(_)
    return render(request, "web/answers/signing.html", context)


@page("signed_file")
def signed_download(request: HttpRequest, slug: str, number: str, ending: str) -> HttpResponse:
    """A signed file, byte by byte. Not found for what was never signed."""
    refuse_working_material(request, decided=found_or_404(newest_statement, slug).decided)
    content = found_or_404(signed_file, slug, int(number), ending)
    response = HttpResponse(content, content_type=_TYPES[ending])
    name = f"{slug}-version-{number}.{ending}"
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response
