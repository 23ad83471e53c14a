"""From when and why a status holds, and when it was offered, whatever has become of it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.register.publishing import BY, day
from tests.register.supporting import catalogue, registered
from tests.register.test_intervention_changes import change
from vandpunkt.domain.problems import FieldProblem
from vandpunkt.register.interventions.asking import intervention
from vandpunkt.register.interventions.ending import decline_intervention

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


@pytest.fixture(autouse=True)
def _catalogue(organiser: None) -> None:
    catalogue()


def test_a_new_status_holds_from_today_unless_a_day_is_given() -> None:
    row = registered("ht 2026–", status="offered", status_reason="Väntar på svar.", offered_to="Rektor")
    change(row.id, status="accepted")
    now = intervention(row.id)
    assert (now.status_date, now.status_reason, now.offered_to) == (day(2).date(), "", "Rektor")
    change(row.id, status="decided", status_date=date(2026, 2, 1), status_reason="Enligt plan.")
    now = intervention(row.id)
    assert (now.status_date, now.status_reason) == (date(2026, 2, 1), "Enligt plan.")


@pytest.mark.parametrize("field", ["status_date", "offered_date"])
def test_a_day_to_come_is_refused(field: str) -> None:
    row = registered()
    with pytest.raises(FieldProblem, match="har inte varit än") as raised:
        change(row.id, **{field: date(2030, 1, 1)})
    assert raised.value.field == field


def test_what_was_declined_keeps_its_day_and_its_reason() -> None:
    row = registered("ht 2026–", status="offered")
    version = row.version
    decline_intervention(
        row.id, day=day(1).date(), reason="Skolan hinner inte.", made_from=version, by=BY, now=day(2)
    )
    for values in ({"status_reason": ""}, {"status_date": None}):
        with pytest.raises(FieldProblem):
            change(row.id, **values)
    assert change(row.id, status_reason="Skolan hinner inte i år.")


def test_a_dialogue_after_the_decision_is_told_of() -> None:
    row = registered(dialogue_date=date(2025, 7, 1), decision_date=date(2025, 6, 1))
    assert row.talked_after_decision
    assert not registered(decision_date=date(2025, 6, 1)).talked_after_decision
