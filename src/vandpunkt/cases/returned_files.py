"""A statement that comes back from Word: kept as it was handed in, compared, and taken over part by part."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from django.db import transaction

from vandpunkt.cases.loading import case_by_dnr, held_case
from vandpunkt.cases.models import Case, OwnText, ReturnedFile, Statement
from vandpunkt.cases.returned_contents import (
    NewItem,
    OwnTextChange,
    new_items,
    own_text_changes,
    with_proposals,
)
from vandpunkt.documents.serialise import from_json
from vandpunkt.documents.stated import parse_identity, stated_facts
from vandpunkt.documents.tree import Document
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading import KnownNames, Reading, read_content
from vandpunkt.reading.comparison import Comparison, GivenFact, compare
from vandpunkt.reading.returned import ReturnedWord
from vandpunkt.reading.returned_word import read_returned
from vandpunkt.register.programmes.catalogue import names_for_reading
from vandpunkt.register.reviewing.asking import proposals_in_text
from vandpunkt.register.reviewing.taking_in import take_in_items, text_sha256
from vandpunkt.register.versions import change_kept, create_kept

_LONGEST_NAME = 200
_KEPT = 8
"""So many files are kept read in memory: a report is opened again and again."""


@dataclass(frozen=True)
class ReturnedReport:
    """Everything to show of a returned file.

    `id` is None for a file that was compared and not kept. `statement_number` is the build that it was
    compared with; `claims_other` is whether the file says it was made from another. `unread` says why no new
    items could be looked for, "" where they could. `document_id` is the document that the new items are
    proposals of, 0 before there is one.
    """

    id: int | None
    name: str
    slug: str
    dnr: str
    statement_number: int
    claims_other: bool
    returned_at: datetime | None
    returned_by: str
    word: ReturnedWord
    comparison: Comparison
    own_texts: tuple[OwnTextChange, ...]
    new_items: tuple[NewItem, ...]
    unread: str
    document_id: int = 0

    @property
    def to_propose(self) -> tuple[NewItem, ...]:
        """The new items that nobody has put before the register."""
        return tuple(one for one in self.new_items if one.proposal is None)


@dataclass(frozen=True)
class ReturnedLine:
    """A returned file in the list of a case."""

    id: int
    name: str
    statement_number: int
    returned_at: datetime
    returned_by: str


def given_facts(document: Document) -> tuple[GivenFact, ...]:
    """The facts of a document as a comparison is told them."""
    return tuple(
        GivenFact(one.number, one.citations, one.text, one.place, one.picture)
        for one in stated_facts(document)
    )


def compare_file(dnr: str, content: bytes, *, name: str) -> ReturnedReport:
    """Compare an edited Word file with the statement it was made from. Keeps nothing.

    Raises Problem for an unknown case, one without a statement, and a file that is no sound Word document.
    """
    case = case_by_dnr(dnr)
    word = read_returned(content, file=name)
    return _report(case, _statement_of(case, word), word, content, name)


@transaction.atomic
def keep_returned(dnr: str, content: bytes, *, name: str, by: str, now: datetime) -> int:
    """Keep an edited Word file with the case; returns its id. The same file a second time is not kept twice.

    Raises Problem as `compare_file` does.
    """
    case = case_by_dnr(dnr)
    statement = _statement_of(case, read_returned(content, file=name))
    sha256 = hashlib.sha256(content).hexdigest()
    known = (
        ReturnedFile.objects.filter(statement=statement, sha256=sha256).values_list("pk", flat=True).first()
    )
    if known:
        return int(known)
    kept = ReturnedFile.objects.create(
        statement=statement,
        name=name[-_LONGEST_NAME:],
        content=content,
        sha256=sha256,
        returned_at=now,
        returned_by=by,
    )
    return int(kept.pk)


def returned_files(slug: str) -> tuple[ReturnedLine, ...]:
    """The files that came back in a case, newest first. Two queries."""
    rows = ReturnedFile.objects.filter(statement__case=case_by_dnr(slug)).select_related("statement")
    return tuple(
        ReturnedLine(row.pk, row.name, row.statement.number, row.returned_at, row.returned_by)
        for row in rows.defer("content", "statement__tree")
    )


def returned_report(slug: str, returned_id: int) -> ReturnedReport:
    """The report of a kept file. Raises Problem where the case has none by that id."""
    row = _row(slug, returned_id)
    content = bytes(row.content)
    word = read_returned(content, file=row.name)
    report = _report(row.statement.case, row.statement, word, content, row.name)
    return replace(report, id=row.pk, returned_at=row.returned_at, returned_by=row.returned_by)


@transaction.atomic
def accept_own_text(slug: str, returned_id: int, section: str, *, by: str, now: datetime) -> None:
    """Take over the own text of one section from a returned file. Raises Problem where nothing is to take."""
    row = _row(slug, returned_id)
    word = read_returned(bytes(row.content), file=row.name)
    changes = own_text_changes(row.statement.case, from_json(row.statement.tree), word)
    change = next((one for one in changes if one.section == section), None)
    if change is None:
        raise Problem(marked("Den egna texten i {section} är oförändrad i filen."), section=section)
    case = held_case(slug)
    own = OwnText.objects.filter(case=case, section=section).first()
    if own is None:
        own = OwnText(case=case, section=section, text=change.after)
        create_kept([own], by=by, now=now)
    elif own.text != change.after:
        own.text = change.after
        change_kept([own], ["text"], by=by, now=now)


@transaction.atomic
def propose_new_items(slug: str, returned_id: int, *, by: str, now: datetime) -> int:
    """Put the new items of a returned file before the register as proposals, which nobody has accepted yet.

    They are proposals of the file as a document, to be looked through like those of any other; a second time
    changes nothing. Returns the document's id. Raises Problem where the file has no new items.
    """
    held_case(slug)
    row = _row(slug, returned_id)
    content = bytes(row.content)
    word = read_returned(content, file=row.name)
    document = from_json(row.statement.tree)
    reading = _reading(content, row.name)
    wanted = new_items(reading, document, compare(given_facts(document), word))
    if not wanted:
        raise Problem(marked("Filen har inga nya punkter som ser ut som insatser."))
    facts = tuple(one.fact for one in wanted)
    return take_in_items(replace(reading, interventions=facts), content, name=row.name, by=by, now=now)


def _row(slug: str, returned_id: int) -> ReturnedFile:
    rows = ReturnedFile.objects.select_related("statement__case")
    found: ReturnedFile | None = rows.filter(pk=returned_id, statement__case__slug=slug).first()
    if found is None:
        raise Problem(marked("Ärendet {slug} har ingen återlämnad fil {id}."), slug=slug, id=returned_id)
    return found


def _statement_of(case: Case, word: ReturnedWord) -> Statement:
    """The build that the file says it was made from, else the newest."""
    claimed = parse_identity(word.identity)
    builds = case.statements.select_related("case").order_by("-number")
    found = builds.filter(number=claimed[1]).first() if claimed and claimed[0] == case.slug else None
    found = found or builds.first()
    if found is None:
        raise Problem(marked("Ärendet {dnr} har inget svar att jämföra med. Bygg det först."), dnr=case.dnr)
    return found


def _report(
    case: Case, statement: Statement, word: ReturnedWord, content: bytes, name: str
) -> ReturnedReport:
    document = from_json(statement.tree)
    comparison = compare(given_facts(document), word)
    unread = ""
    items: tuple[NewItem, ...] = ()
    document_id = 0
    try:
        reading = _reading(content, name)
        items = new_items(reading, document, comparison)
        document_id, proposals = proposals_in_text(text_sha256(reading))
        items = with_proposals(items, proposals)
    except Problem as problem:
        unread = str(problem)
    return ReturnedReport(
        id=None,
        name=name,
        slug=case.slug,
        dnr=case.dnr,
        statement_number=statement.number,
        claims_other=parse_identity(word.identity) not in (None, (case.slug, statement.number)),
        returned_at=None,
        returned_by="",
        word=word,
        comparison=comparison,
        own_texts=tuple(own_text_changes(case, document, word)),
        new_items=items,
        unread=unread,
        document_id=document_id,
    )


def _reading(content: bytes, name: str) -> Reading:
    return _read(content, name, names_for_reading())


@lru_cache(maxsize=_KEPT)
def _read(content: bytes, name: str, names: KnownNames) -> Reading:
    return read_content(content, name=name, names=names)
