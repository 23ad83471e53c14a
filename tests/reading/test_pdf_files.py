"""What a PDF tells by where its text stands: lines, gaps, columns, tables, size of type."""

from __future__ import annotations

from pathlib import Path

import typst

from vandpunkt.reading import Limits
from vandpunkt.reading.pages import Page
from vandpunkt.reading.pdf_file import pdf_pages

PAGE = '#set page(paper: "a4", margin: 3cm)\n#set text(lang: "sv", size: 11pt)\n'


def typeset(source: str, folder: Path) -> tuple[Page, ...]:
    """The pages of a document set by Typst."""
    (folder / "a.typ").write_text(PAGE + source, encoding="utf-8")
    typst.compile(str(folder / "a.typ"), output=str(folder / "a.pdf"))
    return pdf_pages((folder / "a.pdf").read_bytes(), Limits(), "a.pdf")


def lines(page: Page) -> list[str]:
    """The printed lines, blank ones too."""
    return [page.text[one.start : one.end] for one in page.stretches]


def test_a_gap_between_paragraphs_is_a_blank_line(tmp_path: Path) -> None:
    (page,) = typeset("Ett stycke med text.\n\n#v(8pt)\nEtt stycke till.", tmp_path)
    assert lines(page) == ["Ett stycke med text.", "", "Ett stycke till."]


def test_lines_of_a_paragraph_follow_each_other(tmp_path: Path) -> None:
    (page,) = typeset("Nätverk för rektorer i utsatta områden " * 6, tmp_path)
    assert len(lines(page)) > 2
    assert "" not in lines(page)


def test_a_line_knows_how_much_more_it_would_have_held(tmp_path: Path) -> None:
    (page,) = typeset("Nätverk för rektorer i utsatta områden " * 6 + "\n\nKort rad", tmp_path)
    rooms = [one.room for one in page.stretches if one.start < one.end]
    assert max(room or 0 for room in rooms[:2]) < 15
    assert (rooms[-1] or 0) > 40


def test_columns_side_by_side_are_parted_by_wide_space(tmp_path: Path) -> None:
    (page,) = typeset("Utbildningsförvaltningen #h(1fr) Tjänsteutlåtande\n\nText som är här.", tmp_path)
    assert lines(page)[0] == "Utbildningsförvaltningen  Tjänsteutlåtande"


def test_justified_text_has_no_columns(tmp_path: Path) -> None:
    (page,) = typeset("#set par(justify: true)\n" + "Nätverk för rektorer i utsatta områden " * 20, tmp_path)
    assert not any("  " in line for line in lines(page))


def test_bullets_stand_before_their_words(tmp_path: Path) -> None:
    (page,) = typeset("- Läslyftet ht 2022\n- KSBS från vt 2024\n\nText som följer här.", tmp_path)
    assert lines(page)[:2] == ["• Läslyftet ht 2022", "• KSBS från vt 2024"]


def test_larger_and_bolder_type_is_prominent(tmp_path: Path) -> None:
    source = "= Rubrik\nText som löper på här.\n\n#text(size: 14pt)[Större]\n\n#strong[Fet]\n\nMer text."
    (page,) = typeset(source, tmp_path)
    prominent = [page.text[one.start : one.end] for one in page.stretches if one.form.prominent]
    assert prominent == ["Rubrik", "Större", "Fet"]


def test_the_cells_of_a_table_are_known_by_their_columns(tmp_path: Path) -> None:
    long = "Nätverk för rektorer i utsatta områden med många ord så att raden bryts"
    source = f"Text före tabellen.\n#table(columns: (5cm, 2cm, 5cm), [Insats], [Period], [Med], [{long}], [ht 2022], [Skolverket])"
    (page,) = typeset(source, tmp_path)
    cells: dict[tuple[int, int], list[str]] = {}
    for one in page.stretches:
        if one.cell:
            cells.setdefault((one.cell.row, one.cell.column), []).append(page.text[one.start : one.end])
    assert {place: " ".join(parts) for place, parts in cells.items()} == {
        (0, 0): "Insats", (0, 1): "Period", (0, 2): "Med", (1, 0): long, (1, 1): "ht 2022", (1, 2): "Skolverket",
    }  # fmt: skip


def test_a_table_that_goes_on_over_the_page_is_one_table(tmp_path: Path) -> None:
    rows = ", ".join(f"[Insats {number}], [ht 20{number}]" for number in range(10, 99))
    pages = typeset(f"Text före.\n#table(columns: (5cm, 4cm), {rows})", tmp_path)
    assert len(pages) > 1
    assert {one.cell.table for page in pages for one in page.stretches if one.cell} == {0}


def test_text_that_stands_on_its_side_is_left_out(tmp_path: Path) -> None:
    (page,) = typeset("Text som löper på över raden.\n\n#rotate(-90deg)[Arkivexemplar]", tmp_path)
    assert [line for line in lines(page) if line] == ["Text som löper på över raden."]


def test_broken_words_end_in_a_hyphen(tmp_path: Path) -> None:
    (page,) = typeset(
        "#set text(hyphenate: true)\n#block(width: 4cm)[" + "kompetensutvecklingsinsatser " * 4 + "]",
        tmp_path,
    )
    assert any(line.endswith("-") for line in lines(page))


def test_pages_are_pages(tmp_path: Path) -> None:
    assert [lines(page)[0] for page in typeset("Första sidan.\n#pagebreak()\nAndra sidan.", tmp_path)] == [
        "Första sidan.",
        "Andra sidan.",
    ]


def test_bullets_that_are_drawn_are_bullets(tmp_path: Path) -> None:
    dots = "#set list(marker: box(baseline: -3pt, circle(radius: 2pt, fill: black)))\n"
    (page,) = typeset(f"{dots}- Läslyftet ht 2022\n- KSBS från vt 2024\n\nText som följer här.", tmp_path)
    assert [line for line in lines(page) if line] == [
        "• Läslyftet ht 2022",
        "• KSBS från vt 2024",
        "Text som följer här.",
    ]
