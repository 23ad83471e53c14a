"""Where each fact of a statement comes from: what it says, from what, when, and who accepted it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime

from vandpunkt.documents.stated import stated_facts
from vandpunkt.documents.tree import Citation, Document
from vandpunkt.register.origins import (
    Origin,
    origins_of_effects,
    origins_of_fits,
    origins_of_interventions,
    origins_of_results,
)


@dataclass(frozen=True)
class SourcedFact:
    """One citation of a statement: where it is used, and where it comes from as it was that day.

    `texts` are the stretches of the statement that lean on it. Moments are None where nothing is known.
    """

    citation: str
    model: str
    row: str
    version: str
    label: str
    texts: tuple[str, ...]
    value: str
    source: str
    place: str
    words: str
    address: str
    sha256: str
    recorded_at: datetime | None
    recorded_by: str
    accepted_at: datetime | None
    accepted_by: str


_ORIGINS: dict[str, Callable[[Iterable[int]], dict[str, Origin]]] = {
    "result": origins_of_results,
    "model_fit": origins_of_fits,
    "effect_fit": origins_of_effects,
}


def sourced_facts(document: Document) -> tuple[SourcedFact, ...]:
    """Every citation that the document leans on, in reading order. Five queries."""
    texts: dict[str, list[str]] = defaultdict(list)
    for fact in stated_facts(document):
        for identity in fact.citations:
            texts[identity].append(fact.text)
    used = [document.citations[identity] for identity in texts if identity in document.citations]
    origins = _origins(used)
    return tuple(_sourced(one, tuple(texts[one.id]), origins.get(one.id)) for one in used)


def _origins(citations: list[Citation]) -> dict[str, Origin]:
    by_model: dict[str, list[Citation]] = defaultdict(list)
    for one in citations:
        by_model[one.model].append(one)
    found: dict[str, Origin] = {}
    interventions = by_model["intervention"]
    versions = origins_of_interventions(int(one.version) for one in interventions)
    found |= {one.id: versions[one.version] for one in interventions if one.version in versions}
    for model, origins in _ORIGINS.items():
        rows = origins(int(one.row) for one in by_model[model])
        found |= {one.id: rows[one.row] for one in by_model[model] if one.row in rows}
    return found


def _sourced(citation: Citation, texts: tuple[str, ...], origin: Origin | None) -> SourcedFact:
    known = origin or Origin("", citation.label)
    return SourcedFact(
        citation=citation.id,
        model=citation.model,
        row=citation.row,
        version=citation.version,
        label=citation.label,
        texts=texts,
        **asdict(known),
    )


def to_values(facts: Iterable[SourcedFact]) -> list[dict[str, Any]]:
    """The facts as plain values for JSON."""
    return [
        {
            key: value.isoformat() if isinstance(value, datetime) else value
            for key, value in asdict(one).items()
        }
        for one in facts
    ]


def from_values(values: Iterable[Mapping[str, Any]]) -> tuple[SourcedFact, ...]:
    """The facts that `to_values` gave."""
    names = {one.name for one in fields(SourcedFact)}
    moments = ("recorded_at", "accepted_at")
    return tuple(
        SourcedFact(
            **{key: value for key, value in one.items() if key in names and key not in (*moments, "texts")},
            texts=tuple(one["texts"]),
            recorded_at=_moment(one["recorded_at"]),
            accepted_at=_moment(one["accepted_at"]),
        )
        for one in values
    )


def _moment(text: str | None) -> datetime | None:
    return parse_datetime(text) if text else None
