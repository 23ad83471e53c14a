"""A reading proposes, a person accepts; doing either twice changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.register.publishing import BY, HAGSATRA, RINKEBY, THEIRS, day, publication, unit
from tests.register.readings import KSBS, fact, reading, schools
from vandpunkt.domain.problems import Problem
from vandpunkt.reading import read_file
from vandpunkt.reading.facts import FollowOn, Reading, Source
from vandpunkt.register.accepting import accept, propose_interventions
from vandpunkt.register.history import changes
from vandpunkt.register.interventions.asking import InterventionRow, interventions, proposals
from vandpunkt.register.models import Intervention, Partner, Programme, SourceDocument
from vandpunkt.register.programmes.catalogue import create_catalogue, names_for_reading
from vandpunkt.register.recording import record
from vandpunkt.sources import SHIPPED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]

SEED_SCHOOLS = {
    "82110758": "Hagsätraskolan",
    "87838841": "Hässelbygårdsskolan",
    "37416253": "Rinkebyskolan",
    "46581319": "Lillholmsskolan",
    "51341279": "Grimstaskolan",
}


def propose(read: Reading, *, now: int = 0) -> tuple[int, ...]:
    """Keep a reading's items as proposals."""
    return propose_interventions(read, file_name="svar.docx", by=BY, now=day(now))


def propose_and_accept(read: Reading, *, now: int = 0) -> tuple[InterventionRow, ...]:
    """Keep a reading's items, accept them, and give them back."""
    ids = propose(read, now=now)
    accept(ids, by=BY, now=day(now))
    rows = {row.id: row for row in interventions([RINKEBY, HAGSATRA])}
    return tuple(rows[one] for one in ids)


def test_an_item_becomes_a_row_with_everything_that_it_states() -> None:
    schools()
    stated = fact(
        "KUF ht 2022–vt 2024, stöd från FoU.",
        programme="Kvalitetsutveckling genom förstelärare",
        abbreviation="KUF",
        start="2022ht",
        end="2024vt",
        ongoing=False,
        in_use_from="2023vt",
        partners=("FoU", "Skolverket"),
        persons=("Anna Borg",),
        source=Source(2, 10, 45),
        duration_years=3,
        follow_on=FollowOn("2024ht", "2025vt"),
    )
    (row,) = propose_and_accept(reading(stated))
    assert (row.school_unit_code, row.programme, row.abbreviation) == (
        RINKEBY,
        "Kvalitetsutveckling genom förstelärare",
        "KUF",
    )
    assert (row.start, row.end, row.ongoing, row.in_use_from) == ("2022ht", "2024vt", False, "2023vt")
    assert (row.partners, row.persons, row.duration_years) == (("FoU", "Skolverket"), ("Anna Borg",), 3)
    assert (row.follow_on_start, row.follow_on_end) == ("2024ht", "2025vt")
    assert (row.window_start, row.window_end, row.planned, row.window_kind) == (2021, 2024, False, "past")
    assert (row.source_page, row.source_start, row.source_end, row.confidence) == (2, 10, 45, 0.9)
    assert (row.document_title, row.document_dnr) == ("Att vända", "UTBF 2024/6786")
    assert (row.wording, row.status) == ("KUF ht 2022–vt 2024, stöd från FoU.", "offered")
    assert (row.accepted_at, row.accepted_by) == (day(0), BY)


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"window": "planned"}, "planned"),
        ({"ongoing": True}, "running"),
        ({"ongoing": False}, "offered"),
        ({}, "offered"),
    ],
)
def test_a_row_says_no_more_of_how_far_it_has_come_than_the_document(
    values: dict[str, Any], status: str
) -> None:
    schools()
    (row,) = propose_and_accept(reading(fact(**values)))
    assert row.status == status


