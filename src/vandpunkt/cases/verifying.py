"""Whether a file is a signed statement, byte by byte, and if not, which version it says it is."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass
from enum import Enum

from vandpunkt.cases.models import SignedFile, SignedStatement
from vandpunkt.cases.returned_files import given_facts
from vandpunkt.cases.signing import Signed, signed_version
from vandpunkt.cases.sources_of_facts import SourcedFact, from_values
from vandpunkt.documents.serialise import from_json
from vandpunkt.documents.stated import StatedFact, parse_identity, stated_facts
from vandpunkt.documents.tree import Document
from vandpunkt.domain.problems import marked
from vandpunkt.reading import Limits
from vandpunkt.reading.comparison import Outcome, compare
from vandpunkt.reading.guarded import guarded_pages
from vandpunkt.reading.returned_word import read_returned

LARGEST = Limits().file_bytes
_MARKS = (
    re.compile(rb"<pdf:Keywords>([^<]{1,120})</pdf:Keywords>"),
    re.compile(rb"/Keywords\s?\(([^()]{1,120})\)"),
    re.compile(rb'<meta name="identifier" content="([^"]{1,120})">'),
)


class Verdict(Enum):
    """What a file is."""

    SIGNED = "signed"
    ALTERED = "altered"
    UNSIGNED = "unsigned"
    UNKNOWN = "unknown"


VERDICTS = {
    Verdict.SIGNED: marked("Filen är den undertecknade, byte för byte."),
    Verdict.ALTERED: marked("Filen är inte den undertecknade: den är ändrad eller sparad på nytt."),
    Verdict.UNSIGNED: marked("Filen är ett utkast som inte är undertecknat."),
    Verdict.UNKNOWN: marked("Filen är inget svar som är undertecknat här."),
}


@dataclass(frozen=True)
class FactInFile:
    """A fact that the file does not say in the same words; `after` is what it says instead, or ""."""

    text: str
    after: str


@dataclass(frozen=True)
class Verification:
    """What can be said of a file.

    SIGNED: byte by byte a file of `signed`. ALTERED: it says it is `signed` but is not; `missing` are the
    facts it lacks or says otherwise. UNSIGNED: it says it is a build (`claims`) that was never signed.
    UNKNOWN: no file of ours. `sources` are the facts of `signed` as of the day it was signed; `newer` is a
    later signed version.
    """

    verdict: Verdict
    sha256: str
    claims: str
    signed: Signed | None
    newer: Signed | None
    missing: tuple[FactInFile, ...]
    sources: tuple[SourcedFact, ...]


def verify(content: bytes, *, name: str) -> Verification:
    """What the file is. Nothing of it is kept. Raises Problem for a file that cannot be read."""
    sha256 = hashlib.sha256(content).hexdigest()
    found = SignedFile.objects.select_related("signed__case").defer("content").filter(sha256=sha256).first()
    if found:
        return _of(found.signed, Verdict.SIGNED, sha256, "", ())
    claims = _claimed(content, name)
    parsed = parse_identity(claims)
    row = None
    if parsed:
        rows = SignedStatement.objects.select_related("case")
        row = rows.filter(case__slug=parsed[0], statement__number=parsed[1]).first()
    if row is None:
        verdict = Verdict.UNSIGNED if parsed else Verdict.UNKNOWN
        return Verification(verdict, sha256, claims, None, None, (), ())
    missing = _missing(content, name, from_json(row.tree))
    return _of(row, Verdict.ALTERED, sha256, claims, missing)


def _of(
    row: SignedStatement, verdict: Verdict, sha256: str, claims: str, missing: tuple[FactInFile, ...]
) -> Verification:
    newest = SignedStatement.objects.filter(case=row.case_id).order_by("-number").first()
    return Verification(
        verdict=verdict,
        sha256=sha256,
        claims=claims,
        signed=signed_version(row.case.slug, row.number),
        newer=signed_version(row.case.slug, newest.number) if newest and newest.number > row.number else None,
        missing=missing,
        sources=from_values(row.cited),
    )


def _is_word(content: bytes) -> bool:
    return content.startswith(b"PK")


def _claimed(content: bytes, name: str) -> str:
    if _is_word(content):
        return read_returned(content, file=name).identity
    found = next((match for mark in _MARKS if (match := mark.search(content))), None)
    return html.unescape(found[1].decode("utf-8", "replace")) if found else ""


def _missing(content: bytes, name: str, document: Document) -> tuple[FactInFile, ...]:
    """The facts that the file lacks, or in a Word file says otherwise."""
    if _is_word(content):
        compared = compare(given_facts(document), read_returned(content, file=name))
        return tuple(
            FactInFile(one.given.text, one.after)
            for one in compared.facts
            if one.outcome is not Outcome.STANDS
        )
    kind = "pdf" if content.startswith(b"%PDF") else "html"
    pages = guarded_pages(content, kind, Limits(), name)
    said = _letters("".join(page.text for page in pages))
    return tuple(FactInFile(one.text, "") for one in stated_facts(document) if _unsaid(one, said))


def _unsaid(fact: StatedFact, said: str) -> bool:
    return not fact.picture and _letters(fact.text) not in said


def _letters(text: str) -> str:
    """Letters and digits alone: how lines were broken and words were parted makes no difference."""
    return re.sub(r"[\W_]+", "", text).casefold()
