"""Units are described by the publication that describes them best, with every change in their history."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from tests.register.publishing import ALMA, BY, OURS, RINKEBY, THEIRS, day, figure, publication, unit
from vandpunkt.domain.publication import PublishedUnit
from vandpunkt.register.history import changes
from vandpunkt.register.models import SchoolUnit
from vandpunkt.register.organiser import recompute_own
from vandpunkt.register.recording import record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


def named(kind: str, name: str, *, year: int = 2024, now: int = 0) -> None:
    """Record a publication that gives Rinkebyskolan a name."""
    record(publication(figure(year=year), units=(unit(name=name),), kind=kind), by=BY, now=day(now))


def name() -> str:
    """What Rinkebyskolan is called in the register."""
    return SchoolUnit.objects.get(pk=RINKEBY).name


def test_own_schools_are_those_of_the_organiser_and_the_others_are_kept() -> None:
    record(publication(units=(unit(), unit(ALMA, "Almaskolan", THEIRS))), by=BY, now=day(0))
    assert dict(SchoolUnit.objects.values_list("code", "own")) == {RINKEBY: True, ALMA: False}


def test_a_changed_description_is_a_new_version_signed_with_who_and_when() -> None:
    named("report-139", "Rinkebyskolan")
    named("report-139", "Rinkeby skola", now=1)
    made, changed = changes("schoolunit", RINKEBY)
    assert (made.kind, made.at, made.by) == ("+", day(0), BY)
    assert (changed.kind, changed.at, changed.by) == ("~", day(1), BY)
    assert [(one.field, one.old, one.new) for one in changed.fields] == [
        ("name", "Rinkebyskolan", "Rinkeby skola")
    ]


def test_two_publications_that_name_a_school_differently_do_not_change_it_back_and_forth() -> None:
    for _ in range(2):
        named("planned-educations", "Rinkebyskolan")
        named("report-139", "Rinkebyskolan 7-9")
        named("salsa", "RINKEBYSKOLAN")
    assert name() == "Rinkebyskolan"
    assert len(changes("schoolunit", RINKEBY)) == 1


def test_the_order_of_publications_does_not_decide_which_description_stands() -> None:
    named("salsa", "RINKEBYSKOLAN")
    named("planned-educations", "Rinkebyskolan")
    named("report-139", "Rinkebyskolan 7-9")
    assert name() == "Rinkebyskolan"


def test_an_older_publication_of_the_same_kind_does_not_bring_back_an_old_name() -> None:
    named("report-139", "Nya namnet", year=2024)
    named("report-139", "Gamla namnet", year=2020)
    assert name() == "Nya namnet"


def test_a_worse_description_fills_in_what_is_blank_alone() -> None:
    record(
        publication(figure(), units=(PublishedUnit(RINKEBY, "Rinkebyskolan"),), kind="planned-educations"),
        by=BY,
        now=day(0),
    )
    named("salsa", "RINKEBYSKOLAN", now=1)
    row = SchoolUnit.objects.get(pk=RINKEBY)
    assert (row.name, row.municipality, row.operator_number, row.own) == (
        "Rinkebyskolan",
        "Stockholm",
        OURS,
        True,
    )


def test_a_school_that_changes_operator_is_no_longer_ours() -> None:
    named("report-139", "Rinkebyskolan")
    record(publication(figure(), units=(unit(number=THEIRS),)), by=BY, now=day(1))
    assert not SchoolUnit.objects.get(pk=RINKEBY).own


def test_own_is_found_again_when_the_settings_name_another_organiser(settings: Settings) -> None:
    record(publication(units=(unit(), unit(ALMA, "Almaskolan", THEIRS))), by=BY, now=day(0))
    settings.ORGANISER = {"number": "556650-1796"}
    assert recompute_own(by=BY, now=day(1)) == 2
    assert dict(SchoolUnit.objects.values_list("code", "own")) == {RINKEBY: False, ALMA: True}
    assert recompute_own(by=BY, now=day(2)) == 0
    assert [len(changes("schoolunit", code)) for code in (RINKEBY, ALMA)] == [2, 2]


def test_without_an_organiser_no_school_is_ours(settings: Settings) -> None:
    settings.ORGANISER = {}
    record(publication(units=(unit(), unit(ALMA, "Utan nummer", ""))), by=BY, now=day(0))
    assert not SchoolUnit.objects.filter(own=True).exists()
