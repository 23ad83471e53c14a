"""Own sentences in place of generated ones: written, taken back, and put into the tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from vandpunkt.cases.drafting.passages import joined, passages, reworded
from vandpunkt.cases.loading import held_case
from vandpunkt.cases.models import Case, OwnSentence
from vandpunkt.documents.tree import Document
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.register.meanwhile import refuse_older
from vandpunkt.register.versions import change_kept, create_kept, keep_removal

LONGEST = 4000


@dataclass(frozen=True)
class OwnSentenceRow:
    """A person's sentence; `generated` is what it stands in place of, `version` its history version."""

    key: str
    generated: str
    text: str
    version: int


def sentences_of(case: Case) -> dict[str, OwnSentenceRow]:
    """The own sentences of a whole case, by the keys of their passages. No query."""
    rows: Any = case.own_sentences.all()
    return {row.key: OwnSentenceRow(row.key, row.generated, row.text, row.version) for row in rows}


def with_own_sentences(document: Document, own: Mapping[str, OwnSentenceRow]) -> Document:
    """The document with each own sentence where the generated one stood, leaning on the same sources."""
    if not own:
        return document
    parts = (
        reworded(part, own[part.key].text) if part.in_words and part.key in own else part
        for part in passages(document)
    )
    return replace(document, blocks=joined(parts))


@transaction.atomic
def write_own_sentence(
    slug: str, key: str, text: str, *, generated: str, made_from: int, by: str, now: datetime
) -> None:
    """Put a person's sentence in place of a generated one; "" takes it back.

    `made_from` is the version that the person saw, 0 for none. Raises Problem for a sentence that is too
    long and where somebody else has written one since.
    """
    case = held_case(slug)
    text = " ".join(text.split())
    if len(text) > LONGEST:
        raise Problem(
            marked("Meningen har {length} tecken. Den får ha högst {most}: dela den eller skriv egen text."),
            length=len(text),
            most=LONGEST,
        )
    row = OwnSentence.objects.filter(case=case, key=key).first()
    if row is not None:
        refuse_older(row, made_from)
    if row is None and text:
        create_kept([OwnSentence(case=case, key=key, generated=generated, text=text)], by=by, now=now)
    elif row is not None and not text:
        keep_removal([row], by=by, now=now)
    elif row is not None:
        row.text, row.generated = text, generated
        change_kept([row], ["text", "generated"], by=by, now=now)
