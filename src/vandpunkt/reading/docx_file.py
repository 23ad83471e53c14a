"""A DOCX file → pages: paragraphs with their styles, lists, tables and page breaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from vandpunkt.reading.characters import clean
from vandpunkt.reading.limits import Limits
from vandpunkt.reading.pages import Cell, Form, Page, PageWriter
from vandpunkt.reading.word_package import WORD, WordPackage
from vandpunkt.reading.word_styles import ParagraphStyle, Styles, is_on, with_properties

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = {
    f"{WORD}del", f"{WORD}moveFrom", f"{WORD}instrText", f"{WORD}delText", f"{WORD}footnoteReference",
    f"{WORD}pPr", f"{WORD}rPr", f"{WORD}sdtPr", f"{_COMPATIBILITY}Fallback",
}  # fmt: skip
_PAGE_BREAK = "\f"


def docx_pages(data: bytes, limits: Limits, file: str) -> tuple[Page, ...]:
    """The pages of the document, as far as it tells where they turn. Raises Problem where it is unsound."""
    package = WordPackage(data, limits, file)
    reader = _Reader(Styles(package.styles()), limits, file)
    reader.read_margins(package.margins())
    body = package.document().find(f"{WORD}body")
    if body is not None:
        reader.read(body)
    return reader.pages()


@dataclass
class _Run:
    text: str
    bold: bool | None


@dataclass
class _Reader:
    """Walks the body once and writes pages."""

    styles: Styles
    limits: Limits
    file: str
    _writer: PageWriter = field(default_factory=PageWriter)
    _pages: list[Page] = field(default_factory=list)
    _characters: int = 0
    _tables: int = 0

    def read_margins(self, parts: list[etree._Element]) -> None:
        """Headers and footers, each different line once, before the text of the first page."""
        texts = (line for part in parts for p in part.iter(f"{WORD}p") for line in _lines(self._runs(p)))
        for text in filter(None, dict.fromkeys(texts)):
            self._write(text, Form.MARGIN)

    def read(self, parent: etree._Element, cell: Cell | None = None) -> None:
        """The paragraphs and tables below an element of the body."""
        for element in _blocks(parent):
            if element.tag == f"{WORD}p":
                self._paragraph(element, cell)
            elif element.tag == f"{WORD}tbl":
                self._table(element, cell)

    def pages(self) -> tuple[Page, ...]:
        """All pages written."""
        self._turn()
        return tuple(self._pages)

    def _turn(self) -> None:
        self._pages.append(self._writer.page())
        self._writer = PageWriter()
        self.limits.check_pages(len(self._pages), self.file)

    def _write(self, text: str, form: Form, cell: Cell | None = None, level: int = 0) -> None:
        self._characters += len(text)
        self.limits.check_characters(self._characters, self.file)
        self._writer.add(text, form, cell, level=level)

    def _table(self, table: etree._Element, outer: Cell | None) -> None:
        """A table; one inside a cell belongs to that cell."""
        number, self._tables = self._tables, self._tables + (outer is None)
        for row, row_element in enumerate(_below(table, f"{WORD}tr")):
            column = 0
            for cell_element in _below(row_element, f"{WORD}tc"):
                self.read(cell_element, outer or Cell(number, row, column))
                column += _columns_spanned(cell_element)

    def _paragraph(self, paragraph: etree._Element, cell: Cell | None) -> None:
        for box in _text_boxes(paragraph):
            self.read(box, cell)
        style = self._style(paragraph)
        runs = self._runs(paragraph)
        before, turn, _ = "".join(run.text for run in runs).partition(_PAGE_BREAK)
        if turn and not before.strip():
            self._turn()
        self._write_lines(runs, style, cell)
        if turn and before.strip():
            self._turn()

    def _write_lines(self, runs: list[_Run], style: ParagraphStyle, cell: Cell | None) -> None:
        lines = _lines(runs)
        form, level = _form(style, runs)
        if form in (Form.ITEM, Form.HEADING):
            lines = [" ".join(filter(None, lines))]
        for line in filter(None, lines):
            self._write(line, form, cell, level)

    def _style(self, paragraph: etree._Element) -> ParagraphStyle:
        properties = paragraph.find(f"{WORD}pPr")
        named = properties.find(f"{WORD}pStyle") if properties is not None else None
        style = self.styles.of(named.get(f"{WORD}val") if named is not None else None)
        return with_properties(style, properties, None)

    def _runs(self, paragraph: etree._Element) -> list[_Run]:
        return [run for run in map(_run, _run_elements(paragraph)) if run.text]


def _form(style: ParagraphStyle, runs: list[_Run]) -> tuple[Form, int]:
    if style.heading:
        return Form.HEADING, style.heading
    if style.list_level:
        return Form.ITEM, style.list_level
    printed = [run for run in runs if run.text.strip()]
    bold = bool(printed) and all(style.bold if run.bold is None else run.bold for run in printed)
    return (Form.STRONG if bold else Form.PARAGRAPH), 0


def _lines(runs: list[_Run]) -> list[str]:
    text = "".join(run.text for run in runs).replace(_PAGE_BREAK, "")
    return [clean(line).strip() for line in text.split("\n")]


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables below an element, content controls and insertions looked through."""
    for child in parent:
        if child.tag in (f"{WORD}p", f"{WORD}tbl"):
            yield child
        elif child.tag not in _SKIPPED and child.tag != f"{WORD}sectPr":
            yield from _blocks(child)


def _below(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The nearest elements of a kind below an element, content controls looked through."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED and child.tag != f"{WORD}tbl":
            yield from _below(child, tag)


def _run_elements(paragraph: etree._Element) -> Iterator[etree._Element]:
    for child in paragraph:
        if child.tag == f"{WORD}r":
            yield child
        elif child.tag not in _SKIPPED:
            yield from _run_elements(child)


def _run(element: etree._Element) -> _Run:
    properties = element.find(f"{WORD}rPr")
    if properties is not None and is_on(properties.find(f"{WORD}vanish")):
        return _Run("", None)
    bold = properties.find(f"{WORD}b") if properties is not None else None
    text = "".join(_character(child) for child in element)
    return _Run(text, is_on(bold) if bold is not None else None)


def _character(element: etree._Element) -> str:
    tag = element.tag
    if tag == f"{WORD}t":
        return element.text or ""
    if tag == f"{WORD}br":
        return f"{_PAGE_BREAK}\n" if element.get(f"{WORD}type") == "page" else "\n"
    fixed = {
        f"{WORD}tab": "\t",
        f"{WORD}cr": "\n",
        f"{WORD}noBreakHyphen": "-",
        f"{WORD}lastRenderedPageBreak": _PAGE_BREAK,
    }
    return fixed.get(str(tag), "")


def _text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The text boxes anchored in a paragraph; the copy for older programs is passed over."""
    for box in paragraph.iter(f"{WORD}txbxContent"):
        if not any(ancestor.tag == f"{_COMPATIBILITY}Fallback" for ancestor in box.iterancestors()):
            yield box


def _columns_spanned(cell: etree._Element) -> int:
    span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
    value = span.get(f"{WORD}val", "1") if span is not None else "1"
    return int(value) if value.isdigit() else 1
