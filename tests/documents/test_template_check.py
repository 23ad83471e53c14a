"""Trying the organiser's own Word template: what it lacks is said before anybody writes with it."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from tests.documents.sample import sample_document
from tests.documents.test_word_template import PLAIN_WORD, parts, rewritten
from tools.build_word_template import build_all
from vandpunkt.cli.template import command
from vandpunkt.documents.docx import render
from vandpunkt.documents.template_check import check_template
from vandpunkt.documents.word_template import SHIPPED, shipped_template
from vandpunkt.domain.problems import Problem


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_templates_lack_nothing_and_can_be_written_with(name: str) -> None:
    template = shipped_template(name)

    assert check_template(template) == ()
    assert render(sample_document(), template)


def test_the_shipped_templates_are_those_that_their_parts_build() -> None:
    before = {name: shipped_template(name).read_bytes() for name in SHIPPED}
    build_all()

    assert {name: shipped_template(name).read_bytes() for name in SHIPPED} == before


def test_what_the_head_lacks_and_the_language_is_told_but_hinders_nothing() -> None:
    remarks = check_template(PLAIN_WORD)
    told = " ".join(one.text.format(what=one.what) for one in remarks)

    assert not any(one.needed for one in remarks)
    for word in ("administration", "kind", "dnr", "subject", "PAGE", "NUMPAGES", "en-US", "Courier"):
        assert word in told


def test_a_style_that_is_missing_hinders(tmp_path: Path) -> None:
    path = tmp_path / "mall.docx"
    path.write_bytes(shipped_template("plain").read_bytes())
    rewritten(path, styles=(b'w:val="List Bullet"', b'w:val="Egen lista"'))

    (remark,) = [one for one in check_template(path) if one.needed]
    assert remark.what == "List Bullet (Punktlista)"
    answer = CliRunner().invoke(command, ["check", str(path)])
    assert answer.exit_code == 1
    assert "List Bullet (Punktlista)" in answer.output


def test_a_template_that_can_be_used_says_so() -> None:
    answer = CliRunner().invoke(command, ["check", str(shipped_template("stockholm"))])

    assert (answer.exit_code, answer.output.strip()) == (0, "Mallen går att använda.")


def test_what_is_no_word_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mall.docx"
    path.write_bytes(b"inget")
    with pytest.raises(Problem, match="inget Word-dokument"):
        check_template(path)


def test_the_two_templates_differ_in_looks_alone() -> None:
    plain, stockholm = (parts(shipped_template(name)) for name in SHIPPED)

    assert set(plain) == set(stockholm)
    assert {name for name in plain if plain[name] != stockholm[name]} == {
        "word/styles.xml",
        "word/document.xml",
    }
    names = [{style.name for style in docx.Document(str(shipped_template(one))).styles} for one in SHIPPED]
    assert names[0] == names[1]