def test_nothing_counts_before_it_is_accepted() -> None:
    schools()
    ids = propose(reading(fact(), fact("Annat.")))
    assert interventions([RINKEBY]) == ()
    assert [row.id for row in interventions([RINKEBY], accepted=False)] == list(ids)
    assert [row.id for row in proposals()] == list(ids)
    assert accept(ids[:1], by=BY, now=day(1)) == ids[:1]
    assert [row.id for row in interventions([RINKEBY])] == [ids[0]]
    assert [row.id for row in interventions([RINKEBY], accepted=None)] == list(ids)
    assert [row.id for row in proposals(SourceDocument.objects.get().pk)] == [ids[1]]


def test_the_same_document_twice_changes_nothing() -> None:
    schools()
    read = reading(fact(programme=KSBS, partners=("FoU",)))
    ids = propose(read)
    accept(ids, by=BY, now=day(0))
    counts = _row_counts()
    assert propose(read, now=1) == ids
    assert accept(ids, by="Någon annan", now=day(1)) == ()
    assert _row_counts() == counts
    assert Intervention.objects.get().accepted_by == BY


def _row_counts() -> list[int]:
    kept = (Intervention, Programme, Partner, SourceDocument)
    return [model.objects.count() for model in kept] + [model.history.count() for model in kept]


def test_another_document_with_the_same_items_is_another_document() -> None:
    schools()
    assert propose(reading(fact(), page="Ett")) != propose(reading(fact(), page="Två"))
    assert SourceDocument.objects.count() == 2


def test_names_of_the_catalogue_are_used_whatever_the_document_calls_them() -> None:
    schools()
    create_catalogue(by=BY, now=day(0))
    stated = (
        fact("1", programme="KSBS", partners=("sdf",)),
        fact("2", programme="kommunal samverkan för bästa skola", partners=("Stadsdelsförvaltningen",)),
    )
    rows = propose_and_accept(reading(*stated))
    assert {row.programme for row in rows} == {KSBS}
    assert {row.partners for row in rows} == {("stadsdelsförvaltningen",)}
    assert not Programme.objects.filter(proposed=True).exists()


def test_a_programme_that_the_catalogue_lacks_is_proposed_and_accepted_with_the_row() -> None:
    schools()
    create_catalogue(by=BY, now=day(0))
    ids = propose(
        reading(fact(programme="Läsfrämjande", abbreviation="LF"), fact("2", programme="Läsfrämjande"))
    )
    new = Programme.objects.get(name="Läsfrämjande")
    assert (new.proposed, new.abbreviation) == (True, "LF")
    assert "Läsfrämjande" not in {one.name for one in names_for_reading().programmes}
    accept(ids[:1], by=BY, now=day(1))
    assert not Programme.objects.get(name="Läsfrämjande").proposed
    assert "Läsfrämjande" in {one.name for one in names_for_reading().programmes}
    assert [change.by for change in changes("programme", new.pk)] == [BY, BY]


def test_a_school_that_the_register_lacks_stops_the_whole_document() -> None:
    schools()
    with pytest.raises(Problem, match="Registret har ingen skola Okändskolan"):
        propose(reading(fact(programme="Nytt", partners=("Ny",)), fact("2", school="Okändskolan")))
    assert (SourceDocument.objects.count(), Programme.objects.count(), Partner.objects.count()) == (0, 0, 0)


def test_an_item_for_years_that_the_document_does_not_state_stops_the_whole_document() -> None:
    schools()
    with pytest.raises(Problem, match="vilka år"):
        propose(reading(fact("2", window="planned"), planned=None))
    assert not SourceDocument.objects.exists()


def test_an_id_that_the_register_lacks_accepts_nothing() -> None:
    schools()
    ids = propose(reading(fact()))
    with pytest.raises(Problem, match="ingen insats 0"):
        accept((*ids, 0), by=BY, now=day(0))
    assert not Intervention.objects.filter(accepted_at__isnull=False).exists()


