"""A case without a document: received, with nobody having moved it yet, and a board that will meet."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from vandpunkt.cases.models import Case
from vandpunkt.cases.path.layout import Consultation, PathPlan, lay_out_path
from vandpunkt.cases.path.meetings import MeetingDetails, add_meetings

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
BY = "Handläggare Demo"
BOARD = "Utbildningsnämnden"
PLAN = PathPlan(
    received=date(2026, 2, 2),
    departments=("grundskoleavdelningen", "avdelningen för elevhälsa"),
    consultations=(
        Consultation("union_consultation", "de fackliga organisationerna"),
        Consultation("council", "Funktionshinderrådet", date(2026, 3, 10)),
    ),
)


def new_case() -> Case:
    """A case that has come in and been given its path."""
    row = Case.objects.create(
        dnr="UTBF 2026/1",
        slug="UTBF-2026-1",
        title="Stöd till skolorna",
        board=BOARD,
        administration="Utbildningsförvaltningen",
        past_from=2023,
        past_to=2025,
        planned_from=2026,
        planned_to=2026,
        opened_at=NOW,
    )
    lay_out_path(row, PLAN, by=BY, now=NOW)
    return row


@pytest.fixture
def case(db: None) -> Case:
    """A case that has come in and been given its path."""
    return new_case()


@pytest.fixture
def meetings_ahead(db: None) -> tuple[int, ...]:
    """Two meetings of the board to come."""
    days = (date(2026, 4, 23), date(2026, 5, 21))
    return add_meetings(tuple(MeetingDetails(BOARD, day) for day in days), by=BY, now=NOW)
