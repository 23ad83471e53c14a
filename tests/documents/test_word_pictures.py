"""The Word file as LibreOffice shows it: the same pages, the same words, nothing beside the paper."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pypdfium2
import pytest

from tests.documents.sample import sample_document
from vandpunkt.documents import pdf
from vandpunkt.documents.docx import render
from vandpunkt.documents.word_template import SHIPPED, shipped_template

_INK = 160
_MARGIN = 24


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


def test_the_word_file_and_the_pdf_put_as_much_ink_on_about_as_many_pages(tmp_path: Path) -> None:
    word = ink(shown_by_libreoffice(render(sample_document()), tmp_path))
    printed = ink(pypdfium2.PdfDocument(pdf.render(sample_document())))

    assert abs(len(word) - len(printed)) <= 1
    assert 0.6 < sum(word) / sum(printed) < 1.6
