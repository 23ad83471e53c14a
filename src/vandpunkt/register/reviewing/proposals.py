"""Facts of a document → proposals → interventions: the same fields from one to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from vandpunkt.reading.facts import FollowOn, InterventionFact, Reading, Source
from vandpunkt.register.models import Intervention, Programme, Proposal, SourceDocument

Status = Intervention.Status
_LONGEST_NAME, _LONGEST_ABBREVIATION = 300, 60
_SAME_NAME = (
    *("school_unit_id", "planned", "wording", "start", "end", "in_use_from", "ongoing", "duration_years"),
    *("follow_on_start", "follow_on_end", "persons", "window_start", "window_end", "position"),
    *("source_page", "source_start", "source_end", "confidence"),
)
WRITTEN = ("programme", "status", "source_document", *(name.removesuffix("_id") for name in _SAME_NAME))
"""The fields of an intervention that a proposal fills in."""


def proposals_of(
    reading: Reading, document: SourceDocument, codes: Mapping[str, str | None]
) -> list[Proposal]:
    """What a document says, as proposals that are not saved yet; `codes` are its schools', where known."""
    return [
        _proposal(fact, reading, document, codes.get(fact.school), position)
        for position, fact in enumerate(reading.interventions)
    ]


def _proposal(
    fact: InterventionFact, reading: Reading, document: SourceDocument, code: str | None, position: int
) -> Proposal:
    years = reading.document.planned if fact.window == "planned" else reading.document.past
    return Proposal(
        document=document,
        position=position,
        school_name=fact.school[:_LONGEST_NAME],
        school_unit_id=code,
        planned=fact.window == "planned",
        window_start=int(years.start[:4]) if years else None,
        window_end=int(years.end[:4]) if years else None,
        programme_name=(fact.programme or "")[:_LONGEST_NAME],
        abbreviation=(fact.abbreviation or "")[:_LONGEST_ABBREVIATION],
        wording=fact.text,
        start=fact.start or "",
        end=fact.end or "",
        in_use_from=fact.in_use_from or "",
        ongoing=fact.ongoing,
        duration_years=fact.duration_years,
        follow_on_start=fact.follow_on.start if fact.follow_on else "",
        follow_on_end=(fact.follow_on.end or "") if fact.follow_on else "",
        partners=list(fact.partners),
        persons=list(fact.persons),
        source_page=fact.source.page,
        source_start=fact.source.start,
        source_end=fact.source.end,
        confidence=fact.confidence,
        doubts=list(fact.doubts),
    )


def fact_of(proposal: Proposal) -> InterventionFact:
    """A proposal as the fact that it states."""
    follow_on = FollowOn(proposal.follow_on_start, proposal.follow_on_end or None)
    return InterventionFact(
        school=proposal.school_name,
        window="planned" if proposal.planned else "past",
        text=proposal.wording,
        programme=proposal.programme_name or None,
        abbreviation=proposal.abbreviation or None,
        start=proposal.start or None,
        end=proposal.end or None,
        ongoing=proposal.ongoing,
        in_use_from=proposal.in_use_from or None,
        partners=tuple(proposal.partners),
        persons=tuple(proposal.persons),
        source=Source(proposal.source_page, proposal.source_start, proposal.source_end),
        confidence=proposal.confidence,
        duration_years=proposal.duration_years,
        follow_on=follow_on if proposal.follow_on_start else None,
        doubts=tuple(proposal.doubts),
    )


def fill(
    row: Intervention, proposal: Proposal, programme: Programme | None, *, now: datetime | None = None
) -> None:
    """Let an intervention state what a proposal states.

    With `now`, what an old document calls ongoing ran when it was written: whether it does is not known.
    """
    values: dict[str, Any] = {name: getattr(proposal, name) for name in _SAME_NAME}
    if (
        now
        and proposal.ongoing
        and not proposal.planned
        and (values["window_end"] or 0) < localdate(now).year - 1
    ):
        values["ongoing"] = None
    for name, value in values.items():
        setattr(row, name, value)
    row.programme, row.source_document = programme, proposal.document
    row.status = _status(row)


def _status(row: Intervention) -> str:
    """What the document states of how far it has come; that it was offered is all that a past item says."""
    if row.planned:
        return Status.PLANNED
    return Status.RUNNING if row.ongoing else Status.OFFERED


def partner_names(proposals: Sequence[Proposal]) -> list[tuple[str, ...]]:
    """The partners of each proposal, each once, in the order of the wording."""
    return [tuple(dict.fromkeys(one.partners)) for one in proposals]
