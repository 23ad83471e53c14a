"""The right of reply: the officer's page of a case, and the page of the head teacher who comments."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vandpunkt.cases import replies
from vandpunkt.cases.queries import CasePage, case_page
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.web.access import hold_to_school, page
from vandpunkt.web.answers.answer_blocks import answer_blocks
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.fields import whole_number
from vandpunkt.web.saving import tried, who

STATES = {
    replies.WAITING: marked("väntar på svar"),
    replies.OVERDUE: marked("tiden har gått ut"),
    replies.ANSWERED: marked("besvarad"),
    replies.WITHDRAWN: marked("återkallad"),
}


class ReplyForm(forms.Form):
    """The comment of a head teacher."""

    text = forms.CharField(
        label=gettext_lazy("Din kommentar"),
        widget=forms.Textarea(attrs={"rows": 8, "maxlength": replies.LONGEST}),
        required=False,
        help_text=gettext_lazy(
            "Kommentaren sparas som du skriver den och kan inte ändras sedan. Den kan tas med i svaret, "
            "som är en allmän handling. Skriv inget om enskilda elever."
        ),
    )


@page("case_replies")
def case_replies(request: HttpRequest, slug: str) -> HttpResponse:
    """Who has been invited to comment in a case and what came of it; inviting and taking back."""
    case = found_or_404(case_page, slug)
    context: dict[str, Any] = {}
    if request.method == "POST":
        try:
            if answer := _acted(request, case, context):
                return answer
        except Problem as problem:
            context["problem"] = problem.sentence(_)
        except (OSError, smtplib.SMTPException) as error:
            context["problem"] = _(
                "E-posten gick inte att skicka: {error}. Ingen inbjudan är gjord. Bjud in utan e-postadress "
                "och skicka länken själv."
            ).format(error=error)
    lines = replies.replies_of_case(slug, now=now())
    waiting = {line.school_code for line in lines if line.state == replies.WAITING}
    return render(
        request,
        "web/answers/case_replies.html",
        context
        | {
            "section": "cases",
            "case": case,
            "lines": [(line, _(STATES[line.state])) for line in lines],
            "made_up": any(line.made_up for line in lines),
            "to_invite": [(code, name) for code, name in case.schools if code not in waiting],
        },
    )


def _acted(request: HttpRequest, case: CasePage, context: dict[str, Any]) -> HttpResponse | None:
    """Do what the officer asks; where a link has been made the page shows it, else it is shown anew."""
    action, row = request.POST.get("action", ""), whole_number(request.POST.get("invitation"))
    if action == "invite":
        return _invited(request, case, context)
    if action == "withdraw":
        replies.withdraw(case.slug, row, **who(request))
        messages.success(request, _("Inbjudan är återkallad. Länken gäller inte längre."))
    elif action in ("print", "leave_out"):
        replies.print_reply(case.slug, row, printed=action == "print", **who(request))
        told = _("Kommentaren tas med när svaret byggs nästa gång.")
        left = _("Kommentaren tas inte med när svaret byggs nästa gång.")
        messages.success(request, told if action == "print" else left)
    return redirect("case_replies", case.slug)


def _invited(request: HttpRequest, case: CasePage, context: dict[str, Any]) -> HttpResponse | None:
    email = request.POST.get("email", "").strip()
    code = request.POST.get("school", "")
    token = replies.invite(
        case.slug,
        code,
        email=email,
        site=settings.SITE_ADDRESS,
        sender=settings.DEFAULT_FROM_EMAIL,
        **who(request),
    )
    if email:
        messages.success(request, _("Inbjudan är skickad till {email}.").format(email=email))
        return redirect("case_replies", case.slug)
    context["link"] = request.build_absolute_uri(reverse("reply", args=[token]))
    context["invited"] = dict(case.schools)[code]
    return None


@page("reply")
def reply(request: HttpRequest, token: str) -> HttpResponse:
    """What an answer says of a school, by its head teacher's link. Not found for one that no longer holds."""
    return _kept_to_itself(
        _reply_page(
            request,
            lambda: replies.page_by_link(token, now=now()),
            lambda text: replies.reply_by_link(token, text, now=now()),
            reverse("reply", args=[token]),
        )
    )


@page("own_reply")
def own_reply(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """The same for a head teacher who has logged in; refused for another school."""
    read = found_or_404(lambda: replies.page_by_account(invitation_id, now=now()))
    hold_to_school(request, "own_reply", read.line.school_code)
    return _reply_page(
        request,
        lambda: replies.page_by_account(invitation_id, now=now()),
        lambda text: replies.reply_by_account(invitation_id, text, **who(request)),
        reverse("own_reply", args=[invitation_id]),
    )


def _reply_page(
    request: HttpRequest,
    read: Callable[[], replies.ReplyPage],
    save: Callable[[str], None],
    address: str,
) -> HttpResponse:
    found = found_or_404(read)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def keep() -> HttpResponse:
            save(form.cleaned_data["text"])
            messages.success(request, _("Tack. Din kommentar är sparad."))
            return redirect(address)

        if answer := tried(form, keep):
            return answer
    blocks = answer_blocks(found.document, linked_to_sources=False)
    context = {"reply": found.line, "form": form, "blocks": blocks, "language": found.document.language}
    return render(request, "web/answers/reply.html", context)


def _kept_to_itself(response: HttpResponse) -> HttpResponse:
    """The address is a secret: no search engine keeps the page, and no other site is told of it."""
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
