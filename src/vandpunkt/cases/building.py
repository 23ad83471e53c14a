"""Building the answer from the register, and keeping what was built."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from vandpunkt.cases.answer import build_answer
from vandpunkt.cases.drafting.own_sentences import sentences_of, with_own_sentences
from vandpunkt.cases.loading import held_case, load_content, whole_case
from vandpunkt.cases.models import Case, Statement
from vandpunkt.documents.serialise import to_json
from vandpunkt.documents.tree import Document
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading import KnownNames
from vandpunkt.register.programmes.catalogue import names_for_reading


def answer(dnr: str, *, now: datetime, as_of: datetime | None = None) -> Document:
    """The answer to a case as the register stands, or as it stood `as_of`, with the officer's own sentences.

    Stores nothing. Raises Problem for an unknown case, and for a day when the register held nothing about
    its schools.
    """
    return answer_of(whole_case(dnr), now=now, as_of=as_of)


def answer_of(
    case: Case, *, names: KnownNames | None = None, now: datetime, as_of: datetime | None = None
) -> Document:
    """The answer to a whole case, as `answer` says; `names` are the register's where they are at hand."""
    generated = generated_answer(case, names or names_for_reading(), now=now, as_of=as_of)
    return with_own_sentences(generated, sentences_of(case))


def generated_answer(
    case: Case, names: KnownNames, *, now: datetime, as_of: datetime | None = None
) -> Document:
    """The answer to a whole case without own sentences: what the register gives in every passage."""
    content = load_content(case, as_of=as_of, now=now)
    if as_of and not any(school.interventions or school.results for school in content.schools):
        raise Problem(
            marked("Registret hade inget om ärendets skolor den {day}. Välj en senare dag."),
            day=as_of.date().isoformat(),
        )
    return build_answer(content, names)


@transaction.atomic
def keep_statement(dnr: str, *, by: str, now: datetime) -> Statement:
    """Build the answer and keep it as the case's newest statement; an unchanged answer is not kept twice."""
    return keep_tree(held_case(dnr), answer(dnr, now=now), by=by, now=now)


def keep_tree(case: Case, document: Document, *, by: str, now: datetime) -> Statement:
    """Keep a document as the newest statement of a held case, unless the newest says the same already."""
    tree = to_json(document)
    digest = hashlib.sha256(json.dumps(tree, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    newest = newest_kept(case)
    if newest and newest.sha256 == digest:
        return newest
    return Statement.objects.create(
        case=case,
        number=newest.number + 1 if newest else 1,
        tree=tree,
        sha256=digest,
        as_of=now,
        built_at=now,
        built_by=by,
    )


def newest_kept(case: Case) -> Statement | None:
    """The case's newest statement, None before the first."""
    return newest_builds().filter(case=case).first()


def newest_builds() -> QuerySet[Statement]:
    """The newest statement of each case that has any."""
    later = Statement.objects.filter(case=OuterRef("case"), number__gt=OuterRef("number"))
    return Statement.objects.filter(~Exists(later))
