"""Changing what an open case is about: its questions, schools, years, senders and programmes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.db import transaction

from vandpunkt.cases.content import SenderContent, SignatoryContent
from vandpunkt.cases.loading import case_by_dnr, held_case
from vandpunkt.cases.models import Case, CaseProgramme, CaseSchool, Question, Signatory
from vandpunkt.cases.scope.open_questions import OpenQuestions, open_questions
from vandpunkt.cases.scope.rows import (
    programme_rows,
    question_rows,
    school_rows,
    sender_rows,
    signatory_rows,
    subject_of,
)
from vandpunkt.cases.scope.values import CaseScope, ScopeSchool
from vandpunkt.domain.problems import marked
from vandpunkt.register.meanwhile import ChangedMeanwhile, changed_meanwhile, differences
from vandpunkt.register.versions import change_kept, create_kept, keep_removal

NAMES = {
    "kind": marked("Slag av fråga"),
    "title": marked("Rubrik"),
    "senders": marked("Avsändare"),
    "questions": marked("Frågor"),
    "schools": marked("Skolor"),
    "past": marked("Tidigare stöd, år"),
    "planned": marked("Planerat stöd, år"),
    "programmes": marked("Program"),
    "board": marked("Nämnd"),
    "administration": marked("Förvaltning"),
    "signatories": marked("Undertecknare"),
}

_WRITTEN = (
    *("inquiry_kind", "title", "subject", "board", "administration"),
    *("past_from", "past_to", "planned_from", "planned_to"),
)


def scope_of(slug: str) -> tuple[CaseScope, int]:
    """The scope of an open case, and the version that it is in. Raises Problem for an unknown case."""
    case = case_by_dnr(
        slug,
        "senders",
        "questions",
        "signatories",
        case_schools=CaseSchool.objects.select_related("school_unit"),
        case_programmes=CaseProgramme.objects.select_related("programme"),
    )
    return _scope(case), _version(case).history_id


def _scope(case: Case) -> CaseScope:
    schools = ((one.school_unit.name, one.school_unit_id) for one in case.case_schools.all())
    programmes = (one.programme.slug for one in case.case_programmes.all())
    return CaseScope(
        dnr=case.dnr,
        kind=case.inquiry_kind,
        title=case.title,
        senders=tuple(SenderContent(one.name, one.party, one.et_al) for one in case.senders.all()),
        questions=tuple(one.text for one in case.questions.all()),
        schools=tuple(ScopeSchool(name, code) for name, code in schools),
        past=(case.past_from, case.past_to),
        planned=(case.planned_from, case.planned_to),
        programmes=tuple(programmes),
        board=case.board,
        administration=case.administration,
        signatories=tuple(SignatoryContent(one.name, one.title) for one in case.signatories.all()),
    )


def _version(case: Case) -> Any:
    return case.history.select_related("history_user").latest("history_id")


@transaction.atomic
def change_scope(slug: str, scope: CaseScope, *, made_from: int, by: str, now: datetime) -> bool:
    """Let an open case be about this instead; returns whether anything differs. Whole or not at all.

    `made_from` is the version that the person saw. A question keeps its row where it only is reworded or
    moved. Raises OpenQuestions for what a case cannot do without, and ChangedMeanwhile where somebody has
    changed the scope since.
    """
    case = held_case(slug)
    before = _scope(case)
    newest = _version(case)
    if newest.history_id != made_from:
        raise _meanwhile(newest, before, scope)
    problems = open_questions(scope, new=False)
    if problems:
        raise OpenQuestions(problems)
    if _told(before) == _told(scope):
        return False
    _write(case, scope)
    change_kept([case], _WRITTEN, by=by, now=now)
    _change_questions(case, scope.questions, by=by, now=now)
    _replace(case.senders.all(), sender_rows(case, scope.senders), ("name", "party", "et_al"), by=by, now=now)
    _replace(case.case_schools.all(), school_rows(case, scope.codes), ("school_unit_id",), by=by, now=now)
    new_programmes = programme_rows(case, scope.programmes)
    _replace(case.case_programmes.all(), new_programmes, ("programme_id",), by=by, now=now)
    if scope.signatories != before.signatories:
        case.signatories.all().delete()
        Signatory.objects.bulk_create(signatory_rows(case, scope.signatories))
    return True


def _write(case: Case, scope: CaseScope) -> None:
    assert scope.past is not None
    assert scope.planned is not None
    case.inquiry_kind, case.title, case.subject = (
        scope.kind,
        scope.title.strip(),
        subject_of(scope.kind, scope.title),
    )
    case.board, case.administration = scope.board.strip(), scope.administration.strip()
    case.past_from, case.past_to = scope.past
    case.planned_from, case.planned_to = scope.planned


def _change_questions(case: Case, texts: Sequence[str], *, by: str, now: datetime) -> None:
    """Same words keep their row; what is left over is reworded in order, then added or taken away."""
    left = list(case.questions.all())
    kept: dict[int, Question] = {}
    for position, text in enumerate(texts):
        same = next((row for row in left if row.text == text), None)
        if same:
            left.remove(same)
            kept[position] = same
    changed = []
    for position, text in enumerate(texts):
        row = kept.get(position) or (left.pop(0) if left else None)
        if row is None:
            continue
        if (row.text, row.position) != (text, position):
            row.text, row.position = text, position
            changed.append(row)
        kept[position] = row
    change_kept(changed, ["text", "position"], by=by, now=now)
    keep_removal(left, by=by, now=now)
    new = [row for row in question_rows(case, texts) if row.position not in kept]
    create_kept(new, by=by, now=now)


def _replace(
    present: Iterable[Any], wanted: Sequence[Any], fields: Sequence[str], *, by: str, now: datetime
) -> None:
    """Make the rows of a list those that are wanted; rows that say the same stay."""
    have = {tuple(getattr(row, name) for name in fields): row for row in present}
    new, moved = [], []
    for row in wanted:
        same = have.pop(tuple(getattr(row, name) for name in fields), None)
        if same is None:
            new.append(row)
        elif same.position != row.position:
            same.position = row.position
            moved.append(same)
    keep_removal(list(have.values()), by=by, now=now)
    change_kept(moved, ["position"], by=by, now=now)
    create_kept(new, by=by, now=now)


def _meanwhile(newest: Any, theirs: CaseScope, mine: CaseScope) -> ChangedMeanwhile:
    """What the scope is now beside what one wanted; what it was when the form was made is in the history."""
    found = differences(NAMES, lambda _, value: value, _told(mine), _told(theirs), _told(mine))
    return changed_meanwhile(newest, found)


def _told(scope: CaseScope) -> SimpleNamespace:
    """A scope in words, field by field."""
    told = {
        "kind": scope.kind,
        "title": scope.title.strip(),
        "senders": "; ".join(sender.printed for sender in scope.senders),
        "questions": " / ".join(scope.questions),
        "schools": ", ".join(scope.codes),
        "past": "–".join(map(str, scope.past or ())),
        "planned": "–".join(map(str, scope.planned or ())),
        "programmes": ", ".join(scope.programmes),
        "board": scope.board.strip(),
        "administration": scope.administration.strip(),
        "signatories": "; ".join(f"{one.name}, {one.title}" for one in scope.signatories),
    }
    return SimpleNamespace(**told)
