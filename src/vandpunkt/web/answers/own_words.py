"""The officer's own words in an answer: a section's text, and a sentence in place of a generated one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vandpunkt.cases.contributions import ContributionRow, contributions
from vandpunkt.cases.drafting.draft import DraftPassage, draft
from vandpunkt.cases.drafting.own_sentences import LONGEST as LONGEST_SENTENCE
from vandpunkt.cases.drafting.own_sentences import write_own_sentence
from vandpunkt.cases.drafting.own_texts import OwnTextRow, WrittenMeanwhile, own_text, write_own_text
from vandpunkt.cases.drafting.paragraphs import changed_paragraphs
from vandpunkt.cases.loading import CaseHeading, case_heading
from vandpunkt.documents.readability import of_texts
from vandpunkt.domain.problems import Problem
from vandpunkt.web.access import page
from vandpunkt.web.errors import NotFound, found_or_404
from vandpunkt.web.fields import whole_number
from vandpunkt.web.saving import tell, who


class OwnTextForm(forms.Form):
    """A section's text, and the departments' texts to take in."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 16, "lang": "sv"}),
        help_text=gettext_lazy(
            "En tom rad skiljer styckena. Ett tomt avsnitt fylls av registrets egna meningar."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    merged = forms.CharField(required=False, widget=forms.HiddenInput)


class OwnSentenceForm(forms.Form):
    """A sentence in place of a generated one."""

    text = forms.CharField(
        label=gettext_lazy("Din mening"),
        max_length=LONGEST_SENTENCE,
        widget=forms.Textarea(attrs={"rows": 4, "lang": "sv"}),
        help_text=gettext_lazy(
            "Meningen behåller källorna till den som den ersätter. I utkastet står att den är din."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    generated = forms.CharField(widget=forms.HiddenInput, strip=False)


@page("own_text")
def own_text_page(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    """Writing a section, taking in departments' texts, and choosing where two have written at once."""
    case, row = _found(slug, section)
    waiting = [one for one in contributions(case.slug) if one.text and not one.withdrawn]
    context: dict[str, Any] = {"section": "cases", "case": case, "row": row}
    sent = request.POST if request.method == "POST" else None
    form = OwnTextForm(sent, initial={"text": row.text, "version": row.version, "merged": ""})
    if sent is not None and "take-in" in sent:
        form = _with_contribution(form, waiting, sent.get("take-in", ""))
    elif sent is not None and form.is_valid():
        try:
            write_own_text(
                case.slug,
                section,
                form.cleaned_data["text"],
                made_from=form.cleaned_data["version"],
                contributions=_numbers(form.cleaned_data["merged"]),
                **who(request),
            )
        except WrittenMeanwhile as meanwhile:
            form = _told(form, meanwhile, context)
        except Problem as problem:
            tell(form, problem, otherwise="text")
        else:
            messages.success(request, _("Texten är sparad."))
            return redirect("draft", case.slug)
    taken = set(_numbers(str(form["merged"].value() or "")))
    context |= {
        "form": form,
        "contributions": [one for one in waiting if one.id not in taken and not one.merged],
        "readability": of_texts([str(form["text"].value() or "")]),
    }
    return render(request, "web/answers/own_text.html", context)


def _found(slug: str, section: str) -> tuple[CaseHeading, OwnTextRow]:
    return found_or_404(case_heading, slug), found_or_404(own_text, slug, section)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(filter(None, map(whole_number, text.split())))


def _with_contribution(form: OwnTextForm, waiting: list[ContributionRow], wanted: str) -> OwnTextForm:
    """The form as typed, with a department's text after it; nothing is saved yet."""
    one = next((one for one in waiting if str(one.id) == wanted), None)
    typed = {name: str(form[name].value() or "") for name in form.fields}
    if one is not None:
        typed["text"] = f"{typed['text'].rstrip()}\n\n{one.text}".strip()
        typed["merged"] = f"{typed['merged']} {one.id}".strip()
    return OwnTextForm(initial=typed)


def _told(form: OwnTextForm, meanwhile: WrittenMeanwhile, context: dict[str, Any]) -> OwnTextForm:
    """The form with what the other did beside it, and with both persons' changes where they go together."""
    context["meanwhile"] = meanwhile
    mine = form.cleaned_data["text"]
    context["between"] = changed_paragraphs(mine, meanwhile.theirs)
    return OwnTextForm(
        initial={
            "text": meanwhile.together if meanwhile.together is not None else mine,
            "version": meanwhile.version,
            "merged": form.cleaned_data["merged"],
        }
    )


@page("own_sentence")
def own_sentence_page(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Writing a sentence in place of a generated one, or taking it back."""
    case, here = _passage(slug, key)
    own = here.own
    first = {"text": own.text if own else here.generated, "version": own.version if own else 0}
    sent = request.POST if request.method == "POST" else None
    form = OwnSentenceForm(sent, initial={**first, "generated": here.generated})
    if sent is not None:
        back = "take-back" in sent
        if back or form.is_valid():
            text = "" if back else form.cleaned_data["text"]
            try:
                write_own_sentence(
                    case.slug,
                    key,
                    "" if text == here.generated else text,
                    generated=sent.get("generated", ""),
                    made_from=whole_number(sent.get("version")),
                    **who(request),
                )
            except Problem as problem:
                tell(form, problem)
            else:
                messages.success(
                    request, _("Den egna meningen är borta.") if back else _("Meningen är sparad.")
                )
                return redirect("draft", case.slug)
    return render(
        request,
        "web/answers/own_sentence.html",
        {"section": "cases", "case": case, "here": here, "form": form},
    )


def _passage(slug: str, key: str) -> tuple[CaseHeading, DraftPassage]:
    seen = found_or_404(draft, slug, now=now())
    for one in seen.passages:
        if one.passage.key == key and one.passage.in_words:
            return seen.case, one
    raise NotFound(Problem(_("Svaret har inte längre det stycket.")))
