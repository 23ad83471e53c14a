"""The quality cycle on the site: a year from the situation to the signed report, and who may do what."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.domain.roles import Role
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.follow_up.quality import PARTS, Goal, cycle

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


GOALS = {
    "version": 0,
    "text": "",
    "goals-rows": "2",
    "goals-0-text": "Alla läser",
    "goals-0-indicator": "vocational_eligibility",
    "goals-0-level": "85",
}


def test_goals_are_written_in_fields_of_their_own(administrator: Client) -> None:
    sent = GOALS | {"goals-1-text": "Fler planerar tillsammans", "goals-1-outcome": "met"}
    assert administrator.post(f"{ADDRESS}goals/", sent).status_code == 302
    assert cycle(HAGSATRA, YEAR).part("goals").goals == (
        Goal("Alla läser", "vocational_eligibility", 85.0),
        Goal("Fler planerar tillsammans", outcome="met"),
    )
    body = administrator.get(f"{ADDRESS}goals/").content.decode()
    assert 'name="goals-0-level" value="85,0"' in body
    assert 'value="vocational_eligibility" selected' in body


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"goals-0-level": "många"}, "Rad 1: Nivån «många» är inget tal."),
        ({"goals-0-indicator": ""}, "Rad 1: Ange både mått och nivå"),
        ({"goals-0-text": ""}, "Rad 1: Skriv målet i ord."),
        ({"goals-0-indicator": "trivsel"}, "måttet trivsel finns inte"),
        ({"goals-0-level": "185"}, "mellan 0 och 100"),
    ],
)
def test_a_goal_that_cannot_be_is_told_of_with_its_row(
    administrator: Client, written: dict[str, str], told: str
) -> None:
    body = administrator.post(f"{ADDRESS}goals/", GOALS | written).content.decode()
    assert told in body
    assert "Alla läser" in body or "goals-0-text" in written
    assert not cycle(HAGSATRA, YEAR).begun


def test_the_second_to_write_goals_sees_those_of_the_first(administrator: Client) -> None:
    administrator.post(f"{ADDRESS}goals/", GOALS)
    version = cycle(HAGSATRA, YEAR).part("goals").version
    administrator.post(f"{ADDRESS}goals/", GOALS | {"version": version, "goals-0-text": "Deras mål"})
    body = administrator.post(f"{ADDRESS}goals/", GOALS | {"version": version, "goals-0-text": "Mitt mål"})
    assert "Deras mål (Behöriga till yrkesprogram: minst 85,0 procent)." in body.content.decode()
    assert "Mitt mål" in body.content.decode()


@pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.ANALYST])
def test_some_read_and_do_not_write(role: Role, client_as: ClientAs) -> None:
    browser = client_as(role)
    assert browser.get(ADDRESS).status_code == 200
    assert browser.get(f"{ADDRESS}situation/").status_code == 403
    assert browser.post(ADDRESS, {"action": "sign"}).status_code == 403


def test_the_overview_shows_every_school_in_few_queries(
    administrator: Client, site: Demonstration, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):
        body = administrator.get("/quality/?year=2024/25").content.decode()
    assert f'href="{ADDRESS}"' in body
    assert "Inget är skrivet ännu." in body


def shown(browser: Client, query: str) -> list[str]:
    """The codes of the schools that the overview of the year lists."""
    body = browser.get(f"/quality/?year=2024-25&{query}").content.decode()
    return re.findall(r'href="/quality/(\d+)/2024-25/"', body)


def test_the_overview_is_chosen_from_by_how_far_a_school_has_come(administrator: Client) -> None:
    assert HAGSATRA in shown(administrator, "stage=not_begun&text=hagsätra")
    write(administrator, "situation")
    assert shown(administrator, "stage=not_begun&text=hagsätra") == []
    assert shown(administrator, "stage=behind&text=HAGSÄTRA") == [HAGSATRA]
    for kind in PARTS:
        write(administrator, kind)
    assert shown(administrator, "stage=to_sign") == [HAGSATRA]
    assert HAGSATRA not in shown(administrator, "stage=behind&page=2")


def test_the_overview_of_a_chosen_area_has_its_schools_and_a_page_holds_fifty(administrator: Client) -> None:
    assert HAGSATRA in shown(administrator, "area=Demoområdet+(påhittat)")
    assert shown(administrator, "area=finns+inte") == []
    assert len(shown(administrator, "")) == 50


def test_whoever_has_one_school_sees_it_without_a_choice(client_as: ClientAs) -> None:
    body = client_as(Role.HEAD_TEACHER).get("/quality/?year=2024-25").content.decode()
    assert re.findall(r'href="/quality/(\d+)/2024-25/"', body) == [HAGSATRA]
    assert 'name="stage"' not in body
