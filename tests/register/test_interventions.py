"""What is asked of interventions: which are given in a term, each once, and how a past day saw them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.register.publishing import BY, HAGSATRA, RINKEBY, day
from tests.register.readings import KSBS, fact, reading, schools
from vandpunkt.domain.periods import Period, window
from vandpunkt.domain.terms import Term
from vandpunkt.reading.facts import FollowOn
from vandpunkt.register.accepting import accept, propose_interventions
from vandpunkt.register.history import changes
from vandpunkt.register.interventions.asking import (
    chain_roots,
    current_counts,
    intervention_version,
    interventions,
)
from vandpunkt.register.interventions.row import InterventionRow
from vandpunkt.register.models import Intervention, InterventionPartner, Partner, Programme
from vandpunkt.register.versions import keep_versions

ROW = InterventionRow(
    id=1,
    version=1,
    school_unit_code=RINKEBY,
    programme=KSBS,
    abbreviation="KSBS",
    status="offered",
    wording="KSBS.",
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
    position=0,
    continues_id=None,
    confidence=None,
    document_id=None,
    document_title="",
    document_dnr="",
    source_page=None,
    source_start=None,
    source_end=None,
    accepted_at=None,
    accepted_by="",
)
TERMS = [Term(2020, "ht") + number for number in range(14)]


def current(**values: Any) -> list[str]:
    """The terms from ht 2020 to vt 2027 in which a row with these values is given."""
    row = replace(ROW, **values)
    return [term.code for term in TERMS if row.is_current(term)]


def codes(first: str, last: str) -> list[str]:
    """The codes of a run of terms."""
    return [term.code for term in TERMS if Term.from_code(first) <= term <= Term.from_code(last)]


class TestCurrent:
    """Whether support is given in a term."""

    def test_a_bounded_period_is_given_from_its_start_to_its_end(self) -> None:
        assert current(start="2022ht", end="2024vt", ongoing=False) == codes("2022ht", "2024vt")

    def test_an_end_alone_bounds(self) -> None:
        assert current(end="2022vt", ongoing=False) == codes("2020ht", "2022vt")

    def test_what_goes_on_is_given_from_its_start_on(self) -> None:
        assert current(start="2024vt", ongoing=True) == codes("2024vt", "2027vt")

    def test_where_it_is_not_known_whether_it_goes_on_it_counts_in_the_years_it_was_stated_for(self) -> None:
        assert current(start="2023", ongoing=None) == codes("2023vt", "2024ht")
        assert current(start="2019", ongoing=None) == codes("2020ht", "2024ht")
        assert current() == codes("2021vt", "2024ht")

    def test_a_planned_row_counts_in_the_years_it_is_planned_for(self) -> None:
        planned = {"planned": True, "window_start": 2025, "window_end": 2025, "status": "planned"}
        assert current(**planned) == codes("2025vt", "2025ht")
        assert current(**planned, start="2022", ongoing=True) == codes("2025vt", "2025ht")
        assert current(**planned, start="2025ht") == codes("2025ht", "2025ht")

    def test_a_follow_on_is_the_same_support(self) -> None:
        assert current(
            start="2022ht", end="2024vt", ongoing=False, follow_on_start="2024ht", follow_on_end="2025vt"
        ) == codes("2022ht", "2025vt")

    @pytest.mark.parametrize("status", ["finished", "stopped"])
    def test_what_has_ended_on_an_unknown_day_is_not_given(self, status: str) -> None:
        assert current(start="2022", status=status) == []
        assert current(start="2022", end="2023", ongoing=False, status=status) == codes("2022vt", "2023ht")

    def test_what_was_declined_was_never_given(self) -> None:
        assert current(start="2022", ongoing=True, status="declined") == []


def test_a_row_gives_its_periods_as_values() -> None:
    row = replace(ROW, start="2022ht", end="2024vt", follow_on_start="2024ht", in_use_from="2023vt")
    assert row.period == Period.from_codes("2022ht", "2024vt")
    assert row.follow_on == Period.from_codes("2024ht", None)
    assert row.stated_for == window(2021, 2024)
    assert row.in_use_from_term == Term(2023, "vt")
    assert (ROW.follow_on, ROW.in_use_from_term) == (None, None)


links = st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=1, max_size=9)


@given(links)
def test_a_chain_has_one_root_also_where_the_links_are_mad(continues: list[int | None]) -> None:
    rows = [replace(ROW, id=number, continues_id=before) for number, before in enumerate(continues)]
    roots = chain_roots(rows)
    assert roots.keys() == set(range(len(rows)))
    for row in rows:
        if row.continues_id is None or row.continues_id >= len(rows):
            assert roots[row.id] == row.id
        elif row.continues_id < row.id and all(one is None or one < at for at, one in enumerate(continues)):
            assert roots[row.id] == roots[row.continues_id]


def keep(*facts: Any, page: str = "Sidan.", now: int = 0) -> tuple[int, ...]:
    """Propose and accept items."""
    ids = propose_interventions(reading(*facts, page=page), file_name="svar.txt", by=BY, now=day(now))
    accept(ids, by=BY, now=day(now))
    return ids


@pytest.mark.django_db
@pytest.mark.usefixtures("organiser")
class TestInTheRegister:
    """Counted, dated and versioned rows."""

    def test_the_same_support_counts_once_however_many_rows_state_it(self) -> None:
        schools()
        keep(
            fact("1", programme=KSBS, start="2024vt", ongoing=True),
            fact("2", programme="KUF", start="2022ht", end="2024vt", follow_on=FollowOn("2024ht", "2025vt")),
            fact("3", programme=KSBS, window="planned"),
            fact("4", programme="KUF", window="planned"),
            fact("5", window="planned"),
            fact("6", school="Hagsätraskolan"),
        )
        asked = [RINKEBY, HAGSATRA, "00000000"]
        assert current_counts(asked, Term(2025, "vt")) == {RINKEBY: 3, HAGSATRA: 0, "00000000": 0}
        assert current_counts(asked, Term(2023, "vt")) == {RINKEBY: 1, HAGSATRA: 1, "00000000": 0}

    def test_proposals_do_not_count(self) -> None:
        schools()
        propose_interventions(reading(fact(ongoing=True, start="2024")), file_name="x", by=BY, now=day(0))
        assert current_counts([RINKEBY], Term(2025, "vt")) == {RINKEBY: 0}

    def test_a_past_day_shows_the_row_as_it_stood_with_the_names_of_that_day(self) -> None:
        schools()
        (row_id,) = keep(fact("Ett", programme=KSBS, partners=("FoU", "KIND")), now=1)
        _change(row_id, wording="Två", now=3)
        _rename(now=5)
        stood = {number: interventions([RINKEBY], as_of=day(number)) for number in range(7)}
        assert [len(rows) for rows in stood.values()] == [0, 1, 1, 1, 1, 1, 1]
        assert [stood[number][0].wording for number in (1, 2, 3, 6)] == ["Ett", "Ett", "Två", "Två"]
        assert [stood[number][0].programme for number in (1, 4, 5)] == [KSBS, KSBS, "KSBS i staden"]
        assert [stood[number][0].partners for number in (2, 4, 5)] == [
            ("FoU", "KIND"),
            ("KIND",),
            ("Karolinska, KIND",),
        ]
        assert interventions([RINKEBY]) == stood[6]

    def test_every_version_has_its_number_and_can_be_asked_for(self) -> None:
        schools()
        (row_id,) = keep(fact("Ett", programme=KSBS, partners=("FoU", "KIND")))
        (first,) = interventions([RINKEBY])
        _change(row_id, wording="Två", now=3)
        (second,) = interventions([RINKEBY])
        assert first.version < second.version
        assert intervention_version(row_id, first.version) == first
        assert intervention_version(row_id, second.version) == second
        assert intervention_version(row_id, second.version + 1) is None
        assert intervention_version(row_id + 1, first.version) is None

    def test_acceptance_and_proposal_at_the_same_moment_are_two_versions_of_one_row(self) -> None:
        schools()
        (row_id,) = keep(fact())
        assert [change.kind for change in changes("intervention", row_id)] == ["+", "~"]
        assert len(interventions([RINKEBY], as_of=day(0))) == 1

    def test_a_change_of_partners_is_told_in_the_history(self) -> None:
        schools()
        (row_id,) = keep(fact("Ett", partners=("FoU", "KIND")))
        _change(row_id, wording="Två", now=3)
        *_, last = changes("intervention", row_id)
        assert {one.field for one in last.fields} == {"wording", "partners"}
        assert {one.name for one in last.fields} == {"ordalydelse", "samverkansparter"}

    def test_queries_do_not_grow_with_the_rows(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        schools()
        for size in (1, 12):
            keep(
                *(
                    fact(f"{size}:{number}", programme=f"P{number}", partners=("FoU",))
                    for number in range(size)
                ),
                page=str(size),
            )
            with django_assert_num_queries(1):
                interventions([RINKEBY, HAGSATRA])
            with django_assert_num_queries(4):
                interventions([RINKEBY, HAGSATRA], as_of=day(1))
            with django_assert_num_queries(2):
                current_counts([RINKEBY, HAGSATRA], Term(2025, "vt"))

    def test_proposing_takes_as_many_queries_for_many_items_as_for_few(
        self, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        schools()
        for size in (2, 20):
            items = [fact(f"{size}{at}", programme=KSBS, partners=("FoU",)) for at in range(size)]
            with django_assert_max_num_queries(42):
                keep(*items, page=str(size))


def _change(row_id: int, *, wording: str, now: int) -> None:
    """As the administration does: change the row, remove its first partner, keep one version of it all."""
    row = Intervention.objects.get(pk=row_id)
    row.wording = wording
    row.skip_history_when_saving = True
    row.save()
    first = InterventionPartner.objects.filter(intervention=row).first()
    assert first is not None
    first.delete()
    keep_versions([row], by=BY, now=day(now))


def _rename(*, now: int) -> None:
    Programme.objects.filter(name=KSBS).update(name="KSBS i staden")
    Partner.objects.filter(name="KIND").update(name="Karolinska, KIND")
    keep_versions(list(Programme.objects.all()), by=BY, now=day(now))
    keep_versions(list(Partner.objects.all()), by=BY, now=day(now))
