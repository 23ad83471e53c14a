"""Promises: what answers have said was planned, and the form that tells what became of it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vandpunkt.cases.watched_promises import watch_promises
from vandpunkt.follow_up.past import promise_history
from vandpunkt.follow_up.promise_asking import note_shown
from vandpunkt.follow_up.promises import ANSWERS, answer_promise
from vandpunkt.follow_up.promises import promise as find_promise
from vandpunkt.follow_up.promises import promises as find_promises
from vandpunkt.web.access import hold_to_school, may_at, own_schools, page
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.past.pages import past_page
from vandpunkt.web.past.undoing import PROMISE, undoable
from vandpunkt.web.saving import saved, who


class PromiseForm(forms.Form):
    """What became of it, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    status = forms.ChoiceField(
        label=gettext_lazy("Vad blev det av det?"),
        choices=[
            ("", gettext_lazy("Välj")),
            ("done", gettext_lazy("Genomfört")),
            ("running", gettext_lazy("Pågår")),
            ("not_done", gettext_lazy("Inte genomfört")),
        ],
    )
    reason = forms.CharField(
        label=gettext_lazy("Varför, eller något att tillägga"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Står i nästa svar om skolan. Skriv inget om enskilda elever."),
    )


@page("promises")
def promises(request: HttpRequest) -> HttpResponse:
    """The promises about the person's schools: what is to be answered first."""
    if past := past_page(request, "promises"):
        return past
    rows = find_promises(codes=own_schools(request, "promises"))
    today = localdate()
    due = [row for row in rows if row.is_due(today)]
    note_shown(due, request.user, today=today, **who(request))
    context = {"section": "promises", "due": due, "others": [row for row in rows if row not in due]}
    return render(request, "web/follow_up/promises.html", context)


@page("promise")
def promise(request: HttpRequest, promise_id: int) -> HttpResponse:
    """One promise, with the form that answers it."""
    row = found_or_404(find_promise, promise_id)
    hold_to_school(request, "promise", row.school_unit_code)
    if past := past_page(request, "promise", row):
        return past
    sent = request.method == "POST"
    if not sent and note_shown([row], request.user, today=localdate(), **who(request)):
        row = find_promise(promise_id)
    initial = {
        "version": row.version,
        "status": row.status if row.status in ANSWERS else "",
        "reason": row.reason,
    }
    form = PromiseForm(request.POST) if sent else PromiseForm(initial=initial)
    context = {"section": "promises", "promise": row, "form": form, "due": row.is_due(localdate())}
    context |= {
        "history": promise_history(promise_id),
        "may_undo": may_at(request, "promise_undo", row.school_unit_code)
        and undoable(request, PROMISE, promise_id),
    }
    if sent and form.is_valid():

        def save() -> HttpResponse:
            given = dict(form.cleaned_data)
            answer_promise(promise_id, made_from=given.pop("version"), **given, **who(request))
            messages.success(request, _("Svaret är sparat och står i nästa svar om skolan."))
            return redirect("promises")

        if answer := saved(form, context, save):
            return answer
    return render(request, "web/follow_up/promise.html", context)


@page("case_promises")
def case_promises(request: HttpRequest, slug: str) -> HttpResponse:
    """Watch what the newest statement of a case says is planned."""
    made = found_or_404(watch_promises, slug, **who(request))
    text = _("{made} löften bevakas nu.") if made else _("Allt som planeras i svaret bevakas redan.")
    messages.success(request, text.format(made=made))
    return redirect("promises")
