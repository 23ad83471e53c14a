"""Support told in sentences, programme by programme, or in lists within lists."""

from __future__ import annotations

import pytest

from tests.reading.composing import items, reading_of


def told(sentence: str) -> list[tuple[str, str, str | None, str | None, str | None]]:
    """School, window, programme, start and end of what a paragraph is read to tell."""
    return [
        (one.school, one.window, one.programme, one.start, one.end)
        for one in reading_of(f"{sentence}\n").interventions
    ]


def test_a_sentence_with_school_programme_and_time_is_proposed() -> None:
    found = told("Under läsåret 2023/24 har Norraskolan fått stöd genom SSPF i samverkan med polisen.")
    assert found == [("Norraskolan", "past", "Skola, socialtjänst, polis och fritid", "2023ht", "2024vt")]


def test_a_sentence_about_two_schools_is_proposed_for_both() -> None:
    found = told("Norraskolan och Söderskolan deltar sedan hösten 2022 i Läslyftet.")
    assert [(school, start) for school, _, _, start, _ in found] == [
        ("Norraskolan", "2022ht"),
        ("Söderskolan", "2022ht"),
    ]


def test_what_will_be_offered_is_planned() -> None:
    found = told("Under 2025 kommer Norraskolan att erbjudas Läslyftet.")
    assert found == [("Norraskolan", "planned", "Läslyftet", "2025", "2025")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norraskolan har inte deltagit i Läslyftet under 2023.",
        "Har Norraskolan fått Läslyftet under 2023?",
        "Frågeställarna undrar om Norraskolan fått Läslyftet 2023.",
        "Norraskolan hade 71 procent behöriga elever våren 2024.",
        "Läslyftet gavs till många skolor i landet under 2023.",
        "Norraskolan ligger i Norra stadsdelen sedan 1972.",
        "Norraskolan borde ha fått Läslyftet 2023.",
    ],
)
def test_what_denies_asks_or_speaks_of_something_else_is_left_alone(sentence: str) -> None:
    assert told(sentence) == []


def test_its_very_words_are_marked_and_it_is_less_sure() -> None:
    body = "Eleverna är många. Norraskolan deltog i\nLäslyftet under 2023. Rektor är nöjd.\n"
    reading = reading_of(body)
    (fact,) = reading.interventions
    assert reading.page_texts[0][fact.source.start : fact.source.end] == (
        "Norraskolan deltog i\nLäslyftet under 2023."
    )
    assert "running text" in fact.doubts
    assert fact.confidence <= 0.7


def test_what_a_list_of_the_school_has_is_not_told_again() -> None:
    body = (
        "Norraskolan deltog i Läslyftet under 2023.\n\nNorraskolan\n"
        "Under 2021–2024 har Norraskolan fått:\n• Läslyftet 2023\n"
    )
    assert items(body) == [("Norraskolan", "past", "Läslyftet 2023")]


def test_an_end_told_in_a_later_sentence_makes_the_time_doubtful() -> None:
    body = "Norraskolan deltar sedan hösten 2022 i Läslyftet. Deltagandet avslutades på skolan vårterminen 2024.\n"
    (fact,) = reading_of(body).interventions
    assert "several periods" in fact.doubts


def test_schools_listed_under_a_programme_have_it() -> None:
    body = (
        "De skolor som avses är Norraskolan och Söderskolan.\n\nLäslyftet\n"
        "Följande skolor har deltagit 2021–2024:\n• Norraskolan, läsåret 2022/23\n• Söderskolan, ht 2023\n"
    )
    assert items(body) == [
        ("Norraskolan", "past", "Läslyftet, läsåret 2022/23"),
        ("Söderskolan", "past", "Läslyftet, ht 2023"),
    ]


def test_a_title_of_a_list_within_a_list_is_no_support() -> None:
    body = (
        "Norraskolan\nUnder 2021–2024 har Norraskolan fått:\n– Trygghet\n   • Skolsociala team 2023\n"
        "– Läslyftet 2022\n"
    )
    assert [text for _, _, text in items(body)] == ["Skolsociala team 2023", "Läslyftet 2022"]
