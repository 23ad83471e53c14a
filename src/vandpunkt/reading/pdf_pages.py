"""Laid-out PDF pages → pages of lines: blank lines, tables, room at the line ends, larger and bolder type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from vandpunkt.reading.characters import clean
from vandpunkt.reading.pages import Box, Cell, Form, Page, PageWriter
from vandpunkt.reading.pdf_layout import ALIGNED, Chunk, Grid, Layout, runs_in
from vandpunkt.reading.pdf_runs import Run

_COLUMN_GAP = 1.3
_BLANK_LINE = 1.22
_USUAL_STEP = 1.3
_LARGER = 1.09
_ABOVE, _BELOW = 0.8, 0.25


@dataclass(frozen=True)
class _Measures:
    """What is usual in a document: type size and right margin in points, step between lines per type size."""

    size: float
    margin: float
    step: float


def written_pages(layouts: Sequence[Layout]) -> tuple[Page, ...]:
    """The pages, in the document's own measures. Boxes are in the pages' own points: see `pdf_frames`."""
    writer = _Writer(_measured(layouts))
    return tuple(writer.page(layout) for layout in layouts)


def _measured(layouts: Sequence[Layout]) -> _Measures:
    sizes = [run.size for page in layouts for run in runs_in(page) for _ in run.text]
    chunks = [chunk for page in layouts for chunk in page if isinstance(chunk, Chunk)]
    rights = sorted(line[-1].right for chunk in chunks for line in chunk.lines)
    steps = sorted(step for chunk in chunks for step in _steps(chunk))
    return _Measures(
        size=median(sizes) if sizes else 1.0,
        margin=rights[-1 - len(rights) // 50] if rights else 0.0,
        step=max(steps[len(steps) // 10], 1.0) if steps else _USUAL_STEP,
    )


def _steps(chunk: Chunk) -> Iterator[float]:
    for before, line in pairwise(chunk.lines):
        yield (before[0].base - line[0].base) / line[0].size


class _Writer:
    """Writes page after page; a table that goes on in the same columns on the next page keeps its number."""

    def __init__(self, measures: _Measures) -> None:
        self._measures = measures
        self._page = PageWriter()
        self._before: Run | None = None
        self._table = -1
        self._row = 0
        self._columns: tuple[float, ...] = ()

    def page(self, layout: Layout) -> Page:
        """One page."""
        self._page, self._before = PageWriter(), None
        above_grids = True
        for part in layout:
            if isinstance(part, Grid):
                self._grid(part, first_on_page=above_grids)
                above_grids = False
            else:
                cell = self._continued(part) if above_grids else None
                self._chunk(part, part.right if cell else self._measures.margin, cell)
        return self._page.page()

    def _grid(self, grid: Grid, *, first_on_page: bool) -> None:
        if not (first_on_page and self._same_columns(grid)):
            self._table, self._row, self._columns = self._table + 1, 0, grid.columns
        for row in grid.rows:
            for chunk in row.chunks:
                column = grid.column_of(chunk)
                self._before = None
                self._chunk(chunk, grid.right_of(column), Cell(self._table, self._row, column))
            self._row += 1
        self._before = grid.rows[-1].chunks[0].lines[-1][0]

    def _same_columns(self, grid: Grid) -> bool:
        pairs = zip(grid.columns, self._columns, strict=False)
        return len(grid.columns) == len(self._columns) and all(abs(a - b) < ALIGNED for a, b in pairs)

    def _continued(self, chunk: Chunk) -> Cell | None:
        """The cell that a chunk above the page's first table goes on with: it stands in a later column."""
        near = (at for at, left in enumerate(self._columns) if at and abs(left - chunk.left) < ALIGNED)
        column = next(near, None)
        return Cell(self._table, self._row - 1, column) if column is not None else None

    def _chunk(self, chunk: Chunk, margin: float, cell: Cell | None) -> None:
        for line in chunk.lines:
            if self._before is not None and self._is_apart(self._before, line[0]):
                self._page.add("", Form.LINE, cell)
            self._line(line, margin, cell)
            self._before = line[0]

    def _is_apart(self, before: Run, run: Run) -> bool:
        """Whether more than the usual step, or a jump upward, lies between two lines."""
        step = before.base - run.base
        return step < 0 or step > _BLANK_LINE * self._measures.step * max(run.size, before.size)

    def _line(self, line: Sequence[Run], margin: float, cell: Cell | None) -> None:
        strong = all(run.bold for run in line) or line[0].size > _LARGER * self._measures.size
        room = int((margin - line[-1].right) / max(line[-1].character_width, 1) - 0.5)
        form = Form.STRONG_LINE if strong else Form.LINE
        self._page.add(clean(_line_text(line)), form, cell, room=max(room, 0), box=_box(line))


def _box(line: Sequence[Run]) -> Box:
    """Where the line stands: left, upper, right and lower edge in points, heights from below."""
    size, base = max(run.size for run in line), line[0].base
    return line[0].left, base + _ABOVE * size, line[-1].right, base - _BELOW * size


def _line_text(line: Sequence[Run]) -> str:
    text = line[0].text
    for before, run in pairwise(line):
        wide = run.left - before.right > _COLUMN_GAP * run.size
        text += ("  " if wide else " ") + run.text
    return text
