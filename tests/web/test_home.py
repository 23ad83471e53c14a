"""Home: each role finds what waits for it, by links, in few queries."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from tests.web.test_access import decide
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.cases.inquiries import set_inquiry_aside, waiting_inquiries
from vandpunkt.domain.roles import Role
from vandpunkt.follow_up.actions import actions_of_school
from vandpunkt.follow_up.models import QualityCycle
from vandpunkt.follow_up.promises import promises_due
from vandpunkt.web.access_table import SCOPED

ClientAs = Callable[[Role | None], Client]


def home(browser: Client) -> str:
    """The text of the home of somebody."""
    return browser.get("/").content.decode()


def test_a_head_teacher_finds_the_actions_that_fall_on_the_role_and_no_other(
    client_as: ClientAs, site: Demonstration
) -> None:
    actions = {one.owner: one.id for one in actions_of_school(site.schools[0].code)}
    text = home(client_as(Role.HEAD_TEACHER))
    assert f'href="/actions/{actions["head_teacher"]}/"' in text
    assert f'href="/actions/{actions["coordinator"]}/"' not in text
    assert "Påhittat för demon." in text


def test_a_coordinator_finds_signs_to_look_for_and_meetings(client_as: ClientAs, site: Demonstration) -> None:
    text = home(client_as(Role.COORDINATOR))
    assert "Tecken att titta efter" in text or "Möten" in text or "Åtgärd" in text
    assert 'href="/calendar/"' in text


def test_a_promise_whose_term_has_ended_waits_until_somebody_answers_it(
    client_as: ClientAs, site: Demonstration
) -> None:
    due = promises_due(today=localdate(), codes={one.code for one in site.schools[:-1]})
    text = home(client_as(Role.COORDINATOR))
    assert due
    assert all(f'href="/promises/{one.id}/"' in text for one in due)
    elsewhere = promises_due(today=localdate(), codes={site.schools[-1].code})
    assert not any(f'href="/promises/{one.id}/"' in text for one in elsewhere)


def test_an_open_case_tells_its_next_step_and_an_analyst_has_nothing_waiting(
    client_as: ClientAs, site: Demonstration
) -> None:
    assert "nästa steg: " in home(client_as(Role.CASE_OFFICER))
    assert "Väntar på dig" not in home(client_as(Role.ANALYST))


def test_a_letter_waits_for_the_officer_until_it_is_looked_through(
    client_as: ClientAs, site: Demonstration
) -> None:
    letter = waiting_inquiries()[0]
    link = f'href="/cases/inquiries/{letter.id}/"'
    assert link in home(client_as(Role.CASE_OFFICER))
    assert link not in home(client_as(Role.COORDINATOR))
    set_inquiry_aside(letter.id, by="Handläggare Demo", now=now())
    assert link not in home(client_as(Role.CASE_OFFICER))


def test_a_board_member_reads_where_schools_stand_what_is_decided_and_what_is_signed(
    client_as: ClientAs, site: Demonstration
) -> None:
    text = home(client_as(Role.BOARD_MEMBER))
    assert site.dnr not in text
    assert "skolor ligger troligen under gränsen" in text
    assert "Väntar på dig" not in text
    decide(site)
    code = site.schools[0].code
    QualityCycle.objects.update_or_create(
        school_unit_id=code,
        school_year="2023/24",
        defaults={"signed_by": "Grundskolechef Demo", "signed_at": "2024-08-01T09:00Z"},
    )
    text = home(client_as(Role.BOARD_MEMBER))
    assert site.dnr in text
    assert f'href="/quality/{code}/2023-24/"' in text


@pytest.mark.parametrize("role", Role)
def test_the_home_of_each_role_asks_the_database_few_questions(role: Role, client_as: ClientAs) -> None:
    browser = client_as(role)
    home(browser)
    with CaptureQueriesContext(connection) as captured:
        home(browser)
    asked_about_a_promise = 3
    assert len(captured) <= (20 + asked_about_a_promise if role in SCOPED else 15)
