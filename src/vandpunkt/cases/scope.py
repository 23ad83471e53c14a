"""The scope of a case: what a letter proposes, what is still open in it, and opening a case of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from vandpunkt.cases.content import SenderContent
from vandpunkt.cases.models import Attachment, Case
from vandpunkt.cases.path.layout import PathPlan, lay_out_path
from vandpunkt.cases.scope_rows import (
    address_of,
    programme_rows,
    question_rows,
    school_rows,
    sender_rows,
    subject_of,
)
from vandpunkt.domain.diarienummer import Diarienummer
from vandpunkt.domain.problems import FieldProblem, Problem, marked
from vandpunkt.reading.inquiry_facts import InquiryReading, StatedYears
from vandpunkt.register.models import Programme
from vandpunkt.register.school_matches import SchoolMatch, match_schools, school_candidates
from vandpunkt.register.versions import create_kept

KINDS = tuple(Case.InquiryKind.values)
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_SURE_ENOUGH = 0.6

Years = tuple[int, int]


@dataclass(frozen=True)
class ScopeSchool:
    """A school of the case: as the letter writes it, and its code; "" while that is an open question.

    `match` is what the register makes of the written name, None for a school that a person has added.
    """

    written: str
    code: str
    match: SchoolMatch | None = None


@dataclass(frozen=True)
class CaseScope:
    """What a case is about. `past` and `planned` are calendar years, both ends included; None while open.

    `programmes` are addresses (slugs). `received` is the day that the letter came, None where nobody knows.
    """

    dnr: str = ""
    kind: str = Case.InquiryKind.WRITTEN_INQUIRY.value
    title: str = ""
    received: date | None = None
    senders: tuple[SenderContent, ...] = ()
    questions: tuple[str, ...] = ()
    schools: tuple[ScopeSchool, ...] = ()
    past: Years | None = None
    planned: Years | None = None
    programmes: tuple[str, ...] = ()
    board: str = ""
    administration: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the schools that are settled, each once."""
        return tuple(dict.fromkeys(school.code for school in self.schools if school.code))


class OpenQuestions(Problem):
    """A scope that cannot be a case yet: each thing that a person has to answer first, by its field."""

    def __init__(self, problems: tuple[FieldProblem, ...]) -> None:
        super().__init__(
            marked("Ärendet kan inte läggas upp än. Kvar att svara på: {questions}"),
            questions=" ".join(problem.sentence() for problem in problems),
        )
        self.problems = problems


class CaseExists(Problem):
    """The diarienummer is a case already; `slug` is its address."""

    def __init__(self, case: Case) -> None:
        super().__init__(
            marked("Ärendet {dnr} finns redan: {title}. Inget nytt läggs upp."),
            dnr=case.dnr,
            title=case.title,
        )
        self.slug, self.dnr, self.title = case.slug, case.dnr, case.title


def proposed_scope(reading: InquiryReading) -> CaseScope:
    """The scope that a letter proposes. Schools that the register knows for certain have their code.

    Schools that the letter only mentions beside those it is about are left out. At most five queries.
    """
    about = [school for school in reading.schools if school.confidence >= _SURE_ENOUGH] or reading.schools
    matches = match_schools((school.name, school.place) for school in about)
    stamped = reading.received or reading.date
    return CaseScope(
        dnr=reading.dnr.value if reading.dnr else "",
        kind=reading.kind.value,
        title=reading.title.value if reading.title else "",
        received=date.fromisoformat(stamped.value) if stamped else None,
        senders=tuple(SenderContent(one.name, one.party or "", one.et_al) for one in reading.senders),
        questions=tuple(question.value for question in reading.questions),
        schools=tuple(ScopeSchool(match.written, match.code, match) for match in matches),
        past=_years(reading.past),
        planned=_years(reading.planned),
        programmes=_slugs([programme.value for programme in reading.programmes]),
        **usual_bodies(board=reading.board.value if reading.board else ""),
    )


