"""Letters that come in: kept as they came, read, looked through by a person, and made into cases."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.db import IntegrityError, transaction

from vandpunkt.cases.loading import case_by_dnr
from vandpunkt.cases.models import Inquiry
from vandpunkt.cases.scope.opening import open_case_of_scope
from vandpunkt.cases.scope.values import CaseScope
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading.inquiry import read_inquiry
from vandpunkt.reading.inquiry_facts import InquiryReading, as_values, from_values
from vandpunkt.register.programmes.catalogue import names_for_reading
from vandpunkt.register.versions import change_kept, create_kept

State = Inquiry.State
PASTED_NAME = "inklistrad text.txt"


@dataclass(frozen=True)
class InquiryRow:
    """A letter in the list of those that wait."""

    id: int
    title: str
    name: str
    received_at: datetime
    received_by: str


@dataclass(frozen=True)
class InquiryPage:
    """A letter with what was read in it. `slug` and `dnr` are those of its case, "" before it has one."""

    id: int
    name: str
    title: str
    sha256: str
    received_at: datetime
    received_by: str
    state: str
    reading: InquiryReading
    slug: str
    dnr: str


def preview(content: bytes, *, name: str) -> InquiryReading:
    """What a letter says, by the register's own names; keeps nothing. Raises Problem as keep_inquiry does."""
    return read_inquiry(content, name, names=names_for_reading())


@transaction.atomic
def keep_inquiry(content: bytes, *, name: str, by: str, now: datetime) -> int:
    """Keep a letter as it came and what was read in it; returns its id.

    The same letter a second time keeps nothing and returns the first one's id. Raises Problem for a file that
    cannot be read; then nothing is kept.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    known = _kept(sha256)
    if known is not None:
        return known
    name = PurePath(name).name[:200] or PASTED_NAME
    reading = preview(content, name=name)
    row = Inquiry(
        name=name,
        content=content,
        sha256=sha256,
        title=(reading.title.value if reading.title else "")[:300],
        page_texts=list(reading.page_texts),
        proposal=as_values(reading),
        received_at=now,
        received_by=by,
    )
    try:
        with transaction.atomic():
            return int(create_kept([row], by=by, now=now)[0].pk)
    except IntegrityError:
        known = _kept(sha256)
        if known is None:
            raise
        return known


def _kept(sha256: str) -> int | None:
    """The id of the letter with these bytes, None where it has not come before."""
    return Inquiry.objects.filter(sha256=sha256).values_list("pk", flat=True).first()


def keep_pasted(text: str, *, by: str, now: datetime) -> int:
    """Keep a letter that somebody pasted as text; returns its id. Raises Problem for an empty one."""
    if not text.strip():
        raise Problem(marked("Klistra in skrivelsens text, eller välj en fil."))
    return keep_inquiry(text.encode(), name=PASTED_NAME, by=by, now=now)


def waiting_inquiries() -> tuple[InquiryRow, ...]:
    """The letters that wait to be looked through, newest first. One query."""
    rows = Inquiry.objects.filter(state=State.WAITING).defer("content", "page_texts", "proposal")
    return tuple(InquiryRow(row.pk, row.title, row.name, row.received_at, row.received_by) for row in rows)


def inquiries_of_case(slug: str) -> tuple[InquiryRow, ...]:
    """The letters of a case. One query."""
    rows = Inquiry.objects.filter(case__slug=slug).defer("content", "page_texts", "proposal")
    return tuple(InquiryRow(row.pk, row.title, row.name, row.received_at, row.received_by) for row in rows)


def inquiry_page(inquiry_id: int) -> InquiryPage:
    """A letter and what was read in it. Raises Problem for an unknown id. One query."""
    row = Inquiry.objects.select_related("case").defer("content").filter(pk=inquiry_id).first()
    if row is None:
        raise _unknown(inquiry_id)
    return InquiryPage(
        id=row.pk,
        name=row.name,
        title=row.title,
        sha256=row.sha256,
        received_at=row.received_at,
        received_by=row.received_by,
        state=row.state,
        reading=from_values(row.proposal, tuple(row.page_texts)),
        slug=row.case.slug if row.case else "",
        dnr=row.case.dnr if row.case else "",
    )


def inquiry_file(inquiry_id: int) -> tuple[str, bytes]:
    """The name and the bytes of a letter as it came. Raises Problem for an unknown id."""
    found = Inquiry.objects.filter(pk=inquiry_id).values_list("name", "content").first()
    if found is None:
        raise _unknown(inquiry_id)
    return found[0], bytes(found[1])


@transaction.atomic
def accept_inquiry(inquiry_id: int, scope: CaseScope, *, by: str, now: datetime) -> str:
    """Open the case that a letter asks for, and let the letter be its letter; returns the case's slug.

    Raises what open_case_of_scope raises, and Problem for a letter that is a case already or set aside; then
    nothing is saved.
    """
    row = _held(inquiry_id)
    slug = open_case_of_scope(scope, by=by, now=now)
    _move(row, State.ACCEPTED, slug, by=by, now=now)
    return slug


@transaction.atomic
def open_case_of_letter(content: bytes, scope: CaseScope, *, name: str, by: str, now: datetime) -> str:
    """Keep a letter and open its case at once, both or neither; returns the slug. Raises as the two do."""
    return accept_inquiry(keep_inquiry(content, name=name, by=by, now=now), scope, by=by, now=now)


@transaction.atomic
def link_inquiry(inquiry_id: int, slug: str, *, by: str, now: datetime) -> str:
    """Let a letter be one of a case that is there already; returns the case's slug. Raises as above."""
    _move(_held(inquiry_id), State.ACCEPTED, slug, by=by, now=now)
    return slug


@transaction.atomic
def set_inquiry_aside(inquiry_id: int, *, by: str, now: datetime) -> None:
    """Leave a letter without a case: it was something else, or came twice. Raises Problem as above."""
    _move(_held(inquiry_id), State.SET_ASIDE, "", by=by, now=now)


@transaction.atomic
def take_inquiry_up(inquiry_id: int, *, by: str, now: datetime) -> None:
    """Let a letter that was set aside wait again. Raises Problem for one that was not."""
    _move(_held(inquiry_id, State.SET_ASIDE), State.WAITING, "", by=by, now=now)


def _held(inquiry_id: int, state: Inquiry.State = State.WAITING) -> Inquiry:
    """The row until the transaction ends. Raises Problem where it is in another state by now."""
    row = (
        Inquiry.objects.select_for_update(of=("self",))
        .select_related("case")
        .defer("content", "page_texts", "proposal")
        .filter(pk=inquiry_id)
        .first()
    )
    if row is None:
        raise _unknown(inquiry_id)
    if row.state == State.ACCEPTED and row.case:
        raise Problem(marked("Skrivelsen hör redan till ärendet {dnr}."), dnr=row.case.dnr)
    if row.state != state:
        raise Problem(
            marked("Någon annan har hunnit före: skrivelsen är {state} nu. Läs sidan på nytt."),
            state=str(row.get_state_display()),
        )
    return row


def _move(row: Inquiry, state: Inquiry.State, slug: str, *, by: str, now: datetime) -> None:
    row.state = state
    row.case = case_by_dnr(slug) if slug else None
    change_kept([row], ["state", "case"], by=by, now=now)


def _unknown(inquiry_id: int) -> Problem:
    return Problem(marked("Ingen inkommen skrivelse har numret {id}."), id=inquiry_id)
