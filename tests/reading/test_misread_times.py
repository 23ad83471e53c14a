"""A misread time is mended where one time alone can have stood there; else it is left out and pointed out."""

from __future__ import annotations

import pytest

from tests.reading.composing import PAST, reading_of
from vandpunkt.reading import InterventionFact, read_item
from vandpunkt.reading.edits import edits_between


def misread(text: str) -> InterventionFact:
    """What an item of a misread document states for 2021–2024."""
    return read_item(text, window="past", years=PAST, misread=True)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Läslyftet. Strat 2024.", "2024", None),
        ("Läslyftet vt 2O24", "2024vt", "2024vt"),
        ("Läslyftet läsåret 2023/2A4", "2023ht", "2024vt"),
        ("Läslyftet läsåret 20x3/2024", "2023ht", "2024vt"),
        ("Läslyftet vx 2023", "2023vt", "2023vt"),
        ("Läslyftet vt 2k024", "2024vt", "2024vt"),
        ("Läslyftet ht 2022 vt 2024", "2022ht", "2024vt"),
        ("Läslyftet ht 2022Lvt 2024", "2022ht", "2024vt"),
        ("Läslyftet fån och med vt 2024", "2024vt", None),
        ("Läslyftet. Start 202 2.", "2022", None),
        ("Läslyftet. Start2022.", "2022", None),
    ],
)
def test_what_can_be_known_is_mended_with_a_doubt(text: str, start: str, end: str | None) -> None:
    fact = misread(text)
    assert (fact.start, fact.end) == (start, end)
    assert "mended" in fact.doubts


@pytest.mark.parametrize(
    "text",
    [
        "Läslyftet. Start 202.",
        "Läslyftet vt 20x4",
        "Läslyftet xt 2023",
        "Läslyftet. Start 2074.",
        "Läslyftet ht 2025–vt 2023",
        "Läslyftet ht 2022–vt 202",
    ],
)
def test_what_cannot_be_known_is_left_out_and_doubted(text: str) -> None:
    fact = misread(text)
    assert (fact.start, fact.end, fact.ongoing) == (None, None, None)
    assert "unclear period" in fact.doubts
    assert fact.confidence < 0.5


def test_the_time_that_is_clear_stands_where_another_is_not() -> None:
    fact = misread("Läslyftet ht 2022–vt 2023. Ht 202–vt 2024 ges stöd.")
    assert (fact.start, fact.end, fact.follow_on) == ("2022ht", "2023vt", None)


@pytest.mark.parametrize(
    "text", ["Läslyftet. Smart 2024.", "Läslyftet ut 2024", "200 elever fick läslyftet 2023"]
)
def test_words_of_a_clean_document_stand(text: str) -> None:
    fact = read_item(text, window="past", years=PAST)
    assert fact.text == text
    assert not {"mended", "unclear period"} & set(fact.doubts)


def test_a_lost_figure_of_a_clean_document_is_pointed_out() -> None:
    reading = reading_of("Norra skolan\nUnder 2021–2024 har Norra skolan fått:\n• Läslyftet. Start 202.\n")
    assert [fact.start for fact in reading.interventions] == [None]
    assert any("går inte att läsa säkert" in one for one in reading.warnings)


def test_what_has_not_begun_by_then_is_doubted() -> None:
    fact = read_item("Läslyftet från och med ht 2028", window="past", years=PAST)
    assert "unlikely period" in fact.doubts


def test_known_names_are_found_though_they_are_misread() -> None:
    fact = misread("Läslyftet med Karolnska inst1tutet och Stockholms univrsitet")
    assert fact.partners == ("Karolinska institutet", "Stockholms universitet")
    assert "mended" in fact.doubts


@pytest.mark.parametrize(
    ("one", "other", "most", "edits"),
    [
        ("start", "strat", 1, 1),
        ("start", "start", 1, 0),
        ("start", "stort nu", 1, None),
        ("vt", "", 2, 2),
        ("", "", 0, 0),
    ],
)
def test_edits_are_counted(one: str, other: str, most: int, edits: int | None) -> None:
    assert edits_between(one, other, most) == edits
