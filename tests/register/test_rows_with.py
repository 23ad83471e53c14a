"""Rows come with those that hang on them just as prefetching would have brought them, in one query."""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import FieldDoesNotExist
from django.db.models import QuerySet
from pytest_django import DjangoAssertNumQueries

from tests.register.supporting import HAGSATRA, RINKEBY, catalogue, registered
from vandpunkt.domain.roles import Role
from vandpunkt.register.counting import count_together
from vandpunkt.register.history import with_version
from vandpunkt.register.models import (
    Area,
    Assignment,
    Intervention,
    InterventionPartner,
    Programme,
    SchoolUnit,
)
from vandpunkt.register.people.assignments import with_schools_of_area
from vandpunkt.register.rows_with import rows_with

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _register(db: None) -> None:
    catalogue()


def values(rows: Any) -> list[dict[str, Any]]:
    """What the columns of rows say, as the database itself would give them."""
    return [
        {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields} for row in rows
    ]


def assert_as_prefetched(rows: QuerySet[Any], *links: str) -> None:
    found, prefetched = rows_with(rows, *links), list(rows.prefetch_related(*links))
    assert values(found) == values(prefetched)
    for mine, theirs in zip(found, prefetched, strict=True):
        for link in links:
            below = [sorted(getattr(one, link).all(), key=attrgetter("pk")) for one in (mine, theirs)]
            assert values(below[0]) == values(below[1])


def test_days_moments_lists_and_numbers_are_what_they_were() -> None:
    registered("vt 2024–", partners=("FoU", "Skolverket"), responsible="FoU")
    registered("ht 2022–vt 2023", code=HAGSATRA)
    assert_as_prefetched(SchoolUnit.objects.order_by("code"), "interventions", "assignments")
    assert_as_prefetched(Programme.objects.order_by("pk"), "interventions")
    assert SchoolUnit.objects.filter(interventions__accepted_at__isnull=False).exists()


def test_a_row_with_nothing_below_has_nothing_and_does_not_ask(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        found = rows_with(SchoolUnit.objects.filter(code=RINKEBY), "interventions")
        assert [list(one.interventions.all()) for one in found] == [[]]


def test_parents_annotations_and_the_row_itself_come_along(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    row = registered("vt 2024–", partners=("FoU", "Skolverket"))
    chosen = with_version(Intervention.objects.select_related("programme", "source_document"))
    with django_assert_num_queries(1):
        (unit,) = rows_with(SchoolUnit.objects.filter(code=RINKEBY), interventions=chosen)
        found: Any = next(iter(unit.interventions.all()))
        assert (found.version, found.programme.name, found.source_document) == (
            row.version,
            row.programme,
            None,
        )
        assert found.school_unit is unit


def test_they_come_in_the_order_of_the_model_or_in_the_one_asked_for() -> None:
    row = registered(partners=("Skolverket", "FoU"))
    of_row = Intervention.objects.filter(pk=row.id)
    named = InterventionPartner.objects.select_related("partner")

    def names(chosen: QuerySet[InterventionPartner]) -> list[str]:
        (found,) = rows_with(of_row, partner_rows=chosen)
        return [one.partner.name for one in found.partner_rows.all()]

    assert names(named) == ["Skolverket", "FoU"]
    assert names(named.order_by("-position")) == ["FoU", "Skolverket"]
    assert names(named.filter(partner__name="FoU")) == ["FoU"]


def test_what_is_deferred_is_not_brought() -> None:
    row = registered()
    (unit,) = rows_with(
        SchoolUnit.objects.filter(code=RINKEBY),
        interventions=Intervention.objects.defer("wording", "funding"),
    )
    (found,) = unit.interventions.all()
    assert found.get_deferred_fields() == {"wording", "funding"}
    assert found.wording == row.wording


def test_a_person_comes_with_roles_and_with_the_schools_of_their_area(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    person = User.objects.create_user("someone")
    person.groups.add(*(Group.objects.get_or_create(name=one.value)[0] for one in Role))
    area = Area.objects.create(name="Område ett")
    SchoolUnit.objects.filter(code__in=[RINKEBY, HAGSATRA]).update(area=area)
    start = date(2024, 8, 1)
    Assignment.objects.create(role=Role.AREA_HEAD.value, user=person, area=area, start=start)
    Assignment.objects.create(role=Role.HEAD_TEACHER.value, user=person, school_unit_id=RINKEBY, start=start)
    with django_assert_num_queries(1):
        (found,) = rows_with(User.objects.all(), "groups", assignments=with_schools_of_area())
        assert {one.name for one in found.groups.all()} == {one.value for one in Role}
        held: Any = found.assignments.all()
        schools = [(one.start, sorted(one.in_area or ())) for one in held]
    assert schools == [(start, sorted([RINKEBY, HAGSATRA])), (start, [])]


def test_numbers_are_counted_together_and_nothing_found_is_none(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    registered()
    with django_assert_num_queries(1):
        found = count_together(
            support=Intervention.objects.all(), schools=SchoolUnit.objects.none(), areas=Area.objects.all()
        )
    assert found == {"support": 1, "schools": 0, "areas": 0}


def test_a_link_that_there_is_none_of_is_refused() -> None:
    with pytest.raises(FieldDoesNotExist):
        rows_with(SchoolUnit.objects.all(), "no_such_link")
