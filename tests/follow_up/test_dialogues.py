"""Dialogues, actions and signs: kept whole, changed with a version check, told to those they wait for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.register.publishing import BY, RINKEBY, day
from tests.register.supporting import BOTH, OTHER, catalogue, registered
from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import FieldProblem, Problem
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.actions import (
    NewAction,
    action,
    actions_of_follow_up,
    add_actions,
    close_action,
    move_action,
)
from vandpunkt.follow_up.dialogues import (
    FollowUpDetails,
    change_follow_up,
    follow_up,
    follow_up_history,
    follow_ups,
    register_follow_up,
)
from vandpunkt.follow_up.due import own_actions, talks
from vandpunkt.follow_up.models import Action
from vandpunkt.follow_up.quiet import WEEKS, has_gone_quiet
from vandpunkt.follow_up.registering import register_with_signs
from vandpunkt.follow_up.signs import (
    NewSign,
    record_observation,
    register_first_signs,
    register_sign,
    sign,
    signs_of_intervention,
)
from vandpunkt.register.interventions.details import Details
from vandpunkt.register.meanwhile import ChangedMeanwhile
from vandpunkt.register.people.accounts import create_role_groups
from vandpunkt.register.undoing import can_undo, undo_latest

pytestmark = pytest.mark.django_db
HELD = day(2).date()
DETAILS = FollowUpDetails(HELD, "Rektor, grundskolesamordnare", "Läget är oförändrat.")


def held() -> int:
    """A dialogue at one school with one intervention running and one action agreed."""
    catalogue()
    row = registered()
    return register_follow_up(
        RINKEBY,
        details=DETAILS,
        states={row.id: ("needs_attention", "Ny handledare behövs.")},
        actions=[NewAction("Ring handledaren", "case_officer", HELD + timedelta(days=20))],
        username="samordnare",
        by=BY,
        now=day(2),
    )


def test_a_dialogue_keeps_what_was_seen_how_each_intervention_goes_and_what_was_agreed() -> None:
    found = follow_up(held())
    assert (found.day, found.participants, found.seen) == (HELD, DETAILS.participants, DETAILS.seen)
    assert [(one.state, one.note, one.needs_a_decision) for one in found.states] == [
        ("needs_attention", "Ny handledare behövs.", True)
    ]
    assert [one.text for one in actions_of_follow_up(found.id)] == ["Ring handledaren"]
    assert follow_ups(RINKEBY) == (found,)


def test_nothing_is_kept_of_a_dialogue_with_an_action_that_is_nobodys() -> None:
    catalogue()
    with pytest.raises(FieldProblem, match="ingen roll eller användare"):
        register_follow_up(
            RINKEBY,
            details=DETAILS,
            states={},
            actions=[NewAction("Ring", "finns-inte", HELD)],
            username="samordnare",
            by=BY,
            now=day(2),
        )
    assert follow_ups(RINKEBY) == ()


def test_a_dialogue_is_not_in_the_future_and_the_next_meeting_is_later() -> None:
    catalogue()
    for details in (
        replace(DETAILS, day=HELD + timedelta(days=9)),
        replace(DETAILS, next_meeting=HELD),
    ):
        with pytest.raises(FieldProblem):
            register_follow_up(RINKEBY, details=details, states={}, username="samordnare", by=BY, now=day(2))


def test_who_comes_second_is_shown_field_by_field_what_the_first_changed() -> None:
    first = follow_up(held())
    change_follow_up(
        first.id,
        details=replace(DETAILS, seen="Fler deltar."),
        states={},
        made_from=first.version,
        by=OTHER,
        now=day(3),
    )
    with pytest.raises(ChangedMeanwhile) as meanwhile:
        change_follow_up(
            first.id,
            details=replace(DETAILS, notes="Egen anteckning"),
            states={},
            made_from=first.version,
            by=BY,
            now=day(4),
        )
    assert [(one.field, one.theirs, one.clash) for one in meanwhile.value.differences] == [
        ("seen", "Fler deltar.", False)
    ]
    assert follow_up(first.id).notes == ""
    assert [(one.by, one.fields) for one in follow_up_history(first.id)] == [
        (OTHER, (("Vad vi såg", "Läget är oförändrat.", "Fler deltar."),)),
        (BY, ()),
    ]


def test_who_comes_second_is_shown_what_became_of_an_intervention_too() -> None:
    first = follow_up(held())
    row_id = first.states[0].intervention_id
    change_follow_up(
        first.id,
        details=DETAILS,
        states={row_id: ("stop", "Ingen handledare finns.")},
        made_from=first.version,
        by=OTHER,
        now=day(3),
    )
    with pytest.raises(ChangedMeanwhile) as meanwhile:
        change_follow_up(
            first.id,
            details=DETAILS,
            states={row_id: ("as_planned", "Ny handledare behövs.")},
            made_from=first.version,
            by=BY,
            now=day(4),
        )
    assert [(one.field, one.before, one.theirs, one.clash) for one in meanwhile.value.differences] == [
        (f"state-{row_id}", "behöver ses över", "bör avbrytas", True),
        (f"note-{row_id}", "Ny handledare behövs.", "Ingen handledare finns.", False),
    ]
    assert follow_up(first.id).states[0].state == "stop"


def test_the_state_of_an_intervention_is_cleared_and_the_history_says_so() -> None:
    first = follow_up(held())
    (state,) = first.states
    cleared = {state.intervention_id: ("", "")}
    change_follow_up(first.id, details=DETAILS, states=cleared, made_from=first.version, by=BY, now=day(3))
    assert follow_up(first.id).states == ()
    assert follow_up_history(first.id)[0].fields == (
        (state.intervention, "behöver ses över", "–"),
        (state.intervention, "Ny handledare behövs.", "–"),
    )


def test_two_people_of_one_name_cannot_undo_each_others_changes() -> None:
    (found,) = actions_of_follow_up(held())
    one, other = (get_user_model().objects.create_user(username=name) for name in ("anna1", "anna2"))
    close_action(found.id, done=True, made_from=found.version, by=BY, now=day(3))
    Action.history.filter(history_id=action(found.id).version).update(history_user=one)
    assert can_undo("follow_up.action", found.id, by="anna1", account=one.pk)
    assert not can_undo("follow_up.action", found.id, by="anna1", account=other.pk)
    with pytest.raises(Problem, match="Bara den"):
        undo_latest(
            "follow_up.action",
            found.id,
            version=action(found.id).version,
            by="anna1",
            account=other.pk,
            now=day(4),
        )


def test_an_action_is_closed_with_a_reason_where_it_was_not_done_and_can_be_undone_by_the_same_person() -> (
    None
):
    (found,) = actions_of_follow_up(held())
    with pytest.raises(FieldProblem, match="varför"):
        close_action(found.id, done=False, made_from=found.version, by=BY, now=day(3))
    close_action(found.id, done=False, outcome="Sjukdom", made_from=found.version, by=BY, now=day(3))
    closed = action(found.id)
    assert (closed.state, closed.closed, closed.outcome) == ("not_done", day(3).date(), "Sjukdom")
    assert can_undo("follow_up.action", found.id, by=BY)
    assert not can_undo("follow_up.action", found.id, by=OTHER)
    with pytest.raises(Problem, match="Bara den"):
        undo_latest("follow_up.action", found.id, version=closed.version, by=OTHER, now=day(4))
    undo_latest("follow_up.action", found.id, version=closed.version, by=BY, now=day(4))
    assert (action(found.id).is_open, action(found.id).due) == (True, found.due)


def test_an_action_is_moved_forward_and_an_old_page_changes_nothing() -> None:
    (found,) = actions_of_follow_up(held())
    later = found.due + timedelta(days=7)
    move_action(found.id, due=later, made_from=found.version, by=BY, now=day(3))
    assert action(found.id).due == later
    with pytest.raises(Problem, match="hann spara"):
        close_action(found.id, done=True, made_from=found.version, by=OTHER, now=day(4))


def test_an_intervention_has_at_most_three_signs_and_an_observation_is_a_word() -> None:
    catalogue()
    row = registered()
    ids = [
        register_sign(row.id, what=what, when=Term(2026, "vt"), by_whom="Rektor", by=BY, now=day(2))
        for what in ("Fler läser", "Fler frågar", "Färre är borta")
    ]
    with pytest.raises(FieldProblem, match="redan 3"):
        register_sign(row.id, what="En till", when=HELD, by_whom="Rektor", by=BY, now=day(2))
    record_observation(ids[0], day=HELD, seen="partly", note="I två klasser", by=BY, now=day(3))
    assert [one.seen_label for one in sign(ids[0]).observations] == ["syns delvis"]
    assert [one.when for one in signs_of_intervention(row.id)] == ["vt 2026"] * 3
    with pytest.raises(FieldProblem):
        record_observation(ids[0], day=HELD, seen="72", by=BY, now=day(3))


def test_support_is_registered_with_its_signs_at_every_school_in_as_many_queries() -> None:
    catalogue()
    given: dict[str, Any] = {"programme": "ksbs", "details": Details(period=Period.parse("vt 2026–"))}
    signs = [NewSign(what, Term(2026, "vt")) for what in ("Fler läser", "Fler frågar")]
    counts = []
    for codes in ([RINKEBY], [RINKEBY], BOTH):
        with CaptureQueriesContext(connection) as asked:
            rows = register_with_signs(
                signs=signs, school_codes=codes, overlap="beside", by=BY, now=day(2), **given
            )
        counts.append(len(asked))
        assert [len(signs_of_intervention(row)) for row in rows] == [2] * len(codes)
    assert counts[1] == counts[2]
    with pytest.raises(FieldProblem, match="Högst 3"):
        register_first_signs(rows, signs * 2, by=BY, now=day(2))


def test_what_waits_for_a_person_is_their_own_or_their_roles_and_only_at_schools_they_may_see() -> None:
    held()
    create_role_groups()
    user = get_user_model().objects.create_user(username="utredare")
    user.groups.add(Group.objects.get(name="case_officer"))
    add_actions(RINKEBY, [NewAction("Min egen", "utredare", HELD)], by=BY, now=day(2))
    assert [one.text for one in own_actions(user, None, HELD)] == ["Min egen", "Ring handledaren"]
    assert own_actions(user, [], HELD) == ()


def test_a_school_is_quiet_when_no_dialogue_was_held_for_so_many_weeks() -> None:
    held()
    until = HELD + timedelta(days=30)
    assert talks([RINKEBY], today=HELD - timedelta(days=1), until=until).latest == {}
    latest = talks([RINKEBY], today=HELD, until=until).latest[RINKEBY]
    assert latest == HELD
    assert not has_gone_quiet(latest, today=HELD + timedelta(weeks=WEEKS))
    assert has_gone_quiet(latest, today=HELD + timedelta(weeks=WEEKS, days=1))
    assert has_gone_quiet(None, today=HELD)
