"""Accounts: invited by a link that works once, never without an administrator, every change kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model

from tests.register.publishing import BY, day
from vandpunkt.domain.problems import FieldProblem, Problem
from vandpunkt.domain.roles import Role
from vandpunkt.register.people.account_changes import account_history
from vandpunkt.register.people.accounts import create_administrator, create_role_groups, roles_of
from vandpunkt.register.people.administering import (
    accept_invitation,
    account,
    accounts,
    add_account,
    close_account,
    invite,
    invited,
    open_account,
    set_roles,
)

pytestmark = pytest.mark.django_db
PASSWORD = "korrekt häst batteri"


@pytest.fixture(autouse=True)
def _administrator() -> None:
    create_role_groups()
    create_administrator("admin", PASSWORD)


def add(username: str = "astrid", **values: Any) -> int:
    """A new coordinator."""
    given: dict[str, Any] = {"name": "Samordnare Ett", "roles": [Role.COORDINATOR], **values}
    return add_account(username, by=BY, now=day(1), **given)


def test_a_new_user_has_a_role_and_no_password() -> None:
    one = account(add())
    assert (one.name, one.roles, one.active, one.has_password) == (
        "Samordnare Ett",
        (Role.COORDINATOR,),
        True,
        False,
    )
    assert [entry.kind for entry in account_history(one.id)] == ["created"]
    assert [each.username for each in accounts()] == ["admin", "astrid"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"username": "ADMIN"}, "username"),
        ({"username": ""}, "username"),
        ({"username": "med mellanslag"}, "username"),
        ({"roles": []}, "roles"),
        ({"email": "inte en adress"}, "email"),
    ],
)
def test_what_does_not_do_is_told_at_its_field(values: dict[str, Any], field: str) -> None:
    with pytest.raises(FieldProblem) as raised:
        add(**values)
    assert raised.value.field == field
    assert len(accounts()) == 1


def test_a_link_sets_the_password_once() -> None:
    user = add()
    token = invite(user, by=BY, now=day(1))
    assert invited(user, token) == "astrid"
    with pytest.raises(FieldProblem, match="duger inte"):
        accept_invitation(user, token, "kort", now=day(2))
    accept_invitation(user, token, PASSWORD, now=day(2))
    assert get_user_model().objects.get(pk=user).check_password(PASSWORD)
    assert invited(user, token) is None
    with pytest.raises(FieldProblem, match="gäller inte längre"):
        accept_invitation(user, token, PASSWORD + "x", now=day(2))


def test_a_link_is_for_its_own_user_and_not_for_a_closed_account() -> None:
    user, other = add(), add("bo")
    token = invite(user, by=BY, now=day(1))
    assert invited(other, token) is None
    assert invited(0, token) is None
    close_account(user, by=BY, now=day(2))
    assert invited(user, token) is None
    with pytest.raises(Problem, match="avstängt"):
        invite(user, by=BY, now=day(2))


def test_roles_change_and_the_change_is_kept() -> None:
    user = add()
    assert set_roles(user, [Role.ANALYST, Role.CASE_OFFICER], by=BY, now=day(2))
    assert not set_roles(user, [Role.CASE_OFFICER, Role.ANALYST], by=BY, now=day(3))
    (latest, _) = account_history(user)
    assert (latest.kind, latest.before, latest.after, latest.by) == (
        "roles",
        (Role.COORDINATOR,),
        (Role.CASE_OFFICER, Role.ANALYST),
        BY,
    )


def test_closing_is_undone_by_opening() -> None:
    user = add()
    close_account(user, by=BY, now=day(2))
    closed = account(user)
    assert (closed.active, closed.roles) == (False, (Role.COORDINATOR,))
    assert [each.username for each in accounts()] == ["admin", "astrid"]
    open_account(user, by=BY, now=day(3))
    assert account(user).active
    assert [entry.kind for entry in account_history(user)] == ["opened", "closed", "created"]


def test_somebody_is_always_administrator() -> None:
    admin = get_user_model().objects.get(username="admin")
    with pytest.raises(FieldProblem, match="måste vara administratör"):
        set_roles(admin.pk, [Role.ANALYST], by=BY, now=day(1))
    with pytest.raises(FieldProblem, match="måste vara administratör"):
        close_account(admin.pk, by=BY, now=day(1))
    add(roles=[Role.ADMINISTRATOR])
    set_roles(admin.pk, [Role.ANALYST], by=BY, now=day(1))
    assert roles_of(get_user_model().objects.get(pk=admin.pk)) == {Role.ANALYST}


def test_an_unknown_user_is_a_problem() -> None:
    with pytest.raises(Problem, match="ingen användare"):
        account(0)
