"""A file that somebody hands in → a document whose items wait as proposals."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from vandpunkt.reading import Limits, Reading, Recogniser, read_content
from vandpunkt.reading.files import kind_of
from vandpunkt.reading.guarded import page_from
from vandpunkt.reading.pages import Page, Stretch
from vandpunkt.register.models import DocumentFile, Proposal, SourceDocument
from vandpunkt.register.programmes.catalogue import names_for_reading
from vandpunkt.register.reviewing.proposals import proposals_of
from vandpunkt.register.reviewing.values import TakenIn
from vandpunkt.register.schools import schools_named
from vandpunkt.register.versions import create_kept

_LONGEST_NAME, _LONGEST_TITLE, _LONGEST_DNR = 300, 300, 60


def take_in(
    content: bytes,
    *,
    name: str,
    recogniser: Recogniser | None = None,
    limits: Limits | None = None,
    by: str,
    now: datetime,
) -> TakenIn:
    """Read a file and keep what it says as proposals; nothing of it counts until a person accepts it.

    A file that has been taken in before, or whose text has, changes nothing. Raises Problem for a file that
    cannot be read, and then keeps nothing.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    if before := _before(sha256):
        return _taken_in(before, already=True)
    reading = read_content(
        content, name=name, names=names_for_reading(), limits=limits, recogniser=recogniser
    )
    try:
        with transaction.atomic():
            return _kept(reading, content, sha256, name=name, by=by, now=now)
    except IntegrityError:
        same_text = SourceDocument.objects.filter(sha256=text_sha256(reading)).first()
        before = _before(sha256) or same_text
        if before is None:
            raise
        return _taken_in(before, already=True)


def _before(sha256: str) -> SourceDocument | None:
    file = DocumentFile.objects.filter(sha256=sha256).select_related("document").defer("content").first()
    return file.document if file else None


def _kept(reading: Reading, content: bytes, sha256: str, *, name: str, by: str, now: datetime) -> TakenIn:
    same_text = SourceDocument.objects.filter(sha256=text_sha256(reading)).first()
    document = same_text or keep_document(reading, file_name=name, by=by, now=now)
    if not DocumentFile.objects.filter(document=document).exists():
        _keep_file(document, reading, content, sha256)
    if same_text is None:
        keep_proposals(reading, document, by=by, now=now)
    return _taken_in(document, already=same_text is not None)


@transaction.atomic
def take_in_items(reading: Reading, content: bytes, *, name: str, by: str, now: datetime) -> int:
    """Keep the items that a reading has been cut down to as proposals of its document, with the file.

    Those that the document has as proposals already are left as they are. Returns the document's id.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    document = _before(sha256) or SourceDocument.objects.filter(sha256=text_sha256(reading)).first()
    document = document or keep_document(reading, file_name=name, by=by, now=now)
    if not DocumentFile.objects.filter(document=document).exists():
        _keep_file(document, reading, content, sha256)
    there = list(document.proposals.order_by("position"))
    known = {(one.source_page, one.source_start, one.source_end) for one in there}
    new = tuple(
        fact
        for fact in reading.interventions
        if (fact.source.page, fact.source.start, fact.source.end) not in known
    )
    after = there[-1].position + 1 if there else 0
    keep_proposals(replace(reading, interventions=new), document, after=after, by=by, now=now)
    return int(document.pk)


def keep_proposals(
    reading: Reading, document: SourceDocument, *, after: int = 0, by: str, now: datetime
) -> list[Proposal]:
    """Keep the items of a document as proposals, in its order, numbered from `after`."""
    names = dict.fromkeys(fact.school for fact in reading.interventions)
    rows = proposals_of(reading, document, _codes(names))
    for one in rows:
        one.position += after
    return create_kept(rows, by=by, now=now)


def _codes(names: Iterable[str]) -> dict[str, str | None]:
    """The one school of ours that each name can mean; None where there is none or several."""
    found = schools_named(names)
    return {name: some[0].code if len(some) == 1 and some[0].own else None for name, some in found.items()}


def keep_document(reading: Reading, *, file_name: str, by: str, now: datetime) -> SourceDocument:
    """Keep a document that has been read."""
    facts = reading.document
    document = SourceDocument(
        title=(facts.title or "")[:_LONGEST_TITLE],
        dnr=(facts.dnr or "")[:_LONGEST_DNR],
        kind=facts.kind,
        file_name=file_name[-_LONGEST_NAME:],
        sha256=text_sha256(reading),
        page_texts=list(reading.page_texts),
        read_at=now,
        read_by=by,
    )
    return create_kept([document], by=by, now=now)[0]


def text_sha256(reading: Reading) -> str:
    """The identity of what was read: the hash of its page texts."""
    return hashlib.sha256("\f".join(reading.page_texts).encode()).hexdigest()


def _keep_file(document: SourceDocument, reading: Reading, content: bytes, sha256: str) -> None:
    DocumentFile.objects.create(
        document=document,
        kind=kind_of(content),
        content=content,
        sha256=sha256,
        layout=[_plain(page) for page in reading.pages],
        warnings=list(reading.warnings),
        recognised=any(page.recognised for page in reading.pages),
    )


def _plain(page: Page) -> dict[str, Any]:
    """A page as plain values, without its text, which the document has."""
    plain = {name: value for name, value in vars(page).items() if name != "text"}
    return plain | {"stretches": [_plain_stretch(one) for one in page.stretches]}


def _plain_stretch(stretch: Stretch) -> dict[str, Any]:
    return vars(stretch) | {"cell": vars(stretch.cell) if stretch.cell else None}


def pages_of(document: SourceDocument, layout: list[dict[str, Any]]) -> tuple[Page, ...]:
    """The pages of a document as they were read; without layout each is its text alone."""
    if len(layout) != len(document.page_texts):
        return tuple(Page(text, ()) for text in document.page_texts)
    return tuple(
        page_from({**plain, "text": text}) for plain, text in zip(layout, document.page_texts, strict=True)
    )


def _taken_in(document: SourceDocument, *, already: bool) -> TakenIn:
    waiting = list(document.proposals.filter(state=Proposal.State.WAITING).order_by("position"))
    unknown = (one.school_name for one in waiting if one.school_unit_id is None)
    return TakenIn(
        document_id=document.pk,
        title=str(document),
        already=already,
        waiting=len(waiting),
        unknown_schools=tuple(dict.fromkeys(unknown)),
        recognised=DocumentFile.objects.filter(document=document, recognised=True).exists(),
    )
