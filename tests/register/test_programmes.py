"""The catalogue: what it says of a programme, who has it, and who changed what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries

from tests.register.publishing import BY, HAGSATRA, RINKEBY, day
from tests.register.readings import KSBS, fact, reading
from tests.register.supporting import OTHER, catalogue, registered
from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import FieldProblem, Problem
from vandpunkt.domain.terms import SchoolYear, Term
from vandpunkt.reading.names import known_names
from vandpunkt.register.accepting import propose_interventions
from vandpunkt.register.history import changes
from vandpunkt.register.meanwhile import ChangedMeanwhile
from vandpunkt.register.models import Evidence, Intervention, Programme, ProgrammeCapacity
from vandpunkt.register.past import past_programme, programme_history
from vandpunkt.register.programmes.asking import (
    list_programmes,
    programme_choices,
    programme_page,
)
from vandpunkt.register.programmes.catalogue import create_catalogue
from vandpunkt.register.programmes.changing import add_programme, change_programme, programme_details
from vandpunkt.register.programmes.details import DocumentEntry, EvidenceEntry, ProgrammeDetails
from vandpunkt.register.programmes.slugs import free_slug
from vandpunkt.register.undoing import undo_latest
from vandpunkt.sources import SHIPPED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]
NOW = Term(2026, "vt")
FULL = ProgrammeDetails(
    name="NPF-utbildning för rektorer",
    abbreviation="NPF",
    aliases=("NPF-utbildningen",),
    purpose="Ökad kunskap.",
    target="Rektorer.",
    effect_from_years=1,
    effect_to_years=3,
    run_by="KIND",
    contact="Enheten för elevhälsa",
    cost_per_year=250_000,
    cost="Delas mellan skolorna.",
    partners=("KIND", "Karolinska institutet"),
    places=((SchoolYear(2025), 12), (SchoolYear(2026), 20)),
    period=Period.parse("ht 2025–"),
    conditions="Hela skolledningen deltar.",
    evidence=(
        EvidenceEntry("Lovande men osäkert.", "En rapport", "https://example.org/rapport"),
        EvidenceEntry("Ännu oprövat.", "En annan rapport", ""),
    ),
    documents=(DocumentEntry("Delegationsordningen", "Punkt 4", "https://example.org/ordning"),),
)


@pytest.fixture(autouse=True)
def _catalogue(organiser: None) -> None:
    catalogue()


def change(details: ProgrammeDetails, *, slug: str = "npf", made_from: int = 0, **values: Any) -> bool:
    """Change a programme from the version that it is in."""
    return change_programme(
        slug,
        details=details,
        made_from=made_from or programme_details(slug)[1],
        **{"by": BY, "now": day(2), **values},
    )


class TestAddresses:
    """Each programme has one, for good."""

    def test_it_is_made_of_the_abbreviation_else_of_the_name(self) -> None:
        assert {row.slug for row in Programme.objects.all()} == {"ksbs", "kuf"}
        assert add_programme(details=ProgrammeDetails("Övergångar"), by=BY, now=day(1)) == "overgangar"

    def test_a_taken_one_and_one_that_means_something_else_get_a_number(self) -> None:
        assert free_slug("KSBS", {"ksbs", "ksbs-2"}) == "ksbs-3"
        assert free_slug("New", set()) == "new-2"
        assert {free_slug(one, set()) for one in ("Import", "File")} == {"import-2", "file-2"}
        assert free_slug("!!!", set()) == "program"

    def test_it_stays_when_the_name_changes(self) -> None:
        change(ProgrammeDetails("Stadens KSBS", "SKSBS"), slug="ksbs")
        assert programme_page("ksbs", NOW).name == "Stadens KSBS"

    def test_a_reading_and_the_administration_give_addresses_too(self) -> None:
        propose_interventions(
            reading(fact(programme="Ett"), fact(programme="Två")), file_name="x", by=BY, now=day(0)
        )
        assert set(Programme.objects.values_list("slug", flat=True)) >= {"ett", "tva"}
        assert Programme.objects.create(name="Tre").slug == "tre"


class TestShippedFacts:
    """What documents say of the programmes that the product knows by name."""

    def test_a_new_register_says_what_the_documents_say_and_no_more(self) -> None:
        Programme.objects.all().delete()
        assert create_catalogue(by=BY, now=day(0))
        ksbs, kuf = programme_page("ksbs", NOW), programme_page("kuf", NOW)
        assert "treårigt förbättringsarbete" in ksbs.purpose
        assert kuf.purpose == "Förbättra undervisningens kvalitet."
        assert programme_page("npf-utbildning-for-rektorer", NOW).run_by == "KIND, Karolinska institutet"
        for line in list_programmes(NOW):
            page = programme_page(line.slug, NOW)
            assert (page.evidence, page.effect_from_years, page.cost_per_year) == ((), None, None)

    def test_every_description_is_of_a_programme_that_is_known(self) -> None:
        Programme.objects.all().delete()
        create_catalogue(by=BY, now=day(0))
        named = {one.name for one in known_names().programmes}
        said = {row.name for row in Programme.objects.filter(documents__isnull=False)}
        assert said < named
        assert len(said) == 12

    def test_what_is_said_stands_in_the_document_that_is_named(self) -> None:
        Programme.objects.all().delete()
        create_catalogue(by=BY, now=day(0))
        text = (SHIPPED / "att-vanda-skolresultat.txt").read_text(encoding="utf-8")
        statement = " ".join(text.replace("2022–\n", "2022–").split())
        documents = [one for line in list_programmes(NOW) for one in programme_page(line.slug, NOW).documents]
        assert len(documents) == 14
        for one in documents:
            assert "UTBF 2024/6786" in one.title
            assert one.quote in statement


class TestChanging:
    """What the catalogue says, and its history."""

    def test_everything_that_is_stated_is_kept(self) -> None:
        assert add_programme(details=FULL, by=BY, now=day(1)) == "npf"
        details, _ = programme_details("npf")
        assert details == replace(FULL, partners=tuple(sorted(FULL.partners)))

    def test_a_change_is_a_new_version_with_who_and_when(self) -> None:
        add_programme(details=FULL, by=BY, now=day(1))
        assert change(replace(FULL, purpose="Mer.", partners=("KIND",)), by=OTHER)
        programme = Programme.objects.get(slug="npf")
        *_, last = changes("programme", programme.pk)
        assert (last.by, {one.field for one in last.fields}) == (OTHER, {"purpose", "partners"})

    def test_evidence_and_documents_stand_in_the_order_that_was_given(self) -> None:
        add_programme(details=FULL, by=BY, now=day(1))
        turned = replace(FULL, evidence=FULL.evidence[::-1])
        assert change(turned)
        assert programme_details("npf")[0].evidence == FULL.evidence[::-1]
        assert programme_page("npf", NOW).evidence == FULL.evidence[::-1]

    def test_undoing_brings_back_places_and_evidence_too(self) -> None:
        add_programme(details=FULL, by=BY, now=day(1))
        before, _ = programme_details("npf")
        change(replace(FULL, places=(), evidence=(), documents=(), partners=("FoU",), purpose="Nytt."))
        _, version = programme_details("npf")
        key = Programme.objects.get(slug="npf").pk
        undo_latest("register.programme", key, version=version, by=BY, now=day(3))
        assert programme_details("npf")[0] == before

    def test_nothing_changed_is_nothing_kept(self) -> None:
        add_programme(details=FULL, by=BY, now=day(1))
        details, version = programme_details("npf")
        assert change(details) is False
        assert programme_details("npf") == (details, version)

    def test_places_and_evidence_come_and_go_with_their_history(self) -> None:
        add_programme(details=FULL, by=BY, now=day(1))
        change(replace(FULL, places=((SchoolYear(2025), 15), (SchoolYear(2027), 5)), evidence=()), by=OTHER)
        details, _ = programme_details("npf")
        assert details.places == ((SchoolYear(2025), 15), (SchoolYear(2027), 5))
        assert details.evidence == ()
        removed = Evidence.history.filter(history_type="-").earliest("history_id")
        assert (removed.history_change_reason, removed.history_date) == (OTHER, day(2))
        assert ProgrammeCapacity.history.filter(history_type="-").count() == 1

    @pytest.mark.parametrize(
        ("values", "field", "told"),
        [
            ({"name": ""}, "name", "Skriv vad programmet heter."),
            ({"name": KSBS}, "name", f"redan ett program som heter {KSBS}"),
            ({"effect_to_years": 0}, "effect_to_years", "Skriv minst 1 år."),
            ({"places": ((SchoolYear(2025), 1), (SchoolYear(2025), 2))}, "places", "2025/26 står två gånger"),
            ({"evidence": (EvidenceEntry("Lovande.", "", ""),)}, "evidence", "var det står"),
            ({"documents": (DocumentEntry("", "Orden."),)}, "documents", "vad dokumentet heter"),
        ],
    )
    def test_what_cannot_be_is_told_at_its_field(self, values: dict[str, Any], field: str, told: str) -> None:
        with pytest.raises(FieldProblem, match=told) as raised:
            add_programme(details=replace(FULL, **values), by=BY, now=day(1))
        assert raised.value.field == field
        with pytest.raises(FieldProblem, match=told):
            change(replace(FULL, **values), slug="kuf")
        assert Programme.objects.count() == 2

    def test_the_second_of_two_sees_what_the_first_changed(self) -> None:
        add_programme(details=FULL, by=BY, now=day(1))
        _, version = programme_details("npf")
        theirs = replace(FULL, purpose="Deras.", contact="FoU", places=(), partners=("KIND",))
        change(theirs, by=OTHER)
        with pytest.raises(ChangedMeanwhile) as raised:
            change(replace(FULL, purpose="Mitt."), made_from=version, now=day(3))
        told = {one.field: one for one in raised.value.differences}
        assert told.keys() == {"purpose", "contact", "places", "partners"}
        assert (told["purpose"].theirs, told["purpose"].mine, told["purpose"].clash) == (
            "Deras.",
            "Mitt.",
            True,
        )
        assert told["places"].before == "2025/26: 12, 2026/27: 20"
        assert raised.value.by == OTHER
        assert programme_details("npf")[0] == theirs

    def test_changing_a_proposed_entry_accepts_it(self) -> None:
        Programme.objects.filter(slug="kuf").update(proposed=True)
        details, _ = programme_details("kuf")
        assert change(details, slug="kuf")
        assert not programme_page("kuf", NOW).proposed

    def test_amounts_and_school_years_are_what_they_say(self) -> None:
        programme = Programme.objects.get(slug="kuf")
        with pytest.raises(ValidationError):
            ProgrammeCapacity(programme=programme, school_year="2024", places=1).full_clean()
        row = registered()
        for funding in (["x"], [{"kind": "own"}], [{"kind": "own", "year": 2025, "amount": -1}], "x"):
            with pytest.raises(ValidationError):
                Intervention(**{**_fields(row.id), "funding": funding}).full_clean()


def _fields(row_id: int) -> dict[str, Any]:
    row = Intervention.objects.get(pk=row_id)
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


class TestWhoHasIt:
    """Schools now and ever, places taken, by school and term."""

    def test_schools_count_now_and_ever_and_take_places(self) -> None:
        change(ProgrammeDetails(KSBS, "KSBS", places=((SchoolYear(2026), 1),)), slug="ksbs")
        registered("ht 2022–vt 2024", code=HAGSATRA, status="finished")
        registered("vt 2026–vt 2027")
        registered("ht 2026–", code=HAGSATRA, status="planned")
        (ksbs, kuf) = list_programmes(NOW)
        assert (ksbs.slug, ksbs.schools_now, ksbs.schools_ever) == ("ksbs", 1, 2)
        assert (kuf.schools_now, kuf.schools_ever) == (0, 0)
        this_year, next_year = ksbs.places
        assert (this_year.school_year, this_year.places, this_year.taken, this_year.full) == (
            SchoolYear(2025),
            None,
            1,
            False,
        )
        assert (next_year.places, next_year.taken, next_year.full) == (1, 2, True)

    def test_the_page_shows_each_school_term_by_term(self) -> None:
        registered("ht 2024–vt 2026")
        registered("ht 2026–", code=HAGSATRA, status="planned")
        page = programme_page("ksbs", NOW)
        assert [str(term) for term in page.terms] == [
            "ht 2024",
            "vt 2025",
            "ht 2025",
            "vt 2026",
            "ht 2026",
            "vt 2027",
        ]
        hagsatra, rinkeby = page.schools
        assert rinkeby.terms == ("given", "given", "given", "given", "", "")
        assert hagsatra.terms == ("", "", "", "", "planned", "")
        assert [row.school_unit_code for row in rinkeby.rows] == [RINKEBY]

    def test_an_unknown_programme_is_told(self) -> None:
        with pytest.raises(Problem, match="inget program med adressen nix"):
            programme_page("nix", NOW)

    def test_programmes_are_chosen_by_name(self) -> None:
        assert [slug for slug, _ in programme_choices()] == ["ksbs", "kuf"]

    def test_queries_do_not_grow(self, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        for code in (RINKEBY, HAGSATRA):
            registered(code=code, partners=("FoU",))
            registered(code=code, programme="kuf")
            with django_assert_num_queries(4):
                list_programmes(NOW)
            with django_assert_num_queries(4):
                programme_page("ksbs", NOW)


def test_the_history_tells_of_places_evidence_and_documents_too() -> None:
    slug = add_programme(details=FULL, by=BY, now=day(1))
    told = replace(FULL, places=((SchoolYear(2025), 15),), evidence=FULL.evidence[::-1])
    change_programme(slug, details=told, made_from=programme_details(slug)[1], by=BY, now=day(2))
    kept = replace(told, documents=(), contact="FoU")
    change_programme(slug, details=kept, made_from=programme_details(slug)[1], by=BY, now=day(3))
    newest, second, first = programme_history(slug)
    assert newest.fields == (
        ("kontakt", "Enheten för elevhälsa", "FoU"),
        ("Dokument om programmet", "Delegationsordningen: Punkt 4", "–"),
    )
    assert second.fields == (
        ("Platser per läsår", "2025/26: 12, 2026/27: 20", "2025/26: 15"),
        (
            "Kunskapsunderlag",
            "Lovande men osäkert. (En rapport); Ännu oprövat. (En annan rapport)",
            "Ännu oprövat. (En annan rapport); Lovande men osäkert. (En rapport)",
        ),
    )
    assert first.fields == ()
    assert past_programme(slug, day(2)) == told
