"""The draft of an answer in the browser: read, build, write own text, and take in what has changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from vandpunkt.cases.building import keep_statement
from vandpunkt.cases.contributions import contributions
from vandpunkt.cases.drafting.checking import HouseCheck, PlacedRemark, check_at_once
from vandpunkt.cases.drafting.draft import Draft, DraftPassage, draft, take_in
from vandpunkt.cases.drafting.own_texts import own_text_for
from vandpunkt.cases.loading import case_heading
from vandpunkt.documents.charts import ChartTable, to_table
from vandpunkt.documents.readability import of_texts
from vandpunkt.documents.tree import Figure, Signatures
from vandpunkt.domain.problems import Problem
from vandpunkt.web.access import page
from vandpunkt.web.answers.answer_blocks import AnswerBlock, answer_blocks
from vandpunkt.web.answers.draft_checks import told_remarks
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.fields import whole_number
from vandpunkt.web.saving import who

_REMARKS_SHOWN = 3


@page("draft")
def draft_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The draft as it would read now, and building it."""
    seen = _draft(slug)
    case = seen.case
    if request.method == "POST":
        statement = keep_statement(case.dnr, **who(request))
        told = (
            _("Svar {number} är byggt.")
            if statement.number != seen.number
            else _("Svar {number} säger redan detta.")
        )
        messages.success(request, told.format(number=statement.number))
        return redirect("draft", case.slug)
    checked = check_at_once(seen.document, seen.names)
    own = [text.text for text in seen.texts if text.text] + [one.own.text for one in seen.passages if one.own]
    return render(
        request,
        "web/answers/draft.html",
        {
            "section": "cases",
            "case": case,
            "draft": seen,
            "lines": _lines(seen),
            "unsigned": not any(isinstance(block, Signatures) for block in seen.document.blocks),
            "missing": [text for text in seen.texts if not text.text],
            "outdated": [one for one in seen.passages if one.outdated],
            "readability": of_texts(own),
            "to_merge": [
                (one, own_text_for(f"{one.asked_for} {one.department}", seen.texts))
                for one in contributions(case.slug)
                if one.text and not one.merged and not one.withdrawn
            ],
            "checked": checked,
            "remarks": _first_remarks(checked) if checked else (),
        },
    )


def _first_remarks(checked: HouseCheck) -> list[tuple[str, PlacedRemark, str]]:
    """The first remarks, each with its place and what is said of it there."""
    told = [(place, one, said) for place, found in told_remarks(checked) for one, said in found]
    return told[:_REMARKS_SHOWN]


@page("draft_changes")
def draft_changes(request: HttpRequest, slug: str) -> HttpResponse:
    """What the newest build would say otherwise now, to be taken in one by one."""
    context: dict[str, Any] = {"section": "cases"}
    if request.method == "POST":
        try:
            return _took_in(request, found_or_404(case_heading, slug).slug)
        except Problem as problem:
            context["problem"] = problem.sentence(_)
    seen = _draft(slug)
    context |= {
        "case": seen.case,
        "draft": seen,
        "changes": [(change, *map(_figure_table, (change.before, change.after))) for change in seen.changes],
        "outdated": [one for one in seen.passages if one.outdated],
    }
    return render(request, "web/answers/draft_changes.html", context)


def _took_in(request: HttpRequest, slug: str) -> HttpResponse:
    answers = {
        name[len("change-") :]: value for name, value in request.POST.items() if name.startswith("change-")
    }
    if request.POST.get("action") == "all":
        answers = dict.fromkeys((change.id for change in _draft(slug).changes), "take")
    kept = take_in(
        slug,
        number=whole_number(request.POST.get("number")),
        accepted={one for one, value in answers.items() if value == "take"},
        kept_as_own={one for one, value in answers.items() if value == "own"},
        **who(request),
    )
    messages.success(request, _("Svar {number} är byggt.").format(number=kept))
    return redirect("draft", slug)


def _figure_table(side: tuple[Any, ...]) -> ChartTable | None:
    """The figures behind a chart, so that old and new can be compared in words."""
    block = side[0].block if side else None
    return to_table(block.chart) if isinstance(block, Figure) else None


def _draft(slug: str) -> Draft:
    return found_or_404(draft, slug, now=now())


def _lines(seen: Draft) -> list[tuple[DraftPassage, AnswerBlock]]:
    """Each passage beside the block that shows it."""
    apart = replace(seen.document, blocks=tuple(one.passage.block for one in seen.passages))
    return list(zip(seen.passages, answer_blocks(apart), strict=True))
