"""The same statement as Word, PDF, HTML and text gives the same facts."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reading.statements import SEED, seed_facts, seed_statement
from tests.reading.test_cases import expected_and_found
from tests.reading.writers.text import as_text
from tests.reading.writers.typeset import write_pdf
from tests.reading.writers.web import as_html
from tests.reading.writers.word import write_docx
from vandpunkt.reading import read_file

OFFICE = shutil.which("soffice") or "soffice"


def html(folder: Path) -> Path:
    path = folder / "statement.html"
    path.write_text(as_html(seed_statement()), encoding="utf-8")
    return path


def text(folder: Path) -> Path:
    path = folder / "statement.txt"
    path.write_text(as_text(seed_statement()), encoding="utf-8")
    return path


WAYS: dict[str, Callable[[Path], Path]] = {
    "Word with styles and lists": lambda folder: write_docx(seed_statement(), folder / "a.docx"),
    "Word made by hand": lambda folder: write_docx(seed_statement(), folder / "a.docx", by_hand=True),
    "PDF, hyphenated": lambda folder: write_pdf(seed_statement(), folder / "a.pdf"),
    "PDF, justified": lambda folder: write_pdf(seed_statement(), folder / "a.pdf", justify=True),
    "HTML": html,
    "text": text,
}


@pytest.mark.parametrize("way", WAYS)
def test_the_facts_are_those_of_the_seed(way: str, tmp_path: Path) -> None:
    expected, found = expected_and_found(seed_facts(), read_file(WAYS[way](tmp_path)))
    assert found == expected


@pytest.mark.parametrize("name", ["statement", "statement.pdf", "statement.txt"])
def test_the_content_decides_the_kind_and_not_the_name(name: str, tmp_path: Path) -> None:
    written = write_docx(seed_statement(), tmp_path / "a.docx")
    renamed = written.rename(tmp_path / name)
    assert len(read_file(renamed).interventions) == 40


@pytest.mark.parametrize("by_hand", [False, True], ids=["styles", "by hand"])
@pytest.mark.parametrize("kind", ["pdf", "html", "docx"])
def test_the_facts_survive_libreoffice(kind: str, by_hand: bool, tmp_path: Path) -> None:
    written = write_docx(seed_statement(), tmp_path / "statement.docx", by_hand=by_hand)
    converted = in_office(written, kind, tmp_path / "converted")
    expected, found = expected_and_found(seed_facts(), read_file(converted))
    assert found == expected


def in_office(path: Path, kind: str, folder: Path) -> Path:
    """The file as LibreOffice saves it in another kind."""
    subprocess.run(
        [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless",
         "--convert-to", kind, "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / f"{path.stem}.{kind}"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "cp850", "mac_roman"],
)
def test_a_text_is_read_whatever_its_encoding(encoding: str, tmp_path: Path) -> None:
    plain = SEED.read_text(encoding="utf-8").replace("\uf0b7", "-").replace("•", "-").replace("–", "-")
    path = tmp_path / "statement.txt"
    path.write_bytes(plain.encode(encoding))
    reading = read_file(path)
    assert reading.document.board == "Utbildningsnämnden"
    assert len(reading.interventions) == 40


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_line_ends(line_end: str, tmp_path: Path) -> None:
    path = tmp_path / "statement.txt"
    path.write_bytes(SEED.read_bytes().replace(b"\n", line_end.encode()))
    assert len(read_file(path).interventions) == 40
