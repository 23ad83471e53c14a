"""Signing: the statement frozen as it is, with the values it cites and its files, and what was signed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localdate

from vandpunkt.cases.differences import differences_in_words
from vandpunkt.cases.files import chosen_template
from vandpunkt.cases.loading import case_by_dnr
from vandpunkt.cases.models import Case, SignedFile, SignedStatement, Statement
from vandpunkt.cases.path.given import Given
from vandpunkt.cases.path.layout import path_of
from vandpunkt.cases.path.moves import MOVES
from vandpunkt.cases.path.moving import bring_to, carry_out
from vandpunkt.cases.path.states import State
from vandpunkt.cases.provenance import Signature, provenance
from vandpunkt.cases.sources_of_facts import SourcedFact, from_values, sourced_facts, to_values
from vandpunkt.documents.rendering import render_all
from vandpunkt.documents.serialise import from_json, to_json
from vandpunkt.documents.stated import identity
from vandpunkt.documents.tree import Document
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.register.rows_with import rows_with


@dataclass(frozen=True)
class Signed:
    """A signed version. `statement_number` is the build that was signed; `files` are SHA-256 by file ending.

    `changed` says in words what a correction changed since the version before it, empty for the first.
    """

    id: int
    slug: str
    dnr: str
    title: str
    number: int
    statement_number: int
    signed_at: datetime
    signed_by: str
    changed: tuple[str, ...]
    files: dict[str, str]


@dataclass(frozen=True)
class SigningState:
    """What is signed in a case; `to_sign` is the newest build's number where that is unsigned."""

    signed: tuple[Signed, ...]
    to_sign: int | None


def kept_document(statement: Statement) -> Document:
    """The document of a kept build, with the identity that its files carry."""
    return replace(from_json(statement.tree), identity=identity(statement.case.slug, statement.number))


@transaction.atomic
def sign(dnr: str, *, statement_number: int, by: str, now: datetime, template: Path | None = None) -> Signed:
    """Freeze the newest kept build of a case: its tree, its cited values, its files and their hashes.

    `statement_number` is the build that the person saw. A case that was signed before gets a correction, a
    new version that says what it changes. Raises Problem where there is no build, where a newer one has come
    since, where this one is signed already, and where the path of the case stands where none is signed.
    """
    case = case_by_dnr(dnr)
    statement = case.statements.select_related("case").order_by("-number").first()
    if statement is None:
        raise Problem(marked("Ärendet {dnr} har inget svar att underteckna. Bygg det först."), dnr=case.dnr)
    if statement.number != statement_number:
        raise Problem(
            marked("Svaret har byggts om: det nyaste är nummer {newest}. Läs det innan du undertecknar."),
            newest=statement.number,
        )
    before = case.signed.order_by("-number").first()
    if before and before.statement_id == statement.pk:
        raise Problem(marked("Svar {number} är redan undertecknat."), number=statement.number)
    _move(case, correction=before is not None, by=by, now=now)
    document = kept_document(statement)
    facts = sourced_facts(document)
    files = render_all(document, chosen_template(template))
    hashes = {ending: hashlib.sha256(content).hexdigest() for ending, content in files.items()}
    files["jsonld"] = provenance(document, facts, files=hashes, signature=Signature(by, now)).encode()
    signed = SignedStatement.objects.create(
        case=case,
        statement=statement,
        number=before.number + 1 if before else 1,
        tree=to_json(document),
        cited=to_values(facts),
        sha256=statement.sha256,
        changed=list(differences_in_words(from_json(before.tree), document)) if before else [],
        signed_at=now,
        signed_by=by,
    )
    SignedFile.objects.bulk_create(
        SignedFile(signed=signed, ending=ending, content=content, sha256=hashlib.sha256(content).hexdigest())
        for ending, content in files.items()
    )
    return signed_version(case.slug, signed.number)


def _move(case: Case, *, correction: bool, by: str, now: datetime) -> None:
    """Let the case's path know. A case that nobody has moved so far is taken there first."""
    bring_to(case, State.IN_PREPARATION, note=marked("Följde av att svaret undertecknades."), by=by, now=now)
    at = State(path_of(case, by=by, now=now).state)
    name = "correct" if correction and at in MOVES["correct"].sources else "sign"
    carry_out(case, name, given=Given(day=localdate(now)), by=by, now=now)


def signing_state(slug: str, *, newest: int | None) -> SigningState:
    """What has been signed in a case, newest first, and what can be: its newest build. One query."""
    rows = SignedStatement.objects.filter(case__slug=slug).select_related("case", "statement")
    found = rows_with(
        rows.defer("tree", "cited", "statement__tree"), files=SignedFile.objects.defer("content")
    )
    signed = tuple(map(_signed, found))
    known = {one.statement_number for one in signed}
    return SigningState(signed, newest if newest is not None and newest not in known else None)


def newest_signed() -> QuerySet[SignedStatement]:
    """The newest signed version of each case that has any."""
    later = SignedStatement.objects.filter(case=OuterRef("case"), number__gt=OuterRef("number"))
    return SignedStatement.objects.filter(~Exists(later))


def signed_version(slug: str, number: int) -> Signed:
    """One signed version of a case. Raises Problem where there is none by that number."""
    return _signed(_row(slug, number))


def signed_document(slug: str, number: int) -> tuple[Document, tuple[SourcedFact, ...]]:
    """The document of a signed version and its sources as they were that day. Raises Problem for none."""
    row = _row(slug, number)
    return from_json(row.tree), from_values(row.cited)


def signed_file(slug: str, number: int, ending: str) -> bytes:
    """One file of a signed version, as it was signed. Raises Problem where there is none."""
    found = _row(slug, number).files.filter(ending=ending).first()
    if found is None:
        raise Problem(marked("Den undertecknade versionen har ingen fil {ending}."), ending=ending)
    return bytes(found.content)


def _row(slug: str, number: int) -> SignedStatement:
    rows = SignedStatement.objects.select_related("case", "statement")
    found: SignedStatement | None = rows.filter(case__slug=slug, number=number).first()
    if found is None:
        raise Problem(
            marked("Ärendet {slug} har ingen undertecknad version {number}."), slug=slug, number=number
        )
    return found


def _signed(row: SignedStatement) -> Signed:
    return Signed(
        id=row.pk,
        slug=row.case.slug,
        dnr=row.case.dnr,
        title=row.case.title,
        number=row.number,
        statement_number=row.statement.number,
        signed_at=row.signed_at,
        signed_by=row.signed_by,
        changed=tuple(row.changed),
        files={one.ending: one.sha256 for one in row.files.all()},
    )
