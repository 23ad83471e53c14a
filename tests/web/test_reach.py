"""Where support does not reach: the page, its rule, and whose schools it shows."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from vandpunkt.analysis.need import Need
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.domain.roles import Role
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.reach import reach
from vandpunkt.register.interventions.asking import current_counts

TERM = Term(2025, "vt")


def test_schools_below_with_nothing_are_apart_from_those_below_with_support(site: Demonstration) -> None:
    found = reach(TERM)
    assert found is not None
    total = found.total
    assert total.below == total.reached + len(total.unreached)
    assert all(line.need in (Need.CERTAINLY_BELOW, Need.PROBABLY_BELOW) for line in total.unreached)
    counts = current_counts([line.school.code for line in total.unreached], TERM)
    assert not any(counts.values())
    assert all(line.need is Need.NOT_BELOW and line.support for line in total.without_need)


def test_the_areas_add_up_to_the_whole(site: Demonstration) -> None:
    found = reach(TERM)
    assert found is not None
    assert sum(area.schools for area in found.areas) == found.total.schools
    assert sum(len(area.unreached) for area in found.areas) == len(found.total.unreached)


def test_only_the_schools_that_are_asked_for_are_counted(site: Demonstration) -> None:
    codes = frozenset(one.code for one in site.schools)
    found = reach(TERM, codes=codes)
    assert found is not None
    assert found.total.schools == len(codes)
    assert not found.total.unreached


def test_the_page_prints_the_rule_and_links_to_register(
    officer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(7):
        body = officer.get("/reach/").content.decode()
    assert "75" in body
    assert "/interventions/new/?school=" in body


def test_an_analyst_sees_the_page_without_links_to_register(
    client_as: Callable[[Role | None], Client],
) -> None:
    response = client_as(Role.ANALYST).get("/reach/")
    assert response.status_code == 200
    assert "/interventions/new/" not in response.content.decode()
