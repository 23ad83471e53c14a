"""Who is asked what became of a promise: the responsible, by name or role, once and by being shown it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from pytest_django import DjangoAssertNumQueries

from tests.register.publishing import BY, HAGSATRA, RINKEBY, day
from tests.register.supporting import catalogue, registered
from vandpunkt.domain.roles import Role
from vandpunkt.follow_up.models import Promise
from vandpunkt.follow_up.promise_asking import People, note_shown, note_shown_at_home
from vandpunkt.follow_up.promises import (
    PlannedItem,
    PromiseRow,
    answer_promise,
    keep_promises,
    mark_asked,
    promises,
)
from vandpunkt.register.meanwhile import ChangedMeanwhile
from vandpunkt.register.models import Assignment, SchoolUnit
from vandpunkt.register.people.accounts import create_role_groups
from vandpunkt.register.people.assignments import schools_by_role

pytestmark = pytest.mark.django_db
AFTER = date(2028, 1, 10)


def person(username: str, role: Role, code: str | None = None, *, of_area: bool = False) -> Any:
    """Somebody who can log in, perhaps with a school or the area of one."""
    create_role_groups()
    user = get_user_model().objects.create_user(username=username)
    user.groups.add(Group.objects.get(name=role.value))
    if code:
        unit = SchoolUnit.objects.get(code=code)
        place = {"area": unit.area} if of_area else {"school_unit": unit}
        Assignment.objects.create(user=user, role=role.value, start=date(2024, 1, 1), **place)
    return user


@pytest.fixture
def promised() -> Callable[[str], PromiseRow]:
    """A promise about Rinkebyskolan whose term has ended, with somebody responsible."""
    catalogue()
    SchoolUnit.objects.update(own=True)

    def made(responsible: str) -> PromiseRow:
        row = registered("vt 2026–ht 2026", responsible=responsible)
        keep_promises("UTBF 2026/1", [PlannedItem("c1", "KSBS.", row)], by=BY, now=day(2))
        return promises()[-1]

    return made


def asked(row: PromiseRow) -> list[str]:
    """The user names of those who are asked."""
    return [one.username for one in People(AFTER).asked_about(row)]


@pytest.mark.parametrize("responsible", ["Rektor", "rektorn på skolan", "Grundskolechef och rektor"])
def test_the_head_teacher_of_the_school_is_asked_when_responsible(
    promised: Callable[[str], PromiseRow], responsible: str
) -> None:
    person("rinkeby", Role.HEAD_TEACHER, RINKEBY)
    person("hagsatra", Role.HEAD_TEACHER, HAGSATRA)
    person("samordnare", Role.COORDINATOR, RINKEBY)
    assert asked(promised(responsible)) == ["rinkeby"]


def test_a_deputy_is_not_the_head_teacher_and_without_a_responsible_the_coordinator_is_asked(
    promised: Callable[[str], PromiseRow],
) -> None:
    person("rektor", Role.HEAD_TEACHER, RINKEBY)
    person("samordnare", Role.COORDINATOR, RINKEBY)
    assert asked(promised("Biträdande rektor")) == ["samordnare"]
    assert asked(promised("")) == ["samordnare"]


def test_where_nobody_has_the_school_the_case_officers_are_asked(
    promised: Callable[[str], PromiseRow],
) -> None:
    person("handlaggare", Role.CASE_OFFICER)
    person("annan", Role.HEAD_TEACHER, HAGSATRA)
    assert asked(promised("Rektor")) == ["handlaggare"]


def test_seeing_it_asks_the_responsible_once_and_nobody_else(
    promised: Callable[[str], PromiseRow], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rektor, officer = person("rektor", Role.HEAD_TEACHER, RINKEBY), person("h", Role.CASE_OFFICER)
    row = promised("Rektor")
    assert note_shown([row], officer, today=AFTER, by="h", now=day(3)) == ()
    assert promises()[0].asked_at is None
    with django_assert_max_num_queries(20):
        assert note_shown([row], rektor, today=AFTER, by="rektor", now=day(3)) == (row.id,)
    (now,) = promises()
    assert now.asked_at == day(3)
    with django_assert_max_num_queries(0):
        assert note_shown([now], rektor, today=AFTER, by="rektor", now=day(4)) == ()


def test_home_asks_who_is_surely_to_answer_without_looking_anybody_up(
    promised: Callable[[str], PromiseRow], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rektor, other = (
        person("rektor", Role.HEAD_TEACHER, RINKEBY),
        person("annan", Role.HEAD_TEACHER, HAGSATRA),
    )
    coordinator = person("samordnare", Role.COORDINATOR, RINKEBY)
    for responsible, surely in (
        ("Rektor", rektor),
        ("", coordinator),
        ("samordnare", coordinator),
        ("KSBS-ledningen", None),
    ):
        row = promised(responsible)
        for one in (rektor, other, coordinator):
            schools_by_role(one, on=AFTER)
            if one is surely:
                continue
            with django_assert_max_num_queries(0):
                assert note_shown_at_home([row], one, today=AFTER, by="x", now=day(3)) == ()
        if surely:
            assert note_shown_at_home([row], surely, today=AFTER, by="x", now=day(3)) == (row.id,)
            assert People(AFTER).asked_about(row) == [surely]


def test_what_is_not_due_is_not_asked_about(promised: Callable[[str], PromiseRow]) -> None:
    rektor = person("rektor", Role.HEAD_TEACHER, RINKEBY)
    assert note_shown([promised("Rektor")], rektor, today=date(2026, 5, 1), by="r", now=day(3)) == ()


def test_being_asked_meanwhile_stands_in_nobodys_way_but_another_answer_does(
    promised: Callable[[str], PromiseRow],
) -> None:
    rektor = person("rektor", Role.HEAD_TEACHER, RINKEBY)
    row = promised("Rektor")
    note_shown([row], rektor, today=AFTER, by="rektor", now=day(3))
    answer_promise(row.id, status="done", made_from=row.version, by="h", now=day(4))
    with pytest.raises(ChangedMeanwhile):
        answer_promise(row.id, status="running", made_from=row.version, by="rektor", now=day(5))


def test_that_somebody_has_been_asked_is_one_version_with_who_and_when(
    promised: Callable[[str], PromiseRow],
) -> None:
    row = promised("Rektor")
    assert mark_asked([row.id], by=BY, now=day(3)) == 1
    made, asked_about = Promise.history.filter(id=row.id).order_by("history_id")
    assert (asked_about.history_change_reason, asked_about.history_date) == (BY, day(3))
    assert made.asked_at is None
