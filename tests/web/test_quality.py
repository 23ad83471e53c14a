"""The quality cycle on the site: a year from the situation to the signed report, and who may do what."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.domain.roles import Role
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.follow_up.quality import PARTS, cycle

ClientAs = Callable[[Role | None], Client]
HAGSATRA = "82110758"
ADDRESS = f"/quality/{HAGSATRA}/2024-25/"
YEAR = SchoolYear(2024)


@pytest.fixture
def administrator(client_as: ClientAs) -> Client:
    """An administrator's browser."""
    return client_as(Role.ADMINISTRATOR)


def write(browser: Client, kind: str, text: str = "Skrivet.") -> int:
    """Write a part in the version that it has; returns the status."""
    version = cycle(HAGSATRA, YEAR).part(kind).version
    return browser.post(f"{ADDRESS}{kind}/", {"version": version, "text": text}).status_code


def test_where_the_school_stands_is_proposed_and_nothing_is_saved_by_itself(administrator: Client) -> None:
    body = administrator.get(f"{ADDRESS}situation/").content.decode()
    assert "Den underliggande nivån ligger troligen mellan" in body
    assert not cycle(HAGSATRA, YEAR).begun


def test_a_year_goes_from_the_situation_to_the_signed_report(
    administrator: Client, client_as: ClientAs
) -> None:
    board = client_as(Role.BOARD_MEMBER)
    for kind in PARTS:
        assert write(administrator, kind) == 302
        version = cycle(HAGSATRA, YEAR).part(kind).version
        administrator.post(ADDRESS, {"action": f"sign-{kind}", "version": version})
    assert board.get(ADDRESS).status_code == 403
    assert board.get(f"{ADDRESS}report.txt").status_code == 403
    administrator.post(ADDRESS, {"action": "sign"})
    assert cycle(HAGSATRA, YEAR).signed_at
    assert board.get(ADDRESS).status_code == 200
    assert "Signerat" in board.get(f"{ADDRESS}report.txt").content.decode()


def test_the_second_to_save_sees_what_the_first_wrote_and_keeps_the_own_text(administrator: Client) -> None:
    version = cycle(HAGSATRA, YEAR).part("analysis").version
    write(administrator, "analysis", "Deras ord.")
    response = administrator.post(f"{ADDRESS}analysis/", {"version": version, "text": "Mina ord."})
    body = response.content.decode()
    assert "Deras ord." in body
    assert "Mina ord." in body
    assert cycle(HAGSATRA, YEAR).part("analysis").text == "Deras ord."


def test_a_goal_with_an_unknown_indicator_is_told_of_with_those_there_are(administrator: Client) -> None:
    sent = {"version": 0, "text": "", "goals": "Alla läser | Trivsel | 90"}
    body = administrator.post(f"{ADDRESS}goals/", sent).content.decode()
    assert "Måttet «Trivsel» finns inte." in body
    assert "Behöriga till yrkesprogram" in body
    administrator.post(f"{ADDRESS}goals/", sent | {"goals": "Alla läser | Behöriga till yrkesprogram | 85"})
    assert cycle(HAGSATRA, YEAR).part("goals").goals[0].level == 85


@pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.ANALYST])
def test_some_read_and_do_not_write(role: Role, client_as: ClientAs) -> None:
    browser = client_as(role)
    assert browser.get(ADDRESS).status_code == 200
    assert browser.get(f"{ADDRESS}situation/").status_code == 403
    assert browser.post(ADDRESS, {"action": "sign"}).status_code == 403


def test_the_overview_shows_every_school_in_few_queries(
    administrator: Client, site: Demonstration, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(5):
        body = administrator.get("/quality/?year=2024/25").content.decode()
    assert f'href="{ADDRESS}"' in body
    assert "saknas" in body
