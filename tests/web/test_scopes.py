"""Roles that are for some schools: within them and outside them, and what the public may see."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.web.test_access import decide
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.domain.roles import Role
from vandpunkt.register.interventions import interventions

ClientAs = Callable[[Role | None], Client]
CHANGES = ("edit", "end", "decline", "stop")


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
    with django_assert_max_num_queries(14):
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
    assert site.dnr in public.get("/open/").content.decode()
    assert public.get(answer).status_code == 200
