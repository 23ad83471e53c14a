"""Which programme an item is about: known names in all their forms, proposals by a stated rule."""

from __future__ import annotations

import pytest

from tests.reading.composing import items, past_item, reading_of
from vandpunkt.domain.periods import window
from vandpunkt.reading import KnownNames, ProgrammeName, known_names, read_item

KSBS = "Kommunal samverkan för bästa skola"


def programme(text: str) -> str | None:
    return past_item(text).programme


@pytest.mark.parametrize(
    "text",
    [
        "Kommunal samverkan för bästa skola",
        "Deltagande i Kommunal samverkan för bästa skola (KSBS) från och med vt 2024.",
        "Insatsen inom ramen för kommunal samverkan för bästa skola fortsätter.",
        "Planering inför att starta upp KSBS under 2025.",
        "Skolan påbörjar ett arbete inom ramen för en KSBS-insats.",
        "KSBS",
    ],
)
def test_a_known_programme_is_found_by_name_and_abbreviation(text: str) -> None:
    assert programme(text) == KSBS


def test_of_two_names_at_one_place_the_longer_is_meant() -> None:
    assert programme("Samverkan för bästa skola i samarbete med Skolverket") == "Samverkan för bästa skola"
    assert programme("Kommunal samverkan för bästa skola") == KSBS


@pytest.mark.parametrize(
    "text",
    ["NPF-utbildningen för rektorer", "npf-utbildning för rektorerna", "NPF–utbildning för rektorer ht 2022"],
)
def test_definite_forms_and_other_dashes_are_the_same_name(text: str) -> None:
    assert programme(text) == "NPF-utbildning för rektorer"


def test_the_abbreviation_is_told_only_where_the_item_prints_it() -> None:
    assert past_item("Kvalitetsutveckling genom förstelärare (KUF)").abbreviation == "KUF"
    assert past_item("Kvalitetsutveckling genom förstelärare").abbreviation is None


def test_an_abbreviation_is_not_found_inside_words() -> None:
    assert programme("SBSX-verktyget i alla ämnen") != "Samverkan för bästa skola"


def test_names_come_from_whoever_keeps_the_catalogue() -> None:
    names = KnownNames(programmes=(ProgrammeName("Vändpunkten", "VP", ("Kraftsamlingen",)),))
    for text in ("Vändpunkten ht 2022", "VP-dagar ht 2022", "Kraftsamlingen"):
        fact = read_item(text, window="past", years=window(2021, 2024), names=names)
        assert fact.programme == "Vändpunkten"
        assert fact.confidence > 0.9


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mentorsprogram för nya rektorer. Start ht 2022.", "Mentorsprogram för nya rektorer"),
        ("Uppdrag Norrort: gemensamt arbete mot frånvaro.", "Uppdrag Norrort"),
        ("Rektorsringen i samarbete med Skolverket", "Rektorsringen"),
        ("Fortsatt rektorsring i samverkan med Skolverket", "Rektorsring"),
        ("Språklyftet, pågående sedan 2021, i samverkan med Skolverket", "Språklyftet"),
        ("2024: Språklyftet", "Språklyftet"),
        (
            "Ht 2024 – Nätverk för mellanledare i samverkan med Uppsala universitet",
            "Nätverk för mellanledare",
        ),
        ("Elevhälsolyftet (EHL) för alla", "Elevhälsolyftet"),
        ("Motiverande samtal (MI), ht 2022", "Motiverande samtal"),
        ("Läxhjälp", "Läxhjälp"),
    ],
)
def test_an_unknown_name_is_proposed_when_something_sets_it_apart(text: str, name: str) -> None:
    assert programme(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Kompetensutveckling/metodutveckling på vetenskaplig grund: Språkutvecklande arbetssätt/Formativ bedömning.",
        "Kollegialt lärande (under ledning av förstelärare, arbetslagsledare, ämnesansvariga).",
        "Lektor som utvecklat undervisningen.",
        "Skolsocialt stödteam",
        "Riktat analysstöd till skolledningen under läsåret 2023/2024.",
        "Utbildning/workshop systematiskt kvalitetsarbete, läsåret 2021/2022.",
        "Två studiedagar om bedömning, ht 2020.",
        "Fyraårigt utvecklingsprogram med början ht 2019.",
        "Handledning i klassrummet, vt 2020.",
        "Matematikhandledare 50 % ht 2023",
        "Besök av utvecklingsledare två gånger per termin",
        "Utökat stöd av elevhälsan",
    ],
)
def test_wording_that_only_describes_work_names_no_programme(text: str) -> None:
    assert programme(text) is None


def test_a_proposal_is_less_sure_than_a_known_name() -> None:
    assert past_item("Språklyftet, start 2022").confidence < past_item("Läslyftet, start 2022").confidence


def test_an_abbreviation_introduced_in_one_item_is_understood_in_another() -> None:
    facts = reading_of(
        """Norra skolan
Under 2021–2024:
- Särskilt ledarskapsprogram för rektor (SLR), ht 2022
- SLR-träffar ht 2023
"""
    ).interventions
    assert [fact.programme for fact in facts] == ["Särskilt ledarskapsprogram för rektor"] * 2
    assert [fact.abbreviation for fact in facts] == ["SLR", "SLR"]


def test_a_name_proposed_in_one_item_is_understood_in_another() -> None:
    facts = reading_of(
        """Norra skolan
Under 2021–2024:
- Nätverk för mellanledare i samverkan med Skolverket
Under 2025:
- Deltagande i nätverket för mellanledare varje månad
"""
    ).interventions
    assert [fact.programme for fact in facts] == ["Nätverk för mellanledare"] * 2


def test_a_partners_abbreviation_introduces_no_programme() -> None:
    fact = past_item("Arbete med hjälp av enheten för forskning och utveckling (FoU), ht 2022")
    assert fact.programme is None
    assert fact.partners == ("FoU",)


def test_the_shipped_names_are_distinct() -> None:
    names = known_names()
    programmes = [name.casefold() for one in names.programmes for name in (one.name, *one.aliases)]
    partners = [name.casefold() for one in names.partners for name in (one.name, *one.aliases)]
    abbreviations = [one.abbreviation for one in names.programmes if one.abbreviation]
    for listed in (programmes, partners, abbreviations):
        assert len(set(listed)) == len(listed)


def test_a_programme_that_holds_other_peoples_names_has_them_not_as_partners() -> None:
    fact = past_item(
        "Skola, socialtjänst, polis och fritid – individ (SSPF) – i samverkan med stadsdelsförvaltningen."
    )
    assert (fact.programme, fact.abbreviation) == ("Skola, socialtjänst, polis och fritid", "SSPF")
    assert fact.partners == ("stadsdelsförvaltningen",)


def test_an_item_that_is_only_a_name_is_that_programme() -> None:
    assert items("Norra skolan\nUnder 2025:\n- Meningsfull fritid\n") == [
        ("Norra skolan", "planned", "Meningsfull fritid")
    ]
