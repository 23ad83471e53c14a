"""The list of users: searched by name and role, page by page, in few queries however many there are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from vandpunkt.domain.roles import Role

ClientAs = Callable[[Role | None], Client]


@pytest.fixture
def administrator(client_as: ClientAs) -> Client:
    """An administrator's browser, with sixty head teachers more than the demo has."""
    users = get_user_model().objects
    many = [users.create(username=f"rektor{number}", first_name=f"Rektor Ö{number}") for number in range(60)]
    Group.objects.get(name=Role.HEAD_TEACHER.value).user_set.add(*many)
    return client_as(Role.ADMINISTRATOR)


def names(browser: Client, question: str = "") -> list[str]:
    """The user names on a page of the list."""
    found = html.fromstring(browser.get(f"/people/{question}").content)
    return [one.text for one in found.xpath("//main//tbody//small")]


def test_a_person_is_found_by_any_part_of_the_name_in_any_case(administrator: Client) -> None:
    assert names(administrator, "?q=REKTOR+ö17") == ["rektor17"]
    assert names(administrator, "?q=demo-coord") == ["demo-coordinator"]
    assert names(administrator, "?q=ingen+alls") == []


def test_a_role_shows_those_who_have_it(administrator: Client) -> None:
    assert names(administrator, "?role=analyst") == ["demo-analyst"]
    assert names(administrator, "?role=head_teacher&q=17") == ["rektor17"]
    assert "demo-administrator" in names(administrator, "?role=administrator")


def test_the_list_goes_on_to_another_page_and_keeps_what_was_searched_for(administrator: Client) -> None:
    first, second = names(administrator), names(administrator, "?page=2")
    assert len(first) == 50
    assert len({*first, *second}) == 60 + len(Role)
    page = html.fromstring(administrator.get("/people/?q=rektor").content)
    assert page.xpath("//a[@rel='next']/@href") == ["?q=rektor&page=2"]


def test_the_list_takes_few_queries(administrator: Client) -> None:
    administrator.get("/people/")
    with CaptureQueriesContext(connection) as captured:
        administrator.get("/people/")
    assert len(captured) <= 7
