"""The catalogue begins with the shipped names, is the organiser's own from then on, and feeds the reading."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from tests.register.publishing import BY, day
from tests.register.readings import fact
from vandpunkt.domain.problems import FieldProblem
from vandpunkt.reading.names import known_names
from vandpunkt.register.history import changes
from vandpunkt.register.indicators import INDICATORS, keep_indicators
from vandpunkt.register.models import Indicator, Partner, Programme
from vandpunkt.register.programmes.catalogue import create_catalogue, names_for_reading
from vandpunkt.register.programmes.names import named_programme, programmes_by_name
from vandpunkt.register.programmes.partner_names import partners_named

pytestmark = pytest.mark.django_db


def test_an_empty_register_reads_by_the_shipped_names() -> None:
    assert names_for_reading() == known_names()


def test_a_new_catalogue_says_what_the_shipped_names_say() -> None:
    assert create_catalogue(by=BY, now=day(0))
    names = names_for_reading()
    assert set(names.programmes) == set(known_names().programmes)
    assert set(names.partners) == set(known_names().partners)
    assert changes("programme", Programme.objects.get(abbreviation="KSBS").pk)[0].by == BY


def test_a_catalogue_that_is_begun_is_left_alone() -> None:
    create_catalogue(by=BY, now=day(0))
    Programme.objects.get(abbreviation="KSBS").delete()
    assert not create_catalogue(by=BY, now=day(1))
    assert not Programme.objects.filter(abbreviation="KSBS").exists()


def test_the_organisers_own_names_are_what_the_reading_is_told() -> None:
    Programme.objects.create(name="Läsfrämjande", abbreviation="LF", aliases=["Läslust"])
    Partner.objects.create(name="biblioteket", aliases=["stadsbiblioteket"])
    names = names_for_reading()
    assert [(one.name, one.abbreviation, one.aliases) for one in names.programmes] == [
        ("Läsfrämjande", "LF", ("Läslust",))
    ]
    assert [(one.name, one.aliases) for one in names.partners] == [("biblioteket", ("stadsbiblioteket",))]


@pytest.mark.parametrize("aliases", ["KUF", {"KUF": 1}, [1], [""], [["KUF"]]])
def test_other_names_must_be_a_list_of_texts(aliases: object) -> None:
    with pytest.raises(ValidationError, match="lista av namn"):
        Programme(name="KUF", aliases=aliases).full_clean()


def test_the_indicators_are_there_without_being_asked_for_and_follow_the_table() -> None:
    assert {row.slug: row.unit for row in Indicator.objects.all()} == {
        slug: entry.unit for slug, entry in INDICATORS.items()
    }
    Indicator.objects.filter(slug="merit").update(name="Fel namn")
    keep_indicators()
    assert Indicator.objects.get(slug="merit").name == INDICATORS["merit"].name
    assert Indicator.objects.count() == len(INDICATORS)


def test_a_new_name_written_in_two_ways_is_one_programme_and_one_partner() -> None:
    ways = ("Läs–skriv Lyftet", "Läs-skriv lyftet")
    facts = [fact(programme=name) for name in ways]
    meant = programmes_by_name(facts, by=BY, now=day(0))
    assert {meant[name].name for name in ways} == {"Läs–skriv Lyftet"}
    partners = partners_named(["Region  Mitt", "region Mitt"], by=BY, now=day(0))
    assert len({row.pk for row in partners.values()}) == Partner.objects.count() == 1


def test_a_programmes_own_name_goes_before_anothers_other_names() -> None:
    own = Programme.objects.create(name="Läslust")
    Programme.objects.create(name="Läsfrämjande", abbreviation="LF", aliases=["Läslust", "LÄS"])
    assert named_programme("läslust") == own
    assert named_programme("läs").abbreviation == "LF"


def test_a_name_that_is_too_long_is_told_and_nothing_is_added() -> None:
    with pytest.raises(FieldProblem, match="högst 200"):
        partners_named(["Region " * 40], by=BY, now=day(0))
    with pytest.raises(FieldProblem, match="högst 200"):
        programmes_by_name([fact(programme="Lyft " * 50)], by=BY, now=day(0))
    assert not Partner.objects.exists()
    assert not Programme.objects.exists()
