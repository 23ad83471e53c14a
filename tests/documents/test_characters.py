"""What may stand in a document: every script, no control characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.documents.strategies import documents
from vandpunkt.documents.characters import clean, cleaned
from vandpunkt.documents.tree import Document, Run


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("Hässelbygårdsskolan – 74,5\u00a0%", "Hässelbygårdsskolan – 74,5\u00a0%"),
        ("två\nrader", "två rader"),
        ("två\r\n\trader", "två rader"),
        ("från\u2028Word", "från Word"),
        ("sluten\x1eform", "sluten form"),
        ("klipp\x07klistra\x00", "klippklistra"),
        ("halv\ud800t tecken\ufffe", "halvt tecken"),
        ("\ufeffmed märke", "med märke"),
        ("bakvänd\u202e", "bakvänd"),
        ("שלום مرحبا 学校 😀", "שלום مرحبا 学校 😀"),
        ("mjukt\u00adbindestreck", "mjukt\u00adbindestreck"),
    ],
)
def test_line_breaks_become_spaces_and_control_characters_are_dropped(typed: str, stands: str) -> None:
    assert clean(typed) == stands


@given(st.text(st.characters()))
def test_cleaned_text_can_stand_in_xml_and_stays_as_it_is(text: str) -> None:
    element = etree.Element("p")
    element.text = clean(text)

    element.text.encode("utf-8")
    assert clean(element.text) == element.text


@given(documents())
def test_every_text_of_a_document_is_cleaned_wherever_it_stands(document: Document) -> None:
    once = cleaned(document)

    assert cleaned(once) == once
    assert type(once) is Document
    assert len(once.blocks) == len(document.blocks)


def test_a_piece_of_a_document_can_be_cleaned_alone() -> None:
    assert cleaned(Run("a\x00b", ("intervention-1-1",))) == Run("ab", ("intervention-1-1",))
