"""The house check of an answer as it reads now: spelling, signs, names, schools and years to see to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from vandpunkt.cases.building import answer
from vandpunkt.cases.drafting.passages import joined, passages
from vandpunkt.cases.models import AcceptedWord
from vandpunkt.documents import text
from vandpunkt.documents.readability import Readability, readability
from vandpunkt.documents.tree import Document
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading import KnownNames, Reading, read_text
from vandpunkt.reading.proofreading import Remark, RemarkKind, proofread
from vandpunkt.register.programmes.catalogue import names_for_reading
from vandpunkt.register.versions import create_kept, keep_removal

_LONGEST = 100


@dataclass(frozen=True)
class HouseCheck:
    """The remarks on an answer, those of one place together, and how easily it is read."""

    remarks: tuple[tuple[str, tuple[Remark, ...]], ...]
    readability: Readability


def house_check(slug: str, *, now: datetime) -> HouseCheck:
    """Check the answer to a case as it would read now. Raises Problem for an unknown case.

    The first check of a process loads the dictionary, which takes seconds; later ones take none.
    """
    document = answer(slug, now=now)
    names = names_for_reading()
    found = remarks_on(read_text(text.render(_without_promises(document)), names=names), names)
    by_place: dict[str, list[Remark]] = {}
    for remark in found:
        by_place.setdefault(remark.place, []).append(remark)
    grouped = tuple((place, tuple(remarks)) for place, remarks in by_place.items())
    return HouseCheck(grouped, readability(document))


def _without_promises(document: Document) -> Document:
    """The answer but for what earlier answers planned: that is about other years, in their words."""
    parts = (part for part in passages(document) if not part.key.startswith("promise"))
    return replace(document, blocks=joined(parts))


def remarks_on(reading: Reading, names: KnownNames) -> tuple[Remark, ...]:
    """The remarks on any read statement, but for the words that somebody has said are right."""
    right = accepted_words()
    return tuple(
        remark
        for remark in proofread(reading, names=names)
        if remark.kind is not RemarkKind.SPELLING or remark.quote.lower() not in right
    )


def accepted_words() -> tuple[str, ...]:
    """The words that somebody has said are right, in order. One query."""
    return tuple(AcceptedWord.objects.values_list("word", flat=True))


@transaction.atomic
def accept_word(word: str, *, by: str, now: datetime) -> None:
    """Say that a word is right, for every answer from now on. Raises Problem for what is no word."""
    word = word.strip().lower()
    if not word.isalpha() or len(word) > _LONGEST:
        raise Problem(marked("«{word}» är inget ord. Välj ett av dem som listas."), word=word)
    if not AcceptedWord.objects.filter(word=word).exists():
        create_kept([AcceptedWord(word=word)], by=by, now=now)


@transaction.atomic
def take_back_word(word: str, *, by: str, now: datetime) -> None:
    """Let the check remark on a word again."""
    keep_removal(list(AcceptedWord.objects.filter(word=word)), by=by, now=now)
