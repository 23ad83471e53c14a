"""Correcting one proposal, with its words on the page beside the form."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vandpunkt.domain.problems import Problem
from vandpunkt.register.programmes.asking import programme_choices
from vandpunkt.register.reviewing.asking import review, school_choices
from vandpunkt.register.reviewing.correcting import FIELD_NAMES, Correction, correct_proposal, correction_of
from vandpunkt.register.reviewing.deciding import accept_proposals
from vandpunkt.register.reviewing.values import ProposalRow, ReviewDocument
from vandpunkt.web.access import own_schools, page
from vandpunkt.web.errors import NotFound, found_or_404
from vandpunkt.web.fields import LinesField, PeriodField
from vandpunkt.web.review.review import place_after, place_of, shown
from vandpunkt.web.review.review_pages import page_view
from vandpunkt.web.saving import all_chosen, chosen, saved, who


class CorrectionForm(forms.Form):
    """What a document says of one intervention, as it should have been read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    school = forms.ChoiceField(label=_("Skola"))
    programme = forms.CharField(
        label=_("Program"),
        required=False,
        max_length=300,
        help_text=_(
            "Ett nytt namn läggs till i katalogen när förslaget godkänns. Lämna tomt om inget passar."
        ),
        widget=forms.TextInput(attrs={"list": "programmes"}),
    )
    wording = forms.CharField(label=_("Ordalydelse"), widget=forms.Textarea(attrs={"rows": 4}))
    period = PeriodField(
        label=_("Period"),
        required=False,
        help_text=_("Skriv terminer, läsår eller år: vt 26–, ht 2024–vt 2026, 2025."),
    )
    partners = LinesField(label=_("Samverkansparter"), required=False, help_text=_("En på varje rad."))
    planned = forms.ChoiceField(
        label=_("Stödet var, när dokumentet skrevs,"),
        choices=(("past", _("tidigare eller pågående")), ("planned", _("planerat"))),
    )
    years = PeriodField(label=_("Uppgiften gäller åren"), help_text=_("Till exempel 2021–2024."))

    def __init__(self, *args: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["school"]
        field.choices = [("", gettext("Välj skola")), *((one.code, one.name) for one in schools)]

    def correction(self) -> Correction:
        """What is stated in a form without errors."""
        given = dict(self.cleaned_data)
        del given["version"]
        return Correction(**{**given, "planned": given["planned"] == "planned"})


@page("review_proposal")
def review_proposal(request: HttpRequest, document_id: int, proposal_id: int) -> HttpResponse:
    """The form of one proposal; saving it may accept it at once."""
    found, row = _found(request, document_id, proposal_id)
    own = own_schools(request, "review_proposal")
    schools = school_choices([row.school_name], codes=own)[row.school_name]
    form = CorrectionForm(None, initial=_initial(row), schools=schools)
    context: dict[str, Any] = {}
    if request.method == "POST":
        theirs = partial(_initial, row)
        data = chosen(request.POST, form.fields, theirs, FIELD_NAMES)
        form = CorrectionForm(data, initial=_initial(row), schools=schools)
        if all_chosen(form, request.POST) and form.is_valid():
            answer = saved(form, context, partial(_saved, request, found, row, form), theirs=theirs)
            if answer:
                return answer
    view = page_view(found.pages[row.page - 1], row.page, [row], drawn=found.kind == "pdf")
    context |= {
        "form": form,
        "section": "interventions",
        "document": found,
        "one": shown(row),
        "page": view,
        "programmes": [name for _slug, name in programme_choices()],
    }
    return render(request, "web/review/review_proposal.html", context)


def _found(request: HttpRequest, document_id: int, proposal_id: int) -> tuple[ReviewDocument, ProposalRow]:
    found = found_or_404(
        review, document_id, codes=own_schools(request, "review_proposal"), by=who(request)["by"]
    )
    row = next((one for one in found.rows if one.id == proposal_id), None)
    if row is None:
        raise NotFound(Problem(gettext("Dokumentet har inget sådant förslag.")))
    return found, row


def _initial(row: ProposalRow) -> dict[str, Any]:
    stated = correction_of(row)
    fields = {name: getattr(stated, name) for name in FIELD_NAMES}
    return fields | {"planned": "planned" if stated.planned else "past", "version": row.version}


def _saved(
    request: HttpRequest, found: ReviewDocument, row: ProposalRow, form: CorrectionForm
) -> HttpResponse:
    decided: dict[str, Any] = {"codes": own_schools(request, "review_proposal"), **who(request)}
    version = correct_proposal(row.id, form.correction(), made_from=form.cleaned_data["version"], **decided)
    place = place_of(row)
    if request.POST.get("do") == "accept":
        accept_proposals({row.id: version}, **decided)
        place = place_after(found, row)
    messages.success(request, gettext("Förslag {number} är sparat.").format(number=row.number))
    return redirect(f"{reverse('review', args=[found.id])}#{place}")
