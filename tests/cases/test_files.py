"""An answer's files: all of them or none."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from vandpunkt.cases.files import file_stem, write_files
from vandpunkt.documents.tree import Document, Letterhead, Paragraph, Run
from vandpunkt.domain.problems import Problem


def _document(dnr: str = "UTBF 2024/6786", title: str = "Svar") -> Document:
    return Document(
        Letterhead("Förvaltningen", "Tjänsteutlåtande", dnr), title, "", (Paragraph((Run("Text."),)),)
    )


def test_the_files_share_the_diarienummer(tmp_path: Path) -> None:
    paths = write_files(_document(), tmp_path / "ny" / "mapp")
    assert [path.name for path in paths] == [
        f"UTBF-2024-6786.{ending}" for ending in ("docx", "pdf", "html", "txt", "jsonld")
    ]
    assert sorted(path.name for path in (tmp_path / "ny" / "mapp").iterdir()) == sorted(
        path.name for path in paths
    )


def test_a_document_without_diarienummer_is_named_by_its_title_and_one_without_both_still_has_a_name() -> (
    None
):
    assert file_stem(_document("", "Nätverk för rektorer")) == "Nätverk-för-rektorer"
    assert file_stem(_document("", "")) == "svar"
    assert "/" not in file_stem(_document("../../etc/passwd"))


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")
    with pytest.raises(Problem, match="Välj en annan mapp"):
        write_files(_document(), tmp_path / "fil" / "mapp")


def test_a_full_disk_is_told_and_leaves_what_was_there(tmp_path: Path) -> None:
    write_files(_document(title="Förut"), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, hard))
    try:
        with pytest.raises(Problem):
            write_files(_document(title="Nu"), tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_template_that_cannot_be_used_leaves_nothing(tmp_path: Path) -> None:
    template = tmp_path / "mall.docx"
    template.write_text("ingen mall")
    with pytest.raises(Problem, match=r"mall\.docx"):
        write_files(_document(), tmp_path / "ut", template=template)
    assert not (tmp_path / "ut").exists()
