"""The prose under its headings, unwrapped, so that a case can be opened from a document."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.composing import HEAD, reading_of
from tests.reading.statements import SEED, seed_statement
from tests.reading.writers.typeset import write_pdf
from tests.reading.writers.word import write_docx
from vandpunkt.reading import Reading, read_file, read_text
from vandpunkt.reading.headings import Topic, has_heading_form, topic_of


def section(reading: Reading, heading: str) -> tuple[str, ...]:
    return next(one.paragraphs for one in reading.sections if one.heading == heading)


@pytest.fixture(scope="module")
def seed() -> Reading:
    return read_file(SEED)


def test_the_headings_of_the_seed_are_its_sections(seed: Reading) -> None:
    assert [one.heading for one in seed.sections if one.heading] == [
        "Förvaltningens förslag till beslut",
        "Sammanfattning",
        "Bakgrund/Ärendet",
        "Ärendets beredning",
        "Förvaltningens synpunkter och förslag",
        "Hagsätraskolan",
        "Hässelbygårdsskolan",
        "Rinkebyskolan",
        "Lillholmsskolan",
        "Grimstaskolan",
        "Konsekvenser för barn och barnets rättigheter samt jämställdhetsanalys",
        "Förslag till beslut",
        "Bilaga",
    ]


def test_paragraphs_are_whole_and_unwrapped(seed: Reading) -> None:
    statement = seed_statement()
    for heading, paragraphs in (
        ("Sammanfattning", statement.summary),
        ("Bakgrund/Ärendet", statement.background),
        ("Ärendets beredning", statement.preparation),
        ("Förvaltningens synpunkter och förslag", statement.views),
    ):
        assert section(seed, heading) == paragraphs


def test_lists_and_what_introduces_them_are_left_out(seed: Reading) -> None:
    assert section(seed, "Hagsätraskolan") == ()


def test_signatures_are_no_prose(seed: Reading) -> None:
    assert section(seed, "Förslag till beslut") == (seed_statement().recommendation,)


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_sections_are_the_same_in_other_files(kind: str, seed: Reading, tmp_path: Path) -> None:
    write = write_docx if kind == "docx" else write_pdf
    found = read_file(write(seed_statement(), tmp_path / f"a.{kind}"))
    for heading in ("Sammanfattning", "Ärendets beredning", "Förvaltningens synpunkter och förslag"):
        assert section(found, heading) == section(seed, heading)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Förslag till beslut", Topic.PROPOSAL),
        ("Utbildningsförvaltningens förslag till beslut", Topic.PROPOSAL),
        ("BESLUTSFÖRSLAG", Topic.PROPOSAL),
        ("Ärendet i korthet", Topic.SUMMARY),
        ("Bakgrund/Ärendet", Topic.BACKGROUND),
        ("Bakgrund till ärendet", Topic.BACKGROUND),
        ("3. Ärendets beredning", Topic.PREPARATION),
        ("Förvaltningens överväganden", Topic.VIEWS),
        ("Kontorets synpunkter och förslag:", Topic.VIEWS),
        ("Svar på skrivelsen", Topic.VIEWS),
        ("Skolornas resultat", Topic.RESULTS),
        ("Konsekvenser för barn", Topic.CONSEQUENCES),
        ("Prövning av barnets bästa", Topic.CONSEQUENCES),
        ("Ekonomiska konsekvenser", Topic.ECONOMY),
        ("Bilagor:", Topic.ATTACHMENTS),
        ("Norra skolan", None),
        ("Under 2025", None),
        ("sammanfattning av läget i skolan", None),
        ("Förvaltningen föreslår att nämnden godkänner svaret.", None),
    ],
)
def test_headings_are_known_by_wording(text: str, topic: Topic | None) -> None:
    assert topic_of(text) is topic


def test_an_unknown_heading_is_known_by_place_and_form() -> None:
    text = HEAD + (
        "Avslutande ord\n"
        "Förvaltningen vill till sist tacka alla som har arbetat med skolornas utveckling under dessa år.\n"
    )
    assert [one.heading for one in read_text(text).sections][-1] == "Avslutande ord"


def test_a_short_item_above_a_long_one_is_no_heading() -> None:
    facts = reading_of(
        "Norra skolan\nUnder 2025:\n\nSimstrategi Norrort\n\n"
        "Nätverk för rektorer i utsatta områden i samarbete med Stockholms universitet och Skolverket.\n"
    ).interventions
    assert len(facts) == 2


def test_a_heading_has_the_form_of_one() -> None:
    assert has_heading_form("Avslutande ord")
    assert not has_heading_form("Det här är en mening.")
    assert not has_heading_form("ord med liten bokstav")
