"""Any sequence of moves: the case is always where its history says, and no step is lost."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.cases.path.conftest import BOARD, BY, NOW, TODAY, new_case
from vandpunkt.cases.models import Case, CasePath, Step
from vandpunkt.cases.path.given import Given
from vandpunkt.cases.path.meetings import MeetingDetails, add_meetings
from vandpunkt.cases.path.moves import MOVES, after, allowed
from vandpunkt.cases.path.moving import carry_out
from vandpunkt.cases.path.queries import path_page
from vandpunkt.cases.path.states import State
from vandpunkt.domain.problems import Problem


class TestAnyWalk(TestCase):
    """Not a rule machine of Hypothesis': its transactions would be one for all runs."""

    @tried(max_examples=15)
    @given(st.lists(st.integers(0, 30), min_size=5, max_size=25))
    def test_the_case_is_where_its_history_says(self, choices: list[int]) -> None:
        case = new_case()
        soon, later = add_meetings(
            (MeetingDetails(BOARD, TODAY.replace(month=4)), MeetingDetails(BOARD, TODAY.replace(month=6))),
            by=BY,
            now=NOW,
        )
        state, kinds = State.RECEIVED, set(case.steps.values_list("kind", flat=True))
        for choice in choices:
            names = list(allowed(state))
            if not names:
                break
            name = names[choice % len(names)]
            meeting: Any = {"dispatch": soon, "call_again": later}.get(name)
            given_now = Given(day=TODAY, note="En anteckning", meeting=meeting)
            try:
                reached = carry_out(case, name, expected=state, given=given_now, by=BY, now=NOW)
            except Problem:
                continue
            assert reached is after(name, state)
            state = reached
        _check(case, state, kinds)


def _check(case: Case, state: State, kinds: set[str]) -> None:
    page = path_page(case.slug)
    assert page.state is state
    assert CasePath.objects.get(case=case).history.count() >= 1
    here = State.RECEIVED
    for move in page.moves:
        assert move.before is here
        assert here in MOVES[move.name].sources
        here = move.after
    assert here is state
    steps = list(case.steps.all())
    assert [one.position for one in steps] == list(range(len(steps)))
    assert {one.kind for one in steps} == kinds
    order = list(Step.Kind.values)
    last = steps[-5:]
    assert [one.kind for one in last] == order[-5:]