class TestContinuing:
    """A row points at the earlier row of the same programme and school that it goes on from."""

    def test_a_planned_row_continues_the_past_row_of_its_document(self) -> None:
        schools()
        past, other, planned = propose_and_accept(
            reading(
                fact("1", programme=KSBS),
                fact("2", programme="KUF"),
                fact("3", programme=KSBS, window="planned"),
            )
        )
        assert (past.continues_id, other.continues_id, planned.continues_id) == (None, None, past.id)

    def test_not_that_of_another_school_or_without_a_programme(self) -> None:
        schools()
        rows = propose_and_accept(
            reading(
                fact("1", programme=KSBS, school="Hagsätraskolan"),
                fact("2"),
                fact("3", programme=KSBS, window="planned"),
                fact("4", window="planned"),
            )
        )
        assert {row.continues_id for row in rows} == {None}

    def test_of_several_past_rows_the_one_that_still_runs_is_continued(self) -> None:
        schools()
        first, bounded, unknown, planned = propose_and_accept(
            reading(
                fact("1", programme=KSBS, start="2023", ongoing=True),
                fact("2", programme=KSBS, start="2024", end="2024", ongoing=False),
                fact("3", programme=KSBS),
                fact("4", programme=KSBS, window="planned"),
            )
        )
        assert planned.continues_id == first.id
        assert {first.continues_id, bounded.continues_id, unknown.continues_id} == {None}

    def test_a_later_document_goes_on_from_what_is_accepted(self) -> None:
        schools()
        (ksbs,) = propose_and_accept(reading(fact("1", programme=KSBS, start="2024vt", ongoing=True)))
        restated, another, planned = propose_and_accept(
            reading(
                fact("1", programme=KSBS, start="2024vt", ongoing=True),
                fact("2", programme=KSBS, start="2019", end="2020", ongoing=False),
                fact("3", programme="KUF", window="planned"),
                page="Ett senare svar",
            ),
            now=2,
        )
        assert (restated.continues_id, another.continues_id, planned.continues_id) == (ksbs.id, None, None)

    def test_what_nobody_has_accepted_is_not_gone_on_from(self) -> None:
        schools()
        propose(reading(fact("1", programme=KSBS)))
        (planned,) = propose_and_accept(reading(fact("2", programme=KSBS, window="planned"), page="Annat"))
        assert planned.continues_id is None


class TestTheShippedDocument:
    """All forty items of the real document come into the register, each with its place and programme."""

    @pytest.fixture
    def rows(self) -> tuple[InterventionRow, ...]:
        record(
            publication(
                units=(
                    *(unit(code, name) for code, name in SEED_SCHOOLS.items()),
                    unit("11111111", "Grimstaskolan", THEIRS, municipality="Upplands Väsby"),
                )
            ),
            by=BY,
            now=day(0),
        )
        create_catalogue(by=BY, now=day(0))
        read = read_file(SHIPPED / "att-vanda-skolresultat.txt", names=names_for_reading())
        ids = propose(replace(read, warnings=()))
        accept(ids, by=BY, now=day(0))
        return interventions(SEED_SCHOOLS)

    def test_the_items_by_school_and_years(self, rows: tuple[InterventionRow, ...]) -> None:
        counts = {
            name: tuple(
                sum(row.school_unit_code == code and row.planned is planned for row in rows)
                for planned in (False, True)
            )
            for code, name in SEED_SCHOOLS.items()
        }
        assert counts == {
            "Hagsätraskolan": (12, 7),
            "Hässelbygårdsskolan": (5, 3),
            "Rinkebyskolan": (3, 1),
            "Lillholmsskolan": (3, 1),
            "Grimstaskolan": (3, 2),
        }

    def test_planned_rows_of_a_programme_that_was_given_before_continue_it(
        self, rows: tuple[InterventionRow, ...]
    ) -> None:
        given = {(row.school_unit_code, row.programme) for row in rows if row.programme and not row.planned}
        for row in rows:
            if row.planned:
                assert (row.continues_id is not None) is ((row.school_unit_code, row.programme) in given)

    def test_reading_it_again_a_day_later_changes_nothing(self, rows: tuple[InterventionRow, ...]) -> None:
        read = read_file(SHIPPED / "att-vanda-skolresultat.txt", names=names_for_reading())
        accept(propose(read, now=1), by=BY, now=day(1) + timedelta(hours=1))
        assert interventions(SEED_SCHOOLS) == rows
