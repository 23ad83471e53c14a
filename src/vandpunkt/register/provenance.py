"""Where a row comes from: the very words of a document, or the publication that a figure was printed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from vandpunkt.register.interventions.row import InterventionRow
from vandpunkt.register.models import Result, SourceDocument, SourceSnapshot

CONTEXT = 400


@dataclass(frozen=True)
class Passage:
    """Words of a document with a little of what stands around them on the page."""

    title: str
    dnr: str
    file_name: str
    page: int
    before: str
    words: str
    after: str
    read_at: datetime
    read_by: str


@dataclass(frozen=True)
class Snapshot:
    """The publication that a figure was printed in, as it was recorded."""

    kind: str
    title: str
    address: str
    sha256: str
    published: date | None
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True)
class Mention:
    """A document that states something about a school, and how many items of support it states."""

    title: str
    dnr: str
    items: int


def passage(document_id: int, page: int, start: int, end: int) -> Passage | None:
    """The words from `start` to `end` on a page (1-based) of a document; None where there is no such page."""
    document = SourceDocument.objects.filter(pk=document_id).first()
    if document is None or not 1 <= page <= len(document.page_texts):
        return None
    text = document.page_texts[page - 1]
    return Passage(
        title=str(document),
        dnr=document.dnr,
        file_name=document.file_name,
        page=page,
        before=text[max(start - CONTEXT, 0) : start],
        words=text[start:end],
        after=text[end : end + CONTEXT],
        read_at=document.read_at,
        read_by=document.read_by,
    )


def snapshot_of_result(result_id: int) -> Snapshot | None:
    """The publication of one version of a figure; None where there is no such figure."""
    row = Result.objects.select_related("snapshot").filter(pk=result_id).first()
    return _snapshot(row.snapshot) if row else None


def snapshots() -> tuple[Snapshot, ...]:
    """Every publication that has been recorded, newest first. One query."""
    return tuple(map(_snapshot, SourceSnapshot.objects.order_by("-recorded_at", "-pk")))


def _snapshot(source: SourceSnapshot) -> Snapshot:
    return Snapshot(
        kind=source.kind,
        title=source.title,
        address=source.address,
        sha256=source.sha256,
        published=source.published,
        recorded_at=source.recorded_at,
        recorded_by=source.recorded_by,
    )


def mentions(rows: Iterable[InterventionRow]) -> tuple[Mention, ...]:
    """The documents that some accepted rows were taken from, the one that was read last first. No query."""
    items = Counter((row.document_id or 0, row.document_title, row.document_dnr) for row in rows)
    found = sorted(items.items(), reverse=True)
    return tuple(Mention(title, dnr, number) for (key, title, dnr), number in found if key)
