"""The house check of an answer as it reads now: spelling, signs, names, schools and years to see to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from django.db import transaction

from vandpunkt.cases.answer import SECTIONS
from vandpunkt.cases.building import answer_of
from vandpunkt.cases.drafting.passages import Passage, joined, passages
from vandpunkt.cases.loading import whole_case
from vandpunkt.cases.models import AcceptedWord
from vandpunkt.documents import text
from vandpunkt.documents.readability import Readability, readability
from vandpunkt.documents.tree import Block, Document, Heading, Letterhead
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading import KnownNames, Reading, read_text
from vandpunkt.reading.proofreading import Remark, RemarkKind, proofread
from vandpunkt.reading.proofreading.dictionary import is_loaded
from vandpunkt.register.programmes.catalogue import names_for_reading
from vandpunkt.register.versions import create_kept, keep_removal

_LONGEST = 100
_KEPT = 16
"""So many answers' remarks are kept in memory."""


@dataclass(frozen=True)
class PlacedRemark:
    """A remark, and where what it is about can be changed.

    `section` is the section of own text that the words stand in, "" for none; `key` the generated passage,
    "" for none.
    """

    remark: Remark
    section: str = ""
    key: str = ""

    @property
    def intervention(self) -> int:
        """The row of the register that says the words, 0 where they are not a row's."""
        kind, _colon, row = self.key.partition(":")
        return int(row) if kind == "intervention" else 0


@dataclass(frozen=True)
class HouseCheck:
    """The remarks on an answer, those of one place together, and how easily it is read.

    `words` are those that somebody has said are right.
    """

    remarks: tuple[tuple[str, tuple[PlacedRemark, ...]], ...]
    readability: Readability
    words: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many remarks there are."""
        return sum(len(found) for _place, found in self.remarks)


def house_check(slug: str, *, now: datetime) -> HouseCheck:
    """Check the answer to a case as it would read now. Raises Problem for an unknown case.

    The first check of a process loads the dictionary, which takes seconds; later ones take none.
    """
    names = names_for_reading()
    return check_document(answer_of(whole_case(slug), names=names, now=now), names)


def check_at_once(document: Document, names: KnownNames) -> HouseCheck | None:
    """The check of an answer where it takes no seconds, None before the dictionary is in memory."""
    return check_document(document, names) if is_loaded() else None


def check_document(document: Document, names: KnownNames) -> HouseCheck:
    """Check an answer by the register's names. One query; the same answer again is not read again."""
    placed, easily = _checked(_Written.of(document), names)
    words = accepted_words()
    right = set(_but_for(words, (one.remark for one in placed)))
    by_place: dict[str, list[PlacedRemark]] = {}
    for one in placed:
        if one.remark in right:
            by_place.setdefault(one.remark.place, []).append(one)
    grouped = tuple((place, tuple(remarks)) for place, remarks in by_place.items())
    return HouseCheck(grouped, easily, words)


@dataclass(frozen=True)
class _Written:
    """A document by what it says: the passages name the rows that they lean on."""

    letterhead: Letterhead
    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    document: Document = field(compare=False)

    @classmethod
    def of(cls, document: Document) -> _Written:
        return cls(document.letterhead, document.title, document.subtitle, document.blocks, document)


@lru_cache(maxsize=_KEPT)
def _checked(written: _Written, names: KnownNames) -> tuple[tuple[PlacedRemark, ...], Readability]:
    """Every remark on a document with its place, and how easily it is read."""
    document = written.document
    parts = passages(document)
    remarks = proofread(read_text(text.render(_without_promises(document)), names=names), names=names)
    return tuple(_placed(one, parts) for one in remarks), readability(document)


def _placed(remark: Remark, parts: Sequence[Passage]) -> PlacedRemark:
    """The remark with the passage that has its words: below its own heading, else anywhere."""
    if remark.kind is RemarkKind.MISSING_SCHOOL:
        return PlacedRemark(remark)
    quote = " ".join(remark.quote.split())
    with_words = [part for part in parts if quote in " ".join(part.text.split())]
    here = next((part for part in with_words if part.place == remark.place and not _is_heading(part)), None)
    here = here or next((part for part in with_words if not _is_heading(part)), None)
    if here is None:
        return PlacedRemark(remark, section=SECTIONS.get(remark.place, ""))
    if here.in_words:
        return PlacedRemark(remark, key=here.key)
    return PlacedRemark(remark, section=SECTIONS.get(here.place, ""))


def _is_heading(part: Passage) -> bool:
    return isinstance(part.block, Heading)


def _without_promises(document: Document) -> Document:
    """The answer but for what earlier answers planned: that is about other years, in their words."""
    parts = (part for part in passages(document) if not part.key.startswith("promise"))
    return replace(document, blocks=joined(parts))


def remarks_on(reading: Reading, names: KnownNames) -> tuple[Remark, ...]:
    """The remarks on any read statement, but for the words that somebody has said are right."""
    return _but_for(accepted_words(), proofread(reading, names=names))


def _but_for(right: Sequence[str], remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    return tuple(
        remark
        for remark in remarks
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
