"""What a scope leaves open: everything that a person has to answer before it can be a case."""

from __future__ import annotations

from collections.abc import Iterator

from vandpunkt.cases.scope.values import KINDS, CaseScope, ScopeSchool
from vandpunkt.domain.diarienummer import Diarienummer
from vandpunkt.domain.problems import FieldProblem, Problem, marked
from vandpunkt.register.school_matches import school_candidates

_FIRST_YEAR, _LAST_YEAR = 1990, 2100


class OpenQuestions(Problem):
    """A scope that cannot be a case yet: each thing that a person has to answer first, by its field."""

    def __init__(self, problems: tuple[FieldProblem, ...]) -> None:
        super().__init__(
            marked("Ärendet kan inte läggas upp än. Kvar att svara på: {questions}"),
            questions=" ".join(problem.sentence() for problem in problems),
        )
        self.problems = problems


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
    matched = {school.code for school in scope.schools if school.match and school.match.code == school.code}
    stated = [code for code in scope.codes if code not in matched]
    known = school_candidates(stated) if stated else {}
    missing = [code for code in stated if code not in known]
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
