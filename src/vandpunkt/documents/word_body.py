"""The blocks of a document as the body of a Word file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

from vandpunkt.documents.source_list import HEADING, source_lines
from vandpunkt.documents.tree import (
    Block,
    BulletList,
    Document,
    Figure,
    Heading,
    Paragraph,
    Signatures,
    Table,
)
from vandpunkt.documents.walk import figures, leads, plain
from vandpunkt.documents.word_elements import ContentControls, Element, paragraph, text_run, word
from vandpunkt.documents.word_pictures import drawn, picture_run
from vandpunkt.documents.word_tables import data_table, signature_table
from vandpunkt.documents.word_template import SMALL_TEXT, styles_by_name

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_TWENTIETHS_PER_EMU = 1 / 635
_AFTER_TABLE = 240
_USUAL_WIDTH = 8278


def write_body(document: Document, target: WordDocument) -> None:
    """Put the document in the place of the target's text; the last section's page stays."""
    body = target.element.body
    section = body.sectPr
    for child in list(body):
        if child is not section:
            body.remove(child)
    body.extend(_apart(_Writer(document, target).elements()))
    if section is not None:
        body.append(section)


def _apart(elements: Iterator[Element]) -> Iterator[Element]:
    """Two tables after each other would be one, and no body may end with a table."""
    before = None
    for element in elements:
        if before is not None and before.tag == element.tag == word("tbl").tag:
            yield paragraph("")
        yield element
        before = element
    if before is not None and before.tag == word("tbl").tag:
        yield paragraph("")


def _text_width(target: WordDocument) -> int:
    """The room between the margins of the last section, in twentieths of a point."""
    if not len(target.sections):
        return _USUAL_WIDTH
    page = target.sections[-1]
    room = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
    return int(room * _TWENTIETHS_PER_EMU) if room > 0 else _USUAL_WIDTH


class _Writer:
    """One document being written with the styles and the page of one template."""

    def __init__(self, document: Document, target: WordDocument) -> None:
        self._document = document
        self._target = target
        self._styles = styles_by_name(target)
        self._controls = ContentControls(dict(document.citations))
        self._pictures = iter(drawn(figures(document)))
        self._picture_numbers = count(1)
        self._text_width = _text_width(target)

    def elements(self) -> Iterator[Element]:
        """Every paragraph and table, from the title to the sources."""
        yield self._plain("Title", self._document.title)
        if self._document.subtitle:
            yield self._plain("Subtitle", self._document.subtitle)
        blocks = self._document.blocks
        for before, block, following in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
            yield from self._block(before, block, following)
        sources = source_lines(self._document)
        if sources:
            yield self._plain("heading 1", HEADING)
            yield from (self._plain(self._small_text, line.text) for line in sources)

    @property
    def _small_text(self) -> str:
        return SMALL_TEXT if SMALL_TEXT in self._styles else "Body Text"

    def _style(self, name: str) -> str:
        return self._styles[name.lower()]

    def _plain(self, style: str, text: str, *, keep_next: bool = False) -> Element:
        return paragraph(self._style(style), text_run(text), keep_next=keep_next)

    def _block(self, before: Block | None, block: Block, following: Block | None) -> Iterator[Element]:
        match block:
            case Heading():
                yield self._plain(f"heading {block.level}", block.text)
            case Paragraph():
                runs = self._controls.runs(block.runs)
                yield paragraph(
                    self._style("Body Text"),
                    *runs,
                    keep_next=leads(plain(block.runs), following),
                    space_before=_AFTER_TABLE if isinstance(before, Table) else None,
                )
            case BulletList():
                for item in block.items:
                    yield paragraph(self._style("List Bullet"), *self._controls.runs(item))
            case Table():
                if block.caption:
                    yield self._plain("caption", block.caption, keep_next=True)
                yield data_table(block, self._style("Table Grid"), self._controls, self._text_width)
            case Figure():
                yield from self._figure(block)
            case Signatures():
                if block.signatures:
                    yield signature_table(block.signatures, self._text_width)

    def _figure(self, figure: Figure) -> Iterator[Element]:
        png = next(self._pictures)
        relationship, _ = self._target.part.get_or_add_image(io.BytesIO(png))
        picture = picture_run(
            png,
            relationship,
            next(self._picture_numbers),
            figure.alternative_text or figure.caption or "Diagram",
            self._text_width,
        )
        if figure.caption:
            yield self._plain("caption", figure.caption, keep_next=True)
        cited = self._controls.cited(picture, figure.citations, kind="picture")
        yield paragraph(self._style("Body Text"), *cited)
