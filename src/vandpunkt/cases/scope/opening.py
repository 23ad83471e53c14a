"""Opening a case of a scope, once for each diarienummer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from vandpunkt.cases.content import SenderContent
from vandpunkt.cases.models import Attachment, Case, Signatory
from vandpunkt.cases.path.layout import PathPlan, lay_out_path
from vandpunkt.cases.scope.open_questions import OpenQuestions, open_questions
from vandpunkt.cases.scope.rows import (
    address_of,
    programme_rows,
    question_rows,
    school_rows,
    sender_rows,
    signatory_rows,
    subject_of,
)
from vandpunkt.cases.scope.values import CaseScope
from vandpunkt.domain.diarienummer import Diarienummer
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.register.versions import create_kept


class CaseExists(Problem):
    """The diarienummer is a case already; `slug` is its address."""

    def __init__(self, case: Case) -> None:
        super().__init__(
            marked("Ärendet {dnr} finns redan: {title}. Inget nytt läggs upp."),
            dnr=case.dnr,
            title=case.title,
        )
        self.slug, self.dnr, self.title = case.slug, case.dnr, case.title


def existing_case(dnr: str) -> CaseExists | None:
    """The case that has the diarienummer already, None where there is none or the text is no number."""
    try:
        number = Diarienummer.parse(dnr)
    except Problem:
        return None
    case = Case.objects.filter(dnr__iexact=str(number)).first()
    return CaseExists(case) if case else None


def cases_of_numbers(numbers: Iterable[str]) -> dict[str, str]:
    """The addresses of the cases that have these diarienummer, by number. One query."""
    return dict(Case.objects.filter(dnr__in=list(numbers)).values_list("dnr", "slug"))


@transaction.atomic
def open_case_of_scope(scope: CaseScope, *, by: str, now: datetime) -> str:
    """Open a case of a scope, whole or not at all; returns its slug. Its first step is that the letter came.

    Raises OpenQuestions for a scope that leaves something open, and CaseExists where the diarienummer is a
    case already.
    """
    problems = open_questions(scope)
    if problems:
        raise OpenQuestions(problems)
    exists = existing_case(scope.dnr)
    if exists:
        raise exists
    number = Diarienummer.parse(scope.dnr)
    assert scope.past is not None
    assert scope.planned is not None
    case = Case(
        dnr=str(number),
        slug=address_of(number),
        title=scope.title.strip(),
        subject=subject_of(scope.kind, scope.title),
        inquiry_kind=scope.kind,
        board=scope.board.strip(),
        administration=scope.administration.strip(),
        past_from=scope.past[0],
        past_to=scope.past[1],
        planned_from=scope.planned[0],
        planned_to=scope.planned[1],
        opened_at=now,
    )
    try:
        with transaction.atomic():
            create_kept([case], by=by, now=now)
    except IntegrityError as error:
        raise existing_case(scope.dnr) or Problem(
            marked("Ärendet {dnr} kan inte läggas upp: adressen {slug} är upptagen."),
            dnr=number,
            slug=case.slug,
        ) from error
    create_kept(question_rows(case, scope.questions), by=by, now=now)
    create_kept(sender_rows(case, scope.senders), by=by, now=now)
    create_kept(school_rows(case, scope.codes), by=by, now=now)
    create_kept(programme_rows(case, scope.programmes), by=by, now=now)
    Signatory.objects.bulk_create(signatory_rows(case, scope.signatories))
    Attachment.objects.create(case=case, title=_attachment(case, scope.senders), position=0)
    lay_out_path(case, PathPlan(received=scope.received), by=by, now=now)
    return case.slug


def _attachment(case: Case, senders: Iterable[SenderContent]) -> str:
    by = ", ".join(one.printed for one in senders)
    return (f"{case.subject} av {by}" if by else case.subject)[:300]
