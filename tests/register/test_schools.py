"""Schools are found by code, and by name where one alone can be meant."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.register.publishing import ALMA, BY, HAGSATRA, OURS, RINKEBY, THEIRS, day, publication, unit
from vandpunkt.domain.problems import Problem
from vandpunkt.domain.publication import PublishedUnit
from vandpunkt.register.models import Area, SchoolUnit
from vandpunkt.register.recording import record
from vandpunkt.register.schools import find_school, own_schools, school, schools

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]

GRIMSTA, OTHER_GRIMSTA, THIRD_GRIMSTA = "51341279", "11111111", "22222222"


def fill(*units: PublishedUnit) -> None:
    """Record a publication that describes these units."""
    record(publication(units=units), by=BY, now=day(0))


def test_our_schools_with_year_nine_by_name() -> None:
    fill(
        unit(),
        unit(HAGSATRA, "Hagsätraskolan"),
        unit(ALMA, "Almaskolan", THEIRS),
        unit("33333333", "Lågstadiet", has_year_nine=False),
    )
    assert [one.name for one in own_schools()] == ["Hagsätraskolan", "Rinkebyskolan"]
    assert [one.name for one in own_schools(year_nine=False)] == [
        "Hagsätraskolan",
        "Lågstadiet",
        "Rinkebyskolan",
    ]


def test_a_school_is_told_with_its_area() -> None:
    fill(unit())
    SchoolUnit.objects.filter(pk=RINKEBY).update(area=Area.objects.create(name="Område 1"))
    found = school(RINKEBY)
    assert (found.name, found.municipality, found.operator_number, found.own, found.area) == (
        "Rinkebyskolan",
        "Stockholm",
        OURS,
        True,
        "Område 1",
    )


def test_several_schools_by_code() -> None:
    fill(unit(), unit(ALMA, "Almaskolan", THEIRS))
    assert {code: one.name for code, one in schools([RINKEBY, ALMA, "00000000"]).items()} == {
        RINKEBY: "Rinkebyskolan",
        ALMA: "Almaskolan",
    }


def test_the_schools_on_a_past_day() -> None:
    fill(unit(name="Gamla namnet"))
    record(publication(units=(unit(name="Nya namnet"), unit(HAGSATRA, "Ny skola"))), by=BY, now=day(2))
    assert [one.name for one in own_schools(as_of=day(1))] == ["Gamla namnet"]
    assert [one.name for one in own_schools(as_of=day(2))] == ["Ny skola", "Nya namnet"]
    assert own_schools(as_of=day(-1)) == ()
    assert school(RINKEBY, as_of=day(1)).name == "Gamla namnet"


@pytest.mark.parametrize("wanted", ["37416254", "Rinkebyskola", "Rinkeby skolan"])
def test_an_unknown_school_is_a_problem_that_suggests_the_nearest(wanted: str) -> None:
    fill(unit(), unit(ALMA, "Almaskolan", THEIRS))
    for ask in (school, find_school):
        with pytest.raises(Problem, match=r"Närmast: Rinkebyskolan 37416253 \(Stockholm\)\."):
            ask(wanted)


def test_nothing_near_and_nothing_at_all_are_told_apart() -> None:
    with pytest.raises(Problem, match="Registret har inga skolor ännu"):
        school("12345678")
    fill(unit())
    with pytest.raises(Problem, match="Ange skolans namn eller skolenhetskod"):
        find_school("Xyz")


@pytest.mark.parametrize("name", ["Grimstaskolan", "grimstaskolan", "  Grimstaskolan "])
def test_of_several_schools_with_a_name_our_own_is_meant(name: str) -> None:
    fill(
        unit(OTHER_GRIMSTA, "Grimstaskolan", THEIRS, municipality_code="0114", municipality="Upplands Väsby"),
        unit(GRIMSTA, "Grimstaskolan"),
    )
    assert find_school(name).code == GRIMSTA


def test_several_schools_with_a_name_and_none_or_two_of_them_ours_are_listed() -> None:
    other = unit(
        OTHER_GRIMSTA, "Grimstaskolan", THEIRS, municipality_code="0114", municipality="Upplands Väsby"
    )
    fill(other, unit(THIRD_GRIMSTA, "Grimstaskolan", THEIRS, municipality="Solna"))
    with pytest.raises(
        Problem, match=r"11111111 \(Upplands Väsby\), 22222222 \(Solna\)\. Ange skolenhetskoden"
    ):
        find_school("Grimstaskolan")
    assert find_school("Grimstaskolan", municipality_code="0114").code == OTHER_GRIMSTA
    fill(other, unit(GRIMSTA, "Grimstaskolan"), unit("44444444", "Grimstaskolan"))
    with pytest.raises(Problem, match=r"heter Grimstaskolan: 44444444 \(Stockholm\), 51341279 \(Stockholm\)"):
        find_school("Grimstaskolan")


def test_a_name_that_only_others_have_is_theirs() -> None:
    fill(unit(), unit(ALMA, "Almaskolan", THEIRS))
    assert find_school("Almaskolan").code == ALMA


def test_queries_do_not_grow_with_the_schools(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    fill(*(unit(f"{number:08d}", f"Skola {number}") for number in range(40)))
    for moment, queries in ((None, 1), (day(1), 2)):
        with django_assert_num_queries(queries):
            assert len(own_schools(as_of=moment)) == 40
        with django_assert_num_queries(queries):
            find_school("Skola 7", as_of=moment)
