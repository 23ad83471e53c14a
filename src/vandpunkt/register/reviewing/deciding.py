"""Saying yes, no or already there to proposals: each decision whole, with who and when, and undone whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max, QuerySet

from vandpunkt.domain.problems import FieldProblem, Problem, marked
from vandpunkt.register.interventions.continuing import link_to_earlier
from vandpunkt.register.interventions.saving import link_partners
from vandpunkt.register.meanwhile import changed_meanwhile
from vandpunkt.register.models import Intervention, Proposal
from vandpunkt.register.programmes.accepting import accept_programmes
from vandpunkt.register.programmes.names import programmes_by_name
from vandpunkt.register.reviewing.asking import Codes, review
from vandpunkt.register.reviewing.proposals import WRITTEN, fact_of, fill, partner_names
from vandpunkt.register.schools import schools
from vandpunkt.register.versions import change_kept, keep_versions

State = Proposal.State
_DECIDED = ("state", "reason", "intervention", "decided_at", "decided_by")


@transaction.atomic
def accept_proposals(
    versions: Mapping[int, int], *, codes: Codes = None, by: str, now: datetime
) -> tuple[int, ...]:
    """Let proposals, by id and the version that was seen, become rows that count; returns the rows' ids.

    All or none. Raises ChangedMeanwhile where somebody has decided or corrected since, and Problem where it
    is not known which school or which years one is about.
    """
    proposals = locked_proposals(versions, codes=codes)
    for one in proposals:
        _check_complete(one)
    programmes = programmes_by_name([fact_of(one) for one in proposals], by=by, now=now)
    rows = [one.intervention or Intervention() for one in proposals]
    for row, one in zip(rows, proposals, strict=True):
        fill(row, one, programmes.get(one.programme_name), now=now)
        row.accepted_at, row.accepted_by = now, by
    _save_rows(rows, proposals, by=by, now=now)
    accept_programmes({row.programme for row in rows if row.programme}, by=by, now=now)
    for row, one in zip(rows, proposals, strict=True):
        one.state, one.intervention = State.ACCEPTED, row
    _save_decided(proposals, by=by, now=now)
    return tuple(row.pk for row in rows)


def _check_complete(proposal: Proposal) -> None:
    if proposal.school_unit_id is None:
        raise FieldProblem(
            "school", marked("Välj vilken skola «{school}» är först."), school=proposal.school_name
        )
    if proposal.window_start is None or proposal.window_end is None:
        raise FieldProblem(
            "years",
            marked("Dokumentet säger inte vilka år som «{text}» gäller. Rätta förslaget och ange åren."),
            text=proposal.wording,
        )


def _save_rows(
    rows: Sequence[Intervention], proposals: Sequence[Proposal], *, by: str, now: datetime
) -> None:
    """Save new rows and rows that had been proposed or taken back, with their partners and versions."""
    new = [row for row in rows if row.pk is None]
    old = [row for row in rows if row.pk is not None]
    Intervention.objects.bulk_create(new)
    Intervention.objects.bulk_update(old, [*WRITTEN, "accepted_at", "accepted_by"])
    link_to_earlier(rows)
    names = {row.pk: some for row, some in zip(rows, partner_names(proposals), strict=True)}
    link_partners(names, by=by, now=now)
    keep_versions(new, by=by, now=now, made=True)
    keep_versions(old, by=by, now=now)


@transaction.atomic
def link_proposal(
    proposal_id: int, *, intervention_id: int, made_from: int, codes: Codes = None, by: str, now: datetime
) -> None:
    """Say that a proposal is a row that the register has already: the document is one more source of it.

    Raises ChangedMeanwhile as `accept_proposals` does, and Problem for a row at another school.
    """
    (one,) = locked_proposals({proposal_id: made_from}, codes=codes)
    row = Intervention.objects.filter(pk=intervention_id, accepted_at__isnull=False).first()
    if row is None or row.school_unit_id != one.school_unit_id:
        raise Problem(marked("Insats {id} finns inte på den skolan."), id=intervention_id)
    one.state, one.intervention = State.LINKED, row
    _save_decided([one], by=by, now=now)


@transaction.atomic
def accept_sure(document_id: int, *, codes: Codes = None, by: str, now: datetime) -> tuple[int, int]:
    """Accept every proposal of a document that is sure, and link those the register surely has.

    Returns how many were accepted and how many linked.
    """
    sure = review(document_id, codes=codes, by=by).sure
    new = {row.id: row.version for row in sure if row.known is None}
    accept_proposals(new, codes=codes, by=by, now=now)
    there = {row.id: row for row in sure if row.known is not None}
    proposals = locked_proposals({row.id: row.version for row in there.values()}, codes=codes)
    for one in proposals:
        known = there[one.pk].known
        assert known is not None
        one.state, one.intervention_id = State.LINKED, known.row.id
    _save_decided(proposals, by=by, now=now)
    return len(new), len(there)


@transaction.atomic
def reject_proposal(
    proposal_id: int, *, reason: str, made_from: int, codes: Codes = None, by: str, now: datetime
) -> None:
    """Say that a proposal is no support to register, and why. Raises FieldProblem without a reason."""
    if not reason.strip():
        raise FieldProblem("reason", marked("Skriv varför förslaget avvisas."))
    (one,) = locked_proposals({proposal_id: made_from}, codes=codes)
    one.state, one.reason = State.REJECTED, " ".join(reason.split())
    _save_decided([one], by=by, now=now)


@transaction.atomic
def undo_decisions(versions: Mapping[int, int], *, codes: Codes = None, by: str, now: datetime) -> None:
    """Let proposals wait again; what was accepted counts no more and keeps its history.

    Raises ChangedMeanwhile where somebody has changed the proposal since, and Problem where the row that came
    of it has been changed since it was accepted.
    """
    proposals = locked_proposals(versions, codes=codes, waiting=False)
    rows = [one.intervention for one in proposals if one.state == State.ACCEPTED and one.intervention]
    _check_untouched(rows)
    for row in rows:
        row.accepted_at, row.accepted_by = None, ""
    change_kept(rows, ["accepted_at", "accepted_by"], by=by, now=now)
    for one in proposals:
        if one.state == State.LINKED:
            one.intervention = None
        one.state, one.reason, one.decided_at, one.decided_by = State.WAITING, "", None, ""
    change_kept(proposals, _DECIDED, by=by, now=now)


def _check_untouched(rows: Sequence[Intervention]) -> None:
    """Raise Problem for a row with a version newer than its acceptance."""
    latest = dict(
        Intervention.history.filter(id__in=[row.pk for row in rows])
        .order_by()
        .values_list("id")
        .annotate(latest=Max("history_date"))
    )
    for row in rows:
        if row.accepted_at is not None and latest[row.pk] > row.accepted_at:
            raise Problem(
                marked(
                    "Insats {id} har ändrats sedan den godkändes. Ändra eller avsluta den på dess egen sida."
                ),
                id=row.pk,
            )


@transaction.atomic
def settle_school(
    document_id: int, *, name: str, code: str, codes: Codes = None, by: str, now: datetime
) -> int:
    """Say which school a name in a document means; returns how many waiting proposals that settled.

    Raises FieldProblem for a school that the register lacks, or that is not one of `codes`.
    """
    if not schools([code]) or (codes is not None and code not in codes):
        raise FieldProblem("school", marked("Välj en av dina skolor för «{school}»."), school=name)
    rows = Proposal.objects.select_for_update().filter(
        document=document_id, school_name=name, state=State.WAITING, school_unit__isnull=True
    )
    found = list(rows)
    for one in found:
        one.school_unit_id = code
    change_kept(found, ["school_unit"], by=by, now=now)
    return len(found)


def locked_proposals(
    versions: Mapping[int, int], *, codes: Codes = None, waiting: bool = True
) -> list[Proposal]:
    """Proposals to be changed, which wait or, with `waiting=False`, have been decided about.

    Raises Problem for one that is not there or at another's school, and ChangedMeanwhile where one is in
    another version than was seen.
    """
    rows: QuerySet[Proposal] = Proposal.objects.select_for_update(of=("self",)).filter(pk__in=list(versions))
    found = {
        row.pk: row for row in rows.select_related("document", "intervention").defer("document__page_texts")
    }
    latest = dict(
        Proposal.history.filter(id__in=list(versions))
        .order_by()
        .values_list("id")
        .annotate(latest=Max("history_id"))
    )
    for proposal_id, version in versions.items():
        row = found.get(proposal_id)
        if row is None or (codes is not None and (row.school_unit_id or "") not in {"", *codes}):
            raise Problem(marked("Dokumentet har inget förslag {id}."), id=proposal_id)
        if latest[proposal_id] != version or (row.state == State.WAITING) is not waiting:
            newest = Proposal.history.select_related("history_user").get(history_id=latest[proposal_id])
            raise changed_meanwhile(newest)
    return [found[one] for one in versions]


def _save_decided(proposals: Sequence[Proposal], *, by: str, now: datetime) -> None:
    for one in proposals:
        one.decided_at, one.decided_by = now, by
    change_kept(proposals, _DECIDED, by=by, now=now)
