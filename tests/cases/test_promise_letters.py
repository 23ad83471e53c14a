"""What an answer said was planned is asked about by letter, once; a recorded decision starts the watch."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail

from tests.cases.conftest import NOW, OFFICER
from vandpunkt.cases.building import keep_statement
from vandpunkt.cases.models import Case, Step
from vandpunkt.cases.watched_promises import watch_promises, watch_when_decided
from vandpunkt.follow_up.promise_letters import ask_about_promises
from vandpunkt.follow_up.promises import promises, promises_due
from vandpunkt.follow_up.reminders import Reminded
from vandpunkt.register.people.accounts import create_role_groups

AFTER = date(2026, 1, 7)


def officer(email: str) -> None:
    """A case officer who can log in."""
    create_role_groups()
    user = get_user_model().objects.create_user(username="handlaggare", email=email)
    user.groups.add(Group.objects.get(name="case_officer"))


def asked() -> Reminded:
    """One run of the questions."""
    return ask_about_promises(
        AFTER, by="vandpunkt remind", now=NOW, site="https://stod.example", sender="v@example.se"
    )


@pytest.fixture
def watched(seed_case: str) -> str:
    """The case with its answer kept and its promises watched."""
    keep_statement(seed_case, by=OFFICER, now=NOW)
    watch_promises(seed_case, by=OFFICER, now=NOW)
    return seed_case


def test_one_letter_asks_about_every_promise_and_a_second_run_asks_nothing(watched: str) -> None:
    officer("h@example.se")
    assert [asked().sent, asked().sent] == [1, 0]
    (letter,) = mail.outbox
    assert letter.to == ["h@example.se"]
    for row in promises():
        assert f"https://stod.example/promises/{row.id}/" in letter.body
        assert row.school not in letter.body
    assert promises_due(today=AFTER, unasked=True) == ()


def test_where_nobody_has_an_address_nothing_is_asked_and_it_is_told(watched: str) -> None:
    officer("")
    assert asked() == Reminded(0, ("handlaggare",))
    assert promises_due(today=AFTER, unasked=True) == promises_due(today=AFTER)


def test_a_recorded_decision_starts_the_watch_over_what_was_planned(seed_case: str) -> None:
    keep_statement(seed_case, by=OFFICER, now=NOW)
    assert watch_when_decided(seed_case, by=OFFICER, now=NOW) == 0
    decision = Step.objects.filter(case=Case.objects.get(slug=seed_case), kind=Step.Kind.DECISION)
    decision.update(done=date(2025, 2, 20))
    assert watch_when_decided(seed_case, by=OFFICER, now=NOW) == len(promises()) > 0
    assert watch_when_decided(seed_case, by=OFFICER, now=NOW) == 0
