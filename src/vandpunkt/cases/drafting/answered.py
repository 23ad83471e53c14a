"""Which questions an answer answers, school by school and window by window, and where it leaves gaps."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.db import transaction

from vandpunkt.cases.building import answer_of
from vandpunkt.cases.drafting.passages import passages
from vandpunkt.cases.loading import held_case, whole_case
from vandpunkt.cases.models import AnsweredMark, Case, Question
from vandpunkt.documents.tree import Document
from vandpunkt.domain.periods import Period, window
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.register.versions import change_kept, create_kept, keep_removal

ABOUT_SUPPORT = re.compile(r"\b(?:stöd|insats|åtgärd|erbju[dk]|resurs)", re.I)
"""A question with one of these words is about support, and the lists of support answer it."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEARS = re.compile(r"\b((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)\b")
LONGEST_PLACE = 300


class Answered(Enum):
    """What can be said of one question, school and window; the title is in Swedish."""

    LISTED = marked("stöd redovisas")
    NOTHING_IN_REGISTER = marked("registret har inget stöd")
    OWN_TEXT = marked("besvarad i egen text")
    GAP = marked("inte besvarad")
    NOT_ASKED = marked("frågas inte")


@dataclass(frozen=True)
class Cell:
    """One question for one school and window. `place` is where the officer says that the answer is."""

    question_id: int
    school_code: str
    window: str
    answered: Answered
    place: str = ""

    @property
    def name(self) -> str:
        """The cell's name in a form."""
        return f"{self.question_id}-{self.school_code}-{self.window}"


@dataclass(frozen=True)
class AnsweredRow:
    """The cells of one school and window, one a question."""

    school: str
    window: str
    years: Period
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class AnsweredGrid:
    """The questions, and every school and window with what answers them."""

    questions: tuple[str, ...]
    rows: tuple[AnsweredRow, ...]

    @property
    def gaps(self) -> int:
        """How many of the asked are not answered."""
        return self._count(Answered.GAP)

    @property
    def empty(self) -> int:
        """How many are answered by saying that the register holds no support: worth a second look."""
        return self._count(Answered.NOTHING_IN_REGISTER)

    def _count(self, answered: Answered) -> int:
        return sum(cell.answered is answered for row in self.rows for cell in row.cells)


@dataclass(frozen=True)
class _Answers:
    """What there is to answer with: the windows, the keys of the document's passages, the officer's marks."""

    windows: Mapping[str, Period]
    keys: Collection[str]
    marks: Mapping[tuple[int, str, str], str]

    def to(self, question: Question, code: str, which: str) -> Cell:
        """The cell of one question for one school and window."""
        place = self.marks.get((question.pk, code, which))
        if place is not None:
            return Cell(question.pk, code, which, Answered.OWN_TEXT, place)
        return Cell(question.pk, code, which, self._in_document(question.text, code, which))

    def _in_document(self, question: str, code: str, which: str) -> Answered:
        if which not in asked_windows(question, self.windows):
            return Answered.NOT_ASKED
        if ABOUT_SUPPORT.search(question):
            if f"{which}_support:{code}" in self.keys:
                return Answered.LISTED
            if f"no_{which}_support:{code}" in self.keys:
                return Answered.NOTHING_IN_REGISTER
        return Answered.GAP


def answered_in(slug: str, *, now: datetime) -> AnsweredGrid:
    """What the answer to a case answers as it would read now. Raises Problem for an unknown case."""
    case = whole_case(slug)
    return answered_grid(case, answer_of(case, now=now))


def answered_grid(case: Case, document: Document | None) -> AnsweredGrid:
    """What a document answers in a whole case, and what the officer says is answered. No query."""
    windows = {
        "past": window(case.past_from, case.past_to),
        "planned": window(case.planned_from, case.planned_to),
    }
    answers = _Answers(
        windows,
        {part.key for part in passages(document)} if document else set(),
        {(one.question_id, one.school_unit_id, one.window): one.place for one in case.answered_marks.all()},
    )
    questions = list(case.questions.all())
    schools = [(one.school_unit_id, one.school_unit.name) for one in case.case_schools.all()]
    rows = tuple(
        AnsweredRow(name, which, years, tuple(answers.to(one, code, which) for one in questions))
        for code, name in schools
        for which, years in windows.items()
    )
    return AnsweredGrid(tuple(one.text for one in questions), rows)


def asked_windows(question: str, windows: Mapping[str, Period]) -> tuple[str, ...]:
    """The windows whose years a question names; both where it names none of them."""
    spans = [window(int(one), int(other)) for one, other in _YEARS.findall(question) if one <= other]
    spans += [window(int(year), int(year)) for year in _YEAR.findall(_YEARS.sub("", question))]
    named = tuple(which for which, years in windows.items() if any(span.overlaps(years) for span in spans))
    return named or tuple(windows)


@transaction.atomic
def mark_answered(slug: str, places: Mapping[str, str | None], *, by: str, now: datetime) -> None:
    """Say where the officer's own text answers; `places` are by the names of cells, None takes a mark away.

    Raises Problem for a cell that the case does not have, and for a place that is too long.
    """
    case = held_case(slug)
    present = {
        f"{one.question_id}-{one.school_unit_id}-{one.window}": one for one in case.answered_marks.all()
    }
    known = _known(case)
    new, changed, gone = [], [], []
    for name, place in places.items():
        if name not in known:
            raise Problem(marked("Ärendet har ändrats medan du läste. Öppna sidan på nytt."))
        if place is not None and len(place) > LONGEST_PLACE:
            raise Problem(marked("Skriv kortare var svaret står: högst {most} tecken."), most=LONGEST_PLACE)
        row = present.get(name)
        if place is None:
            gone += [row] if row else []
        elif row is None:
            question, code, which = known[name]
            new.append(
                AnsweredMark(case=case, question_id=question, school_unit_id=code, window=which, place=place)
            )
        elif row.place != place:
            row.place = place
            changed.append(row)
    keep_removal(gone, by=by, now=now)
    create_kept(new, by=by, now=now)
    change_kept(changed, ["place"], by=by, now=now)


def _known(case: Case) -> dict[str, tuple[int, str, str]]:
    codes = list(case.case_schools.values_list("school_unit_id", flat=True))
    return {
        f"{question}-{code}-{which}": (question, code, which)
        for question in case.questions.values_list("pk", flat=True)
        for code in codes
        for which in ("past", "planned")
    }
