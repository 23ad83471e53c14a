"""Registering and changing support: whole or not at all, asked about where it is doubtful, never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.register.publishing import BY, HAGSATRA, RINKEBY, day
from tests.register.readings import KSBS, fact, reading
from tests.register.supporting import BOTH, OTHER, catalogue, details, registered
from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import FieldProblem, Problem
from vandpunkt.domain.terms import Term, Year
from vandpunkt.register.accepting import propose_interventions
from vandpunkt.register.history import changes
from vandpunkt.register.interventions.asking import current_counts, intervention, interventions, proposals
from vandpunkt.register.interventions.changing import (
    change_intervention,
    change_interventions,
    register_interventions,
)
from vandpunkt.register.interventions.copying import copy_planned
from vandpunkt.register.interventions.details import Details, details_of
from vandpunkt.register.interventions.overlaps import Overlapping
from vandpunkt.register.interventions.row import Funding
from vandpunkt.register.meanwhile import ChangedMeanwhile
from vandpunkt.register.models import Intervention, Partner
from vandpunkt.register.past import intervention_history

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


@pytest.fixture(autouse=True)
def _catalogue(organiser: None) -> None:
    catalogue()


FULL = details(
    "ht 2025–vt 2027",
    wording="KSBS med FoU.",
    partners=("FoU", "KIND"),
    responsible="Grundskolesamordnare",
    status_date=date(2025, 6, 1),
    status_reason="Skolledningen vill börja i höst.",
    offered_date=date(2025, 4, 1),
    offered_to="Rektor",
    dialogue_date=date(2025, 5, 6),
    dialogue_with="Rektor och grundskolechef",
    dialogue_notes="Skolan vill börja med nulägesanalysen.",
    decision_date=date(2025, 6, 1),
    decision_by="Grundskolechef",
    decision_delegated=True,
    decision_ground="Delegationsordningen, punkt 4",
    funding=(Funding(2025, "own", 120_000), Funding(2026, "grant", 80_000)),
)


def change(row_id: int, *, made_from: int | None = None, by: str = BY, now: int = 2, **values: Any) -> bool:
    """Change some fields of a row as it is now, or as a form from an earlier version would."""
    stated = intervention(row_id)
    return change_intervention(
        row_id,
        details=replace(details_of(stated), **values),
        made_from=made_from or stated.version,
        by=by,
        now=day(now),
    )


class TestRegistering:
    """A programme for one school or for many."""

    def test_every_field_is_kept_for_every_school(self) -> None:
        ids = register_interventions(programme="ksbs", school_codes=BOTH, details=FULL, by=BY, now=day(1))
        rows = [intervention(one) for one in ids]
        assert [row.school_unit_code for row in rows] == list(BOTH)
        assert [details_of(row) for row in rows] == [FULL, FULL]
        assert {row.programme for row in rows} == {KSBS}

    def test_who_registers_answers_for_it_at_once(self) -> None:
        row = registered()
        assert (row.accepted_by, row.accepted_at) == (BY, day(1))
        assert current_counts([RINKEBY], Term(2026, "vt")) == {RINKEBY: 1}
        (made,) = changes("intervention", row.id)
        assert (made.kind, made.by, made.at) == ("+", BY, day(1))

    def test_a_wording_that_is_not_given_is_made_of_the_rest(self) -> None:
        row = registered("vt 2026–", partners=("FoU", "KIND", "Skolverket"))
        assert row.wording == (
            "Kommunal samverkan för bästa skola (KSBS) i samarbete med FoU, KIND och Skolverket. "
            "Från och med vt 2026."
        )

    @pytest.mark.parametrize(
        ("status", "period", "planned", "years"),
        [
            ("running", "vt 2026–", False, (2026, 2026)),
            ("running", "ht 2024–", False, (2024, 2026)),
            ("finished", "ht 2022–vt 2024", False, (2022, 2024)),
            ("planned", "ht 2026–", True, (2026, 2026)),
            ("decided", "ht 2026–vt 2029", True, (2026, 2029)),
            ("offered", "ht 2026–", True, (2026, 2026)),
            ("offered", "vt 2026–", False, (2026, 2026)),
            ("planned", "vt 2026–", False, (2026, 2026)),
        ],
    )
    def test_what_is_to_come_is_told_from_what_is_given(
        self, status: str, period: str, planned: bool, years: tuple[int, int]
    ) -> None:
        row = registered(period, status=status)
        assert row.planned is planned
        assert (row.window_start, row.window_end) == years

    def test_partners_are_known_by_their_other_names_and_new_ones_are_added(self) -> None:
        Partner.objects.create(name="stadsdelsförvaltningen", aliases=["sdf"])
        assert registered(partners=("SDF", "Idrottsförvaltningen")).partners == (
            "stadsdelsförvaltningen",
            "Idrottsförvaltningen",
        )
        assert Partner.objects.count() == 2

    @pytest.mark.parametrize(
        ("values", "field", "told"),
        [
            ({"school_codes": []}, "schools", "Välj minst en skola."),
            ({"school_codes": ["12345678"]}, "schools", "Registret har ingen skola 12345678."),
            ({"details": Details()}, "period", "Skriv från och med när"),
            ({"details": details(status="declined")}, "status", "som erbjuden eller beslutad först"),
            ({"details": details("ht 2026–")}, "status", "Insatsen börjar ht 2026"),
        ],
    )
    def test_what_cannot_be_registered_is_told_at_its_field(
        self, values: dict[str, Any], field: str, told: str
    ) -> None:
        given: dict[str, Any] = {"school_codes": [RINKEBY], "details": details(), **values}
        with pytest.raises(FieldProblem, match=told) as raised:
            register_interventions(programme="ksbs", by=BY, now=day(1), **given)
        assert raised.value.field == field
        assert not Intervention.objects.exists()

    def test_a_programme_that_is_not_there_is_told(self) -> None:
        with pytest.raises(Problem, match="inget program med adressen nix"):
            registered(programme="nix")

    def test_many_schools_cost_no_more_queries(
        self, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        for programme, codes in (("ksbs", BOTH[:1]), ("kuf", BOTH)):
            with django_assert_max_num_queries(16):
                register_interventions(
                    programme=programme, school_codes=codes, details=FULL, by=BY, now=day(1)
                )


class TestOverlap:
    """The same programme twice at a school in the same time."""

    def ask(self, period: str = "ht 2026–", **values: Any) -> tuple[int, ...]:
        given = {"programme": "ksbs", "school_codes": BOTH, **values}
        return register_interventions(details=details(period, status="planned"), by=BY, now=day(2), **given)

    def test_it_is_questioned_and_nothing_is_kept_meanwhile(self) -> None:
        row = registered("vt 2026–")
        with pytest.raises(Overlapping, match="Rinkebyskolan har redan programmet") as raised:
            self.ask()
        (overlap,) = raised.value.overlaps
        assert (overlap.school, overlap.row.id) == ("Rinkebyskolan", row.id)
        assert Intervention.objects.count() == 1

    def test_the_same_support_going_on_counts_once(self) -> None:
        row = registered("vt 2026–")
        first, second = self.ask(overlap="continues")
        assert (intervention(first).continues_id, intervention(second).continues_id) == (row.id, None)
        assert current_counts(BOTH, Term(2026, "ht")) == {RINKEBY: 1, HAGSATRA: 1}

    def test_one_more_beside_it_counts_twice(self) -> None:
        registered("vt 2026–")
        self.ask(overlap="beside")
        assert current_counts([RINKEBY], Term(2026, "ht")) == {RINKEBY: 2}

    @pytest.mark.parametrize("period", ["ht 2022–vt 2026", "2025"])
    def test_periods_that_share_no_term_are_not_questioned(self, period: str) -> None:
        registered(period, status="finished" if period == "2025" else "running")
        assert len(self.ask()) == 2

    def test_nor_is_what_was_declined_or_another_programme(self) -> None:
        declined = registered("vt 2026–", status="offered")
        Intervention.objects.filter(pk=declined.id).update(status="declined")
        registered("vt 2026–", programme="kuf")
        assert len(self.ask()) == 2

    def test_a_changed_period_is_questioned_but_not_by_its_own_chain(self) -> None:
        registered("ht 2025–vt 2026")
        row = registered("ht 2026–", status="planned")
        with pytest.raises(Overlapping):
            change(row.id, period=Period.parse("vt 2026–"))
        (copy,) = copy_planned([row.id], year=Year(2027), by=BY, now=day(2)).made.values()
        assert change(copy, period=Period.parse("ht 2026–vt 2027"))


class TestChanging:
    """A row states something else from now on."""

    def test_it_is_a_new_version_of_the_one_who_changed_it(self) -> None:
        row = registered()
        assert change(row.id, wording="Nya ord.", partners=("FoU",), by=OTHER)
        now = intervention(row.id)
        assert (now.wording, now.partners, now.accepted_by) == ("Nya ord.", ("FoU",), OTHER)
        *_, last = changes("intervention", row.id)
        assert (last.by, last.at) == (OTHER, day(2))
        assert {one.field for one in last.fields} >= {"wording", "partners"}
        (before,) = interventions([RINKEBY], as_of=day(1))
        assert before.wording == row.wording

    def test_nothing_changed_is_nothing_kept(self) -> None:
        row = registered()
        assert change(row.id) is False
        assert intervention(row.id).version == row.version

    def test_a_proposal_is_accepted_by_being_saved(self) -> None:
        propose_interventions(reading(fact(programme=KSBS)), file_name="x", by=BY, now=day(0))
        (proposal,) = proposals()
        assert change(proposal.id)
        assert intervention(proposal.id).accepted_by == BY
        assert proposals() == ()

    def test_a_new_period_brings_its_years(self) -> None:
        row = registered("vt 2026–")
        change(row.id, period=Period.parse("ht 2023–vt 2027"))
        now = intervention(row.id)
        assert (now.start, now.end, now.ongoing) == ("2023ht", "2027vt", False)
        assert (now.window_start, now.window_end) == (2023, 2027)

    def test_what_was_planned_and_has_begun_is_no_longer_to_come(self) -> None:
        row = registered("ht 2026–", status="planned")
        with pytest.raises(FieldProblem, match="kan inte ha börjat än"):
            change(row.id, status="running")
        change(row.id, status="running", now=200)
        now = intervention(row.id)
        assert (now.planned, now.status_date) == (False, day(200).date())
        assert now.is_current(Term(2028, "vt"))

    def test_a_planned_row_of_a_document_stays_planned_while_it_is_decided(self) -> None:
        item = fact(programme=KSBS, window="planned", start="2022", ongoing=True)
        propose_interventions(reading(item), file_name="x", by=BY, now=day(0))
        (proposal,) = proposals()
        change(proposal.id, status="decided")
        assert intervention(proposal.id).planned

    @pytest.mark.parametrize(
        ("status", "told"),
        [
            ("offered", "En pågående insats kan bara avslutas eller avbrytas."),
            ("stopped", "på dess egen sida, där dag och skäl anges"),
        ],
    )
    def test_a_status_out_of_reach_is_refused_with_the_reason(self, status: str, told: str) -> None:
        row = registered()
        with pytest.raises(Problem, match=told):
            change(row.id, status=status)
        assert intervention(row.id) == row

    def test_a_row_cannot_lose_its_words(self) -> None:
        with pytest.raises(FieldProblem, match="Skriv vad svaret ska säga"):
            change(registered().id, wording="")

    def test_a_row_that_is_not_there_is_told(self) -> None:
        with pytest.raises(Problem, match="Registret har ingen insats 99"):
            change_intervention(99, details=details(), made_from=1, by=BY, now=day(1))


class TestTwoAtOnce:
    """Two people change the same row: the second sees what the first did, and nothing is lost."""

    def test_the_second_is_told_field_by_field_and_nothing_is_saved(self) -> None:
        row = registered(responsible="Rektor")
        change(row.id, wording="Samordnarens ord.", responsible="Samordnare", by=OTHER)
        with pytest.raises(ChangedMeanwhile, match=f"{OTHER} hann spara före dig") as raised:
            change_intervention(
                row.id,
                details=replace(details_of(row), wording="Mina ord."),
                made_from=row.version,
                by=BY,
                now=day(3),
            )
        wording, responsible = raised.value.differences
        assert (wording.before, wording.theirs, wording.mine, wording.clash) == (
            row.wording,
            "Samordnarens ord.",
            "Mina ord.",
            True,
        )
        assert (responsible.theirs, responsible.mine, responsible.clash) == ("Samordnare", "Rektor", False)
        assert raised.value.version == intervention(row.id).version
        assert intervention(row.id).wording == "Samordnarens ord."

    def test_who_has_seen_it_can_save(self) -> None:
        row = registered()
        change(row.id, wording="Samordnarens ord.", by=OTHER)
        assert change(row.id, wording="Mina ord.", now=3)
        assert [one.by for one in changes("intervention", row.id)] == [BY, OTHER, BY]

    def test_a_version_of_another_row_is_no_version(self) -> None:
        row, other = registered(), registered(programme="kuf")
        with pytest.raises(Problem, match="Formuläret är för gammalt"):
            change(row.id, made_from=other.version, wording="Nya ord.")


class TestSeveralAtOnce:
    """The same change of several rows, all or none."""

    def test_each_row_keeps_what_is_its_own(self) -> None:
        rows = [registered(wording="Ett."), registered(code=HAGSATRA, wording="Två.")]
        changed = change_interventions(
            {row.id: row.version for row in rows}, changes={"responsible": "FoU"}, by=BY, now=day(2)
        )
        assert changed == tuple(row.id for row in rows)
        now = [intervention(row.id) for row in rows]
        assert [(row.wording, row.responsible) for row in now] == [("Ett.", "FoU"), ("Två.", "FoU")]

    def test_as_many_queries_for_many_rows(self, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        registered("vt 2020–ht 2020", partners=("FoU",))
        rows = [registered(code=code, programme=name) for name in ("ksbs", "kuf") for code in BOTH]
        for some in (rows[:1], rows[1:]):
            versions = {row.id: row.version for row in some}
            wanted = {"partners": ("FoU",), "period": Period.parse("vt 2026–ht 2026")}
            with django_assert_num_queries(11):
                change_interventions(versions, changes=wanted, by=BY, now=day(2))

    def test_one_that_stands_in_the_way_stops_all(self) -> None:
        rows = [registered(), registered(code=HAGSATRA)]
        change(rows[1].id, wording="Nya ord.", by=OTHER)
        with pytest.raises(ChangedMeanwhile):
            change_interventions(
                {row.id: row.version for row in rows}, changes={"responsible": "FoU"}, by=BY, now=day(3)
            )
        assert intervention(rows[0].id) == rows[0]


def test_the_history_tells_times_as_people_write_them() -> None:
    row = registered("ht 2025–")
    change(row.id, period=Period.parse("läsåret 2026/27"))
    newest, *_ = intervention_history(row.id)
    told = {name: (old, new) for name, old, new in newest.fields}
    assert told["från och med"] == ("ht 2025", "2026/27")
    assert told["till och med"] == ("–", "2026/27")
