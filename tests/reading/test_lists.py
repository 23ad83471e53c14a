"""Which lines are items, whatever opens them and however they are broken."""

from __future__ import annotations

import pytest

from tests.reading.composing import items, reading_of, texts
from vandpunkt.reading.bullets import bullet

START = "Norra skolan\nUnder 2021–2024 har skolan fått:\n"


@pytest.mark.parametrize(
    "mark", ["•", "-", "–", "—", "*", "·", "▪", "o", "\uf0b7", "\uf0a7", "1.", "1)", "a)", "→"]
)
def test_bullets_of_any_glyph_open_an_item(mark: str) -> None:
    assert texts(f"{START}{mark} Läslyftet ht 2022.\n{mark} KSBS.\n") == ["Läslyftet ht 2022.", "KSBS."]


def test_a_bullet_may_stand_alone_above_its_item() -> None:
    assert texts(f"{START}\uf0b7\nLäslyftet ht 2022.\n\uf0b7\nKSBS.\n") == ["Läslyftet ht 2022.", "KSBS."]


def test_items_without_bullets_are_parted_by_blank_lines() -> None:
    assert texts(f"{START}\nLäslyftet ht 2022.\n\nKSBS\n\nSkolsociala team\n") == [
        "Läslyftet ht 2022.",
        "KSBS",
        "Skolsociala team",
    ]


def test_items_without_bullets_or_blank_lines_are_parted_where_the_line_had_room() -> None:
    body = (
        f"{START}Nätverk för rektorer i utsatta områden i samarbete med Stockholms universitet och Skolverket. Start\n"
        "2022.\nSimstrategi Norrort\nLäslyftet\n"
    )
    assert len(texts(body)) == 3


def test_a_sentence_that_leads_up_to_a_list_is_no_item() -> None:
    assert texts(f"{START}\nSkolan har valt bland flera insatser.\n\n- KSBS\n") == ["KSBS"]


def test_running_text_after_a_list_is_no_item() -> None:
    assert texts(f"{START}- KSBS.\n\nInsatserna följs upp av rektor.\n") == ["KSBS."]


def test_a_blank_line_inside_an_item_is_read_past() -> None:
    body = f"{START}• SSPF individ – start\n\n2024 i samverkan med\n\nSkolverket.\n\n• KSBS\n"
    assert texts(body) == ["SSPF individ – start 2024 i samverkan med Skolverket.", "KSBS"]


def test_a_dash_that_begins_a_wrapped_line_is_no_bullet() -> None:
    body = f"{START}- Statsbidrag stärkt kunskapsutveckling\n- förstärkt elevhälsoteam\n- KSBS\n"
    assert texts(body) == ["Statsbidrag stärkt kunskapsutveckling - förstärkt elevhälsoteam", "KSBS"]


def test_a_dash_in_a_list_of_other_bullets_is_no_bullet() -> None:
    body = f"{START}• Statsbidrag 2019\n– Förstärkt elevhälsoteam\n• KSBS\n"
    assert texts(body) == ["Statsbidrag 2019 – Förstärkt elevhälsoteam", "KSBS"]


def test_a_list_may_write_its_items_with_small_letters() -> None:
    assert texts(f"{START}- läslyftet ht 2022\n- nätverk för rektorer\n") == [
        "läslyftet ht 2022",
        "nätverk för rektorer",
    ]


def test_an_item_that_introduces_items_below_it_is_none_itself() -> None:
    body = f"{START}• Skolutveckling:\n  o KSBS från ht 2023\n  o KUF vt 2024\n• Läslyftet\n"
    assert texts(body) == ["KSBS från ht 2023", "KUF vt 2024", "Läslyftet"]


@pytest.mark.parametrize(
    "nothing", ["Inga insatser är planerade.", "Inget stöd har getts", "Ingen.", "Ej aktuellt", "–", "74,5"]
)
def test_an_item_that_says_that_there_is_nothing_is_none(nothing: str) -> None:
    assert texts(f"{START}• {nothing}\n• KSBS\n") == ["KSBS"]


def test_lists_under_other_headings_are_no_support() -> None:
    body = f"{START}• KSBS\n\nBilagor\n• Skrivelse om Norra skolan\n\nKonsekvenser för barn\n• Inga\n• Läslyftet\n"
    assert texts(body) == ["KSBS"]


def test_a_list_for_all_schools_is_told_and_not_read() -> None:
    reading = reading_of("Gemensamt för alla skolor\n- Uppföljning varje termin\n\n" + START + "- KSBS\n")
    assert [one.text for one in reading.interventions] == ["KSBS"]
    assert (
        "Listan under «Gemensamt för alla skolor» hör inte till någon skola och lästes inte."
        in reading.warnings
    )


def test_an_item_longer_than_a_page_is_no_item() -> None:
    assert texts(f"{START}• {'Läslyftet och mer ' * 200}\n• KSBS\n") == ["KSBS"]


def test_support_may_be_listed_on_the_line_that_introduces_it() -> None:
    body = "Norra skolan\nInsatser 2021–2024: NPF-utbildning för rektorer ht 2022; KSBS från vt 2024; samt läslyftet.\n\nUnder 2025: KSBS.\n"
    assert items(body) == [
        ("Norra skolan", "past", "NPF-utbildning för rektorer ht 2022"),
        ("Norra skolan", "past", "KSBS från vt 2024"),
        ("Norra skolan", "past", "läslyftet."),
        ("Norra skolan", "planned", "KSBS."),
    ]


def test_an_item_may_speak_of_the_other_window() -> None:
    assert items(f"{START}• KSBS\n• Under 2025: KUF\n• 2022: Läslyftet\n") == [
        ("Norra skolan", "past", "KSBS"),
        ("Norra skolan", "planned", "KUF"),
        ("Norra skolan", "past", "2022: Läslyftet"),
    ]


def test_a_sentence_with_a_colon_lists_no_support() -> None:
    assert texts("Norra skolan\nSkolan har under 2023 fått ny ledning: en rektor och två biträdande.\n") == []


def test_no_line_is_both_bullet_and_word() -> None:
    assert bullet("Läslyftet") is None
    assert bullet("2022–2024") is None
    assert bullet("-22") is None


def test_a_number_with_a_stop_may_be_a_schools_heading() -> None:
    assert items("1. Norra skolan\nUnder 2025:\n- KSBS\n\n2. Södra skolan\nUnder 2025:\n- KUF\n") == [
        ("Norra skolan", "planned", "KSBS"),
        ("Södra skolan", "planned", "KUF"),
    ]


def test_bullets_that_were_copied_apart_from_their_items_are_left_out() -> None:
    body = (
        f"{START}\uf0b7\n\uf0b7\n\uf0b7\n\nNätverk för rektorer i samarbete med Stockholms universitet och Skolverket och\n"
        "Region Norr. Start 2022.\nUppdrag Norrort: ett gemensamt arbete för övergångar.\n2022–2024, togs i bruk vt 2024.\n"
        "Läslyftet\n"
    )
    assert [text.split()[0] for text in texts(body)] == ["Nätverk", "Uppdrag", "Läslyftet"]
    assert texts(body)[1].endswith("2022–2024, togs i bruk vt 2024.")
