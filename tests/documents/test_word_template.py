"""The organiser's own Word template: what it must have, and what is said when it has not."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress
from pathlib import Path

import docx
import docx.api
import pytest

from tests.documents.sample import sample_document
from tools.build_word_template import build
from vandpunkt.documents.docx import render
from vandpunkt.documents.rendering import render_all
from vandpunkt.documents.word_template import NEEDED_STYLES, missing_styles, open_template
from vandpunkt.domain.problems import Problem

PLAIN_WORD = Path(docx.__file__).parents[0] / "templates" / "default.docx"


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of the shipped template."""
    path = tmp_path / "mall.docx"
    build(path)
    return path


def parts(path_or_content: Path | io.BytesIO) -> dict[str, bytes]:
    with zipfile.ZipFile(path_or_content) as package:
        return {name: package.read(name) for name in package.namelist()}


def rewritten(path: Path, **changes: tuple[bytes, bytes]) -> Path:
    """The package with bytes replaced in the parts with these names."""
    held = parts(path)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in held.items():
            old, new = changes.get(Path(name).stem, (b"", b""))
            package.writestr(name, content.replace(old, new) if old else content)
    return path


def test_the_shipped_template_is_the_one_that_its_parts_build(shipped: Path) -> None:
    stream = io.BytesIO()
    open_template().save(stream)
    again = io.BytesIO()
    docx.Document(str(shipped)).save(again)

    assert parts(stream) == parts(again)


def test_the_shipped_template_lacks_nothing(shipped: Path) -> None:
    assert missing_styles(shipped) == []


def test_another_template_with_the_styles_gives_the_document_its_looks(tmp_path: Path) -> None:
    own = docx.Document(str(PLAIN_WORD))
    own.add_paragraph("Det här är mallens egen text.")
    own.sections[0].footer.paragraphs[0].text = "Exempelstadens utbildningsförvaltning"
    own.styles["Title"].font.name = "Georgia"
    path = tmp_path / "egen.docx"
    own.save(str(path))

    read = docx.Document(io.BytesIO(render(sample_document(), path)))
    assert "mallens egen text" not in "".join(paragraph.text for paragraph in read.paragraphs)
    assert read.sections[0].footer.paragraphs[0].text == "Exempelstadens utbildningsförvaltning"
    assert read.styles["Title"].font.name == "Georgia"
    assert read.paragraphs[0].style is not None
    assert read.paragraphs[0].style.name == "Title"


def test_a_word_template_file_is_as_good_as_a_document(shipped: Path) -> None:
    dotx = rewritten(
        shipped,
        **{"[Content_Types]": (b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml")},
    )

    assert missing_styles(dotx) == []
    assert (
        docx.Document(io.BytesIO(render(sample_document(), dotx))).paragraphs[0].text
        == "Att vända skolresultat"
    )


@pytest.mark.parametrize("name", NEEDED_STYLES)
def test_each_missing_style_is_named_as_word_shows_it(shipped: Path, name: str) -> None:
    template = rewritten(shipped, styles=(f'w:name w:val="{name}"'.encode(), b'w:name w:val="Egen"'))

    assert missing_styles(template) == [f"{name} ({NEEDED_STYLES[name]})"]
    with pytest.raises(Problem) as raised:
        render(sample_document(), template)
    assert f"saknar formatmallarna {name} ({NEEDED_STYLES[name]})" in str(raised.value)
    assert str(template) in str(raised.value)


def test_a_template_that_cannot_be_used_gives_no_files_at_all(shipped: Path) -> None:
    template = rewritten(shipped, styles=(b'"List Bullet"', b'"Lista"'))
    told: list[str] = []

    with pytest.raises(Problem, match="Inget har skrivits"):
        render_all(sample_document(), template, told.append)
    assert told == []


@pytest.mark.parametrize("content", [b"", b"Hej", b"%PDF-1.7", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_word_document_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mall.docx"
    path.write_bytes(content)

    with pytest.raises(Problem, match="är inget Word-dokument"):
        missing_styles(path)


def test_a_spreadsheet_is_no_word_document(shipped: Path) -> None:
    workbook = rewritten(
        shipped,
        **{"[Content_Types]": (b"wordprocessingml.document.main+xml", b"spreadsheetml.sheet.main+xml")},
    )

    with pytest.raises(Problem, match="är inget Word-dokument"):
        missing_styles(workbook)


def test_a_file_that_is_not_there_or_is_a_folder_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "saknas.docx", tmp_path):
        with pytest.raises(Problem, match="går inte att läsa"):
            missing_styles(path)


def test_damage_anywhere_is_met_in_words(shipped: Path) -> None:
    whole = shipped.read_bytes()
    chance = random.Random(6786)
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(3):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        shipped.write_bytes(damaged[: chance.choice((len(damaged), chance.randrange(len(damaged))))])
        with suppress(Problem):
            missing_styles(shipped)
