"""Every fact keeps its place: the characters of the page that it was taken from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.statements import SEED, seed_statement
from tests.reading.writers.tables import write_table_docx
from tests.reading.writers.text import TextForm, as_text
from tests.reading.writers.typeset import write_pdf
from tests.reading.writers.word import write_docx
from vandpunkt.reading import InterventionFact, Reading, read_file, read_text


def stretch(reading: Reading, fact: InterventionFact) -> str:
    """The characters that the fact points at."""
    return reading.page_texts[fact.source.page - 1][fact.source.start : fact.source.end]


def letters(text: str) -> str:
    """The letters and digits alone, so that wrapping does not matter."""
    return "".join(filter(str.isalnum, text))


def test_the_page_of_a_text_is_the_text_itself() -> None:
    assert read_file(SEED).page_texts == (SEED.read_text(encoding="utf-8").rstrip("\n"),)


def test_a_source_holds_the_item_and_nothing_else() -> None:
    reading = read_file(SEED)
    for fact in reading.interventions:
        assert letters(stretch(reading, fact)) == letters(fact.text)


def test_a_source_begins_after_the_bullet() -> None:
    reading = read_file(SEED)
    assert not any("\uf0b7" in stretch(reading, fact) for fact in reading.interventions)


@pytest.mark.parametrize("kind", ["docx", "docx by hand", "pdf"])
def test_sources_in_files_of_other_kinds_hold_their_items(kind: str, tmp_path: Path) -> None:
    if kind == "pdf":
        path = write_pdf(seed_statement(), tmp_path / "a.pdf")
    else:
        path = write_docx(seed_statement(), tmp_path / "a.docx", by_hand="hand" in kind)
    reading = read_file(path)
    for fact in reading.interventions:
        found = letters(stretch(reading, fact))
        assert found
        assert letters(fact.text).startswith(found)
    assert sum(letters(stretch(reading, fact)) == letters(fact.text) for fact in reading.interventions) >= 38


def test_an_item_over_a_page_turn_points_at_its_part_on_the_first_page() -> None:
    form = TextForm(lines_a_page=24, form_feeds=True, blank_after_items=False)
    reading = read_text(as_text(seed_statement(), form))
    assert len(reading.page_texts) > 5
    parts = [letters(stretch(reading, fact)) for fact in reading.interventions]
    wholes = [letters(fact.text) for fact in reading.interventions]
    assert all(whole.startswith(part) and part for whole, part in zip(wholes, parts, strict=True))
    assert parts != wholes


def test_a_row_of_a_table_points_at_its_cells(tmp_path: Path) -> None:
    reading = read_file(write_table_docx(seed_statement(), tmp_path / "a.docx", "one for all"))
    for fact in reading.interventions:
        assert letters(fact.text) in letters(stretch(reading, fact))


def test_a_bullet_alone_on_its_line_is_no_part_of_the_source() -> None:
    reading = read_text(
        "Tjänsteutlåtande\n\nSammanfattning\nx\n\nSynpunkter\nx\n\nNorra skolan\nUnder 2024:\n•\nMeningsfull fritid. Start 2023.\n"
    )
    assert [stretch(reading, fact) for fact in reading.interventions] == ["Meningsfull fritid. Start 2023."]
