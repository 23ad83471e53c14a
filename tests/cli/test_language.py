"""The command line speaks one language at a time, Click's own words included."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import vandpunkt
from tools.translations import PLACEHOLDER, compile_catalogues

PACKAGE = Path(vandpunkt.__file__).parent
ENGLISH_NAME_OF_A_TYPE = "{number_type}"
"""Click fills it with «integer range» and the like, in every language."""


@pytest.fixture(scope="module", autouse=True)
def catalogues() -> None:
    compile_catalogues(PACKAGE)


def run(*arguments: str, language: str = "sv") -> subprocess.CompletedProcess[str]:
    """The command as a person runs it."""
    return subprocess.run(
        [sys.executable, "-c", "from vandpunkt.cli.main import main; main()", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"VANDPUNKT_LANGUAGE": language, "LANG": "de_DE.UTF-8", "COLUMNS": "100"},
    )


class TestSwedish:
    def test_help_has_no_english_words(self) -> None:
        answer = run("--help").stdout
        assert "Kommandon:" in answer
        assert not any(word in answer for word in ("Usage", "Options", "Show", "exit"))

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["reed"], "Kommandot 'reed' finns inte."),
            (["read"], "Argument saknas: 'FIL'."),
            (["read", "--jsonn", "x"], "Valet '--jsonn' finns inte."),
            (["answer", "X 2025/1", "--out", "x", "--as-of", "2025-02-30"], "«2025-02-30» är ingen dag."),
            (["serve", "--port", "abc"], "'abc' är inget tal som passar här."),
            (["model", "fit", "x", "--threshold", "0,7"], "Skriv till exempel 3, eller 0.7 med punkt."),
        ],
    )
    def test_a_slip_is_explained(self, arguments: list[str], words: str) -> None:
        answer = run(*arguments)
        assert answer.returncode == 2
        assert words in answer.stderr
        assert not any(word in answer.stderr for word in ("Error", "range", "float"))


class TestEnglish:
    def test_help_is_english_where_asked_for(self) -> None:
        answer = run("--help", language="en").stdout
        assert "Usage:" in answer
        assert "Commands:" in answer
        assert "Kommandon" not in answer


class TestClicksWords:
    def test_every_sentence_we_translate_is_one_that_click_still_says(self) -> None:
        said = {message for _, _, message, _, _ in extract_from_dir(Path(click.__file__).parent)}
        with (PACKAGE / "locale/sv/LC_MESSAGES/click.po").open("rb") as file:
            ours = [message for message in read_po(file) if message.id]
        assert {message.id for message in ours} <= said

    def test_placeholders_are_the_same(self) -> None:
        with (PACKAGE / "locale/sv/LC_MESSAGES/click.po").open("rb") as file:
            for message in read_po(file):
                one = "".join(message.id) if message.id else ""
                other = "".join(message.string) if message.id else ""
                expected = set(PLACEHOLDER.findall(one)) - {ENGLISH_NAME_OF_A_TYPE}
                assert expected == set(PLACEHOLDER.findall(other)), message.id
