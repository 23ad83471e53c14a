"""Last year's support planned once more: for a year or a school year, without its dates, and never twice."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.register.publishing import BY, HAGSATRA, RINKEBY, day
from tests.register.supporting import catalogue, registered
from vandpunkt.domain.terms import SchoolYear, Term, Year
from vandpunkt.register.interventions.asking import (
    InterventionRow,
    current_counts,
    intervention,
    interventions,
)
from vandpunkt.register.interventions.copying import Copies, copy_planned
from vandpunkt.register.interventions.previews import preview_copies
from vandpunkt.register.interventions.undated_wording import without_dates

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]
NEXT_YEAR, NEXT_SCHOOL_YEAR = Year(2027), SchoolYear(2026)


@pytest.fixture(autouse=True)
def _catalogue(organiser: None) -> None:
    catalogue()


def planned(
    *rows: InterventionRow, year: Year | SchoolYear = NEXT_YEAR, wordings: Mapping[int, str] | None = None
) -> Copies:
    """Rows planned once more."""
    return copy_planned([row.id for row in rows], year=year, wordings=wordings, by=BY, now=day(2))


def only(copies: Copies) -> InterventionRow:
    """The one new row."""
    (row_id,) = copies.made.values()
    return intervention(row_id)


def test_a_copy_for_a_year_continues_and_counts_once() -> None:
    row = registered("vt 2026–", partners=("FoU",), decision_by="Grundskolechef")
    copy = only(planned(row))
    assert (copy.status, copy.planned, copy.continues_id) == ("planned", True, row.id)
    assert (copy.window_start, copy.window_end) == (2027, 2027)
    assert (copy.partners, copy.decision_by) == (("FoU",), "")
    assert current_counts([RINKEBY], Term(2027, "vt")) == {RINKEBY: 1}


def test_a_copy_for_a_school_year_is_for_its_two_terms() -> None:
    copy = only(planned(registered("ht 2025–vt 2026"), year=NEXT_SCHOOL_YEAR))
    assert (copy.start, copy.end, copy.ongoing) == ("2026/27", "2026/27", False)
    assert (copy.window_start, copy.window_end) == (2026, 2027)
    counts = [current_counts([RINKEBY], Term(2026, "ht") + number)[RINKEBY] for number in range(3)]
    assert counts == [1, 1, 0]


@pytest.mark.parametrize("year", [NEXT_YEAR, NEXT_SCHOOL_YEAR])
def test_doing_it_twice_adds_nothing(year: Year | SchoolYear) -> None:
    row = registered("vt 2026–")
    assert len(planned(row, year=year).made) == 1
    again = planned(row, year=year)
    assert (again.made, again.passed_over) == ({}, (row.id,))


def test_nor_does_the_copy_planned_together_with_the_row_it_came_of() -> None:
    row = registered("vt 2026–")
    copy = only(planned(row))
    both = planned(row, copy, year=Year(2028))
    assert list(both.made) == [copy.id]
    assert both.passed_over == (row.id,)


def test_a_school_year_that_a_planned_year_shares_a_term_with_is_not_planned_again() -> None:
    row = registered("vt 2026–")
    planned(row, year=NEXT_SCHOOL_YEAR)
    assert planned(row, year=NEXT_YEAR).made == {}
    assert len(planned(row, year=SchoolYear(2027)).made) == 1


def test_the_new_wording_has_no_old_dates_and_the_person_may_write_another() -> None:
    first = registered("ht 2025–vt 2026", wording="KSBS med stöd av FoU, läsåret 2025/26. Start ht 2025.")
    second = registered("vt 2026–", code=HAGSATRA, wording="Skolan påbörjar vt 2026 ett förbättringsarbete.")
    seen = preview_copies([first.id, second.id], year=NEXT_SCHOOL_YEAR, by=BY, now=day(2))
    assert [line.row.wording for _, line in seen.lines] == [
        "KSBS med stöd av FoU.",
        "Kommunal samverkan för bästa skola (KSBS).",
    ]
    assert len(interventions([RINKEBY, HAGSATRA])) == 2
    made = planned(first, second, year=NEXT_SCHOOL_YEAR, wordings={second.id: "Andra året av tre."}).made
    assert [intervention(one).wording for one in made.values()] == [
        "KSBS med stöd av FoU.",
        "Andra året av tre.",
    ]


@pytest.mark.parametrize(
    ("dated", "undated"),
    [
        (
            "Nätverk för rektorer, i samarbete med Skolverket. Start 2022.",
            "Nätverk för rektorer, i samarbete med Skolverket.",
        ),
        ("Uppdrag Vantör. 2022–2024, togs i bruk vt 2024.", "Uppdrag Vantör."),
        (
            "Statsbidrag stärkt kunskapsutveckling 2019 – förstärkt elevhälsoteam",
            "Statsbidrag stärkt kunskapsutveckling – förstärkt elevhälsoteam",
        ),
        ("Deltagande i KSBS från och med vt 2024.", "Deltagande i KSBS."),
        ("Utbildning med uppföljningsenheten, läsåret 2021/2022.", "Utbildning med uppföljningsenheten."),
        ("Skolan påbörjar vt 2024 ett treårigt arbete.", ""),
        ("Ht 2024–vt 2025 ges stöd från FoU.", ""),
        ("Lektor som utvecklat undervisningen.", "Lektor som utvecklat undervisningen."),
    ],
)
def test_dates_go_and_what_cannot_stand_without_them_goes_with_them(dated: str, undated: str) -> None:
    assert without_dates(dated) == undated
