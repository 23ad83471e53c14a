"""Cases from before there was a path get the steps they lack and a place, and nothing is made up."""

from __future__ import annotations

import importlib
from datetime import date

import pytest
from django.apps import apps

from tests.cases.path.conftest import BOARD
from vandpunkt.cases.models import Case, CasePath, Step

MIGRATION = importlib.import_module("vandpunkt.cases.migrations.0006_paths_of_existing_cases")


def older(case: Case, **done: date) -> None:
    """The six kinds of steps that a case had, without a path."""
    CasePath.objects.all().delete()
    case.steps.all().delete()
    for position, kind in enumerate(
        ("received", "preparation", "union_consultation", "council", "board_meeting", "decision")
    ):
        Step.objects.create(case=case, kind=kind, body=BOARD, position=position, done=done.get(kind))


@pytest.mark.parametrize(
    ("done", "state"),
    [({}, "in_preparation"), ({"decision": date(2025, 2, 20)}, "decided")],
)
def test_an_older_case_keeps_its_days_and_gets_its_place(
    case: Case, done: dict[str, date], state: str
) -> None:
    older(case, **done)
    MIGRATION.give_paths(apps, None)
    assert CasePath.objects.get(case=case).state == state
    steps = list(case.steps.all())
    assert [one.kind for one in steps] == list(Step.Kind.values)
    assert {one.kind: one.done for one in steps if one.done} == done
    assert [one.position for one in steps] == list(range(len(steps)))
    assert "Uppgradering" in steps[1].history.values_list("history_change_reason", flat=True)


def test_a_case_without_anything_known_is_received(case: Case) -> None:
    older(case)
    case.steps.filter(kind="preparation").delete()
    MIGRATION.give_paths(apps, None)
    assert CasePath.objects.get(case=case).state == "received"


def test_a_second_time_changes_nothing(case: Case) -> None:
    MIGRATION.give_paths(apps, None)
    assert CasePath.objects.get(case=case).history.count() == 1
