"""Every state and every move against the one table, and what each move leaves behind."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction

from tests.cases.path.conftest import BY, NOW, TODAY
from vandpunkt.cases.contributions import ask_contribution, contribution, receive_contribution
from vandpunkt.cases.models import Case, CasePath, Move, Step
from vandpunkt.cases.path.given import Given
from vandpunkt.cases.path.moves import MOVES, after, allowed, way_to
from vandpunkt.cases.path.moving import bring_to, carry_out, make_move, take_back
from vandpunkt.cases.path.queries import path_page
from vandpunkt.cases.path.states import STEP_STATE, State
from vandpunkt.domain.problems import FieldProblem, Problem


def put(case: Case, state: State) -> None:
    """Let a case stand somewhere, however it came there."""
    CasePath.objects.filter(case=case).update(state=state.value)


def whole(name: str, meetings: tuple[int, ...]) -> Given:
    """Everything that any move may ask for."""
    meeting = meetings[1] if MOVES[name].needs_meeting else None
    return Given(day=TODAY, note="En anteckning", meeting=meeting)


class TestTheTable:
    def test_every_state_is_reached_by_some_move_or_is_the_first(self) -> None:
        reached = {move.target for move in MOVES.values()}
        assert set(State) - reached == {State.RECEIVED}

    def test_every_state_but_the_last_can_be_left(self) -> None:
        left = {source for move in MOVES.values() if move.target for source in move.sources}
        assert set(State) - left == {State.ARCHIVED}

    def test_every_kind_of_step_has_its_place_and_every_move_marks_a_kind_there_is(self) -> None:
        kinds = set(Step.Kind.values)
        assert set(STEP_STATE) == kinds
        assert {move.step for move in MOVES.values() if move.step} == kinds - {"received"}

    def test_names_of_moves_and_states_are_told_apart_by_their_words(self) -> None:
        assert len({move.button for move in MOVES.values()}) == len(MOVES)
        assert len({move.told for move in MOVES.values()}) == len(MOVES)
        assert len({state.title for state in State}) == len(State)

    def test_a_move_that_asks_for_words_says_which(self) -> None:
        assert all(move.note for move in MOVES.values() if move.needs_note)

    def test_the_main_line_leads_from_the_first_state_to_the_last(self) -> None:
        state = State.RECEIVED
        for name in way_to(State.ARCHIVED, State.RECEIVED):
            assert state in MOVES[name].sources
            state = after(name, state)
        assert state is State.ARCHIVED
        assert way_to(State.RECEIVED, State.DECIDED) == ()

    def test_what_the_board_puts_off_goes_to_a_new_meeting_and_what_it_sends_back_is_prepared_again(
        self,
    ) -> None:
        assert set(allowed(State.TABLED)) >= {"call_again"}
        assert after("call_again", State.TABLED) is State.DISPATCHED
        assert after("prepare_again", State.REFERRED_BACK) is State.IN_PREPARATION


class TestEveryStateAndMove:
    @pytest.mark.parametrize("state", State, ids=lambda one: one.value)
    def test_a_move_is_made_where_the_table_says_and_refused_with_a_reason_everywhere_else(
        self, case: Case, meetings_ahead: tuple[int, ...], state: State
    ) -> None:
        put(case, state)
        for name, move in MOVES.items():
            with transaction.atomic():
                stands = self._tried(case, name, state, whole(name, meetings_ahead))
                assert stands is (after(name, state) if state in move.sources else state), name
                transaction.set_rollback(True)

    @staticmethod
    def _tried(case: Case, name: str, state: State, given: Given) -> State:
        """Where the case stands after a move has been tried, having checked what was kept of it."""
        if state in MOVES[name].sources:
            assert carry_out(case, name, expected=state, given=given, by=BY, now=NOW) is after(name, state)
            made = case.moves.get()
            assert (made.name, made.before, made.after) == (name, state.value, after(name, state).value)
            assert (made.moved_by, made.moved_at) == (BY, NOW)
        else:
            with pytest.raises(Problem, match="går inte nu"):
                carry_out(case, name, expected=state, given=given, by=BY, now=NOW)
            assert not case.moves.exists()
        return State(CasePath.objects.get(case=case).state)


class TestAMove:
    def test_it_is_refused_when_somebody_has_moved_the_case_since(self, case: Case) -> None:
        make_move(case.slug, "register", expected=State.RECEIVED, given=Given(day=TODAY), by=BY, now=NOW)
        with pytest.raises(Problem, match="har flyttats sedan sidan visades och är nu: registrerat"):
            make_move(case.slug, "register", expected=State.RECEIVED, given=Given(day=TODAY), by=BY, now=NOW)
        assert case.moves.count() == 1

    @pytest.mark.parametrize("name", ["sign", "ask_contribution", "nowhere"])
    def test_what_is_done_elsewhere_cannot_be_done_from_the_page(self, case: Case, name: str) -> None:
        with pytest.raises(Problem, match="inget sådant steg"):
            make_move(case.slug, name, expected=State.RECEIVED, given=Given(day=TODAY), by=BY, now=NOW)

    def test_it_marks_its_step_done_on_the_day_and_keeps_who_did_it(self, case: Case) -> None:
        day = date(2026, 2, 3)
        make_move(case.slug, "register", expected=State.RECEIVED, given=Given(day=day), by=BY, now=NOW)
        step = case.steps.get(kind="registered")
        assert step.done == day
        assert step.history.first().history_change_reason == BY
        assert CasePath.objects.get(case=case).history.count() == 2

    @pytest.mark.parametrize(
        ("state", "name", "given", "field"),
        [
            (State.RECEIVED, "register", Given(), "day"),
            (State.RECEIVED, "register", Given(day=date(2026, 3, 3)), "day"),
            (State.REGISTERED, "assign", Given(day=TODAY), "person"),
            (State.REGISTERED, "assign", Given(day=TODAY, person="ingen"), "person"),
            (State.RECONCILED, "reopen", Given(), "note"),
            (State.SIGNED, "dispatch", Given(day=TODAY), "meeting"),
            (State.DISPATCHED, "decide", Given(day=TODAY), "note"),
            (State.TABLED, "call_again", Given(), "meeting"),
        ],
    )
    def test_what_it_asks_for_and_was_not_given_is_told_beside_the_field(
        self, case: Case, state: State, name: str, given: Given, field: str
    ) -> None:
        put(case, state)
        with pytest.raises(FieldProblem) as caught:
            make_move(case.slug, name, expected=state, given=given, by=BY, now=NOW)
        assert caught.value.field == field

    def test_the_case_goes_to_the_officer_that_it_is_assigned_to(self, case: Case) -> None:
        officer = get_user_model().objects.create_user("officer", first_name="Handläggare", last_name="Demo")
        put(case, State.REGISTERED)
        given = Given(day=TODAY, person="officer")
        make_move(case.slug, "assign", expected=State.REGISTERED, given=given, by=BY, now=NOW)
        assert CasePath.objects.get(case=case).officer == officer
        assert path_page(case.slug).officer == "Handläggare Demo"

    def test_of_several_departments_the_chosen_one_is_done(self, case: Case) -> None:
        put(case, State.IN_PREPARATION)
        second = case.steps.filter(kind="preparation").last()
        assert second is not None
        given = Given(day=TODAY, step=second.pk)
        make_move(case.slug, "finish_preparation", expected=State.IN_PREPARATION, given=given, by=BY, now=NOW)
        assert [one.done for one in case.steps.filter(kind="preparation")] == [None, TODAY]

    def test_a_consultation_that_the_case_does_not_have_cannot_be_held(self, case: Case) -> None:
        case.steps.filter(kind="council").delete()
        put(case, State.IN_PREPARATION)
        with pytest.raises(Problem, match="inget steg «råd» som väntar"):
            make_move(
                case.slug,
                "hold_council",
                expected=State.IN_PREPARATION,
                given=Given(day=TODAY),
                by=BY,
                now=NOW,
            )

    def test_the_answer_is_not_reconciled_while_a_text_is_missing(self, case: Case) -> None:
        put(case, State.IN_PREPARATION)
        asked = ask_contribution(
            case.slug, department="Elevhälsan", asked_for="", due=date(2026, 3, 20), by=BY, now=NOW
        )
        given = Given(day=TODAY)
        with pytest.raises(Problem, match="Texter saknas från Elevhälsan"):
            make_move(case.slug, "reconcile", expected=State.IN_PREPARATION, given=given, by=BY, now=NOW)
        version = contribution(asked).version
        receive_contribution(asked, text="Vår text.", made_from=version, by=BY, now=NOW)
        state = make_move(case.slug, "reconcile", expected=State.IN_PREPARATION, given=given, by=BY, now=NOW)
        assert state is State.RECONCILED

    def test_nothing_is_kept_of_a_move_that_was_refused(self, case: Case) -> None:
        put(case, State.REGISTERED)
        before = Step.history.count()
        with pytest.raises(FieldProblem):
            make_move(case.slug, "assign", expected=State.REGISTERED, given=Given(day=TODAY), by=BY, now=NOW)
        assert (Move.objects.count(), Step.history.count()) == (0, before)


class TestTheBoard:
    def test_a_tabled_case_goes_to_a_later_meeting_and_meets_the_board_once_more(
        self, case: Case, meetings_ahead: tuple[int, ...]
    ) -> None:
        first, second = meetings_ahead
        put(case, State.SIGNED)
        self._move(case, "dispatch", State.SIGNED, Given(day=TODAY, meeting=first))
        self._move(case, "table", State.DISPATCHED, Given(day=TODAY))
        with pytest.raises(FieldProblem, match="ett senare sammanträde"):
            self._move(case, "call_again", State.TABLED, Given(meeting=first))
        self._move(case, "call_again", State.TABLED, Given(meeting=second))
        meetings = case.steps.filter(kind="board_meeting")
        assert [(one.done, one.outcome) for one in meetings] == [(TODAY, "bordlagt"), (None, "")]
        assert CasePath.objects.get(case=case).meeting_id == second
        kinds = list(case.steps.values_list("kind", flat=True))
        assert kinds.index("decision") == kinds.index("board_meeting") + 2

    def test_a_case_that_is_sent_back_is_prepared_signed_and_sent_out_again(
        self, case: Case, meetings_ahead: tuple[int, ...]
    ) -> None:
        put(case, State.IN_PREPARATION)
        self._move(case, "reconcile", State.IN_PREPARATION, Given(day=TODAY))
        carry_out(case, "sign", given=Given(day=TODAY), by=BY, now=NOW)
        self._move(case, "dispatch", State.SIGNED, Given(day=TODAY, meeting=meetings_ahead[0]))
        self._move(case, "refer_back", State.DISPATCHED, Given(day=TODAY, note="Mer om Grimstaskolan"))
        self._move(case, "prepare_again", State.REFERRED_BACK, Given())
        waiting = [one.kind for one in path_page(case.slug).steps if not one.done]
        renewed = ("reconciliation", "signed", "dispatched", "board_meeting", "decision")
        assert [kind for kind in waiting if kind in renewed] == list(renewed)
        assert CasePath.objects.get(case=case).meeting is None
        rows = list(case.steps.all())
        assert [one.position for one in rows] == list(range(len(rows)))

    def test_a_decision_marks_the_meeting_and_says_what_was_decided(
        self, case: Case, meetings_ahead: tuple[int, ...]
    ) -> None:
        put(case, State.DISPATCHED)
        self._move(case, "decide", State.DISPATCHED, Given(day=TODAY, note="Enligt förslaget"))
        told = {one.kind: (one.done, one.outcome) for one in case.steps.all() if one.done}
        assert told["decision"] == (TODAY, "Enligt förslaget")
        assert told["board_meeting"] == (TODAY, "beslut")
        assert path_page(case.slug).decided

    def test_minutes_cannot_be_checked_before_the_decision(self, case: Case) -> None:
        put(case, State.DISPATCHED)
        self._move(case, "decide", State.DISPATCHED, Given(day=date(2026, 2, 26), note="Bifall"))
        with pytest.raises(FieldProblem, match="före steget «beslut», som gjordes den 26 februari 2026"):
            self._move(case, "check_minutes", State.DECIDED, Given(day=date(2026, 2, 25)))

    @staticmethod
    def _move(case: Case, name: str, state: State, given: Given) -> None:
        make_move(case.slug, name, expected=state, given=given, by=BY, now=NOW)


class TestTakingBack:
    def test_the_latest_move_can_be_taken_back_once_and_the_history_keeps_both(self, case: Case) -> None:
        make_move(case.slug, "register", expected=State.RECEIVED, given=Given(day=TODAY), by=BY, now=NOW)
        seen = path_page(case.slug).moves[-1].id
        assert take_back(case.slug, seen=seen, by=BY, now=NOW) is State.RECEIVED
        assert case.steps.get(kind="registered").done is None
        assert [one.name for one in path_page(case.slug).moves] == ["register", "take_back"]
        with pytest.raises(Problem, match="kan inte tas tillbaka"):
            take_back(case.slug, seen=path_page(case.slug).moves[-1].id, by=BY, now=NOW)

    def test_a_decision_taken_back_leaves_the_case_undecided(self, case: Case) -> None:
        put(case, State.DISPATCHED)
        given = Given(day=TODAY, note="Bifall")
        make_move(case.slug, "decide", expected=State.DISPATCHED, given=given, by=BY, now=NOW)
        take_back(case.slug, seen=path_page(case.slug).moves[-1].id, by=BY, now=NOW)
        page = path_page(case.slug)
        assert (page.state, page.decided) == (State.DISPATCHED, False)
        assert not any(one.done for one in page.steps if one.kind in ("decision", "board_meeting"))

    def test_a_move_that_has_come_since_is_not_taken_back_for_another(self, case: Case) -> None:
        make_move(case.slug, "register", expected=State.RECEIVED, given=Given(day=TODAY), by=BY, now=NOW)
        with pytest.raises(Problem, match="Det har hänt mer"):
            take_back(case.slug, seen=0, by=BY, now=NOW)

    def test_a_signature_is_never_taken_back(self, case: Case) -> None:
        put(case, State.IN_PREPARATION)
        carry_out(case, "sign", given=Given(day=TODAY), by=BY, now=NOW)
        with pytest.raises(Problem, match="kan inte tas tillbaka"):
            take_back(case.slug, seen=path_page(case.slug).moves[-1].id, by=BY, now=NOW)


def test_what_is_done_elsewhere_brings_a_case_along_without_making_days_up(case: Case) -> None:
    bring_to(case, State.IN_PREPARATION, note="Följde av att svaret undertecknades.", by=BY, now=NOW)
    page = path_page(case.slug)
    assert page.state is State.IN_PREPARATION
    assert [one.name for one in page.moves] == ["register", "assign", "start_preparation"]
    assert all(one.day is None for one in page.moves)
    assert [one.kind for one in page.steps if one.passed] == ["registered", "assigned"]
    bring_to(case, State.REGISTERED, note="Bakåt", by=BY, now=NOW)
    assert path_page(case.slug).state is State.IN_PREPARATION


def test_a_case_that_nobody_has_given_a_path_gets_one_with_its_first_move(case: Case) -> None:
    CasePath.objects.all().delete()
    Step.objects.all().delete()
    make_move(case.slug, "register", expected=State.RECEIVED, given=Given(day=TODAY), by=BY, now=NOW)
    assert path_page(case.slug).state is State.REGISTERED
    optional = {"preparation", "union_consultation", "council"}
    assert {one.kind for one in case.steps.all()} == set(Step.Kind.values) - optional
