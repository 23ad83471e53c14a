"""At which school, for which years: headings, introductions and labels in their many wordings."""

from __future__ import annotations

import pytest

from tests.reading.composing import items, reading_of
from vandpunkt.reading import Window, read_text
from vandpunkt.reading.schools import introduced_schools, mentioned_school, school_named
from vandpunkt.reading.windows import Windows, stated_windows, tense, window_introduced, years

WINDOWS = Windows(Window("2021", "2024"), Window("2025", "2025"))


@pytest.mark.parametrize(
    ("prose", "schools"),
    [
        ("De skolor som avses är Norra skolan, Södra skolan samt Centralskolan.", ("Norra skolan", "Södra skolan", "Centralskolan")),
        ("Skolorna är Björkskolan, Ekskolan och Almens skola.", ("Björkskolan", "Ekskolan", "Almens skola")),
        ("Frågan gäller Norra skolan och Södra skolan. De", ("Norra skolan", "Södra skolan")),
        ("Följande grundskolor: Norra skolan F–9, Södra skolan.", ("Norra skolan F–9", "Södra skolan")),
        ("De skolor som avses är Norra skolan, Kullen och Södra skolan.", ("Norra skolan", "Kullen", "Södra skolan")),
        ("Ärendet gäller Stockholm och Göteborg.", ()),
        ("Skolor i Norrort och Söderort får stöd.", ()),
    ],
)  # fmt: skip
def test_schools_that_the_prose_lists(prose: str, schools: tuple[str, ...]) -> None:
    assert introduced_schools(prose) == schools


@pytest.mark.parametrize(
    "text", ["Norra skolan", "NORRA SKOLAN", "2.1 Norra skolan", "Norra skolan:", "Norra skolan (F–9)"]
)
def test_a_heading_is_a_schools_whatever_its_case_and_number(text: str) -> None:
    assert school_named(text, ("Södra skolan", "Norra skolan")) == "Norra skolan"


def test_a_sentence_may_name_its_school() -> None:
    assert (
        mentioned_school("På Norra skolan har förvaltningen", ("Norra skolan", "Södra skolan"))
        == "Norra skolan"
    )
    assert mentioned_school("Norra skolans rektor", ("Norra skolan",)) == "Norra skolan"
    assert mentioned_school("Norra skolan och Södra skolan", ("Norra skolan", "Södra skolan")) is None
    assert mentioned_school("Nya Norra skolan", ("Norra skolan", "Nya Norra skolan")) == "Nya Norra skolan"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("På Norra skolan har central förvaltning under 2021–2024 erbjudit stöd i form av:", "past"),
        ("Under 2025:", "planned"),
        ("2021–2024", "past"),
        ("Insatser 2021-2024", "past"),
        ("Tidigare insatser:", "past"),
        ("Planerade insatser 2025", "planned"),
        ("Stöd som kommer att ges:", "planned"),
        ("Inför 2025 planeras:", "planned"),
        ("2022:", "past"),
        ("Under 2026:", "planned"),
        ("Skolan arbetar med följande:", None),
        ("Insatserna redovisas 2025 för nämnden.", None),
    ],
)
def test_what_introduces_a_list_of_which_window(text: str, kind: str | None) -> None:
    assert window_introduced(text, WINDOWS, already=None) == kind


@pytest.mark.parametrize(
    ("prose", "past", "planned"),
    [
        (
            "Frågan är vilket stöd skolorna erbjudits under 2021-2024 samt vilket stöd som kommer att erbjudas under 2025.",
            Window("2021", "2024"), Window("2025", "2025"),
        ),
        (
            "Interpellationen handlar om det stöd som har getts 2023–2025 och om planerade insatser 2026.",
            Window("2023", "2025"), Window("2026", "2026"),
        ),
        (
            "Här redovisas insatser som planeras för 2024 och 2025 och insatser som skolorna har fått 2022 till 2023.",
            Window("2022", "2023"), Window("2024", "2025"),
        ),
        ("Skolorna har fått stöd under läsåret 2022/23.", Window("2022", "2023"), None),
        ("Skolorna har funnits sedan 1972.", None, None),
    ],
)  # fmt: skip
def test_the_windows_are_those_that_the_prose_asks_about(
    prose: str, past: Window | None, planned: Window | None
) -> None:
    assert stated_windows([prose], []) == Windows(past, planned)


def test_the_lists_own_introductions_decide_over_the_prose() -> None:
    windows = stated_windows(["Stöd har getts 2020."], ["Stöd som har getts 2021–2024:", "Under 2025:"])
    assert windows == WINDOWS


def test_the_last_word_of_tense_decides() -> None:
    assert tense("Stöd som har planerats") == "planned"
    assert tense("vilket stöd som skolan fått") == "past"
    assert tense("Skolan ligger vid ån") is None


def test_years_are_the_first_span_that_is_bounded() -> None:
    assert years("sedan 2019, under 2022–2023") == Window("2022", "2023")
    assert years("utan tid") is None


def test_windows_may_stand_above_the_schools() -> None:
    body = """Stöd som har erbjudits under 2021–2024

Norra skolan
• KSBS

Södra skolan
• KUF

Stöd som kommer att erbjudas under 2025

Norra skolan
• Läslyftet
"""
    assert items(body) == [
        ("Norra skolan", "past", "KSBS"),
        ("Södra skolan", "past", "KUF"),
        ("Norra skolan", "planned", "Läslyftet"),
    ]


def test_a_heading_may_hold_both_school_and_years() -> None:
    assert items("Norra skolan 2021–2024\n- KSBS\n\nNorra skolan (planerade insatser 2025)\n- KUF\n") == [
        ("Norra skolan", "past", "KSBS"),
        ("Norra skolan", "planned", "KUF"),
    ]


def test_a_school_without_a_heading_is_known_by_the_introduction() -> None:
    body = "På Ängsskolan har förvaltningen under 2021–2024 gett stöd i form av:\n- KSBS\n"
    assert items(body) == [("Ängsskolan", "past", "KSBS")]


def test_a_label_narrower_than_the_window_bounds_items_without_a_time() -> None:
    facts = reading_of(
        "Norra skolan\n2021–2024:\n- KSBS\n2022:\n- KUF\n- Läslyftet, start ht 2022\n"
    ).interventions
    assert [(one.start, one.end) for one in facts] == [(None, None), ("2022", "2022"), ("2022ht", None)]


def test_items_of_which_it_is_not_said_when_are_read_as_past_and_told() -> None:
    reading = reading_of("Norra skolan\n- KSBS\n")
    assert [one.window for one in reading.interventions] == ["past"]
    assert any("framgår inte" in warning for warning in reading.warnings)


def test_schools_come_in_the_order_of_the_prose() -> None:
    text = """Tjänsteutlåtande
Sammanfattning
De skolor som avses är Södra skolan och Norra skolan.

Synpunkter
Norra skolan
Under 2025:
- KSBS
"""
    reading = read_text(text)
    assert reading.document.schools == ("Södra skolan", "Norra skolan")
    assert "Södra skolan nämns i dokumentet men har inget avsnitt med insatser." in reading.warnings
