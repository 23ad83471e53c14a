"""Support over the terms: what is drawn, and that it stays on the paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vandpunkt.domain.roles import Role
from vandpunkt.domain.terms import Term
from vandpunkt.register.interventions.asking import InterventionRow
from vandpunkt.register.people.assignments import Holder
from vandpunkt.web.schools.timeline import MOST_YEARS, Timeline, timeline

NOW = Term(2025, "vt")

ROW = InterventionRow(
    id=1,
    version=1,
    school_unit_code="82110758",
    programme="Nätverk för rektorer",
    abbreviation="",
    status="offered",
    wording="Nätverk för rektorer. Start 2022.",
    start="",
    end="",
    in_use_from="",
    ongoing=None,
    duration_years=None,
    follow_on_start="",
    follow_on_end="",
    partners=(),
    persons=(),
    window_start=2021,
    window_end=2024,
    planned=False,
    position=1,
    continues_id=None,
    confidence=1.0,
    document_id=None,
    document_title="",
    document_dnr="",
    source_page=None,
    source_start=None,
    source_end=None,
    accepted_at=datetime(2025, 2, 3, tzinfo=UTC),
    accepted_by="Handläggare Demo",
)


def drawn(*rows: InterventionRow, now: Term = NOW) -> Timeline:
    """The rows as a timeline."""
    found = timeline(rows, now)
    assert found is not None
    return found


def stretches(rows: Timeline, at: int = 0) -> list[tuple[str, str, str]]:
    """The bars of a row as kind, first and last term."""
    first = Term(rows.years[0].year, "vt")
    term = 100 / (2 * len(rows.years))
    return [
        (
            bar.kind,
            (first + round(bar.left / term)).code,
            (first + round((bar.left + bar.width) / term) - 1).code,
        )
        for bar in rows.rows[at].bars
    ]


def test_no_support_is_no_timeline() -> None:
    assert timeline([], NOW) is None


def test_a_stated_period_is_one_solid_bar() -> None:
    row = replace(ROW, start="2022ht", end="2024vt", ongoing=False)
    assert stretches(drawn(row)) == [("given", "2022ht", "2024vt")]


def test_a_year_is_both_its_terms_and_a_school_year_its_autumn_and_spring() -> None:
    year, school_year = replace(ROW, start="2023", end="2023"), replace(ROW, start="2021/22", end="2021/22")
    assert stretches(drawn(year)) == [("given", "2023vt", "2023ht")]
    assert stretches(drawn(school_year)) == [("given", "2021ht", "2022vt")]


def test_what_goes_on_is_solid_as_far_as_it_is_stated_and_open_from_there() -> None:
    row = replace(ROW, start="2022", ongoing=True)
    assert stretches(drawn(row)) == [("open", "2025vt", "2025ht"), ("given", "2022vt", "2024ht")]
    assert drawn(row).rows[0].goes_on


def test_a_start_alone_is_solid_and_what_came_after_it_unsure() -> None:
    row = replace(ROW, start="2019")
    assert stretches(drawn(row)) == [("unsure", "2020vt", "2024ht"), ("given", "2019vt", "2019ht")]
    assert not drawn(row).rows[0].goes_on


def test_a_stated_number_of_years_is_how_long_the_unsure_part_is() -> None:
    row = replace(ROW, start="2024vt", duration_years=3)
    assert stretches(drawn(row)) == [("unsure", "2024ht", "2026ht"), ("given", "2024vt", "2024vt")]


def test_without_any_period_the_years_it_was_stated_for_are_unsure() -> None:
    assert stretches(drawn(ROW)) == [("unsure", "2021vt", "2024ht")]


def test_planned_support_covers_the_years_that_it_is_planned_for() -> None:
    bare = replace(ROW, planned=True, window_start=2025, window_end=2025)
    started = replace(bare, start="2022", ongoing=True)
    assert stretches(drawn(bare)) == stretches(drawn(started)) == [("planned", "2025vt", "2025ht")]


def test_what_continues_a_row_is_drawn_on_the_same_row() -> None:
    first = replace(ROW, start="2022", ongoing=True)
    after = replace(ROW, id=2, planned=True, window_start=2025, window_end=2025, continues_id=1, position=2)
    found = drawn(first, after)
    assert [row.links for row in found.rows] == [(first, after)]
    assert [kind for kind, _, _ in stretches(found)] == ["open", "given", "planned"]


def test_a_follow_on_is_given_too() -> None:
    row = replace(ROW, start="2022ht", end="2024vt", follow_on_start="2024ht", follow_on_end="2025vt")
    assert stretches(drawn(row)) == [("given", "2022ht", "2024vt"), ("given", "2024ht", "2025vt")]


def test_what_is_given_now_comes_first_then_what_is_planned_then_the_past() -> None:
    past = replace(ROW, id=1, start="2022ht", end="2022ht")
    now = replace(ROW, id=2, start="2024vt", ongoing=True)
    planned = replace(ROW, id=3, planned=True, start="2026vt", window_start=2026, window_end=2026)
    assert [(row.root.id, row.state) for row in drawn(past, now, planned).rows] == [
        (2, "now"),
        (3, "planned"),
        (1, "past"),
    ]


def test_the_axis_is_whole_years_and_holds_the_present_term() -> None:
    found = drawn(replace(ROW, start="2022ht", end="2022ht"))
    assert [mark.year for mark in found.years] == [2022, 2023, 2024, 2025]
    assert (found.now_left, found.now_width) == (75.0, 12.5)


def test_a_long_history_is_cut_and_says_so() -> None:
    found = drawn(replace(ROW, start="1995", ongoing=True))
    assert len(found.years) == MOST_YEARS
    assert found.rows[0].begins_before
    assert not drawn(replace(ROW, start="2022", ongoing=True)).rows[0].begins_before


def test_support_outside_the_catalogue_is_named_by_its_wording() -> None:
    assert drawn(replace(ROW, programme=None, wording="Skolsocialt stödteam.")).rows[0].name == (
        "Skolsocialt stödteam"
    )


def test_the_key_explains_the_kinds_that_are_there() -> None:
    assert drawn(replace(ROW, start="2022ht", end="2022ht"), ROW).kinds == {"given", "unsure"}


codes = st.sampled_from(["", "1998", "2019ht", "2021", "2022/23", "2023vt", "2024ht", "2025", "2031vt"])


@st.composite
def rows(draw: st.DrawFn) -> InterventionRow:
    window_start = draw(st.integers(2018, 2026))
    start, end = draw(codes), draw(codes)
    if start and end and start[:4] > end[:4]:
        start, end = end, start
    if start[:4] == end[:4]:
        end = ""
    return replace(
        ROW,
        id=draw(st.integers(1, 5)),
        start=start,
        end=end,
        ongoing=draw(st.sampled_from([None, True, False])),
        duration_years=draw(st.sampled_from([None, 1, 3])),
        planned=draw(st.booleans()),
        window_start=window_start,
        window_end=window_start + draw(st.integers(0, 4)),
        continues_id=draw(st.sampled_from([None, 1, 2, 3])),
    )


@given(st.lists(rows(), min_size=1, max_size=6, unique_by=lambda row: row.id))
def test_whatever_the_register_holds_every_bar_stays_on_the_axis(some: list[InterventionRow]) -> None:
    found = drawn(*some)
    assert sorted(row.id for chain in found.rows for row in chain.links) == sorted(row.id for row in some)
    assert 0 <= found.now_left < 100
    for bar in (bar for row in found.rows for bar in row.bars):
        assert bar.left >= 0
        assert bar.width > 0
        assert bar.left + bar.width <= 100.01


def test_the_load_of_each_term_lies_in_the_middle_of_it() -> None:
    rows = drawn(replace(ROW, start="2022vt", end="2022ht", ongoing=False))
    counts = {str(mark.load.term): mark.load.count for mark in rows.loads}
    assert (counts["vt 2022"], counts["ht 2022"], counts["vt 2023"]) == (1, 1, 0)
    assert rows.loads[0].middle == pytest.approx(rows.now_width / 2, abs=0.01)


def test_terms_above_the_limit_are_named() -> None:
    both = [replace(ROW, id=one, start="2022vt", end="2022ht", ongoing=False) for one in (1, 2)]
    found = timeline(both, NOW, most=1)
    assert found is not None
    assert [str(term) for term in found.over] == ["vt 2022", "ht 2022"]


def test_head_teachers_lie_on_the_same_axis_from_the_term_they_came() -> None:
    before = Holder(1, Role.HEAD_TEACHER, "Rektor A", "", date(2020, 8, 1), date(2023, 6, 30))
    now = Holder(2, Role.HEAD_TEACHER, "Rektor B", "", date(2023, 7, 1), None)
    found = timeline([replace(ROW, start="2022vt", ongoing=True)], NOW, holders=[before, now])
    assert found is not None
    first, second = found.head_teachers
    assert first.left == 0
    assert first.left + first.width == pytest.approx(second.left, abs=0.01)
    assert second.left + second.width == pytest.approx(100, abs=0.01)
