"""Is everything answered? What the document answers by itself, what the officer says, and what is left."""

from __future__ import annotations

import pytest

from tests.cases.conftest import CODES, NOW, OFFICER
from vandpunkt.cases.drafting.answered import (
    Answered,
    AnsweredGrid,
    answered_grid,
    answered_in,
    asked_windows,
    mark_answered,
)
from vandpunkt.cases.loading import whole_case
from vandpunkt.cases.models import AnsweredMark, Case, Question
from vandpunkt.domain.periods import window
from vandpunkt.domain.problems import Problem
from vandpunkt.register.models import Intervention

WINDOWS = {"past": window(2021, 2024), "planned": window(2025, 2025)}


def grid(slug: str) -> AnsweredGrid:
    return answered_in(slug, now=NOW)


def kinds(slug: str, question: int) -> set[Answered]:
    return {row.cells[question].answered for row in grid(slug).rows}


def ask(slug: str, text: str) -> Question:
    return Question.objects.create(case=Case.objects.get(slug=slug), text=text, position=9)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("vilket stöd skolorna erbjudits under 2021-2024", ("past",)),
        ("vilket stöd som kommer att erbjudas under 2025", ("planned",)),
        ("vad som gjordes 2023", ("past",)),
        ("hur stödet ser ut 2022–2025", ("past", "planned")),
        ("hur resultaten följs upp", ("past", "planned")),
        ("vad som gjordes 2010", ("past", "planned")),
    ],
)
def test_a_question_asks_about_the_windows_whose_years_it_names_else_both(
    question: str, asked: tuple[str, ...]
) -> None:
    assert asked_windows(question, WINDOWS) == asked


def test_the_answer_to_the_seed_case_answers_each_question_for_each_school(seed_case: str) -> None:
    found = grid(seed_case)
    assert len(found.questions) == 2
    assert len(found.rows) == 2 * len(CODES)
    assert found.gaps == 0
    assert kinds(seed_case, 0) == {Answered.LISTED, Answered.NOT_ASKED}


def test_a_school_without_support_is_answered_but_told_apart(seed_case: str) -> None:
    Intervention.objects.filter(school_unit=CODES["Grimstaskolan"], planned=True).update(planned=False)
    row = next(
        one for one in grid(seed_case).rows if one.school == "Grimstaskolan" and one.window == "planned"
    )
    assert row.cells[1].answered is Answered.NOTHING_IN_REGISTER


def test_before_anything_is_built_every_asked_question_is_a_gap(seed_case: str) -> None:
    assert answered_grid(whole_case(seed_case), None).gaps == 2 * len(CODES)


def test_a_question_that_is_not_about_support_is_a_gap_until_the_officer_has_answered_it(
    seed_case: str,
) -> None:
    question = ask(seed_case, "varför resultaten har sjunkit")
    assert grid(seed_case).gaps == 2 * len(CODES)

    name = f"{question.pk}-{CODES['Rinkebyskolan']}-past"
    mark_answered(seed_case, {name: "Bakgrund, andra stycket"}, by=OFFICER, now=NOW)

    found = grid(seed_case)
    cell = next(cell for row in found.rows for cell in row.cells if cell.name == name)
    assert (cell.answered, cell.place) == (Answered.OWN_TEXT, "Bakgrund, andra stycket")
    assert found.gaps == 2 * len(CODES) - 1


def test_a_mark_is_changed_and_taken_back_and_the_history_keeps_both(seed_case: str) -> None:
    question = ask(seed_case, "varför resultaten har sjunkit")
    name = f"{question.pk}-{CODES['Rinkebyskolan']}-past"
    for place in ("", "Bakgrund", None):
        mark_answered(seed_case, {name: place}, by=OFFICER, now=NOW)
    assert not AnsweredMark.objects.exists()
    versions = AnsweredMark.history.order_by("history_id")
    assert [one.history_type for one in versions] == ["+", "~", "-"]
    assert {one.history_change_reason for one in versions} == {OFFICER}


def test_what_the_case_does_not_have_is_refused_and_nothing_is_marked(seed_case: str) -> None:
    question = ask(seed_case, "varför resultaten har sjunkit")
    good = f"{question.pk}-{CODES['Rinkebyskolan']}-past"
    with pytest.raises(Problem, match="har ändrats"):
        mark_answered(seed_case, {good: "här", "1-00000000-past": "där"}, by=OFFICER, now=NOW)
    assert not AnsweredMark.objects.exists()
