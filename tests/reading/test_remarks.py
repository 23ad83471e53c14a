"""What a person should look at is told in Swedish, when it is true and useful, and not otherwise."""

from __future__ import annotations

import pytest

from tests.reading.composing import HEAD, past_item, planned_item, reading_of
from tests.reading.statements import SEED
from vandpunkt.reading import read_file
from vandpunkt.reading.confidence import Doubt, confidence

START = "Norra skolan\nUnder 2021–2024 har skolan fått:\n"


def warnings(body: str, head: str = HEAD) -> tuple[str, ...]:
    return reading_of(body, head).warnings


def test_a_reading_without_anything_odd_has_no_remarks() -> None:
    assert warnings(f"{START}• KSBS från vt 2024\n\nUnder 2025:\n• KSBS\n") == ()


def test_the_seeds_remarks() -> None:
    told = read_file(SEED).warnings
    assert told[0] == "Rinkebyskolan: «Start -2022» har ett tecken för mycket och lästes som start 2022."
    assert sum("ingen tid anges" in one for one in told) == len(told) - 1 == 4


def test_past_support_without_a_time_is_told_school_by_school() -> None:
    told = warnings(f"{START}• KSBS\n• Läslyftet ht 2022\n• KUF\n\nUnder 2025:\n• KSBS\n")
    assert told == ("Norra skolan: ingen tid anges för «KSBS», «KUF».",)


def test_a_plan_to_continue_what_is_not_told_of_is_asked_about() -> None:
    told = warnings(
        f"{START}• KSBS från vt 2024\n\nUnder 2025:\n• Fortsätta med KUF\n• Läslyftet, start 2022\n• KSBS fortsätter\n"
    )
    assert told == (
        "Norra skolan: «Fortsätta med KUF» planeras fortsätta men står inte bland tidigare insatser.",
        "Norra skolan: «Läslyftet, start 2022» planeras fortsätta men står inte bland tidigare insatser.",
    )


def test_a_plan_to_begin_is_not_asked_about() -> None:
    assert warnings("Norra skolan\nUnder 2025:\n• Start av KSBS ht 2025\n• KUF\n") == ()


def test_a_proposed_name_is_told() -> None:
    told = warnings(f"{START}• Språklyftet, start 2022\n")
    assert told == ("«Språklyftet» finns inte bland kända insatstyper. Namnet är ett förslag ur texten.",)


def test_what_a_statement_should_say_of_itself_is_missed() -> None:
    told = warnings(
        "Norra skolan\nSkolan har fått:\n• KSBS från vt 2024\n",
        "Tjänsteutlåtande\n\nSammanfattning\nText.\n\nSynpunkter\n",
    )
    assert "Dokumentet anger inget diarienummer." in told
    assert "Dokumentet säger inte vilka år frågan om tidigare stöd gäller." in told
    assert "Dokumentet säger inte vilka år frågan om planerat stöd gäller." in told


def test_a_statement_without_support_is_read_and_told() -> None:
    reading = reading_of("Ingen skola får något.\n")
    assert reading.interventions == ()
    assert reading.warnings[0] == "Inga stödinsatser hittades i dokumentet."


def test_confidence_is_a_share_that_every_doubt_lowers() -> None:
    assert confidence(()) == 0.99
    for doubt in Doubt:
        assert 0 < confidence((doubt,)) < 0.99
        assert confidence(Doubt) < confidence((doubt,))


@pytest.mark.parametrize(
    ("sure", "less_sure"),
    [
        ("KSBS från vt 2024", "Läxhjälp från vt 2024"),
        ("KSBS under 2023", "KSBS 2023"),
        ("KSBS, start 2022", "KSBS, start -2022"),
        ("KSBS ht 2022", "Handledning ht 2022"),
    ],
)
def test_what_the_wording_leaves_open_is_less_sure(sure: str, less_sure: str) -> None:
    assert past_item(less_sure).confidence < past_item(sure).confidence


def test_what_the_page_hides_is_less_sure() -> None:
    def sure(body: str) -> float:
        return reading_of(START + body).interventions[0].confidence

    plain = sure("• KSBS i samverkan med Skolverket\n")
    assert sure("• KSBS i samverkan med\n\nSkolverket\n") < plain
    assert sure("\nKSBS i samverkan med Skolverket\n") < plain
    assert sure("Insats\tPeriod\nKSBS\tht 2022\nKUF\tht 2022\n") < plain


def test_an_item_alone_is_its_own_page() -> None:
    fact = planned_item("KSBS under 2025")
    assert (fact.source.page, fact.source.start, fact.source.end) == (1, 0, len("KSBS under 2025"))
    assert (fact.school, fact.window, fact.text) == ("", "planned", "KSBS under 2025")


def test_an_item_alone_is_read_as_in_its_document() -> None:
    for fact in read_file(SEED).interventions:
        alone = (past_item if fact.window == "past" else planned_item)(fact.text)
        for part in (
            "programme",
            "start",
            "end",
            "ongoing",
            "in_use_from",
            "partners",
            "persons",
            "duration_years",
            "follow_on",
        ):
            assert getattr(alone, part) == getattr(fact, part)
