"""Tables of support, in text, Word and HTML, whatever their columns are called."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.reading.composing import HEAD, items, reading_of
from vandpunkt.reading import read_file
from vandpunkt.reading.text_tables import printed_page


def test_a_table_may_have_a_row_for_each_item() -> None:
    body = """
| Skola         | År        | Insats        | Period        | I samverkan med    |
|---------------|-----------|---------------|---------------|--------------------|
| Östra skolan  | 2021–2024 | Läxhjälp      | ht 2022       | Föreningen Läxan   |
| Västra skolan | 2025      | Skolsociala team |            | sdf                |
"""
    facts = reading_of(body).interventions
    assert [(one.school, one.window, one.text) for one in facts] == [
        ("Östra skolan", "past", "Läxhjälp, ht 2022, Föreningen Läxan"),
        ("Västra skolan", "planned", "Skolsociala team, sdf"),
    ]
    assert [one.partners for one in facts] == [("Föreningen Läxan",), ("stadsdelsförvaltningen",)]
    assert [one.start for one in facts] == ["2022ht", None]


def test_a_table_may_have_a_column_for_each_window() -> None:
    body = "Skola\tTidigare insatser 2021–2024\tPlanerade insatser 2025\nNorra skolan\tKSBS\tKUF\nSödra skolan\tLäslyftet\t–\n"
    assert items(body) == [
        ("Norra skolan", "past", "KSBS"),
        ("Norra skolan", "planned", "KUF"),
        ("Södra skolan", "past", "Läslyftet"),
    ]


def test_a_school_named_once_holds_for_the_rows_below() -> None:
    body = "Skola\tPeriod\tInsats\nNorra skolan\tht 2022\tKSBS\n\tvt 2023\tKUF\n"
    assert [(school, text) for school, _, text in items(body)] == [
        ("Norra skolan", "ht 2022, KSBS"),
        ("Norra skolan", "vt 2023, KUF"),
    ]


def test_a_table_below_a_schools_heading_is_about_that_school() -> None:
    body = "Norra skolan\nInsatser 2021–2024:\n\nInsats\tPeriod\nLäslyftet\tht 2022\nKSBS\tfrån och med vt 2024\n"
    assert items(body) == [
        ("Norra skolan", "past", "Läslyftet, ht 2022"),
        ("Norra skolan", "past", "KSBS, från och med vt 2024"),
    ]


def test_a_table_of_results_is_no_support() -> None:
    body = "Skola\t2021\t2022\nNorra skolan\t74,5\t..\nSödra skolan\t60,1\t55,0\n"
    assert items(body) == []


def test_a_table_of_facts_about_schools_is_no_support() -> None:
    body = "Skola\tRektor\tOmråde\nNorra skolan\tRektor Demo\tNorrort\nSödra skolan\tRektor Demo\tSöderort\n"
    assert items(body) == []


@pytest.mark.parametrize(
    "line", ["•\tLäslyftet\n•\tKSBS", "1.\tLäslyftet\n2.\tKSBS", "En mening | med ett streck"]
)
def test_a_tab_after_a_bullet_and_a_single_bar_make_no_table(line: str) -> None:
    assert all(stretch.cell is None for stretch in printed_page(line).stretches)


def test_the_cells_of_a_text_table_are_where_their_text_is() -> None:
    page = printed_page("| a | bb |\n|---|----|\n| c |  d |")
    cells = [
        (one.cell.row, one.cell.column, page.text[one.start : one.end].strip())
        for one in page.stretches
        if one.cell
    ]
    assert cells == [(0, 0, "a"), (0, 1, "bb"), (1, 0, "c"), (1, 1, "d")]


def word_table(folder: Path, rows: list[list[str]], merged: bool = False) -> Path:
    document = docx.Document()
    for line in HEAD.split("\n"):
        document.add_paragraph(line)
    table = document.add_table(len(rows), len(rows[0]))
    for row_number, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(row_number, column).text = text
    if merged:
        table.cell(1, 0).merge(table.cell(2, 0))
    path = folder / "table.docx"
    document.save(str(path))
    return path


def test_a_word_table_with_merged_cells(tmp_path: Path) -> None:
    rows = [["Skola", "Insats", "När"], ["Norra skolan", "KSBS", "ht 2022"], ["", "KUF", "vt 2023"]]
    facts = read_file(word_table(tmp_path, rows, merged=True)).interventions
    assert [(one.school, one.programme, one.start) for one in facts] == [
        ("Norra skolan", "Kommunal samverkan för bästa skola", "2022ht"),
        ("Norra skolan", "Kvalitetsutveckling genom förstelärare", "2023vt"),
    ]


def test_bullets_inside_a_cell_are_items_of_their_own(tmp_path: Path) -> None:
    rows = [["Skola", "2021–2024", "2025"], ["Norra skolan", "• KSBS ht 2022\n• KUF", "• Läslyftet"]]
    facts = read_file(word_table(tmp_path, rows)).interventions
    assert [(one.window, one.text) for one in facts] == [
        ("past", "KSBS ht 2022"),
        ("past", "KUF"),
        ("planned", "Läslyftet"),
    ]
