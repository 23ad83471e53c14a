"""The sources that end a document: few lines, however many rows lean on them."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.documents.sample import sample_document
from tests.documents.strategies import documents
from vandpunkt.documents.source_list import row_ranges, source_lines
from vandpunkt.documents.tree import Citation, Document, Letterhead, Paragraph, Run
from vandpunkt.documents.walk import cited


def citing(*citations: Citation, unknown: tuple[str, ...] = ()) -> Document:
    ids = (*(one.id for one in citations), *unknown)
    return Document(
        Letterhead("", "", ""), "T", "", (Paragraph((Run("a", ids),)),), {one.id: one for one in citations}
    )


def intervention(row: str, label: str) -> Citation:
    return Citation(f"intervention-{row}-1", "intervention", row, "1", label)


@pytest.mark.parametrize(
    ("rows", "printed"),
    [
        ([], ""),
        (["7"], "7"),
        (["3", "1", "2"], "1–3"),
        (["1", "2", "4", "8", "9", "10"], "1–2, 4 och 8–10"),
        (["5", "5"], "5"),
        (["b", "a"], "b och a"),
    ],
)
def test_rows_are_printed_as_ranges(rows: list[str], printed: str) -> None:
    assert row_ranges(rows) == printed


def test_rows_of_one_source_share_a_line() -> None:
    document = citing(*(intervention(str(row), f"Registret, insats {row}, sidan 3") for row in (4, 3, 2)))

    (line,) = source_lines(document)
    assert (line.number, line.text) == (1, "Registret, insats 2–4, sidan 3")
    assert [one.row for one in line.citations] == ["4", "3", "2"]


def test_only_the_row_itself_is_taken_for_its_number() -> None:
    document = citing(intervention("2", "Bilaga 12, insats 2"), intervention("3", "Bilaga 12, insats 3"))

    assert [line.text for line in source_lines(document)] == ["Bilaga 12, insats 2–3"]


def test_another_page_is_another_line() -> None:
    document = citing(intervention("1", "Insats 1, sidan 2"), intervention("5", "Insats 5, sidan 3"))

    assert [line.text for line in source_lines(document)] == ["Insats 1, sidan 2", "Insats 5, sidan 3"]


def test_a_citation_that_nobody_has_described_makes_no_line() -> None:
    assert source_lines(citing(unknown=("result-9-9",))) == ()


def test_the_sample_has_four_sources_for_sixty_five_citations() -> None:
    lines = source_lines(sample_document())

    assert len(lines) == 4
    assert sum(len(line.citations) for line in lines) == 65
    assert lines[-1].text == "Skolverket, Planned Educations, hämtat 2026-04-14"


@given(documents())
def test_every_described_citation_stands_in_exactly_one_line(document: Document) -> None:
    listed = [citation.id for line in source_lines(document) for citation in line.citations]

    assert sorted(listed) == sorted(one for one in cited(document) if one in document.citations)
