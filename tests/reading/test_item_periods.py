"""What an item says of time, in the conventions of a statement about certain years."""

from __future__ import annotations

import pytest

from tests.reading.composing import past_item, planned_item
from vandpunkt.reading import FollowOn

START, END, ONGOING = range(3)


def time(text: str) -> tuple[str | None, str | None, bool | None]:
    """Start, end and ongoing of an item stated for 2021–2024."""
    fact = past_item(text)
    return fact.start, fact.end, fact.ongoing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Läslyftet ht 2022", ("2022ht", "2022ht", False)),
        ("Läslyftet ht 2022–vt 2024", ("2022ht", "2024vt", False)),
        ("Läslyftet. Ht 2019 till vt 2022.", ("2019ht", "2022vt", False)),
        ("Läslyftet 2022–2024", ("2022", "2024", False)),
        ("Läslyftet från och med vt 2024", ("2024vt", None, True)),
        ("Läslyftet. Start 2022.", ("2022", None, True)),
        ("Läslyftet, start vt 2024", ("2024vt", None, True)),
        ("Läslyftet under 2023", ("2023", "2023", False)),
        ("Läslyftet", (None, None, None)),
    ],
)
def test_a_period_bounds_and_a_start_goes_on(text: str, expected: tuple[str, str, bool]) -> None:
    assert time(text) == expected


def test_a_school_year_is_its_two_terms() -> None:
    assert time("Läslyftet läsåret 2023/2024") == ("2023ht", "2024vt", False)


def test_a_bare_year_inside_the_window_bounds_the_item() -> None:
    assert time("Fritidslots 2024 – i samverkan med sdf.") == ("2024", "2024", False)


def test_a_bare_year_before_the_window_is_only_a_start() -> None:
    assert time("Statsbidrag stärkt kunskapsutveckling 2019 – förstärkt elevhälsoteam") == (
        "2019",
        None,
        None,
    )


def test_a_bare_year_is_judged_by_the_window_that_the_item_stands_in() -> None:
    assert planned_item("Fritidslots 2024").ongoing is None
    assert planned_item("Fritidslots 2025").end == "2025"


def test_under_a_year_bounds_even_what_is_about_to_start() -> None:
    fact = planned_item("Planering inför att starta upp KSBS under 2025.")
    assert (fact.start, fact.end, fact.ongoing) == ("2025", "2025", False)


def test_the_start_of_something_in_a_term_goes_on() -> None:
    assert time("Start av KSBS ht 2022.") == ("2022ht", None, True)


@pytest.mark.parametrize("text", ["Insatsen fortsätter.", "Läslyftet pågår", "KSBS, pågående"])
def test_what_is_said_to_go_on_is_ongoing(text: str) -> None:
    assert time(text) == (None, None, True)


def test_a_plan_to_go_on_does_not_say_that_it_does() -> None:
    assert planned_item("Fortsätta med Kvalitetsutveckling genom förstelärare").ongoing is None


@pytest.mark.parametrize(
    ("words", "years"), [("treårigt", 3), ("ett tvåårigt", 2), ("5-årigt", 5), ("fyraårig", 4)]
)
def test_what_lasts_a_stated_number_of_years_may_have_ended(words: str, years: int) -> None:
    fact = past_item(f"Skolan påbörjar vt 2024 {words} förbättringsarbete")
    assert (fact.start, fact.end, fact.ongoing, fact.duration_years) == ("2024vt", None, None, years)


def test_taken_into_use_is_no_start() -> None:
    fact = past_item("Uppdrag Norrort: arbete för övergångar. 2022–2024, togs i bruk vt 2024.")
    assert (fact.start, fact.end, fact.in_use_from) == ("2022", "2024", "2024vt")


def test_a_later_sentence_that_begins_when_the_first_is_over_follows_on() -> None:
    fact = past_item("KUF ht 2022-vt 2024. Ht 2024-vt 2025 ges stöd från FoU.")
    assert (fact.start, fact.end) == ("2022ht", "2024vt")
    assert fact.follow_on == FollowOn("2024ht", "2025vt")


def test_a_second_period_in_the_same_sentence_lowers_the_confidence() -> None:
    twice = past_item("Läslyftet våren 2022 samt hösten 2023")
    assert twice.follow_on is None
    assert twice.confidence < past_item("Läslyftet våren 2022").confidence


def test_a_term_without_a_year_says_nothing() -> None:
    assert time("Informationsträff med skolledningen under vårterminen") == (None, None, None)


def test_a_stray_sign_before_the_year_is_read_past() -> None:
    assert time("Läslyftet. Start -2022.") == ("2022", None, True)


@pytest.mark.parametrize(
    ("month", "code"),
    [
        ("januari 2023", "2023vt"),
        ("juni 2023", "2023vt"),
        ("juli 2023", "2023ht"),
        ("augusti 2023", "2023ht"),
    ],
)
def test_a_month_stands_for_its_term(month: str, code: str) -> None:
    assert time(f"Läslyftet, start {month}") == (code, None, True)


def test_a_date_is_no_period() -> None:
    assert time("Workshop den 12 mars 2024") == (None, None, None)
