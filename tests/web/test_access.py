"""Who may see what: every address, every role and every method, against the one table."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.contrib.auth import get_user, get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import resolve
from pytest_django import DjangoAssertNumQueries

from tests.web.addresses import (
    administration_addresses,
    declared_patterns,
    example_addresses,
    undeclared,
)
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.cases.models import Step
from vandpunkt.domain.roles import Role
from vandpunkt.web.access import page, roles_of
from vandpunkt.web.access_table import ACCESS

ASKED = ("GET", "HEAD", "POST")
NEVER = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
PEOPLE = (*Role, None)

ClientAs = Callable[[Role | None], Client]


def decide(site: Demonstration) -> None:
    """The board decides the case."""
    step = Step.objects.get(case__slug=site.slug, kind=Step.Kind.DECISION)
    step.done = "2025-02-20"
    step.save()


NOT_THERE = {"invitation", "reply", "own_reply", "open_answers", "open_answer", "calendar_feed"} | {
    "login_server",
    "login_server_back",
    "account_password",
}
"""Not found: by a link that no longer holds, and for what the demo has not: a login server, passwords."""


def expected(name: str, role: Role | None, method: str) -> set[int]:
    """The statuses that the table promises for a case that the board has not decided."""
    rule = ACCESS[name]
    if rule.roles is not None and role is None:
        return {HTTPStatus.FOUND}
    if role not in ((rule.to_send if method == "POST" else rule).roles or PEOPLE):
        return {HTTPStatus.FORBIDDEN}
    if method not in rule.methods:
        return {HTTPStatus.METHOD_NOT_ALLOWED}
    if role in rule.decided_only and name != "cases":
        return {HTTPStatus.FORBIDDEN}
    if name in NOT_THERE:
        return {HTTPStatus.NOT_FOUND}
    return _answered(name, role, method)


def _answered(name: str, role: Role | None, method: str) -> set[int]:
    if method == "POST":
        return {HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.NOT_FOUND, HTTPStatus.NO_CONTENT}
    elsewhere = (name == "login" and role is not None) or (name == "verify" and role is None)
    elsewhere = elsewhere or name == "login_code"
    return {HTTPStatus.FOUND} if elsewhere else {HTTPStatus.OK}


def test_every_address_is_declared_in_the_table_by_its_own_name() -> None:
    assert undeclared() == []


def test_the_table_names_no_view_that_is_not_there() -> None:
    assert {one.name for one in declared_patterns()} | {"administration"} == set(ACCESS)


def test_what_is_public_is_named_here_one_by_one() -> None:
    public = {name for name, rule in ACCESS.items() if rule.roles is None}
    assert public == {"login", "demo_login", "logout", "set_language", "about", "accessibility"} | {
        "sentences",
        "invitation",
        "login_code",
        "login_server",
        "login_server_back",
        "open_answers",
        "calendar_feed",
        "open_answer",
        "reply",
        "verify",
    }


def test_a_view_that_the_table_lacks_cannot_be_declared() -> None:
    with pytest.raises(KeyError, match="unknown"):
        page("unknown")


@pytest.mark.parametrize("role", PEOPLE)
def test_every_view_answers_every_role_and_method_as_the_table_says(
    role: Role | None, client_as: ClientAs, site: Demonstration
) -> None:
    surprises = []
    for name, address in example_addresses(site).items():
        browser = client_as(role)
        for method in ASKED:
            status = browser.generic(method, address).status_code
            if status not in expected(name, role, method):
                surprises.append((name, method, status))
    assert surprises == []


@pytest.mark.parametrize("role", PEOPLE)
def test_a_method_that_no_page_has_is_refused_by_the_view_itself(
    role: Role | None, client_as: ClientAs, site: Demonstration
) -> None:
    user = get_user(client_as(role))
    surprises = []
    for name, address in example_addresses(site).items():
        view, args, kwargs = resolve(address)
        for method in NEVER:
            request = RequestFactory().generic(method, address)
            request.user, request.session = user, {}
            try:
                status = view(request, *args, **kwargs).status_code
            except PermissionDenied:
                status = HTTPStatus.FORBIDDEN
            if status not in expected(name, role, method):
                surprises.append((name, method, status))
    assert surprises == []


@pytest.mark.parametrize("role", PEOPLE)
def test_the_administration_is_for_administrators_alone(
    role: Role | None, client_as: ClientAs, site: Demonstration
) -> None:
    addresses = [one for one in administration_addresses() if one not in NOT_GUARDED]
    assert len(addresses) > 20
    statuses = {client_as(role).get(address).status_code for address in addresses}
    if role is Role.ADMINISTRATOR:
        assert statuses <= {200, 302, 403, 404, 405}
        assert client_as(role).get("/admin/").status_code == 200
    else:
        assert not statuses & {200}


NOT_GUARDED = {"/admin/login/", "/admin/logout/", "/admin/jsi18n/"}
"""Ours to answer otherwise, or without a word of the register in it."""


def test_who_has_not_logged_in_comes_to_the_login_page_and_back(site: Demonstration) -> None:
    response = Client().get("/schools/82110758/?x=1", follow=True)
    assert response.request["PATH_INFO"] == "/login/"
    response = Client().post(
        "/login/demo/", {"username": "demo-analyst", "next": "/schools/82110758/"}, follow=True
    )
    assert response.request["PATH_INFO"] == "/schools/82110758/"


def test_the_administrations_own_login_is_ours(client_as: ClientAs) -> None:
    response = client_as(None).get("/admin/register/schoolunit/", follow=True)
    assert response.request["PATH_INFO"] == "/login/"
    assert "/admin/register/schoolunit/" in response.request["QUERY_STRING"].replace("%2F", "/")
    assert client_as(Role.ANALYST).get("/admin/login/").status_code == 403


def test_a_refusal_says_who_may_see_the_page_and_what_to_do(client_as: ClientAs) -> None:
    text = client_as(Role.HEAD_TEACHER).get("/admin/", follow=True).content.decode()
    assert "Sidan ser: administratör." in text
    assert "Din roll här: rektor." in text
    assert "Be administratören om rätt roll." in text


def test_a_board_member_sees_a_case_when_the_board_has_decided(
    client_as: ClientAs, site: Demonstration
) -> None:
    member = client_as(Role.BOARD_MEMBER)
    addresses = example_addresses(site)
    names = ("case", "citation", "answer")
    refused = {name: member.get(addresses[name]) for name in names}
    assert {one.status_code for one in refused.values()} == {403}
    assert "arbetsmaterial tills nämnden har beslutat" in refused["case"].content.decode()
    decide(site)
    assert {member.get(addresses[name]).status_code for name in names} == {200}


def test_the_list_and_the_school_keep_working_material_from_a_board_member(
    client_as: ClientAs, site: Demonstration
) -> None:
    member, address = client_as(Role.BOARD_MEMBER), f"/cases/{site.slug}/"
    pages = ("/cases/", f"/schools/{site.schools[0].code}/")
    assert not any(address in member.get(one).content.decode() for one in pages)
    assert "2 ärenden bereds" in member.get("/cases/").content.decode()
    decide(site)
    assert all(address in member.get(one).content.decode() for one in pages)


def test_nobody_learns_whether_a_case_exists_by_asking_for_an_unknown_one(client_as: ClientAs) -> None:
    assert client_as(None).get("/cases/NIX-1/").status_code == 302
    assert client_as(Role.CASE_OFFICER).get("/cases/NIX-1/").status_code == 404


def test_every_page_says_who_may_see_it(client_as: ClientAs, site: Demonstration) -> None:
    addresses = example_addresses(site)
    for name in ("standing", "school", "about"):
        text = client_as(Role.CASE_OFFICER).get(addresses[name]).content.decode()
        assert "Den här sidan ser: alla" in text
    text = client_as(Role.CASE_OFFICER).get(addresses["case"]).content.decode()
    assert "nämndledamot först när nämnden har beslutat" in text


def test_roles_are_the_groups_of_those_names_and_a_superuser_is_administrator(
    site: Demonstration, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    users = get_user_model().objects
    analyst = users.get(username="demo-analyst")
    with django_assert_num_queries(1):
        assert roles_of(analyst) == roles_of(analyst) == {Role.ANALYST}
    assert roles_of(users.create_superuser("någon")) == {Role.ADMINISTRATOR}
    assert roles_of(users.create_user("ingen")) == frozenset()
    assert roles_of(AnonymousUser()) == frozenset()
    analyst.is_active = False
    assert roles_of(analyst) == frozenset()


def test_somebody_without_a_role_sees_nothing(site: Demonstration) -> None:
    browser = Client()
    browser.force_login(get_user_model().objects.create_user("ingen"))
    assert {browser.get(one).status_code for one in ("/", "/cases/", "/schools/82110758/")} == {403}
    assert "Du har ingen roll här ännu." in browser.get("/").content.decode()
