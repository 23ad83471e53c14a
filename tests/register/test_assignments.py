"""Roles over time: who held which on a day, overlapping head teachers asked about, changes taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Group

from tests.register.publishing import BY, HAGSATRA, RINKEBY, day
from vandpunkt.domain.problems import FieldProblem, Problem
from vandpunkt.domain.roles import Role
from vandpunkt.register.models import Assignment, SchoolUnit
from vandpunkt.register.people.accounts import create_role_groups
from vandpunkt.register.people.areas import area, areas, create_area, set_schools
from vandpunkt.register.people.assigning import AlreadyLed, end_assignment, set_assignment, undo_assignment
from vandpunkt.register.people.assignments import holders, holders_over_time, schools_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _schools() -> None:
    create_role_groups()
    SchoolUnit.objects.bulk_create(
        SchoolUnit(code=code, name=name, own=True)
        for code, name in ((RINKEBY, "Rinkebyskolan"), (HAGSATRA, "Hagsätraskolan"))
    )


def user(username: str, *roles: Role) -> Any:
    """Somebody with roles."""
    one = get_user_model().objects.create_user(username)
    one.groups.set(Group.objects.filter(name__in=[role.value for role in roles]))
    return get_user_model().objects.get(pk=one.pk)


def leads(name: str, start: date, end: date | None = None, **values: Any) -> int:
    """A head teacher of Rinkebyskolan."""
    (row,) = set_assignment(
        Role.HEAD_TEACHER,
        name=name,
        school_codes=[RINKEBY],
        start=start,
        end=end,
        by=BY,
        now=day(1),
        **values,
    )
    return row


def names(on: date) -> list[str]:
    """Who leads Rinkebyskolan on a day."""
    return [one.name for one in holders(Role.HEAD_TEACHER, school_code=RINKEBY, on=on)]


def test_the_first_and_the_last_day_count() -> None:
    leads("Den förra", date(2020, 8, 1), date(2023, 7, 31))
    leads("Den nya", date(2023, 8, 1))
    assert [
        names(on) for on in (date(2020, 7, 31), date(2023, 7, 31), date(2023, 8, 1), date(2030, 1, 1))
    ] == [
        [],
        ["Den förra"],
        ["Den nya"],
        ["Den nya"],
    ]
    over_time = holders_over_time(Role.HEAD_TEACHER, school_code=RINKEBY)
    assert [one.name for one in over_time] == ["Den förra", "Den nya"]


def test_a_second_head_teacher_in_the_same_time_is_asked_about_not_forbidden() -> None:
    leads("Den ena", date(2023, 8, 1))
    with pytest.raises(AlreadyLed, match="Den ena"):
        leads("Den andra", date(2024, 8, 1))
    assert names(date(2024, 9, 1)) == ["Den ena"]
    leads("Den andra", date(2024, 8, 1), beside=True)
    assert names(date(2024, 9, 1)) == ["Den ena", "Den andra"]


def test_a_school_has_the_heads_of_its_area() -> None:
    here = create_area("Järva", by=BY, now=day(1))
    assert set_schools(here, [RINKEBY], by=BY, now=day(1)) == 1
    set_assignment(Role.AREA_HEAD, name="Chefen", area="Järva", start=date(2024, 1, 1), by=BY, now=day(1))
    assert [one.name for one in holders(Role.AREA_HEAD, school_code=RINKEBY, on=date(2024, 2, 1))] == [
        "Chefen"
    ]
    assert holders(Role.AREA_HEAD, school_code=HAGSATRA, on=date(2024, 2, 1)) == ()
    assert area(here).heads_on(date(2024, 2, 1)) == "Chefen"


def test_many_schools_join_and_leave_an_area_at_once() -> None:
    first, second = (create_area(name, by=BY, now=day(1)) for name in ("Norr", "Söder"))
    assert set_schools(first, [RINKEBY, HAGSATRA], by=BY, now=day(1)) == 2
    assert set_schools(second, [HAGSATRA], by=BY, now=day(2)) == 1
    assert [[code for code, _ in one.schools] for one in areas()] == [[RINKEBY], [HAGSATRA]]
    assert set_schools(second, [], by=BY, now=day(3)) == 1
    assert SchoolUnit.history.filter(code=HAGSATRA).count() == 3
    with pytest.raises(FieldProblem, match="finns redan"):
        create_area("norr", by=BY, now=day(4))


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.CASE_OFFICER, Role.ANALYST])
def test_some_roles_are_for_every_school(role: Role) -> None:
    assert schools_of(user("a", role), on=date(2024, 1, 1)) is None


def test_others_have_the_schools_they_are_assigned_on_that_day_by_a_role_they_hold() -> None:
    person = user("samordnare", Role.COORDINATOR, Role.AREA_HEAD)
    here = create_area("Järva", by=BY, now=day(1))
    set_schools(here, [HAGSATRA], by=BY, now=day(1))
    given: dict[str, Any] = {"username": "samordnare", "start": date(2024, 1, 1), "by": BY, "now": day(1)}
    set_assignment(Role.COORDINATOR, school_codes=[RINKEBY], end=date(2024, 6, 30), **given)
    set_assignment(Role.AREA_HEAD, area="Järva", **given)
    assert schools_of(person, on=date(2024, 3, 1)) == {RINKEBY, HAGSATRA}
    assert schools_of(person, on=date(2024, 7, 1)) == {HAGSATRA}
    assert schools_of(person, on=date(2024, 3, 1), roles=[Role.COORDINATOR]) == {RINKEBY}
    assert schools_of(user("annan", Role.COORDINATOR), on=date(2024, 3, 1)) == frozenset()
    person.groups.clear()
    assert schools_of(get_user_model().objects.get(pk=person.pk), on=date(2024, 3, 1)) == frozenset()
    assert schools_of(AnonymousUser(), on=date(2024, 3, 1)) == frozenset()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"role": Role.ANALYST}, "role"),
        ({"name": " "}, "name"),
        ({"school_codes": []}, "schools"),
        ({"school_codes": ["12345678"]}, "schools"),
        ({"role": Role.AREA_HEAD}, "area"),
        ({"role": Role.AREA_HEAD, "area": "Nix"}, "area"),
        ({"username": "nix"}, "username"),
        ({"end": date(2023, 1, 1)}, "end"),
    ],
)
def test_what_is_missing_is_told_at_its_field(values: dict[str, Any], field: str) -> None:
    given = {"name": "Någon", "school_codes": [RINKEBY], "start": date(2024, 1, 1), **values}
    with pytest.raises(FieldProblem) as raised:
        set_assignment(given.pop("role", Role.COORDINATOR), by=BY, now=day(1), **given)
    assert raised.value.field == field


def test_an_assignment_ends_and_one_takes_ones_own_change_back() -> None:
    row = leads("Rektor", date(2023, 8, 1))
    (before,) = holders(Role.HEAD_TEACHER, school_code=RINKEBY, on=date(2024, 1, 1))
    end_assignment(row, end=date(2024, 6, 30), made_from=before.version, by=BY, now=day(2))
    assert names(date(2024, 8, 1)) == []
    with pytest.raises(Problem, match="hann spara före dig"):
        end_assignment(row, end=None, made_from=before.version, by=BY, now=day(3))
    with pytest.raises(Problem, match="någon annan"):
        undo_assignment(row, by="Annan", now=day(3))
    undo_assignment(row, by=BY, now=day(3))
    assert names(date(2024, 8, 1)) == ["Rektor"]


def test_two_people_of_one_name_cannot_take_each_others_changes_back() -> None:
    one, other = (get_user_model().objects.create_user(username=name) for name in ("anna1", "anna2"))
    row = leads("Rektor", date(2023, 8, 1))
    Assignment.history.filter(id=row).update(history_user=one, history_change_reason="Anna Ek")
    with pytest.raises(Problem, match="någon annan"):
        undo_assignment(row, by="Anna Ek", account=other.pk, now=day(2))
    undo_assignment(row, by="Anna Ek", account=one.pk, now=day(2))
    assert names(date(2024, 1, 1)) == []


def test_a_new_assignment_can_be_taken_away_again() -> None:
    undo_assignment(leads("Fel", date(2023, 8, 1)), by=BY, now=day(2))
    assert names(date(2024, 1, 1)) == []
    with pytest.raises(Problem, match="inget uppdrag"):
        undo_assignment(0, by=BY, now=day(2))
