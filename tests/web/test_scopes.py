"""Roles that are for some schools: within them and outside them, and what the public may see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from tests.web.addresses import example_addresses
from tests.web.conftest import NOW
from tests.web.test_access import decide
from vandpunkt.cases.building import keep_statement
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.cases.drafting.own_texts import own_text, write_own_text
from vandpunkt.domain.roles import Role
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.actions import NewAction
from vandpunkt.follow_up.dialogues import FollowUpDetails, register_follow_up
from vandpunkt.follow_up.signs import register_sign
from vandpunkt.register.interventions.asking import interventions
from vandpunkt.register.people.assigning import set_assignment
from vandpunkt.web.access_table import ACCESS, SCOPED

BY = "Handläggare Demo"
ClientAs = Callable[[Role | None], Client]
CHANGES = ("edit", "end", "decline", "stop")


def with_everything(site: Demonstration) -> Demonstration:
    """The demo, where the last school, which is nobody's own, has a row of every kind."""
    code = site.schools[-1].code
    row_id = interventions([code])[0].id
    actions = (NewAction("Boka nästa samtal", Role.HEAD_TEACHER.value, date(2025, 3, 1)),)
    details = FollowUpDetails(day=date(2025, 2, 1), participants="Rektor", seen="Samtalet i vardagen.")
    register_follow_up(
        code, details=details, states={}, actions=actions, username="demo-case-officer", by=BY, now=NOW
    )
    register_sign(row_id, what="Fler planerar ihop.", when=Term(2025, "vt"), by_whom="Rektor", by=BY, now=NOW)
    set_assignment(
        Role.HEAD_TEACHER, name="Rektor", school_codes=[code], start=date(2024, 8, 1), by=BY, now=NOW
    )
    return site


@pytest.mark.parametrize("role", [role for role in Role if role in SCOPED])
def test_every_scoped_view_refuses_a_school_outside_ones_own(
    role: Role, client_as: ClientAs, site: Demonstration
) -> None:
    scoped = {name: rule for name, rule in ACCESS.items() if role in rule.scoped & (rule.roles or SCOPED)}
    browser, answered = client_as(role), []
    outside = example_addresses(with_everything(site), school=-1)
    row_id = interventions([site.schools[-1].code])[0].id
    for name in sorted(scoped.keys() - LISTS - FILES - DOCUMENTS - NOT_FOUND):
        address = f"{outside[name]}?row={row_id}" if name in OF_PICKED_ROWS else outside[name]
        for method in scoped[name].methods:
            sent = {"data": f"row={row_id}", "content_type": "application/x-www-form-urlencoded"}
            status = browser.generic(method, address, **(sent if method == "POST" else {})).status_code
            if status != 403:
                answered.append((name, method, status))
    assert answered == []


@pytest.mark.parametrize("role", [role for role in Role if role in SCOPED])
def test_lists_leave_out_schools_outside_ones_own(
    role: Role, client_as: ClientAs, site: Demonstration
) -> None:
    schools = with_everything(site).schools
    mine, outside = schools[0].code, schools[-1].code
    for name in LISTS:
        response = client_as(role).get(reverse(name))
        if role in (ACCESS[name].roles or SCOPED):
            text = response.content.decode()
            assert outside not in text, name
            assert mine in text or name in NOT_OF_EVERY_SCHOOL
        else:
            assert response.status_code == 403


LISTS = {"quality", "promises", "reach", "intervention_new"}
"""Views that are scoped and about no school or row of their own: what they list is the person's own."""
NOT_OF_EVERY_SCHOOL = {"promises", "reach"}
FILES = {"interventions_file", "interventions_import", "follow_ups_file", "follow_ups_import"}
"""Tables out and in: what they hold is kept to in the tests of spreadsheets."""
DOCUMENTS = {"review", "review_documents", "review_page", "review_proposal"}
"""A document may be about many schools: which of its proposals are shown is held by the tests of review."""
NOT_FOUND = {"own_reply"}
"""Another's invitation is not found, as if there were none: held by the tests of the right of reply."""

OF_PICKED_ROWS = {"intervention_change_several", "intervention_copy"}


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.AREA_HEAD])
def test_support_is_changed_at_ones_own_schools_alone(
    role: Role, client_as: ClientAs, site: Demonstration
) -> None:
    inside, outside = (interventions([site.schools[number].code])[0].id for number in (0, -1))
    browser = client_as(role)
    for change in CHANGES:
        assert browser.get(f"/interventions/{inside}/{change}/").status_code == 200
        for method in ("get", "post"):
            refused = getattr(browser, method)(f"/interventions/{outside}/{change}/")
            assert refused.status_code == 403
            assert "Skolan hör inte till dina skolor" in refused.content.decode()


def test_a_school_that_is_not_ones_own_cannot_be_registered_for(
    client_as: ClientAs, site: Demonstration
) -> None:
    sent = {"programme": "sspf", "schools": [site.schools[-1].code], "status": "running", "period": "vt 25–"}
    before = len(interventions([site.schools[-1].code]))
    assert client_as(Role.COORDINATOR).post("/interventions/new/", sent).status_code == 200
    assert len(interventions([site.schools[-1].code])) == before


def test_an_area_head_sets_who_leads_the_areas_schools_alone(
    client_as: ClientAs, site: Demonstration
) -> None:
    browser = client_as(Role.AREA_HEAD)
    assert browser.get(f"/schools/{site.schools[0].code}/people/new/").status_code == 200
    assert browser.get(f"/schools/{site.schools[-1].code}/people/new/").status_code == 403


@pytest.mark.parametrize("role", Role)
def test_home_asks_the_database_a_constant_number_of_times(
    role: Role, client_as: ClientAs, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser = client_as(role)
    browser.get("/")  # what is asked of the person is noted the first time alone
    with django_assert_max_num_queries(28):
        assert browser.get("/").status_code == 200


def test_the_public_sees_decided_answers_where_the_installation_is_public(
    client_as: ClientAs, site: Demonstration, settings: Settings
) -> None:
    public, answer = client_as(None), f"/open/{site.slug}.txt"
    assert public.get("/open/").status_code == 404
    settings.PUBLIC = True
    assert site.dnr not in public.get("/open/").content.decode()
    assert public.get(answer).status_code == 404
    decide(site)
    shown = public.get("/open/").content.decode()
    assert site.dnr in shown
    assert "En skola ligger <strong>säkert under</strong> 70 %" in shown.replace("\xa0", " ")
    assert public.get(answer).status_code == 200


def test_what_is_built_after_the_signing_is_a_draft_that_neither_board_nor_public_sees(
    client_as: ClientAs, site: Demonstration, settings: Settings
) -> None:
    settings.PUBLIC = True
    decide(site)
    views = own_text(site.slug, "views")
    text = f"{views.text}\n\nUtkast till rättelse."
    write_own_text(site.slug, "views", text, made_from=views.version, by=BY, now=NOW)
    keep_statement(site.slug, by=BY, now=NOW)
    officer, member, public = map(client_as, (Role.CASE_OFFICER, Role.BOARD_MEMBER, None))
    for browser, address, seen in (
        (officer, f"/cases/{site.slug}/", True),
        (officer, f"/cases/{site.slug}/answer.txt", True),
        (member, f"/cases/{site.slug}/", False),
        (member, f"/cases/{site.slug}/answer.txt", False),
        (public, f"/open/{site.slug}.txt", False),
    ):
        response = browser.get(address)
        assert response.status_code == 200, address
        assert ("Utkast till rättelse." in response.content.decode()) is seen, address
