"""The answer as plain text, as the printed statement reads."""

from __future__ import annotations

from hypothesis import given, settings

from tests.documents.sample import SCHOOLS, sample_document
from tests.documents.strategies import documents
from vandpunkt.documents.charts import YearChart
from vandpunkt.documents.text import COLUMNS, render
from vandpunkt.documents.tree import (
    Block,
    BulletList,
    Document,
    Figure,
    Heading,
    Letterhead,
    Paragraph,
    Run,
    Signature,
    Signatures,
    Table,
)

LETTERHEAD = Letterhead("Utbildningsförvaltningen", "Tjänsteutlåtande", "UTBF 2024/6786")


def body(*blocks: Block) -> str:
    """What is printed after the letterhead and the title of a document with these blocks."""
    text = render(Document(LETTERHEAD, "Titel", "", blocks))
    return text.split("Titel\n", 1)[1].strip("\n")


def test_the_letterhead_and_the_title_stand_first() -> None:
    assert render(sample_document()).startswith(
        "Utbildningsförvaltningen\nTjänsteutlåtande\nDnr UTBF 2024/6786\n"
        "Skrivelse om att vända skolresultat\n\n"
        "Att vända skolresultat\n\nSvar på skrivelse från Andréa Hedin m.fl. (M)\n\n\n"
        "Förvaltningens förslag till beslut\nUtbildningsnämnden godkänner"
    )


def test_lines_are_at_most_72_columns() -> None:
    assert max(map(len, render(sample_document()).splitlines())) <= COLUMNS


def test_a_heading_stands_right_above_its_text_and_apart_from_what_is_before() -> None:
    text = body(
        Heading(1, "Sammanfattning"),
        Paragraph((Run("Ett."),)),
        Heading(2, "Rinkebyskolan"),
        Paragraph((Run("Två."),)),
        Heading(1, "Bilaga"),
    )

    assert text == "Sammanfattning\nEtt.\n\nRinkebyskolan\nTvå.\n\n\nBilaga"


def test_list_items_hang_from_their_bullets() -> None:
    long = "Nätverk för rektorer i utsatta områden i samarbete med Stockholms universitet och Skolverket."
    text = body(Paragraph((Run("Under 2025:"),)), BulletList(((Run(long),), (Run("SSPF individ"),))))

    assert text == (
        "Under 2025:\n\n"
        "• Nätverk för rektorer i utsatta områden i samarbete med Stockholms\n"
        "  universitet och Skolverket.\n"
        "• SSPF individ"
    )


def test_a_number_stays_with_its_unit_and_words_keep_their_hyphens() -> None:
    text = body(Paragraph((Run("ord " * 15 + "KSBS-insats av " + "70,0\u00a0% behöriga"),)))

    assert "70,0\u00a0%" in text
    assert "KSBS-insats" in text


def test_tables_are_set_in_columns_with_figures_to_the_right() -> None:
    table = Table(
        "Behöriga",
        ("Skola", "2023/24", "2024/25"),
        (((Run("Rinkebyskolan"),), (Run("64,9"),), (Run("~100"),)),),
        (False, True, True),
    )

    assert body(table) == ("Behöriga\nSkola          2023/24  2024/25\nRinkebyskolan     64,9     ~100")


def test_a_table_too_wide_for_the_page_names_each_cell() -> None:
    table = Table("", ("Skola", "Insats"), (((Run("Rinkebyskolan"),), (Run("lång " * 20),)),), (False, False))

    first, *others = body(table).splitlines()
    assert first.startswith("Skola: Rinkebyskolan; Insats: lång lång")
    assert all(line.startswith("  ") for line in others)


def test_a_figure_is_its_caption_and_the_words_that_stand_in_for_it() -> None:
    figure = Figure(YearChart(()), "Rinkebyskolan, fem år", "2024/25: 74,5")

    assert body(figure) == "Rinkebyskolan, fem år\n2024/25: 74,5"


def test_signatures_stand_two_abreast() -> None:
    three = tuple(Signature(name, "Direktör", "Förvaltningen") for name in ("Ett", "Två", "Tre"))

    lines = body(Signatures(three)).splitlines()
    assert lines[0].split() == ["Ett", "Två"]
    assert lines[1].split() == ["Direktör", "Direktör"]
    assert lines[4].split() == ["Tre"]


def test_nothing_marks_the_citations_in_the_text_and_the_sources_stand_last() -> None:
    text = render(sample_document())

    assert f"• {SCHOOLS[0].planned[0]}\n" in text
    last = text.split("Källor och underlag\n")[1]
    assert last.count("Registret, insats") == 3
    assert last.endswith("Skolverket, Planned Educations, hämtat 2026-04-14\n")


@given(documents())
@settings(max_examples=60, deadline=None)
def test_only_a_word_longer_than_the_page_makes_a_longer_line(document: Document) -> None:
    for line in render(document).splitlines():
        assert len(line) <= COLUMNS or " " not in line.strip("• ") or "  " in line