def usual_bodies(*, board: str = "") -> dict[str, Any]:
    """The board and the administration, by field: as stated, as in the newest case, or as in the settings."""
    newest = Case.objects.order_by("-opened_at", "-pk").first()
    return {
        "board": board or (newest.board if newest else str(settings.ORGANISER.get("board", ""))),
        "administration": newest.administration
        if newest
        else str(settings.ORGANISER.get("administration", "")),
    }


def _years(stated: StatedYears | None) -> Years | None:
    return (stated.first, stated.last) if stated else None


def _slugs(names: list[str]) -> tuple[str, ...]:
    known = dict(Programme.objects.filter(name__in=names).values_list("name", "slug")) if names else {}
    return tuple(known[name] for name in names if name in known)


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


def open_questions(scope: CaseScope, *, new: bool = True) -> tuple[FieldProblem, ...]:
    """Everything that stands in the way of the scope being a case; a case that is there has its number."""
    return (
        *(_of_number(scope.dnr) if new else ()),
        *_of_matter(scope),
        *_of_schools(scope),
        *_of_years(scope),
    )


def _of_number(dnr: str) -> Iterator[FieldProblem]:
    if not dnr.strip():
        yield FieldProblem(
            "dnr", marked("Skriv diarienumret. Registraturen ger det när skrivelsen registreras i diariet.")
        )
        return
    try:
        Diarienummer.parse(dnr)
    except Problem as problem:
        yield FieldProblem("dnr", problem.text, **problem.values)


def _of_matter(scope: CaseScope) -> Iterator[FieldProblem]:
    if not scope.title.strip():
        yield FieldProblem("title", marked("Skriv en rubrik som säger vad ärendet gäller."))
    if scope.kind not in KINDS:
        yield FieldProblem("kind", marked("Välj vilket slags fråga det är."))
    if not scope.questions:
        yield FieldProblem("questions", marked("Skriv minst en fråga."))
    if not scope.board.strip():
        yield FieldProblem("board", marked("Skriv vilken nämnd frågan är ställd till."))
    if not scope.administration.strip():
        yield FieldProblem("administration", marked("Skriv vilken förvaltning som svarar."))


def _of_schools(scope: CaseScope) -> Iterator[FieldProblem]:
    for number, school in enumerate(scope.schools):
        if not school.code:
            field_name = f"school-{number}" if school.match else "schools"
            yield FieldProblem(
                field_name, marked("Svara på vilken skola «{name}» är."), name=_written(school)
            )
    known = school_candidates(scope.codes)
    missing = [code for code in scope.codes if code not in known]
    if missing:
        yield FieldProblem("schools", marked("Registret har ingen skola {codes}."), codes=", ".join(missing))
    if not scope.schools:
        yield FieldProblem("schools", marked("Ange minst en skola, med namn eller skolenhetskod."))


def _written(school: ScopeSchool) -> str:
    place = school.match.place if school.match else ""
    return f"{school.written} ({place})" if place else school.written


def _of_years(scope: CaseScope) -> Iterator[FieldProblem]:
    for name, years, missing in (
        ("past", scope.past, marked("Skriv vilka år frågan om tidigare stöd gäller.")),
        ("planned", scope.planned, marked("Skriv vilka år frågan om planerat stöd gäller.")),
    ):
        if years is None:
            yield FieldProblem(f"{name}_from", missing)
        elif not _FIRST_YEAR <= years[0] <= years[1] <= _LAST_YEAR:
            yield FieldProblem(
                f"{name}_from",
                marked("Åren {first}–{last} går inte: skriv det första året först, med fyra siffror."),
                first=years[0],
                last=years[1],
            )


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
    Attachment.objects.create(case=case, title=_attachment(case, scope.senders), position=0)
    lay_out_path(case, PathPlan(received=scope.received), by=by, now=now)
    return case.slug


def _attachment(case: Case, senders: Iterable[SenderContent]) -> str:
    by = ", ".join(one.printed for one in senders)
    return (f"{case.subject} av {by}" if by else case.subject)[:300]
