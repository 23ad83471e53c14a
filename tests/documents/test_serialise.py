"""A document kept as JSON comes back as it was."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from tests.documents.sample import sample_document
from tests.documents.strategies import documents
from vandpunkt.documents.serialise import from_json, to_json
from vandpunkt.documents.tree import Citation, Document, Letterhead
from vandpunkt.domain.problems import Problem


@given(documents())
def test_every_document_comes_back_from_json_without_loss(document: Document) -> None:
    assert from_json(json.loads(json.dumps(to_json(document)))) == document


def test_every_piece_names_its_type() -> None:
    kept = to_json(sample_document())

    assert kept["type"] == "Document"
    assert kept["letterhead"]["type"] == "Letterhead"
    assert [block["type"] for block in kept["blocks"][:2]] == ["Heading", "Paragraph"]
    figures = [block for block in kept["blocks"] if block["type"] == "Figure"]
    assert figures[0]["chart"]["type"] == "YearChart"
    assert figures[0]["chart"]["points"][0]["mark"] == "67,5"


def test_a_citation_may_have_any_id() -> None:
    citation = Citation("type", "result", "5", "1", "Källa")
    document = Document(Letterhead("", "", ""), "T", "", (), {"type": citation})

    assert from_json(to_json(document)) == document


@pytest.mark.parametrize(
    "kept",
    [
        {},
        {"type": "Run", "text": "a", "citations": []},
        {"type": "Document"},
        {"type": "Novel", "title": "a"},
        {**to_json(sample_document()), "colour": "red"},
    ],
)
def test_what_is_no_document_is_said_to_be_unreadable(kept: dict[str, object]) -> None:
    with pytest.raises(Problem, match="Bygg svaret på nytt"):
        from_json(kept)
