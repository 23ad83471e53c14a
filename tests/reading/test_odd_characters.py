"""Whatever characters a program writes a text with, the same is read of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from tests.reading.statements import SEED
from vandpunkt.domain.problems import Problem
from vandpunkt.reading import as_json, read_text
from vandpunkt.reading.inquiry import read_inquiry_text

WAYS: dict[str, Callable[[str], str]] = {
    "letters in parts": lambda text: unicodedata.normalize("NFD", text),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "line ends of old Macs": lambda text: text.replace("\n", "\r"),
    "spaces that do not break": lambda text: text.replace(" ", "\u00a0"),
    "soft hyphens": lambda text: text.replace("utveckling", "ut\u00adveck\u00adling"),
    "zero width": lambda text: text.replace("skola", "sko\u200bla"),
    "marks of direction": lambda text: text.replace("2024", "\u200e2024\u202c"),
    "controls": lambda text: text.replace("e", "e\x07"),
    "NUL": lambda text: text.replace("skola", "sk\x00ola"),
}


def facts(text: str) -> list[dict[str, Any]]:
    """The items without the places where they stand."""
    found: list[dict[str, Any]] = as_json(read_text(text))["interventions"]
    return [{key: value for key, value in one.items() if key != "source"} for one in found]


@pytest.mark.parametrize("way", WAYS)
def test_the_seed_is_read_alike(way: str) -> None:
    text = SEED.read_text(encoding="utf-8")
    assert facts(WAYS[way](text)) == facts(text)


@pytest.mark.parametrize("text", ["", " \n\t", "\x00\x01", "\u200b\ufeff"])
def test_a_text_without_characters_is_empty(text: str) -> None:
    for read in (read_text, read_inquiry_text):
        with pytest.raises(Problem, match="är tom"):
            read(text)


def test_a_letter_of_one_long_paragraph_is_read() -> None:
    assert read_inquiry_text("Vilket stöd har Norraskolan fått under 2023? " * 20).schools
