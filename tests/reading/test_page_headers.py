"""What belongs to the pages and not to the text is left out, and nothing else is."""

from __future__ import annotations

import pytest

from tests.reading.composing import HEAD, texts
from vandpunkt.reading import read_text
from vandpunkt.reading.lines import lines_of
from vandpunkt.reading.running_lines import is_page_furniture, without_running_lines
from vandpunkt.reading.text_tables import printed_page

HEADER = "\n\n\nTjänsteutlåtande\nDnr UTBF 2024/6786\n\nSida 3 (5)\n\nStöd till skolor\n\n"


def kept(*pages: str) -> list[str]:
    """The lines that are left of these pages."""
    lines = lines_of([printed_page(page) for page in pages])
    return [line.text for line in without_running_lines(lines)]


def test_an_item_goes_on_after_a_page_header() -> None:
    body = f"Norra skolan\nUnder 2025:\n• Nätverk för rektorer i utsatta områden i samarbete med{HEADER}Skolverket\n• KSBS\n"
    assert texts(body) == ["Nätverk för rektorer i utsatta områden i samarbete med Skolverket", "KSBS"]


def test_a_header_between_two_items_parts_them_only() -> None:
    body = f"Norra skolan\nUnder 2025:\n• Läslyftet.\n{HEADER}• KSBS.\n"
    assert texts(body) == ["Läslyftet.", "KSBS."]


@pytest.mark.parametrize(
    "number", ["Sida 3 (5)", "3 (5)", "Sida 3 av 5", "sid 3", "3/5", "– 3 –", "Dnr UTBF 2024/1  Sida 3 (5)"]
)
def test_page_numbers_are_recognised_in_their_usual_forms(number: str) -> None:
    assert kept(f"En mening.\n{number}\nEn till.") == ["En mening.", "En till."]


def test_a_bare_number_is_a_page_number_only_at_the_edge_of_a_page() -> None:
    assert kept("En mening.\n3", "En till.\n4") == ["En mening.", "En till."]
    assert "3" in kept("En mening.\n3\nEn till.")


def test_lines_that_come_at_the_top_of_every_page_are_left_out() -> None:
    pages = [f"Norrorts kommun\nBarn och skola\n\nSidans text är nummer {n}." for n in "abc"]
    assert kept(*pages) == [f"Sidans text är nummer {n}." for n in "abc"]


def test_items_that_begin_several_pages_are_kept() -> None:
    pages = [f"• Nätverk för rektorer i utsatta områden\n• Insats {n}\nmer text om den" for n in "abc"]
    assert len(kept(*pages)) == 9


def test_a_window_label_next_to_a_header_is_kept() -> None:
    body = "".join(
        f"{name} skolan\n{HEADER}Insatser 2021–2024\n\n- Läslyftet.\n\nPlanerade insatser 2025\n\n- KSBS.\n\n"
        for name in ("Norra", "Södra")
    )
    assert texts(body) == ["Läslyftet.", "KSBS."] * 2


def test_the_dnr_and_the_kind_are_read_from_the_headers() -> None:
    reading = read_text("Förslag till beslut\nNämnden godkänner.\n" + HEADER + "Sammanfattning\nText.\n")
    assert reading.document.dnr == "UTBF 2024/6786"
    assert reading.document.kind == "tjänsteutlåtande"


@pytest.mark.parametrize(
    "text", ["Tjänsteutlåtande", "Dnr UTBF 2024/6786", "2025-01-07", "Utbildningsförvaltningen"]
)
def test_parts_of_a_letterhead_are_known_by_form(text: str) -> None:
    assert is_page_furniture(text)


@pytest.mark.parametrize("text", ["Läslyftet", "Norra skolan", "2021–2024", "Under 2025:"])
def test_parts_of_the_text_are_none(text: str) -> None:
    assert not is_page_furniture(text)


def test_the_head_of_the_tests_is_a_statement() -> None:
    assert read_text(HEAD).document.dnr == "UTBF 2024/6786"


def test_what_a_browser_prints_around_pages_is_left_out() -> None:
    pages = [
        f"11/25/26, 4:15 AM    Svar\n{text}\nfile:///svar.html    {n}/3"
        for n, text in enumerate(("En mening.", "En till.", "Slut."), 1)
    ]
    assert kept(*pages) == ["En mening.", "En till.", "Slut."]
