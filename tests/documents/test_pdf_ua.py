"""PDF/UA-1 as others see it: a checker that is not ours, and the tags read by pikepdf."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from pdfua import validate

from tests.documents.sample import SCHOOLS, sample_document
from vandpunkt.documents.pdf import render


@pytest.fixture(scope="module")
def content() -> bytes:
    """The sample as a PDF."""
    return render(sample_document())


@pytest.fixture(scope="module")
def tagged(content: bytes) -> pikepdf.Pdf:
    """The sample opened."""
    return pikepdf.open(io.BytesIO(content))


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """The structure elements below one, in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def structure(tagged: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return list(elements(tagged.Root.StructTreeRoot))


def test_the_checker_finds_nothing(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "svar.pdf"
    path.write_bytes(content)

    assert list(validate(str(path)).findings) == []


def test_it_is_marked_says_its_language_and_shows_its_title(tagged: pikepdf.Pdf) -> None:
    assert bool(tagged.Root.MarkInfo.Marked)
    assert str(tagged.Root.Lang) == "sv"
    assert bool(tagged.Root.ViewerPreferences.DisplayDocTitle)


def test_headings_come_in_order_and_skip_no_level(tagged: pikepdf.Pdf) -> None:
    levels = [int(str(one.S)[2:]) for one in structure(tagged) if str(one.S) in ("/H1", "/H2", "/H3", "/H4")]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_figure_has_words_in_its_place(tagged: pikepdf.Pdf) -> None:
    figures = [one for one in structure(tagged) if str(one.S) == "/Figure"]

    assert len(figures) >= len(SCHOOLS)
    assert all(str(one.Alt).strip() for one in figures)


def test_lists_are_lists_and_tables_have_header_cells(tagged: pikepdf.Pdf) -> None:
    kinds = [str(one.S) for one in structure(tagged)]

    assert kinds.count("/LI") >= 40
    assert kinds.count("/Table") >= 1
    assert "/TH" in kinds


def test_every_page_is_read_in_the_order_of_its_structure(tagged: pikepdf.Pdf) -> None:
    assert {str(page.get("/Tabs", "/S")) for page in tagged.pages} == {"/S"}
