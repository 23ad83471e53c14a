"""The body of a document as HTML: an article that a whole file, or a page of the site, is built round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, zip_longest

from vandpunkt.documents.charts import ChartTable, to_svg, to_table
from vandpunkt.documents.markup import Markup, element, joined
from vandpunkt.documents.preparing import prepared
from vandpunkt.documents.source_list import HEADING, SourceLine, source_lines
from vandpunkt.documents.tree import (
    Block,
    BulletList,
    Citation,
    Document,
    Figure,
    Heading,
    Paragraph,
    Run,
    Signature,
    Signatures,
    Table,
)

# Narrow enough that a telephone shows its words at nearly their full size.
_PICTURE_WIDTH = 400
_AS_TABLE = "Visa diagrammet som tabell"

Attributes = dict[str, str | bool]


def article(document: Document, *, linked: bool = False, top_level: int = 1) -> Markup:
    """The document from its title to its sources as one `<article>`; its title is a heading of `top_level`.

    Every cited run is a `<span class="cited" data-citation="…">`, followed by an empty link to its entry
    among the sources whose number the style sheet prints, so that copied text holds nothing but the text;
    in a table the run itself is the link.
    With `linked` the sources link to their addresses on the site; otherwise only to whole web addresses.
    """
    return _Article(prepared(document), linked, top_level).whole()


class _Article:
    """One document being written as HTML; numbers its figures and knows its sources."""

    def __init__(self, document: Document, linked: bool, top_level: int) -> None:
        self._document = document
        self._linked = linked
        self._top_level = self._heading_level = top_level
        self._sources = source_lines(document)
        self._numbers = {citation.id: line.number for line in self._sources for citation in line.citations}
        self._figure_numbers = count(1)

    def whole(self) -> Markup:
        title = element(f"h{self._top_level}", self._document.title)
        subtitle = self._document.subtitle
        return element(
            "article",
            element("header", title, *([element("p", subtitle, class_="subtitle")] if subtitle else [])),
            *map(self._block, self._document.blocks),
            *([self._source_section()] if self._sources else []),
            lang=self._document.language,
        )

    def _block(self, block: Block) -> Markup:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return element("p", *self._runs(block.runs))
            case BulletList():
                items = [element("li", *self._runs(item)) for item in block.items]
                return element("ul", *items) if items else Markup()
            case Table():
                return _scrolling(self._table(block), block.caption)
            case Figure():
                return self._figure(block)
            case Signatures():
                return element("div", *map(_signature, block.signatures), class_="signatures")

    def _heading(self, heading: Heading) -> Markup:
        """A heading never skips a level, whatever the tree says."""
        wanted = self._top_level + max(heading.level, 1)
        self._heading_level = min(wanted, self._heading_level + 1, 6)
        return element(f"h{self._heading_level}", heading.text)

    def _runs(self, runs: Sequence[Run]) -> Iterator[Markup]:
        for run, following in zip_longest(runs, runs[1:]):
            yield _cited(joined(run.text), run.citations)
            if following is None or following.citations != run.citations:
                yield from self._marks(run.citations)

    def _marks(self, citations: Sequence[str]) -> Iterator[Markup]:
        """One link a source, to the first of the citations that lean on it."""
        first_by_number: dict[int, str] = {}
        for identity in citations:
            if identity in self._numbers:
                first_by_number.setdefault(self._numbers[identity], identity)
        for number, identity in first_by_number.items():
            label = self._document.citations[identity].label
            yield element(
                "a",
                class_="source-mark",
                href=f"#source-{identity}",
                data_number=str(number),
                aria_label=f"Källa {number}: {label}",
            )

    def _table(self, table: Table) -> Markup:
        header = [
            element("th", name, scope="col", **_numeric(table.numeric, at))
            for at, name in enumerate(table.header)
        ]
        rows = [
            element("tr", *(self._cell(cell, at, table.numeric) for at, cell in enumerate(row)))
            for row in table.rows
        ]
        return _table(table.caption, header, rows)

    def _cell(self, cell: Sequence[Run], at: int, numeric: Sequence[bool]) -> Markup:
        """A cell; the first of a row names it. A number raised beside a figure would be read as part of it,
        so that here the cited text itself is the link."""
        runs = [self._linked_run(run) for run in cell]
        if at == 0:
            return element("th", *runs, scope="row", **_numeric(numeric, at))
        return element("td", *runs, **_numeric(numeric, at))

    def _linked_run(self, run: Run) -> Markup:
        known = [identity for identity in run.citations if identity in self._numbers]
        text = element("a", run.text, href=f"#source-{known[0]}") if known and run.text else joined(run.text)
        return _cited(text, run.citations)

    def _figure(self, figure: Figure) -> Markup:
        number = next(self._figure_numbers)
        picture = to_svg(
            figure.chart,
            width=_PICTURE_WIDTH,
            title=figure.alternative_text or figure.caption or f"Diagram {number}",
            title_id=f"figure-{number}",
        )
        cited: Attributes = {"data_citation": " ".join(figure.citations)} if figure.citations else {}
        return element(
            "figure",
            *self._figure_caption(figure),
            element("div", Markup(picture), class_="picture"),
            element(
                "details",
                element("summary", _AS_TABLE, element("span", f": {figure.caption}", class_="unseen")),
                _chart_table(to_table(figure.chart), figure.caption),
            ),
            **cited,
        )

    def _figure_caption(self, figure: Figure) -> Iterator[Markup]:
        content = [joined(figure.caption), *self._marks(figure.citations)]
        if any(content):
            yield element("figcaption", *content)

    def _source_section(self) -> Markup:
        level = f"h{min(self._top_level + 1, 6)}"
        return element(
            "section",
            element(level, HEADING, id="sources"),
            element("ol", *map(self._source, self._sources)),
            class_="sources",
            aria_labelledby="sources",
        )

    def _source(self, line: SourceLine) -> Markup:
        """A source, then each of the rows that lean on it: where the marks lead."""
        in_order = sorted(line.citations, key=lambda citation: (len(citation.row), citation.row))
        rows = [self._row(citation) for citation in in_order]
        separated = [piece for row in rows for piece in (Markup(" "), row)]
        return element("li", element("p", line.text), element("p", "Rad", *separated, class_="rows"))

    def _row(self, citation: Citation) -> Markup:
        name = citation.row or citation.label
        target: Attributes = {"id": f"source-{citation.id}", "title": citation.label}
        if citation.address and (self._linked or citation.address.startswith(("https://", "http://"))):
            return element("a", name, href=citation.address, **target)
        return element("span", name, **target)


def _cited(text: Markup, citations: Sequence[str]) -> Markup:
    if not citations:
        return text
    return element("span", text, class_="cited", data_citation=" ".join(citations))


def _numeric(numeric: Sequence[bool], at: int) -> Attributes:
    return {"class_": "numeric"} if at < len(numeric) and numeric[at] else {}


def _table(caption: str, header: Sequence[Markup], rows: Sequence[Markup]) -> Markup:
    return element(
        "table",
        *([element("caption", caption)] if caption else []),
        element("thead", element("tr", *header)),
        element("tbody", *rows),
    )


def _scrolling(table: Markup, name: str) -> Markup:
    """A table in a box of its own that scrolls sideways, also by keyboard."""
    return element("div", table, class_="scrolling", role="group", tabindex="0", aria_label=name or "Tabell")


def _chart_table(table: ChartTable, caption: str) -> Markup:
    header, rows = table
    return _table(
        caption,
        [element("th", name, scope="col") for name in header],
        [
            element("tr", element("th", row[0], scope="row"), *(element("td", cell) for cell in row[1:]))
            for row in rows
        ],
    )


def _signature(signature: Signature) -> Markup:
    lines = [line for line in (signature.name, signature.title, signature.administration) if line]
    return element("p", *[piece for line in lines for piece in (line, Markup("<br>"))][:-1])
