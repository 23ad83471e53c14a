"""An HTML file → one page: headings, lists, paragraphs and tables as its elements say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading.characters import clean
from vandpunkt.reading.limits import Limits
from vandpunkt.reading.pages import Cell, Form, Page, PageWriter

_SKIPPED = {
    "script",
    "style",
    "svg",
    "template",
    "noscript",
    "nav",
    "head",
    "button",
    "select",
    "canvas",
    "math",
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "li", "main", "ol", "p",
    "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", *_HEADINGS,
}  # fmt: skip
_BOLD = {"b", "strong"}


def html_pages(data: bytes, limits: Limits, file: str) -> tuple[Page, ...]:
    """The one page of the document. Raises Problem where it is no HTML or too long."""
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", data.decode()), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Problem(
            marked("{file} är skadad och går inte att läsa som HTML. Spara den på nytt."), file=file
        ) from error
    walk = _Walk(limits, file)
    walk.block(root, Form.PARAGRAPH, None)
    return (walk.writer.page(),)


@dataclass
class _Walk:
    """Walks the elements; running text is gathered until a block begins or ends."""

    limits: Limits
    file: str
    writer: PageWriter = field(default_factory=PageWriter)
    _gathered: list[tuple[str, bool]] = field(default_factory=list)
    _tables: int = 0
    _list_level: int = 0

    def block(self, element: html.HtmlElement, form: Form, cell: Cell | None, level: int = 0) -> None:
        """An element that stands as a block of its own, with all below it."""
        self._flush(form, cell, level)
        self._inside(element, form, cell, level, bold=False)
        self._flush(form, cell, level)

    def _inside(
        self, element: html.HtmlElement, form: Form, cell: Cell | None, level: int, *, bold: bool
    ) -> None:
        self._gather(element.text, bold=bold)
        for child in element:
            self._child(child, form, cell, level, bold=bold)
            self._gather(child.tail, bold=bold)

    def _child(
        self, child: html.HtmlElement, form: Form, cell: Cell | None, level: int, *, bold: bool
    ) -> None:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in _SKIPPED or child.get("hidden") is not None or child.get("aria-hidden") == "true":
            return
        if tag == "br":
            self._line_break(form, cell, level)
        elif tag == "table":
            self._flush(form, cell, level)
            self._table(child, cell)
        elif tag in _BLOCKS:
            self._block_child(child, tag, form, cell, level)
        else:
            self._inside(child, form, cell, level, bold=bold or tag in _BOLD)

    def _block_child(
        self, child: html.HtmlElement, tag: str, form: Form, cell: Cell | None, level: int
    ) -> None:
        """A block below a block: what stood before it is closed first; the paragraphs of an item are one."""
        if form is Form.ITEM and tag in ("p", "div"):
            self._gather(" ", bold=False)
            self._inside(child, form, cell, level, bold=False)
            self._gather(" ", bold=False)
            return
        self._flush(form, cell, level)
        if tag in _HEADINGS:
            self.block(child, Form.HEADING, cell, _HEADINGS[tag])
        elif tag == "li":
            self._list_level += 1
            self.block(child, Form.ITEM, cell, self._list_level)
            self._list_level -= 1
        else:
            self.block(child, form if form is Form.ITEM else Form.PARAGRAPH, cell, level)

    def _table(self, table: html.HtmlElement, outer: Cell | None) -> None:
        number, self._tables = self._tables, self._tables + (outer is None)
        for row, row_element in enumerate(_rows(table)):
            column = 0
            for cell_element in row_element:
                if cell_element.tag in ("td", "th"):
                    self.block(cell_element, Form.PARAGRAPH, outer or Cell(number, row, column))
                    span = cell_element.get("colspan", "1")
                    column += int(span) if span.isdigit() and int(span) < 100 else 1

    def _line_break(self, form: Form, cell: Cell | None, level: int) -> None:
        if form in (Form.ITEM, Form.HEADING):
            self._gather(" ", bold=False)
        else:
            self._flush(form, cell, level)

    def _gather(self, text: str | None, *, bold: bool) -> None:
        if text:
            self._gathered.append((text, bold))

    def _flush(self, form: Form, cell: Cell | None, level: int) -> None:
        text = _collapsed("".join(part for part, _ in self._gathered))
        strong = all(bold for part, bold in self._gathered if part.strip())
        self._gathered = []
        if not text:
            return
        self.limits.check_characters(self.writer.length + len(text), self.file)
        self.writer.add(text, Form.STRONG if strong and form is Form.PARAGRAPH else form, cell, level=level)


def _collapsed(text: str) -> str:
    """Space as a browser shows it, but for tabs inside a line, which set columns apart."""
    one_line = re.sub(r"[ \t]*\n\s*", " ", clean(text))
    return re.sub(r" {2,}", " ", re.sub(r" *\t[ \t]*", "\t", one_line)).strip()


def _rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The rows of a table, those of its inner tables left out."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)
