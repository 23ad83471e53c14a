"""From what was read to what is so: a reading proposes interventions, a person accepts them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading.facts import InterventionFact, Reading
from vandpunkt.register.interventions.continuing import link_to_earlier
from vandpunkt.register.interventions.saving import link_partners
from vandpunkt.register.models import Intervention, Proposal, SourceDocument
from vandpunkt.register.programmes.accepting import accept_programmes
from vandpunkt.register.programmes.names import programmes_by_name
from vandpunkt.register.reviewing.proposals import fill, partner_names, proposals_of
from vandpunkt.register.reviewing.taking_in import keep_document, text_sha256
from vandpunkt.register.schools import find_school
from vandpunkt.register.versions import change_kept, create_kept, keep_versions


@transaction.atomic
def propose_interventions(reading: Reading, *, file_name: str, by: str, now: datetime) -> tuple[int, ...]:
    """Keep a document and its items as proposals; returns their ids in the document's order.

    The same document a second time changes nothing and returns the same ids. Programmes and partners that
    the catalogue lacks are added, programmes marked as proposed. Raises Problem for a school that the
    register lacks, and then keeps nothing.
    """
    existing = SourceDocument.objects.filter(sha256=text_sha256(reading)).first()
    if existing:
        return tuple(existing.interventions.order_by("position").values_list("pk", flat=True))
    facts = reading.interventions
    codes = {name: find_school(name).code for name in dict.fromkeys(fact.school for fact in facts)}
    document = keep_document(reading, file_name=file_name, by=by, now=now)
    proposals = proposals_of(reading, document, codes)
    rows = Intervention.objects.bulk_create(_rows(proposals, facts, by=by, now=now))
    link_to_earlier(rows)
    names = {row.pk: some for row, some in zip(rows, partner_names(proposals), strict=True)}
    link_partners(names, by=by, now=now)
    keep_versions(rows, by=by, now=now, made=True)
    for one, row in zip(proposals, rows, strict=True):
        one.intervention = row
    create_kept(proposals, by=by, now=now)
    return tuple(row.pk for row in rows)


def _rows(
    proposals: Sequence[Proposal], facts: Sequence[InterventionFact], *, by: str, now: datetime
) -> list[Intervention]:
    programmes = programmes_by_name(facts, by=by, now=now)
    rows = [Intervention() for _ in proposals]
    for row, one in zip(rows, proposals, strict=True):
        if one.window_start is None:
            raise Problem(
                marked("Dokumentet säger inte vilka år som «{text}» gäller. Lägg in insatsen för hand."),
                text=one.wording,
            )
        fill(row, one, programmes.get(one.programme_name))
    return rows


@transaction.atomic
def accept(intervention_ids: Iterable[int], *, by: str, now: datetime) -> tuple[int, ...]:
    """Let proposals count from now on; returns those that were not accepted before.

    Their programmes are accepted with them. Raises Problem for an id that the register lacks.
    """
    wanted = list(dict.fromkeys(intervention_ids))
    rows = list(Intervention.objects.filter(pk__in=wanted).select_related("programme"))
    missing = set(wanted) - {row.pk for row in rows}
    if missing:
        raise Problem(
            marked("Registret har ingen insats {ids}. Läs in dokumentet igen."),
            ids=", ".join(str(one) for one in sorted(missing)),
        )
    proposed = [row for row in rows if row.accepted_at is None]
    for row in proposed:
        row.accepted_at, row.accepted_by = now, by
    change_kept(proposed, ["accepted_at", "accepted_by"], by=by, now=now)
    accept_programmes({row.programme for row in proposed if row.programme}, by=by, now=now)
    _tell_proposals(proposed, by=by, now=now)
    return tuple(row.pk for row in proposed)


def _tell_proposals(rows: Sequence[Intervention], *, by: str, now: datetime) -> None:
    """Let the proposals that the rows came of be accepted too."""
    waiting = Proposal.objects.filter(intervention__in=rows, state=Proposal.State.WAITING)
    proposals = list(waiting)
    for one in proposals:
        one.state, one.decided_at, one.decided_by = Proposal.State.ACCEPTED, now, by
    change_kept(proposals, ["state", "decided_at", "decided_by"], by=by, now=now)
