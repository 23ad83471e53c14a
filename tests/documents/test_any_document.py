"""Whatever the register holds, all four files can be opened and say it."""

from __future__ import annotations

import io
import re

import docx
import pypdfium2
from hypothesis import HealthCheck, given, settings
from lxml import html

from tests.documents.strategies import documents
from vandpunkt.documents.preparing import prepared
from vandpunkt.documents.rendering import render_all
from vandpunkt.documents.tree import Document, Heading
from vandpunkt.documents.walk import runs

bounded = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def words(document: Document) -> set[str]:
    """The words of letters and digits that the prepared document says in its headings and runs."""
    document = prepared(document)
    texts = [document.title, document.subtitle]
    for block in document.blocks:
        texts += [block.text] if isinstance(block, Heading) else [run.text for run in runs(block)]
    return {word for text in texts for word in re.findall(r"[A-Za-zÅÄÖåäö0-9]{3,}", text)}


@given(documents())
@bounded
def test_every_document_becomes_four_files_that_open(document: Document) -> None:
    files = render_all(document)

    assert list(files) == ["docx", "pdf", "html", "txt"]
    said = {
        "docx": "".join(docx.Document(io.BytesIO(files["docx"])).element.itertext()),
        "pdf": _pdf_text(files["pdf"]),
        "html": html.fromstring(files["html"].decode()).text_content(),
        "txt": files["txt"].decode(),
    }
    for ending, text in said.items():
        letters = _letters(text)
        breaks = len(pypdfium2.PdfDocument(files["pdf"])) - 1 if ending == "pdf" else 0
        missing = {word for word in words(document) if not _says(letters, word, breaks)}
        assert not missing, (ending, missing)


def _pdf_text(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    assert len(pages) >= 1
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def _says(letters: str, word: str, breaks: int) -> bool:
    """Whether the word is there; a long one may go on after a page break, with the page's head in between."""
    if word in letters:
        return True
    pieces = {word[start : start + 20] for start in range(0, len(word), 20)}
    return len(word) > 60 and sum(piece not in letters for piece in pieces) <= breaks


def _letters(text: str) -> str:
    """The letters and digits alone: a word may be broken at the end of a line."""
    return re.sub(r"[^A-Za-zÅÄÖåäö0-9]", "", text)
