"""Departments' texts: asked for, received, withdrawn, merged, and two people at once."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import docx
import pytest

from tests.cases.path.conftest import BY, NOW, TODAY
from vandpunkt.cases.contributions import (
    ask_contribution,
    contribution,
    contributions,
    mark_merged,
    receive_contribution,
    text_of_file,
    withdraw_contribution,
)
from vandpunkt.cases.models import Case, CasePath, Contribution
from vandpunkt.cases.path.queries import path_page
from vandpunkt.cases.path.states import State
from vandpunkt.domain.problems import FieldProblem, Problem

LATER = datetime(2026, 3, 9, 9, tzinfo=UTC)


@pytest.fixture
def asked(case: Case) -> int:
    """A text that a department has been asked for."""
    CasePath.objects.filter(case=case).update(state=State.ASSIGNED.value)
    return ask_contribution(
        case.slug, department="Elevhälsan", asked_for="Läget", due=date(2026, 3, 6), by=BY, now=NOW
    )


def test_asking_for_a_text_begins_the_preparation_and_is_kept_in_the_history(case: Case, asked: int) -> None:
    page = path_page(case.slug)
    assert page.state is State.IN_PREPARATION
    assert [(one.name, one.note) for one in page.moves] == [("ask_contribution", "Elevhälsan")]
    row = contribution(asked)
    assert (row.asked, row.due, row.received, row.text) == (TODAY, date(2026, 3, 6), None, "")
    assert row.is_late(date(2026, 3, 7))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"department": " "}, "department"),
        ({"due": date(2026, 3, 1)}, "due"),
        ({"responsible": "x"}, "responsible"),
    ],
)
def test_what_is_wrong_with_a_request_is_told_beside_its_field(
    case: Case, changed: dict[str, object], field: str
) -> None:
    CasePath.objects.filter(case=case).update(state=State.IN_PREPARATION.value)
    given: dict[str, object] = {"department": "Elevhälsan", "asked_for": "", "due": TODAY} | changed
    with pytest.raises(FieldProblem) as caught:
        ask_contribution(case.slug, by=BY, now=NOW, **given)  # one is wrong by design
    assert caught.value.field == field
    assert not Contribution.objects.exists()


def test_the_departments_step_waits_for_its_text_and_is_done_with_it(case: Case, asked: int) -> None:
    step = case.steps.get(body="Elevhälsan")
    assert (step.kind, step.planned, step.done) == ("preparation", date(2026, 3, 6), None)
    receive_contribution(asked, text="Vår text", made_from=contribution(asked).version, by=BY, now=LATER)
    assert case.steps.get(body="Elevhälsan").done == date(2026, 3, 9)
    other = ask_contribution(
        case.slug, department="grundskoleavdelningen", asked_for="", due=date(2026, 3, 6), by=BY, now=NOW
    )
    assert case.steps.filter(kind="preparation").count() == 3
    withdraw_contribution(
        other, reason="Ryms i en annan", made_from=contribution(other).version, by=BY, now=LATER
    )
    told = case.steps.get(body="grundskoleavdelningen")
    assert (told.done, told.outcome) == (date(2026, 3, 9), "texten behövdes inte")


def test_a_text_is_received_the_day_it_comes_and_merged_once(asked: int) -> None:
    version = contribution(asked).version
    receive_contribution(
        asked,
        text="Ett stycke.\r\n\r\nEtt till. ",
        received_from="Chefen",
        made_from=version,
        by=BY,
        now=LATER,
    )
    row = contribution(asked)
    assert (row.text, row.received, row.received_from) == (
        "Ett stycke.\n\nEtt till.",
        date(2026, 3, 9),
        "Chefen",
    )
    assert not row.is_late(date(2026, 4, 1))
    assert (mark_merged([asked], by=BY, now=LATER), mark_merged([asked], by=BY, now=LATER)) == (1, 0)
    assert contribution(asked).merged == LATER


def test_a_text_that_is_changed_after_it_was_merged_waits_to_be_merged_again(asked: int) -> None:
    for text in ("Första", "Andra"):
        version = contribution(asked).version
        receive_contribution(asked, text=text, made_from=version, by=BY, now=LATER)
        assert contribution(asked).merged is None
        mark_merged([asked], by=BY, now=LATER)
    history = Contribution.history.filter(id=asked).values_list("text", flat=True)
    assert {"", "Första", "Andra"} == set(history)


def test_who_saves_second_is_told_and_the_first_text_stands(asked: int) -> None:
    seen = contribution(asked).version
    receive_contribution(asked, text="Min text", made_from=seen, by=BY, now=LATER)
    with pytest.raises(Problem, match=f"{BY} hann spara före dig"):
        receive_contribution(asked, text="Annan text", made_from=seen, by="Någon", now=LATER)
    assert contribution(asked).text == "Min text"


def test_an_empty_text_is_no_text(asked: int) -> None:
    with pytest.raises(FieldProblem, match="klistra in"):
        receive_contribution(asked, text=" \n", made_from=contribution(asked).version, by=BY, now=LATER)


def test_a_request_is_withdrawn_with_a_reason_unless_the_text_has_come(case: Case, asked: int) -> None:
    version = contribution(asked).version
    with pytest.raises(FieldProblem, match="varför"):
        withdraw_contribution(asked, reason=" ", made_from=version, by=BY, now=LATER)
    withdraw_contribution(asked, reason="Ingår i en annan", made_from=version, by=BY, now=LATER)
    row = contribution(asked)
    assert (row.withdrawn, row.waits) == (date(2026, 3, 9), False)
    assert path_page(case.slug).moves[-1].note == "Elevhälsan: Ingår i en annan"
    receive_contribution(asked, text="Kom ändå", made_from=row.version, by=BY, now=LATER)
    with pytest.raises(Problem, match="redan kommit"):
        withdraw_contribution(asked, reason="x", made_from=contribution(asked).version, by=BY, now=LATER)


def test_a_text_that_comes_when_the_answer_is_reconciled_is_refused_with_what_to_do(
    case: Case, asked: int
) -> None:
    CasePath.objects.filter(case=case).update(state=State.RECONCILED.value)
    with pytest.raises(Problem, match="Då får det vara: bereds"):
        receive_contribution(asked, text="För sent", made_from=contribution(asked).version, by=BY, now=LATER)
    assert contributions(case.slug)[0].received is None


def test_a_word_file_gives_its_paragraphs_and_a_text_file_its_own() -> None:
    written = docx.Document()
    for text in ("Första stycket.", "", "Andra stycket & mer."):
        written.add_paragraph(text)
    content = io.BytesIO()
    written.save(content)
    told = text_of_file(content.getvalue(), name="bidrag.docx")
    assert told == "Första stycket.\n\nAndra stycket & mer."
    plain = "Första raden\nandra raden.\n\n\n\nNästa stycke.\n".encode()
    assert text_of_file(plain, name="bidrag.txt") == "Första raden\nandra raden.\n\nNästa stycke."


def test_a_file_that_is_no_text_is_refused() -> None:
    with pytest.raises(Problem, match=r"bild\.png"):
        text_of_file(b"\x89PNG\r\n\x1a\n" + b"\0" * 50, name="bild.png")
