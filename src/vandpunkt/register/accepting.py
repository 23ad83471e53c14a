"""From what was read to what is so: a reading proposes interventions, a person accepts them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading.facts import InterventionFact, Reading
from vandpunkt.register.continuing import link_to_earlier
from vandpunkt.register.models import (
    Intervention,
    InterventionPartner,
    Partner,
    Programme,
    SourceDocument,
)
from vandpunkt.register.naming import partners_by_name, programmes_by_name
from vandpunkt.register.schools import find_school
from vandpunkt.register.versions import create_kept, keep_versions

Status = Intervention.Status


@transaction.atomic
def propose_interventions(reading: Reading, *, file_name: str, by: str, now: datetime) -> tuple[int, ...]:
    """Keep a document and its items as proposals; returns their ids in the document's order.

    The same document a second time changes nothing and returns the same ids. Programmes and partners that
    the catalogue lacks are added, programmes marked as proposed. Raises Problem for a school that the
    register lacks, and then keeps nothing.
    """
    sha256 = text_sha256(reading)
    existing = SourceDocument.objects.filter(sha256=sha256).first()
    if existing:
        return tuple(existing.interventions.order_by("position").values_list("pk", flat=True))
    document = _keep_document(reading, sha256, file_name=file_name, by=by, now=now)
    facts = reading.interventions
    programmes = programmes_by_name(facts, by=by, now=now)
    rows = [
        _proposal(fact, reading, document, programmes.get(fact.programme or ""), position)
        for position, fact in enumerate(facts)
    ]
    _place_at_schools(rows, facts)
    rows = Intervention.objects.bulk_create(rows)
    link_to_earlier(rows)
    _keep_partners(rows, facts, partners_by_name(facts, by=by, now=now))
    keep_versions(rows, by=by, now=now, made=True)
    return tuple(row.pk for row in rows)


def text_sha256(reading: Reading) -> str:
    """The identity of what was read: the hash of its page texts."""
    return hashlib.sha256("\f".join(reading.page_texts).encode()).hexdigest()


def _keep_document(
    reading: Reading, sha256: str, *, file_name: str, by: str, now: datetime
) -> SourceDocument:
    facts = reading.document
    document = SourceDocument(
        title=facts.title or "",
        dnr=facts.dnr or "",
        kind=facts.kind,
        file_name=file_name,
        sha256=sha256,
        page_texts=list(reading.page_texts),
        read_at=now,
        read_by=by,
    )
    return create_kept([document], by=by, now=now)[0]


def _place_at_schools(rows: Sequence[Intervention], facts: Sequence[InterventionFact]) -> None:
    codes = {name: find_school(name).code for name in dict.fromkeys(fact.school for fact in facts)}
    for row, fact in zip(rows, facts, strict=True):
        row.school_unit_id = codes[fact.school]


def _proposal(
    fact: InterventionFact,
    reading: Reading,
    document: SourceDocument,
    programme: Programme | None,
    position: int,
) -> Intervention:
    first, last = _years(fact, reading)
    return Intervention(
        programme=programme,
        status=_status(fact),
        wording=fact.text,
        start=fact.start or "",
        end=fact.end or "",
        in_use_from=fact.in_use_from or "",
        ongoing=fact.ongoing,
        duration_years=fact.duration_years,
        follow_on_start=fact.follow_on.start if fact.follow_on else "",
        follow_on_end=(fact.follow_on.end or "") if fact.follow_on else "",
        persons=list(fact.persons),
        window_start=first,
        window_end=last,
        planned=fact.window == "planned",
        position=position,
        source_document=document,
        source_page=fact.source.page,
        source_start=fact.source.start,
        source_end=fact.source.end,
        confidence=fact.confidence,
    )


def _years(fact: InterventionFact, reading: Reading) -> tuple[int, int]:
    window = reading.document.planned if fact.window == "planned" else reading.document.past
    if window is None:
        raise Problem(
            marked("Dokumentet säger inte vilka år som «{text}» gäller. Lägg in insatsen för hand."),
            text=fact.text,
        )
    return int(window.start[:4]), int(window.end[:4])


def _status(fact: InterventionFact) -> str:
    """What the document states of how far it has come; that it was offered is all that a past item says."""
    if fact.window == "planned":
        return Status.PLANNED
    if fact.ongoing:
        return Status.RUNNING
    return Status.OFFERED


def _keep_partners(
    rows: Sequence[Intervention], facts: Sequence[InterventionFact], partners: dict[str, Partner]
) -> None:
    InterventionPartner.objects.bulk_create(
        InterventionPartner(intervention=row, partner=partners[name], position=position)
        for row, fact in zip(rows, facts, strict=True)
        for position, name in enumerate(dict.fromkeys(fact.partners))
    )


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
    Intervention.objects.bulk_update(proposed, ["accepted_at", "accepted_by"])
    keep_versions(proposed, by=by, now=now)
    _accept_programmes({row.programme for row in proposed if row.programme}, by=by, now=now)
    return tuple(row.pk for row in proposed)


def _accept_programmes(programmes: set[Programme], *, by: str, now: datetime) -> None:
    new = [programme for programme in programmes if programme.proposed]
    for programme in new:
        programme.proposed = False
    Programme.objects.bulk_update(new, ["proposed"])
    keep_versions(new, by=by, now=now)
