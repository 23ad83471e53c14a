"""Pages of a document as they are shown beside its proposals: what is marked, and the text itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from vandpunkt.reading.pages import Form, Page, Stretch
from vandpunkt.register.reviewing.values import ProposalRow, ReviewDocument

_MARGIN = 1.5


@dataclass(frozen=True)
class MarkedBox:
    """A rectangle over the picture of a page, in points, and the number of the proposal it belongs to.

    `first` is whether the words of the proposal begin in it.
    """

    number: int
    x: float
    y: float
    width: float
    height: float
    first: bool


@dataclass(frozen=True)
class Piece:
    """Some words of a page; `number` is the proposal that they state, None for the text around."""

    text: str
    number: int | None
    first: bool


@dataclass(frozen=True)
class Passage:
    """A stretch of text: `kind` is `heading`, `item`, `paragraph`, `lines` or `row`; a row has cells."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    cells: tuple[tuple[Piece, ...], ...] = ()


@dataclass(frozen=True)
class PageView:
    """One page with the proposals that it states. `width` and `height` are in points, 0 without a picture."""

    number: int
    width: float
    height: float
    boxes: tuple[MarkedBox, ...]
    passages: tuple[Passage, ...]
    rows: tuple[ProposalRow, ...]


def page_views(document: ReviewDocument) -> tuple[PageView, ...]:
    """The pages of a document, each with what it states."""
    rows: dict[int, list[ProposalRow]] = defaultdict(list)
    for row in document.rows:
        rows[row.page].append(row)
    drawn = document.kind == "pdf"
    return tuple(
        page_view(page, number, rows[number], drawn=drawn)
        for number, page in enumerate(document.pages, start=1)
    )


def page_view(page: Page, number: int, rows: Sequence[ProposalRow], *, drawn: bool) -> PageView:
    """One page with some of the proposals that it states; `drawn` is whether a picture of it can be had."""
    width, height = page.size if drawn and page.size else (0.0, 0.0)
    stretches = page.stretches or (Stretch(0, len(page.text), Form.LINE),)
    return PageView(
        number=number,
        width=width,
        height=height,
        boxes=tuple(_boxes(stretches, rows, width, height)) if width else (),
        passages=tuple(_passages(page.text, stretches, rows)),
        rows=tuple(rows),
    )


def _boxes(
    stretches: Sequence[Stretch], rows: Sequence[ProposalRow], width: float, height: float
) -> Iterator[MarkedBox]:
    for row in rows:
        first = True
        for one in stretches:
            start, end = max(one.start, row.source_start), min(one.end, row.source_end)
            if one.box is None or start >= end:
                continue
            left, top, right, bottom = one.box
            step = (right - left) / (one.end - one.start)
            from_left, to_right = left + step * (start - one.start), left + step * (end - one.start)
            yield MarkedBox(
                row.number,
                round(from_left * width - _MARGIN, 1),
                round(top * height - _MARGIN, 1),
                round((to_right - from_left) * width + 2 * _MARGIN, 1),
                round((bottom - top) * height + 2 * _MARGIN, 1),
                first,
            )
            first = False


def _passages(text: str, stretches: Sequence[Stretch], rows: Sequence[ProposalRow]) -> Iterator[Passage]:
    """The stretches as they are set: lines in a row as one, cells of a table side by side."""
    for (kind, _), some in groupby(stretches, key=_kind):
        group = list(some)
        if kind == "row":
            columns = {one.cell.column for one in group if one.cell}
            cells = (
                [one for one in group if one.cell and one.cell.column == column] for column in sorted(columns)
            )
            yield Passage(kind, cells=tuple(_pieces(text, cell, rows) for cell in cells))
        elif kind == "lines":
            yield Passage(kind, _pieces(text, group, rows))
        else:
            yield from (Passage(kind, _pieces(text, [one], rows)) for one in group if one.end > one.start)


def _kind(stretch: Stretch) -> tuple[str, tuple[int, int] | None]:
    if stretch.cell:
        return "row", (stretch.cell.table, stretch.cell.row)
    if stretch.form in (Form.LINE, Form.STRONG_LINE):
        return "lines", None
    if stretch.form in (Form.HEADING, Form.STRONG):
        return "heading", None
    return ("item" if stretch.form is Form.ITEM else "paragraph"), None


def _pieces(text: str, stretches: Sequence[Stretch], rows: Sequence[ProposalRow]) -> tuple[Piece, ...]:
    """The words from the first stretch to the last, cut where proposals begin and end."""
    pieces: list[Piece] = []
    for stretch in stretches:
        if pieces:
            pieces.append(Piece("\n", None, False))
        at = stretch.start
        for row in rows:
            start, end = max(row.source_start, at), min(row.source_end, stretch.end)
            if start < end:
                pieces += [Piece(text[at:start], None, False)] if at < start else []
                pieces.append(Piece(text[start:end], row.number, start == row.source_start))
                at = end
        pieces += [Piece(text[at : stretch.end], None, False)] if at < stretch.end else []
    return tuple(pieces)
