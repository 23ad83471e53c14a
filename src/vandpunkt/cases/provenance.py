"""Where a statement comes from, for machines: W3C PROV-O as JSON-LD, which needs nothing from the network."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from vandpunkt.cases.sources_of_facts import SourcedFact
from vandpunkt.documents.tree import Document

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "foaf": "http://xmlns.com/foaf/0.1/",
}
BASE = "urn:vandpunkt:"


@dataclass(frozen=True)
class Signature:
    """Who signed a document, and when."""

    by: str
    at: datetime


def provenance(
    document: Document,
    facts: Iterable[SourcedFact],
    *,
    files: Mapping[str, str] | None = None,
    signature: Signature | None = None,
) -> str:
    """The provenance of a document as JSON-LD. `files` are the SHA-256 of its files by file ending.

    Same document, facts and signature, same text.
    """
    listed = tuple(facts)
    nodes = [_statement(document, listed, signature), *_files(document, files or {}), *_facts(listed)]
    people = {one.recorded_by for one in listed} | {one.accepted_by for one in listed}
    people |= {signature.by} if signature else set()
    nodes += (
        _node(_name("agent", person), "prov:Agent", {"foaf:name": person})
        for person in sorted(filter(None, people))
    )
    return json.dumps({"@context": CONTEXT, "@graph": nodes}, ensure_ascii=False, indent=1) + "\n"


def _statement(
    document: Document, facts: tuple[SourcedFact, ...], signature: Signature | None
) -> dict[str, Any]:
    return _node(
        _name("statement", _called(document)),
        "prov:Entity",
        {
            "dcterms:title": document.title,
            "dcterms:identifier": document.letterhead.dnr,
            "prov:generatedAtTime": _moment(signature.at) if signature else None,
            "prov:wasDerivedFrom": [_link("fact", one.citation) for one in facts],
            "prov:wasAttributedTo": _link("agent", signature.by) if signature else None,
        },
    )


def _files(document: Document, files: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for ending, sha256 in files.items():
        stated = {
            "dcterms:format": ending,
            "dcterms:identifier": f"sha256:{sha256}",
            "prov:alternateOf": _link("statement", _called(document)),
        }
        yield _node(_name("file", f"{_called(document)}.{ending}"), "prov:Entity", stated)


def _facts(facts: tuple[SourcedFact, ...]) -> Iterator[dict[str, Any]]:
    sources: dict[str, dict[str, Any]] = {}
    for one in facts:
        source = _name("source", one.sha256 or one.source)
        sources[source] = _source(source, one)
        yield from _fact(one, source)
    yield from sources.values()


def _called(document: Document) -> str:
    return document.identity or document.letterhead.dnr or document.title


def _fact(one: SourcedFact, source: str) -> Iterator[dict[str, Any]]:
    accepted = _name("acceptance", one.citation)
    yield _node(
        _name("fact", one.citation),
        "prov:Entity",
        {
            "prov:value": one.value or list(one.texts),
            "dcterms:description": one.label,
            "prov:wasDerivedFrom": {"@id": source},
            "prov:wasGeneratedBy": {"@id": accepted} if one.accepted_at else None,
        },
    )
    if one.accepted_at:
        yield _node(
            accepted,
            "prov:Activity",
            {
                "prov:used": {"@id": source},
                "prov:endedAtTime": _moment(one.accepted_at),
                "prov:wasAssociatedWith": _link("agent", one.accepted_by) if one.accepted_by else None,
            },
        )


def _source(name: str, one: SourcedFact) -> dict[str, Any]:
    return _node(
        name,
        "prov:Entity",
        {
            "dcterms:title": one.source,
            "dcterms:identifier": f"sha256:{one.sha256}" if one.sha256 else None,
            "prov:atLocation": {"@id": one.address} if one.address.startswith("https://") else None,
            "prov:generatedAtTime": _moment(one.recorded_at),
            "prov:wasAttributedTo": _link("agent", one.recorded_by) if one.recorded_by else None,
        },
    )


def _node(name: str, kind: str, stated: dict[str, Any]) -> dict[str, Any]:
    return {"@id": name, "@type": kind, **{key: value for key, value in stated.items() if value}}


def _name(kind: str, name: str) -> str:
    return f"{BASE}{kind}:{quote(name, safe='')}"


def _link(kind: str, name: str) -> dict[str, str]:
    return {"@id": _name(kind, name)}


def _moment(moment: datetime | None) -> dict[str, str] | None:
    return {"@type": "xsd:dateTime", "@value": moment.isoformat()} if moment else None
