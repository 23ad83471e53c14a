"""A case opened from a document that states what it is about."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cases.conftest import NOW, OFFICER
from vandpunkt.cases.models import Case
from vandpunkt.cases.opening import asked, open_case
from vandpunkt.domain.problems import Problem
from vandpunkt.reading import Reading, Section


def test_the_case_has_the_documents_number_windows_and_schools_in_its_order(seed_case: str) -> None:
    case = Case.objects.get(slug=seed_case)
    assert (case.dnr, case.slug) == ("UTBF 2024/6786", "UTBF-2024-6786")
    assert (case.past_from, case.past_to, case.planned_from, case.planned_to) == (2021, 2024, 2025, 2025)
    assert [str(one.school_unit.name) for one in case.case_schools.select_related("school_unit")] == [
        "Hagsätraskolan",
        "Hässelbygårdsskolan",
        "Rinkebyskolan",
        "Lillholmsskolan",
        "Grimstaskolan",
    ]


def test_the_questions_are_those_that_the_prose_says_were_asked(seed_case: str) -> None:
    first, second = (question.text for question in Case.objects.get(slug=seed_case).questions.all())
    assert first == "vilket stöd skolorna erbjudits från central förvaltning under 2021-2024"
    assert second.startswith("vilket stöd som kommer att erbjudas under 2025")


def test_prose_without_questions_gives_none() -> None:
    assert asked((Section("Bakgrund", ("Nämnden har fått en skrivelse.",)),)) == ()


def test_the_steps_stand_in_the_order_of_the_path_and_a_date_nobody_stated_is_empty(seed_case: str) -> None:
    steps = list(Case.objects.get(slug=seed_case).steps.all())
    assert [step.kind for step in steps] == [
        "received",
        "registered",
        "assigned",
        "preparation",
        "preparation",
        "union_consultation",
        "council",
        "reconciliation",
        "signed",
        "dispatched",
        "board_meeting",
        "decision",
        "minutes_checked",
        "posted",
        "sent_out",
        "archived",
    ]
    assert [step.planned for step in steps[5:7]] == [date(2025, 2, 11), date(2025, 2, 12)]
    assert not any(step.done for step in steps)


def test_the_officers_own_text_is_kept_paragraph_by_paragraph(seed_case: str) -> None:
    texts = {one.section: one.text for one in Case.objects.get(slug=seed_case).own_texts.all()}
    assert set(texts) == {"summary", "background", "views", "consequences"}
    assert len(texts["views"].split("\n\n")) == 3
    assert "Nedan följer en redogörelse" in texts["views"]


def test_opening_the_same_case_again_changes_nothing(seed_case: str, seed: Reading) -> None:
    before = Case.history.count()
    assert open_case(seed, by=OFFICER, now=NOW) == seed_case
    assert (Case.objects.count(), Case.history.count()) == (1, before)


def test_who_opened_the_case_is_kept(seed_case: str) -> None:
    assert Case.objects.get(slug=seed_case).history.get().history_change_reason == OFFICER


@pytest.mark.django_db
def test_a_document_that_names_a_school_the_register_lacks_opens_no_case(seed: Reading) -> None:
    with pytest.raises(Problem):
        open_case(seed, by=OFFICER, now=NOW)
    assert not Case.objects.exists()
