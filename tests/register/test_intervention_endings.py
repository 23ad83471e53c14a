"""How support ends: in due time, with a follow-on, broken off, or never begun; and which ways there are."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest

from tests.register.publishing import BY, RINKEBY, day
from tests.register.supporting import OTHER, catalogue, registered
from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import FieldProblem, Problem
from vandpunkt.domain.terms import Point, SchoolYear, Term
from vandpunkt.register.history import changes
from vandpunkt.register.interventions.asking import InterventionRow, current_counts, intervention
from vandpunkt.register.interventions.ending import (
    FollowOnSupport,
    decline_intervention,
    end_intervention,
    stop_intervention,
)
from vandpunkt.register.interventions.statuses import MOVES, WITH_REASON, check_move, next_statuses
from vandpunkt.register.meanwhile import ChangedMeanwhile
from vandpunkt.register.models import Intervention

Status = Intervention.Status


class TestTheTable:
    """Where a status can go."""

    def test_every_status_has_its_ways_and_its_reason(self) -> None:
        assert set(MOVES) == set(Status)
        assert all(moves.otherwise.endswith(".") for moves in MOVES.values())

    def test_a_move_is_in_the_table_or_refused_with_the_reason(self) -> None:
        for before, after in product(Status, Status):
            if after == before or after in MOVES[before].to:
                check_move(before, after)
            else:
                with pytest.raises(Problem) as raised:
                    check_move(before, after)
                assert str(raised.value) == MOVES[before].otherwise

    def test_nothing_is_a_dead_end_and_nothing_becomes_unknown(self) -> None:
        assert all(moves.to for moves in MOVES.values())
        assert [one for one in MOVES if Status.UNKNOWN in MOVES[one].to] == [Status.UNKNOWN]

    def test_what_needs_more_than_a_status_is_not_among_the_choices(self) -> None:
        for before in Status:
            assert next_statuses(before)[0] == before
            assert not set(next_statuses(before)[1:]) & {*WITH_REASON, Status.FINISHED}


@pytest.mark.django_db
@pytest.mark.usefixtures("organiser")
class TestEndings:
    """Rows of the register, in the spring of 2026."""

    @pytest.fixture(autouse=True)
    def _catalogue(self, organiser: None) -> None:
        catalogue()

    def end(self, row: InterventionRow, last: Point, **values: Any) -> int | None:
        return end_intervention(row.id, last=last, made_from=row.version, by=OTHER, now=day(9), **values)

    def test_it_ends_with_a_term_and_says_who_and_when(self) -> None:
        row = registered("ht 2023–")
        assert self.end(row, Term(2026, "vt"), reason="Målen är nådda.") is None
        now = intervention(row.id)
        assert (now.status, str(now.period), now.status_reason) == (
            "finished",
            "ht 2023–vt 2026",
            "Målen är nådda.",
        )
        assert (now.status_date, now.accepted_by, now.planned) == (day(9).date(), OTHER, False)
        assert not now.is_current(Term(2026, "ht"))
        assert [one.by for one in changes("intervention", row.id)] == [BY, OTHER]

    def test_a_school_year_is_an_end_as_well(self) -> None:
        row = registered("ht 2023–")
        self.end(row, SchoolYear(2024))
        assert intervention(row.id).period.last_term == Term(2025, "vt")

    def test_a_follow_on_is_a_row_of_its_own_and_the_same_support(self) -> None:
        row = registered("ht 2023–", programme="kuf", responsible="FoU-enheten")
        stated = FollowOnSupport(Period.parse("ht 2026–vt 2027"), "Stöd till nätverksledare.", ("FoU",))
        new_id = self.end(row, Term(2026, "vt"), follow_on=stated)
        assert new_id
        new = intervention(new_id)
        assert (new.continues_id, new.status, new.planned) == (row.id, "planned", True)
        assert (new.wording, new.partners, new.responsible) == (stated.wording, ("FoU",), "FoU-enheten")
        assert (new.window_start, new.window_end) == (2026, 2027)
        for term in (Term(2026, "vt"), Term(2026, "ht"), Term(2027, "vt")):
            assert current_counts([RINKEBY], term) == {RINKEBY: 1}

    def test_a_follow_on_that_has_begun_is_running(self) -> None:
        row = registered("ht 2023–")
        stated = FollowOnSupport(Period.parse("vt 2026–"), "Stöd.")
        new_id = self.end(row, Term(2025, "ht"), follow_on=stated)
        assert new_id
        new = intervention(new_id)
        assert (new.status, new.planned) == ("running", False)

    @pytest.mark.parametrize(
        ("last", "follow_on", "field", "told"),
        [
            (Term(2023, "vt"), None, "last", "börjar ht 2023 och kan inte sluta före det"),
            (Term(2026, "ht"), None, "last", "ht 2026 har inte börjat. Ändra perioden"),
            (Term(2026, "vt"), ("vt 2026–", "Stöd."), "follow_on_period", "börja efter vt 2026"),
            (Term(2026, "vt"), ("till och med 2028", "Stöd."), "follow_on_period", "börja efter vt 2026"),
            (Term(2026, "vt"), ("ht 2026–", ""), "follow_on_wording", "Skriv vad fortsättningen är."),
        ],
    )
    def test_an_end_that_cannot_be_is_told_at_its_field(
        self, last: Point, follow_on: tuple[str, str] | None, field: str, told: str
    ) -> None:
        row = registered("ht 2023–")
        after = FollowOnSupport(Period.parse(follow_on[0]), follow_on[1]) if follow_on else None
        with pytest.raises(FieldProblem, match=told) as raised:
            self.end(row, last, follow_on=after)
        assert raised.value.field == field
        assert intervention(row.id) == row

    def test_declined_was_offered_and_never_given(self) -> None:
        row = registered("vt 2026–", status="offered")
        decline_intervention(
            row.id,
            day=date(2026, 3, 5),
            reason="Två program räcker.",
            made_from=row.version,
            by=BY,
            now=day(9),
        )
        now = intervention(row.id)
        assert (now.status, now.status_date, now.status_reason, now.planned) == (
            "declined",
            date(2026, 3, 5),
            "Två program räcker.",
            False,
        )
        assert not any(now.is_current(Term(2026, "vt") + number) for number in range(4))

    def test_stopped_support_ends_with_the_term_of_the_day(self) -> None:
        row = registered("ht 2023–vt 2027")
        stop_intervention(
            row.id, day=date(2026, 3, 2), reason="Rektor slutar.", made_from=row.version, by=BY, now=day(9)
        )
        now = intervention(row.id)
        assert (now.status, str(now.period)) == ("stopped", "ht 2023–vt 2026")
        assert now.is_current(Term(2026, "vt"))
        assert not now.is_current(Term(2026, "ht"))

    def test_support_stopped_before_it_began_was_never_given(self) -> None:
        row = registered("ht 2026–", status="decided")
        stop_intervention(
            row.id, day=date(2026, 3, 2), reason="Inga pengar.", made_from=row.version, by=BY, now=day(9)
        )
        now = intervention(row.id)
        assert (str(now.period), now.planned) == ("från och med ht 2026", False)
        assert not any(now.is_current(Term(2026, "vt") + number) for number in range(4))

    @pytest.mark.parametrize("way", [decline_intervention, stop_intervention])
    def test_why_must_be_said_and_the_day_has_been(self, way: Any) -> None:
        row = registered("ht 2026–", status="planned")
        for values, field in (
            ({"reason": "", "day": date(2026, 3, 2)}, "reason"),
            ({"reason": "Skäl.", "day": date(2026, 4, 2)}, "day"),
        ):
            with pytest.raises(FieldProblem) as raised:
                way(row.id, made_from=row.version, by=BY, now=day(9), **values)
            assert raised.value.field == field
        assert intervention(row.id) == row

    def test_running_support_cannot_be_declined_and_ended_support_cannot_be_stopped(self) -> None:
        row = registered("ht 2023–")
        given: dict[str, Any] = {"day": date(2026, 3, 2), "reason": "Skäl.", "by": BY, "now": day(9)}
        with pytest.raises(Problem, match="kan bara avslutas eller avbrytas"):
            decline_intervention(row.id, made_from=row.version, **given)
        self.end(row, Term(2026, "vt"))
        with pytest.raises(Problem, match="kan bara återupptas"):
            stop_intervention(row.id, made_from=intervention(row.id).version, **given)

    def test_who_ends_what_somebody_else_has_ended_is_told(self) -> None:
        row = registered("ht 2023–")
        self.end(row, Term(2026, "vt"))
        with pytest.raises(ChangedMeanwhile) as raised:
            self.end(row, Term(2025, "ht"))
        assert {one.field for one in raised.value.differences} == {"status", "status_date", "period"}
        assert not any(one.clash for one in raised.value.differences)
