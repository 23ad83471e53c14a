"""What a statement (tjänsteutlåtande) says, as values. `as_json` gives the schema that others may rely on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from vandpunkt.reading.pages import Page


@dataclass(frozen=True)
class Source:
    """The characters a fact was taken from: page (1-based), start and end offsets in that page's text."""

    page: int
    start: int
    end: int


@dataclass(frozen=True)
class Sender:
    """A member of the board who sent the inquiry; `et_al` where the document says m.fl."""

    name: str
    party: str | None
    et_al: bool


@dataclass(frozen=True)
class Consultation:
    """A body that is heard before the board, and the ISO date when that is stated."""

    body: str
    date: str | None


@dataclass(frozen=True)
class Signatory:
    """A person who signs the statement in an official role."""

    name: str
    title: str


@dataclass(frozen=True)
class Window:
    """The years that one of the inquiry's questions is about, as the codes of their first and last year."""

    start: str
    end: str


@dataclass(frozen=True)
class FollowOn:
    """What follows an intervention at its end, when the same item states it; codes as in InterventionFact."""

    start: str
    end: str | None


@dataclass(frozen=True)
class InterventionFact:
    """One item of support at one school, as the document words it.

    `start`, `end` and `in_use_from` are codes: `2022ht`, `2024vt`, or `2022` where only the year is stated.
    `ongoing` is true where only a start is given, false where the text bounds it, None where it is not told.
    `confidence` is a share 0–1: how sure the reading is that a person would find the same; `doubts` are the
    names of its grounds for doubt.
    """

    school: str
    window: str
    text: str
    programme: str | None
    abbreviation: str | None
    start: str | None
    end: str | None
    ongoing: bool | None
    in_use_from: str | None
    partners: tuple[str, ...]
    persons: tuple[str, ...]
    source: Source
    confidence: float
    duration_years: int | None = None
    follow_on: FollowOn | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class DocumentFacts:
    """What the document says of itself and of the case."""

    kind: str
    title: str | None
    subtitle: str | None
    dnr: str | None
    board: str | None
    administration: str | None
    senders: tuple[Sender, ...]
    prepared_by: tuple[str, ...]
    consultations: tuple[Consultation, ...]
    proposal: str | None
    signatories: tuple[Signatory, ...]
    attachments: tuple[str, ...]
    past: Window | None
    planned: Window | None
    schools: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A heading and the paragraphs of running text under it, unwrapped, up to the next heading."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """The whole reading of one document: facts, prose, and what a person should look at."""

    document: DocumentFacts
    interventions: tuple[InterventionFact, ...]
    warnings: tuple[str, ...]
    sections: tuple[Section, ...] = field(default=())
    page_texts: tuple[str, ...] = field(default=())
    pages: tuple[Page, ...] = field(default=())


def as_json(reading: Reading) -> dict[str, Any]:
    """The reading as plain values for JSON. The prose and the page texts stay inside."""
    document = reading.document
    return {
        "document": {
            "kind": document.kind,
            "title": document.title,
            "subtitle": document.subtitle,
            "dnr": document.dnr,
            "board": document.board,
            "administration": document.administration,
            "senders": [{"name": s.name, "party": s.party, "et_al": s.et_al} for s in document.senders],
            "prepared_by": list(document.prepared_by),
            "consultations": [{"body": c.body, "date": c.date} for c in document.consultations],
            "proposal": document.proposal,
            "signatories": [{"name": s.name, "title": s.title} for s in document.signatories],
            "attachments": list(document.attachments),
            "windows": {
                name: [window.start, window.end] if window else None
                for name, window in (("past", document.past), ("planned", document.planned))
            },
            "schools": list(document.schools),
        },
        "interventions": [_intervention_as_json(fact) for fact in reading.interventions],
        "warnings": list(reading.warnings),
    }


def _intervention_as_json(fact: InterventionFact) -> dict[str, Any]:
    values: dict[str, Any] = {
        "school": fact.school,
        "window": fact.window,
        "text": fact.text,
        "programme": fact.programme,
        "abbreviation": fact.abbreviation,
        "start": fact.start,
        "end": fact.end,
        "ongoing": fact.ongoing,
        "in_use_from": fact.in_use_from,
        "partners": list(fact.partners),
        "persons": list(fact.persons),
        "source": {"page": fact.source.page, "start": fact.source.start, "end": fact.source.end},
        "confidence": fact.confidence,
    }
    if fact.duration_years is not None:
        values["duration_years"] = fact.duration_years
    if fact.follow_on is not None:
        values["follow_on"] = {"start": fact.follow_on.start, "end": fact.follow_on.end}
    return values
