"""Roles are groups; nobody has a password that we know; the demo's users exist in a demo alone."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from pytest_django import Settings

from vandpunkt.domain.problems import Problem
from vandpunkt.domain.roles import Role
from vandpunkt.register.people.accounts import (
    create_administrator,
    create_demo_users,
    create_role_groups,
    demo_users,
    has_users,
)

pytestmark = pytest.mark.django_db

PASSWORD = "tolv tecken eller fler"


def test_every_role_is_a_group_and_a_second_time_changes_nothing() -> None:
    create_role_groups()
    Group.objects.get(name="administrator").permissions.clear()
    create_role_groups()
    assert set(Group.objects.values_list("name", flat=True)) == {role.value for role in Role}
    assert not Group.objects.get(name="administrator").permissions.exists()


def test_administrators_alone_change_rows_in_the_administration_and_nobody_removes_any() -> None:
    create_role_groups()
    allowed = {
        group.name: set(group.permissions.values_list("codename", flat=True)) for group in Group.objects.all()
    }
    assert {name for name, codenames in allowed.items() if codenames} == {"administrator"}
    assert {"change_intervention", "add_programme", "view_result", "change_case", "add_user"} <= allowed[
        "administrator"
    ]
    assert not {one for one in allowed["administrator"] if one.startswith("delete_")}


def test_a_new_register_has_no_users() -> None:
    create_role_groups()
    assert not has_users()


def test_the_first_administrator_may_do_everything() -> None:
    create_role_groups()
    create_administrator("admin", PASSWORD)
    user = get_user_model().objects.get()
    assert (user.is_superuser, user.check_password(PASSWORD)) == (True, True)
    assert [group.name for group in user.groups.all()] == ["administrator"]
    assert has_users()


@pytest.mark.parametrize("password", ["", "kort", "administratör"])
def test_a_weak_password_is_a_problem_and_makes_nobody(password: str) -> None:
    create_role_groups()
    with pytest.raises(Problem, match="Lösenordet duger inte"):
        create_administrator("administratör", password)
    assert not has_users()


def test_a_name_that_is_taken_is_a_problem() -> None:
    create_role_groups()
    create_administrator("admin", PASSWORD)
    with pytest.raises(Problem, match="finns redan"):
        create_administrator("admin", PASSWORD)


def test_a_demo_has_one_user_a_role_named_by_role_and_without_a_password(settings: Settings) -> None:
    settings.DEMO = True
    create_demo_users()
    create_demo_users()
    users = get_user_model().objects.all()
    assert {(user.username, user.first_name) for user in users} == {
        (one.username, one.name) for one in demo_users()
    }
    assert len(users) == len(Role)
    assert not any(user.has_usable_password() or user.is_superuser for user in users)
    assert {user.groups.get().name for user in users} == {role.value for role in Role}


def test_an_installation_that_is_no_demo_gets_no_demo_users(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(Problem, match="demoinstallation"):
        create_demo_users()
    assert not has_users()
