"""Who does the support or does it together with the school, and who is only named in a public role."""

from __future__ import annotations

import pytest

from tests.reading.composing import past_item
from vandpunkt.domain.periods import window
from vandpunkt.reading import KnownNames, PartnerName, read_item


def partners(text: str) -> tuple[str, ...]:
    return past_item(text).partners


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Läslyftet ht 2022, KIND, Karolinska institutet.", ("KIND", "Karolinska institutet")),
        ("Läslyftet ht 2022, KIND Karolinska institutet.", ("KIND", "Karolinska institutet")),
        (
            "Läslyftet i samarbete med Stockholms universitet och Skolverket.",
            ("Stockholms universitet", "Skolverket"),
        ),
        ("Fritidslots – i samverkan med sdf.", ("stadsdelsförvaltningen",)),
        ("Fritidslots – i samverkan med stadsdelsförvaltningen.", ("stadsdelsförvaltningen",)),
        ("Arbete med hjälp av enheten för forskning och utveckling (FoU)", ("FoU",)),
        ("Stöd från FoU till nätverksledare", ("FoU",)),
        ("Analysstöd av analytiker, uppföljningsenheten under 2023", ("uppföljningsenheten",)),
    ],
)
def test_known_partners_are_found_by_any_of_their_names(text: str, expected: tuple[str, ...]) -> None:
    assert partners(text) == expected


def test_common_words_are_no_partners() -> None:
    assert partners("Läslyftet i samarbete med Skolverket, universitet och huvudman.") == ("Skolverket",)
    assert partners("Uppstart med skolledningen") == ()
    assert partners("Utökat stöd av elevhälsan") == ()


def test_places_are_no_partners() -> None:
    assert partners("Läslyftet ht 2022. I Norrort/Söderort samt Österort.") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Läslyftet i samarbete med Södertörns högskola och Region Norr. Start 2020.", ("Södertörns högskola", "Region Norr")),
        ("Familjestöd tillsammans med socialtjänsten och polisen", ("socialtjänsten", "polisen")),
        ("Arbete i samverkan med Norrorts stadsdelsförvaltning", ("Norrorts stadsdelsförvaltning",)),
        ("Projekt i samarbete med Rädda Barnen 2023", ("Rädda Barnen",)),
        ("Arbete med stöd av avdelningen för barn- och elevhälsa fr.o.m. ht 2022", ("avdelningen för barn- och elevhälsa",)),
        ("Kurs av Centrum för skolutveckling", ("Centrum för skolutveckling",)),
        ("Kurs i samverkan med Nationellt centrum för svenska som andraspråk", ("Nationellt centrum för svenska som andraspråk",)),
        ("Kurs vid Göteborgs universitet ht 2022", ("Göteborgs universitet",)),
        ("Kurs, Högskolan i Norrort", ("Högskolan i Norrort",)),
    ],
)  # fmt: skip
def test_unknown_partners_are_found_by_the_form_of_the_wording(text: str, expected: tuple[str, ...]) -> None:
    assert partners(text) == expected


def test_a_partner_by_form_alone_is_less_sure() -> None:
    known = past_item("Läslyftet i samarbete med Skolverket")
    proposed = past_item("Läslyftet i samarbete med Region Norr")
    assert proposed.confidence < known.confidence


def test_the_register_feeds_the_names() -> None:
    names = KnownNames(partners=(PartnerName("Lärandets hus", ("LH", "lärcentrum")),))
    for text in ("Kurs på Lärandets hus", "Kurs av LH", "Kurs i lärcentrum"):
        assert read_item(text, window="past", years=window(2021, 2024), names=names).partners == (
            "Lärandets hus",
        )


def test_a_partner_is_told_once_in_the_order_of_the_wording() -> None:
    assert partners("Skolverket och FoU med hjälp av enheten för forskning och utveckling") == (
        "Skolverket",
        "FoU",
    )


def test_a_person_is_named_after_a_time_or_a_comma() -> None:
    fact = past_item("Läslyftet ht 2022 Utbildare Demo, KIND, Karolinska institutet.")
    assert fact.persons == ("Utbildare Demo",)
    assert fact.partners == ("KIND", "Karolinska institutet")


@pytest.mark.parametrize(
    "text",
    [
        "Simstrategi Norrort. Start 2024.",
        "Uppdrag Norrort: arbete",
        "Kurs, Södra Skolan",
        "Stöd från Röda Korset, 2022",
    ],
)
def test_capitals_alone_make_no_person(text: str) -> None:
    assert past_item(text).persons == ()


def test_a_person_after_in_cooperation_with_is_no_partner() -> None:
    fact = past_item("Kurs i samarbete med Utbildare Demo, Lunds universitet")
    assert fact.persons == ("Utbildare Demo",)
    assert fact.partners == ("Lunds universitet",)
