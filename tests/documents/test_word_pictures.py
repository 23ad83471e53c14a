"""The Word file as LibreOffice shows it: the same pages, the same words, nothing beside the paper."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from tests.documents.sample import sample_document
from vandpunkt.documents import pdf
from vandpunkt.documents.docx import render
from vandpunkt.documents.tree import BulletList, Document, Figure, Heading, Paragraph, Signatures, Table
from vandpunkt.documents.walk import figures, plain
from vandpunkt.documents.word_template import SHIPPED, shipped_template

_INK = 160
_MARGIN = 24
_LETTERHEAD = 105


def shown_by_libreoffice(content: bytes, folder: Path) -> pypdfium2.PdfDocument:
    """The Word file as LibreOffice prints it."""
    (folder / "svar.docx").write_bytes(content)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profil", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), str(folder / "svar.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return pypdfium2.PdfDocument((folder / "svar.pdf").read_bytes())


def ink(document: pypdfium2.PdfDocument) -> list[float]:
    """The share of each page that is dark, and a check that nothing runs out to the paper's edge."""
    shares = []
    for page in document:
        picture = page.render(scale=0.5).to_numpy().min(axis=2) < _INK
        assert not picture[:, -_MARGIN:].any()
        assert not picture[:, :_MARGIN].any()
        shares.append(float(picture.mean()))
    return shares


@pytest.mark.parametrize("name", SHIPPED)
def test_every_page_has_something_on_it_and_nothing_runs_off_the_paper(name: str, tmp_path: Path) -> None:
    shown = shown_by_libreoffice(render(sample_document(), shipped_template(name)), tmp_path)

    assert all(share > 0.002 for share in ink(shown))


def pieces(document: Document) -> Iterator[str]:
    """What a reader sees of the tree, piece by piece in order."""
    for block in document.blocks:
        match block:
            case Heading():
                yield block.text
            case Paragraph():
                yield plain(block.runs)
            case BulletList():
                yield from map(plain, block.items)
            case Table():
                yield from (block.caption, *block.header)
                yield from (plain(cell) for row in block.rows for cell in row)
            case Figure():
                yield block.caption
            case Signatures():
                yield from (one.name for one in block.signatures)


def letters(text: str) -> str:
    """The letters and digits alone: lines and broken words do not count."""
    return "".join(filter(str.isalnum, text))


def missing(document: Document, shown: pypdfium2.PdfDocument) -> list[str]:
    """The pieces of the tree that the pages below their letterhead lack, or have in another order."""
    below = [page.get_textpage().get_text_bounded(top=page.get_height() - _LETTERHEAD) for page in shown]
    text, at, lacking = letters("".join(below)), 0, []
    for piece in pieces(document):
        found = text.find(letters(piece), at)
        if found < 0:
            lacking.append(piece)
        else:
            at = found + len(letters(piece))
    return lacking


def pictures(shown: pypdfium2.PdfDocument) -> int:
    """How many pictures fill the width of the text."""
    wide = 380
    bounds = [one.get_bounds() for page in shown for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])]
    return sum(right - left > wide for left, _bottom, right, _top in bounds)


@pytest.fixture(scope="module")
def word(tmp_path_factory: pytest.TempPathFactory) -> pypdfium2.PdfDocument:
    """The sample's Word file as LibreOffice shows it."""
    return shown_by_libreoffice(render(sample_document()), tmp_path_factory.mktemp("word"))


@pytest.fixture(scope="module")
def printed() -> pypdfium2.PdfDocument:
    """The sample as our PDF."""
    return pypdfium2.PdfDocument(pdf.render(sample_document()))


def test_the_word_file_and_the_pdf_put_as_much_ink_on_about_as_many_pages(
    word: pypdfium2.PdfDocument, printed: pypdfium2.PdfDocument
) -> None:
    in_word, in_print = ink(word), ink(printed)

    assert abs(len(in_word) - len(in_print)) <= 1
    assert 0.6 < sum(in_word) / sum(in_print) < 1.6


def test_both_show_the_same_headings_paragraphs_items_cells_and_figures_in_order(
    word: pypdfium2.PdfDocument, printed: pypdfium2.PdfDocument
) -> None:
    assert missing(sample_document(), word) == []
    assert missing(sample_document(), printed) == []
    assert pictures(word) == len(figures(sample_document()))


def test_a_heading_an_item_or_a_figure_that_went_missing_would_be_seen(tmp_path: Path) -> None:
    whole = sample_document()
    heading, bullets, figure = (
        next(one for one in reversed(whole.blocks) if isinstance(one, kind))
        for kind in (Heading, BulletList, Figure)
    )
    assert isinstance(bullets, BulletList)
    shorter = replace(bullets, items=bullets.items[:-1], keys=bullets.keys[:-1])
    left = [shorter if one is bullets else one for one in whole.blocks if one not in (heading, figure)]
    shown = shown_by_libreoffice(render(replace(whole, blocks=tuple(left))), tmp_path)

    assert isinstance(heading, Heading)
    assert isinstance(figure, Figure)
    assert set(missing(whole, shown)) >= {heading.text, plain(bullets.items[-1]), figure.caption}
    assert pictures(shown) == len(figures(whole)) - 1
