"""A document looked through: its pages beside what was read on them, and a decision about each proposal."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.register.meanwhile import ChangedMeanwhile
from vandpunkt.register.reviewing.asking import review as find_review
from vandpunkt.register.reviewing.asking import school_choices
from vandpunkt.register.reviewing.deciding import (
    accept_proposals,
    accept_sure,
    link_proposal,
    reject_proposal,
    settle_school,
    undo_decisions,
)
from vandpunkt.register.reviewing.values import ProposalRow, ReviewDocument
from vandpunkt.web.access import own_schools, page
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.review.review_pages import page_views
from vandpunkt.web.review.review_words import confidence_in_words, grounds_in_words
from vandpunkt.web.saving import who

_SLIP = timedelta(hours=1)


@page("review")
def review(request: HttpRequest, document_id: int) -> HttpResponse:
    """A document with its proposals; POST decides about one, about all that are sure, or undoes."""
    found = _found(request, document_id)
    problem = ""
    if request.method == "POST":
        try:
            next_row = _decide(request, found)
            return redirect(f"{reverse('review', args=[document_id])}#{next_row}")
        except ChangedMeanwhile as changed:
            problem = _("{by} hann före dig. Se vad som gäller nu och avgör igen om det behövs.").format(
                by=changed.by or _("Någon annan")
            )
            found = _found(request, document_id)
        except Problem as error:
            problem = error.sentence(_)
    return render(request, "web/review/review.html", _context(request, found) | {"problem": problem})


def _found(request: HttpRequest, document_id: int) -> ReviewDocument:
    own = own_schools(request, "review")
    return found_or_404(find_review, document_id, codes=own, by=who(request)["by"])


def _context(request: HttpRequest, found: ReviewDocument) -> dict[str, Any]:
    views = page_views(found)
    unknown = found.unknown_schools
    choices = school_choices(unknown, codes=own_schools(request, "review")) if unknown else {}
    latest = found.latest
    mine = bool(latest) and latest[0].decided_by == who(request)["by"] and _is_fresh(latest[0])
    return {
        "section": "interventions",
        "document": found,
        "pages": [(view, [shown(row) for row in view.rows]) for view in views if view.rows],
        "quiet_pages": [view for view in views if not view.rows],
        "sure": len(found.sure),
        "waiting": len(found.waiting),
        "decided": len(found.rows) - len(found.waiting),
        "undoable": latest if mine and len(latest) > 1 else (),
        "unknown_schools": [(name, choices[name]) for name in unknown],
    }


def _is_fresh(row: ProposalRow) -> bool:
    """Whether the decision is so new that a slip is near: later each is undone by itself."""
    return row.decided_at is not None and now() - row.decided_at < _SLIP


def shown(row: ProposalRow) -> dict[str, Any]:
    """A proposal with what is said of it in words."""
    differences = [_(one) for one in row.known.differences] if row.known else []
    return {
        "row": row,
        "sure": confidence_in_words(row),
        "grounds": grounds_in_words(row),
        "differences": differences,
    }


def _decide(request: HttpRequest, found: ReviewDocument) -> str:
    """Do what the form asks for; returns the name of the place on the page to go on from."""
    decided: dict[str, Any] = {"codes": own_schools(request, "review"), **who(request)}
    do = request.POST.get("do", "")
    if do == "accept-sure":
        accepted, linked = accept_sure(found.id, **decided)
        messages.success(
            request, _("Godkända: {accepted}. Kopplade: {linked}.").format(accepted=accepted, linked=linked)
        )
        return "proposals"
    if do == "undo-latest":
        undo_decisions(_versions(request), **decided)
        messages.success(request, _("Det senaste är ångrat. Förslagen väntar igen."))
        return "proposals"
    if do == "school":
        name, code = request.POST.get("name", ""), request.POST.get("school", "")
        count = settle_school(found.id, name=name, code=code, **decided)
        told = ngettext("Skolan är vald för {count} förslag.", "Skolan är vald för {count} förslag.", count)
        messages.success(request, told.format(count=count))
        return "proposals"
    return _decide_one(request, found, do, decided)


def _decide_one(request: HttpRequest, found: ReviewDocument, do: str, decided: dict[str, Any]) -> str:
    versions = _versions(request)
    row = next((one for one in found.rows if one.id in versions), None)
    if row is None or len(versions) != 1:
        raise Problem(marked("Dokumentet har inget sådant förslag."))
    version = versions[row.id]
    if do == "accept":
        accept_proposals(versions, **decided)
    elif do == "link" and row.known:
        link_proposal(row.id, intervention_id=row.known.row.id, made_from=version, **decided)
    elif do == "reject":
        reject_proposal(row.id, reason=request.POST.get("reason", ""), made_from=version, **decided)
    elif do == "undo":
        undo_decisions(versions, **decided)
        return place_of(row)
    else:
        raise Problem(marked("Välj godkänn, koppla, rätta eller avvisa."))
    return place_after(found, row)


def place_of(row: ProposalRow) -> str:
    """The name of a proposal's place on the page."""
    return f"proposal-{row.number}"


def place_after(found: ReviewDocument, row: ProposalRow) -> str:
    """The place of the next proposal that waits, else of the first that does, else of the list."""
    waiting = [one for one in found.waiting if one.id != row.id]
    later = [one for one in waiting if one.position > row.position]
    return place_of((later or waiting)[0]) if waiting else "proposals"


def _versions(request: HttpRequest) -> dict[int, int]:
    """The proposals that a form is about, with the versions that were seen: `18:204`."""
    try:
        pairs = [one.split(":") for one in request.POST.getlist("proposal")]
        return {int(proposal): int(version) for proposal, version in pairs}
    except ValueError as error:
        raise Problem(marked("Formuläret går inte att läsa. Öppna dokumentet på nytt.")) from error
