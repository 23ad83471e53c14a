"""The board's calendar, the days counted back from a meeting, what is due, and the notice of the minutes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.test import override_settings
from pytest_django import DjangoAssertNumQueries

from tests.cases.path.conftest import BOARD, BY, NOW, TODAY
from vandpunkt.cases.contributions import ask_contribution
from vandpunkt.cases.models import BoardMeeting, Case, CasePath, Step
from vandpunkt.cases.path.calendar_rows import meetings_in_file, pasted_meetings
from vandpunkt.cases.path.deadlines import RULES, Before, rules
from vandpunkt.cases.path.due import calendar_days, cases_due_for
from vandpunkt.cases.path.meetings import MeetingDetails, add_meetings, change_meeting, meeting, meetings
from vandpunkt.cases.path.notice import notice
from vandpunkt.cases.path.planning import StepPlan, change_step, choose_meeting
from vandpunkt.cases.path.queries import path_page
from vandpunkt.cases.path.states import State
from vandpunkt.cases.queries import list_cases
from vandpunkt.domain.problems import FieldProblem, Problem
from vandpunkt.domain.working_days import is_working_day
from vandpunkt.register.people.accounts import create_role_groups

AFTER_EASTER = date(2026, 4, 23)


def officer(username: str = "officer", role: str = "case_officer") -> User:
    """Somebody with a role."""
    create_role_groups()
    user = get_user_model().objects.create_user(username, first_name="Handläggare", last_name="Demo")
    user.groups.add(Group.objects.get(name=role))
    return user


class TestRules:
    def test_days_are_counted_back_over_easter(self) -> None:
        assert RULES["signed"].day(AFTER_EASTER) == date(2026, 4, 9)
        assert RULES["preparation"].day(AFTER_EASTER) == date(2026, 3, 24)

    def test_a_day_of_the_calendar_that_nobody_works_is_moved_to_the_working_day_before(self) -> None:
        assert Before(7, working=False).day(date(2026, 4, 13)) == date(2026, 4, 2)

    def test_every_deadline_is_a_working_day_before_the_meeting(self) -> None:
        for offset in range(0, 366, 13):
            day = date(2026, 1, 1) + timedelta(days=offset)
            found = [rule.day(day) for rule in RULES.values()]
            assert all(is_working_day(one) and one < day for one in found)

    def test_the_settings_take_precedence_over_the_table(self) -> None:
        found = rules({"signed": {"working_days": 3}, "dispatched": {"days": 10}})
        assert (found["signed"], found["dispatched"]) == (Before(3), Before(10, working=False))
        assert found["council"] == RULES["council"]

    @pytest.mark.parametrize(
        "said",
        [
            {"signed": 10},
            {"signed": {"weeks": 1}},
            {"signed": {"days": -1}},
            {"signed": {"days": "7"}},
            {"signed": {"days": 7, "working_days": 3}},
            {"lunch": {"days": 1}},
        ],
    )
    def test_a_setting_that_cannot_be_used_is_told(self, said: dict[str, object]) -> None:
        with pytest.raises(Problem, match="deadlines"):
            rules(said)


class TestTheCalendar:
    def test_a_meeting_tells_the_last_day_of_each_step(self, meetings_ahead: tuple[int, ...]) -> None:
        row = meeting(meetings_ahead[0])
        assert row.deadlines["signed"] == date(2026, 4, 9)
        assert row.deadlines["board_meeting"] == AFTER_EASTER

    def test_days_that_the_board_has_decided_take_precedence(self, db: None) -> None:
        details = MeetingDetails(BOARD, AFTER_EASTER, documents_sent=date(2026, 4, 14))
        (row_id,) = add_meetings((details,), by=BY, now=NOW)
        assert meeting(row_id).deadlines["dispatched"] == date(2026, 4, 14)

    def test_the_settings_are_followed(self, meetings_ahead: tuple[int, ...]) -> None:
        with override_settings(DEADLINES={"signed": {"working_days": 1}}):
            assert meeting(meetings_ahead[0]).deadlines["signed"] == date(2026, 4, 22)

    def test_a_pasted_calendar_is_read_with_or_without_headings(self) -> None:
        rows = f"Nämnd;Dag\n{BOARD}; 2026-04-23\n\n{BOARD}\t21 maj 2026\t2026-05-13\t2026-05-06\n"
        assert pasted_meetings(rows) == (
            MeetingDetails(BOARD, AFTER_EASTER),
            MeetingDetails(BOARD, date(2026, 5, 21), date(2026, 5, 13), date(2026, 5, 6)),
        )

    def test_a_file_is_read_as_what_is_pasted(self) -> None:
        content = f"nämnd;dag\n{BOARD};2026-04-23\n".encode()
        assert meetings_in_file(content, file="kalender.csv") == (MeetingDetails(BOARD, AFTER_EASTER),)

    @pytest.mark.parametrize(
        ("rows", "told"),
        [
            ("", "inget sammanträde"),
            (BOARD, "Rad 1: skriv både nämnd och dag"),
            (f"{BOARD}; 2026-04-23\n{BOARD}; 2026-02-31", "Rad 2: «2026-02-31» är inget datum"),
            (f"{BOARD}; 2026-04-23; 2026-04-24", "Rad 1: dagen 2026-04-24 är efter sammanträdet"),
        ],
    )
    def test_a_row_that_cannot_be_read_is_named(self, rows: str, told: str) -> None:
        with pytest.raises(Problem, match=told):
            pasted_meetings(rows)

    def test_meetings_that_are_there_already_are_left_and_a_calendar_is_taken_whole_or_not_at_all(
        self, meetings_ahead: tuple[int, ...]
    ) -> None:
        new = (MeetingDetails(BOARD, AFTER_EASTER), MeetingDetails(BOARD, date(2026, 6, 11)))
        assert len(add_meetings(new, by=BY, now=NOW)) == 1
        wrong = MeetingDetails(BOARD, date(2026, 8, 27), signed_by=date(2026, 9, 1))
        with pytest.raises(FieldProblem):
            add_meetings((MeetingDetails(BOARD, date(2026, 9, 24)), wrong), by=BY, now=NOW)
        assert BoardMeeting.objects.count() == 3

    def test_moving_a_meeting_moves_the_days_of_the_cases_that_go_to_it(
        self, case: Case, meetings_ahead: tuple[int, ...]
    ) -> None:
        first = meetings_ahead[0]
        choose_meeting(case.slug, first, by=BY, now=NOW)
        row = meeting(first)
        moved = MeetingDetails(BOARD, date(2026, 4, 30))
        change_meeting(first, moved, made_from=row.version, by=BY, now=NOW)
        signed = next(one for one in path_page(case.slug).steps if one.kind == "signed")
        assert signed.latest == date(2026, 4, 16)
        with pytest.raises(Problem, match="hann spara före dig"):
            change_meeting(first, moved, made_from=row.version, by=BY, now=NOW)
        assert BoardMeeting.objects.get(pk=first).history.first().history_change_reason == BY

    def test_two_meetings_cannot_fall_on_the_same_day(self, meetings_ahead: tuple[int, ...]) -> None:
        row = meeting(meetings_ahead[0])
        same = MeetingDetails(BOARD, date(2026, 5, 21))
        with pytest.raises(FieldProblem, match="redan ett sammanträde"):
            change_meeting(row.id, same, made_from=row.version, by=BY, now=NOW)

    def test_a_cancelled_meeting_takes_no_case(self, case: Case, meetings_ahead: tuple[int, ...]) -> None:
        BoardMeeting.objects.filter(pk=meetings_ahead[0]).update(cancelled=True)
        with pytest.raises(FieldProblem, match="inställt"):
            choose_meeting(case.slug, meetings_ahead[0], by=BY, now=NOW)

    def test_the_list_takes_one_query(
        self, meetings_ahead: tuple[int, ...], django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(1):
            assert len(meetings()) == 2


class TestWhatIsDue:
    def test_a_planned_day_goes_before_the_rules_and_one_after_them_is_told(
        self, case: Case, meetings_ahead: tuple[int, ...]
    ) -> None:
        choose_meeting(case.slug, meetings_ahead[0], by=BY, now=NOW)
        steps = {one.kind: one for one in path_page(case.slug).steps}
        assert (steps["council"].due, steps["council"].planned_too_late) == (date(2026, 3, 10), False)
        assert steps["signed"].due == steps["signed"].latest == date(2026, 4, 9)
        row = path_page(case.slug).step(steps["signed"].id)
        plan = StepPlan(planned=date(2026, 4, 20))
        change_step(row.id, plan, made_from=row.version, by=BY, now=NOW)
        assert path_page(case.slug).step(row.id).planned_too_late

    def test_what_should_have_been_done_is_overdue_until_the_case_has_come_past_it(
        self, case: Case, meetings_ahead: tuple[int, ...]
    ) -> None:
        choose_meeting(case.slug, meetings_ahead[0], by=BY, now=NOW)
        on = date(2026, 4, 10)
        late = {one.kind for one in path_page(case.slug).overdue(on)}
        assert late == {"preparation", "reconciliation", "signed", "council"}
        CasePath.objects.filter(case=case).update(state=State.SIGNED.value)
        assert {one.kind for one in path_page(case.slug).overdue(on)} == {"council"}
        assert list_cases()[0].overdue(on) == 1
        CasePath.objects.filter(case=case).update(state=State.SENT_OUT.value)
        assert list_cases()[0].overdue(on) == 0

    def test_minutes_are_due_fourteen_days_after_the_decision_and_the_notice_two_after_them(
        self, case: Case
    ) -> None:
        CasePath.objects.filter(case=case).update(state=State.MINUTES_CHECKED.value)
        case.steps.filter(kind="decision").update(done=date(2026, 2, 19))
        case.steps.filter(kind="minutes_checked").update(done=date(2026, 2, 26))
        steps = {one.kind: one for one in path_page(case.slug).steps}
        assert steps["minutes_checked"].latest == date(2026, 3, 5)
        assert steps["posted"].latest == date(2026, 2, 28)
        assert steps["posted"].is_overdue(TODAY)

    def test_a_step_waits_for_who_is_responsible_else_for_the_cases_officer_else_for_every_officer(
        self, case: Case, meetings_ahead: tuple[int, ...]
    ) -> None:
        mine, other, coordinator = officer(), officer("other"), officer("coordinator", "coordinator")
        choose_meeting(case.slug, meetings_ahead[0], by=BY, now=NOW)
        assert {len(cases_due_for(one, today=TODAY).steps) for one in (mine, other)} == {3}
        assert not cases_due_for(coordinator, today=TODAY)
        CasePath.objects.filter(case=case).update(officer=mine)
        assert not cases_due_for(other, today=TODAY)
        case.steps.filter(kind="council").update(responsible=coordinator)
        assert [one.step.kind for one in cases_due_for(coordinator, today=TODAY).steps] == ["council"]
        assert "council" not in {one.step.kind for one in cases_due_for(mine, today=TODAY).steps}

    def test_a_text_waits_for_who_is_to_write_it_and_for_the_officer(self, case: Case) -> None:
        mine, coordinator = officer(), officer("coordinator", "coordinator")
        CasePath.objects.filter(case=case).update(state=State.IN_PREPARATION.value, officer=mine)
        due = date(2026, 3, 6)
        ask_contribution(
            case.slug,
            department="Elevhälsan",
            asked_for="Läget",
            due=due,
            responsible="coordinator",
            by=BY,
            now=NOW,
        )
        for one in (mine, coordinator):
            ((row, late),) = cases_due_for(one, today=TODAY).contributions
            assert (row.department, late) == ("Elevhälsan", False)
        ((_row, late),) = cases_due_for(coordinator, today=date(2026, 3, 7)).contributions
        assert late
        assert [one.summary for one in calendar_days(coordinator, TODAY)] == ["Text från Elevhälsan"]

    def test_the_calendar_has_every_day_of_the_coming_year(
        self, case: Case, meetings_ahead: tuple[int, ...]
    ) -> None:
        choose_meeting(case.slug, meetings_ahead[1], by=BY, now=NOW)
        days = {one.summary: one.day for one in calendar_days(officer(), TODAY)}
        assert days["UTBF 2026/1: undertecknad"] == date(2026, 5, 6)
        assert days["UTBF 2026/1: råd Funktionshinderrådet"] == date(2026, 3, 10)

    def test_queries_do_not_grow_with_the_cases(
        self, case: Case, meetings_ahead: tuple[int, ...], django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        somebody = officer()
        for number in (2, 3, 4):
            case.pk, case.dnr, case.slug = None, f"X {number}", f"X-{number}"
            case.save()
            Step.objects.create(case=case, kind="council", position=0, planned=TODAY, responsible=somebody)
        with django_assert_num_queries(2):
            assert len(cases_due_for(somebody, today=TODAY).steps) == 4
        with django_assert_num_queries(1):
            assert len(list_cases()) == 4
        with django_assert_num_queries(4):
            path_page("UTBF-2026-1")


class TestSteps:
    def test_a_day_to_come_is_planned_and_not_done(self, case: Case) -> None:
        row = path_page(case.slug).steps[1]
        with pytest.raises(FieldProblem, match="Planera steget"):
            change_step(row.id, StepPlan(done=date(2026, 3, 3)), made_from=row.version, by=BY, now=NOW)

    def test_the_decision_is_recorded_by_its_move_alone(self, case: Case) -> None:
        row = next(one for one in path_page(case.slug).steps if one.kind == "decision")
        with pytest.raises(FieldProblem, match="nästa steg"):
            change_step(row.id, StepPlan(done=TODAY), made_from=row.version, by=BY, now=NOW)

    def test_who_is_second_is_told(self, case: Case) -> None:
        row = path_page(case.slug).steps[1]
        change_step(row.id, StepPlan(responsible_name="Registrator"), made_from=row.version, by=BY, now=NOW)
        assert path_page(case.slug).steps[1].responsible == "Registrator"
        with pytest.raises(Problem, match=f"{BY} hann spara före dig"):
            change_step(row.id, StepPlan(), made_from=row.version, by="Någon", now=NOW)


class TestTheNotice:
    def test_three_weeks_from_the_day_that_it_was_posted(self) -> None:
        found = notice(date(2026, 2, 26))
        assert found is not None
        assert (found.last_day, found.moved) == (date(2026, 3, 19), False)
        assert not found.is_over(date(2026, 3, 19))
        assert found.is_over(date(2026, 3, 20))

    def test_a_day_that_nobody_works_is_moved_and_said_to_be(self) -> None:
        found = notice(date(2026, 5, 29))
        assert found is not None
        assert (found.last_day, found.moved) == (date(2026, 6, 22), True)

    def test_no_notice_has_no_day(self, case: Case) -> None:
        assert notice(None) is None
        assert path_page(case.slug).notice is None
        case.steps.filter(kind="posted").update(done=date(2026, 2, 26))
        found = path_page(case.slug).notice
        assert found is not None
        assert found.last_day == date(2026, 3, 19)


def test_moments_have_the_day_of_the_place_and_not_of_greenwich(case: Case) -> None:
    late = datetime.fromisoformat("2026-03-02T23:30:00+00:00")
    row = path_page(case.slug).steps[1]
    change_step(row.id, StepPlan(done=date(2026, 3, 3)), made_from=row.version, by=BY, now=late)
    assert path_page(case.slug).steps[1].done == date(2026, 3, 3)
