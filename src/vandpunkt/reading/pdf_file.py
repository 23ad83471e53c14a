"""A PDF file → pages of lines, as they stand on the paper: gaps, tables, size and weight of type kept."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

import pypdfium2
import pypdfium2.raw as pdfium

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading.characters import clean
from vandpunkt.reading.limits import Limits
from vandpunkt.reading.pages import Cell, Form, Page, PageWriter
from vandpunkt.reading.pdf_layout import Chunk, Grid, layout
from vandpunkt.reading.pdf_runs import Run, runs_of

_COLUMN_GAP = 1.3
_BLANK_LINE = 1.22
_USUAL_STEP = 1.3
_LARGER = 1.09
_SAME_COLUMN = 3.5
_FEWEST_CHARACTERS = 20

_Layout = list[Grid | Chunk]


def pdf_pages(data: bytes, limits: Limits, file: str) -> tuple[Page, ...]:
    """The pages of the document. Raises Problem where it is unsound, encrypted, too long or has no text."""
    document = _opened(data, file)
    if len(document) > limits.pages:
        raise Problem(
            marked("Filen {file} har fler än {limit} sidor och läses inte. Dela upp den."),
            file=file,
            limit=limits.pages,
        )
    layouts = _layouts(document, limits, file)
    if sum(len(run.text) for page in layouts for run in _all_runs(page)) < _FEWEST_CHARACTERS:
        raise Problem(
            marked("{file} har ingen text, bara bilder av sidor. Kör texttolkning (OCR) på den först."),
            file=file,
        )
    measures = _measured(layouts)
    tables = _TableNumbers()
    return tuple(_page(page, measures, tables) for page in layouts)


def _opened(data: bytes, file: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Problem(
                marked("{file} är låst med lösenord. Spara en kopia utan lösenord och läs den."), file=file
            ) from error
        raise Problem(
            marked("{file} är skadad och går inte att läsa som PDF. Skapa den på nytt."), file=file
        ) from error


def _layouts(document: pypdfium2.PdfDocument, limits: Limits, file: str) -> list[_Layout]:
    layouts: list[_Layout] = []
    characters = 0
    for index in range(len(document)):
        try:
            page = document[index]
            text_page = page.get_textpage()
        except pypdfium2.PdfiumError as error:
            raise Problem(
                marked("Sida {page} i {file} är skadad och går inte att läsa. Skapa filen på nytt."),
                file=file,
                page=index + 1,
            ) from error
        characters += text_page.count_chars()
        if characters > limits.characters:
            raise Problem(
                marked("Texten i {file} är längre än {limit} tecken och läses inte. Dela upp den."),
                file=file,
                limit=limits.characters,
            )
        layouts.append(list(layout(runs_of(text_page.raw), _rules(page))))
    return layouts


def _rules(page: pypdfium2.PdfPage) -> list[float]:
    """The heights of the long horizontal lines that are drawn on the page."""
    heights = []
    sides = [ctypes.c_float() for _ in range(4)]
    for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
        drawn = pdfium.FPDFPage_GetObject(page.raw, number)
        if pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_PATH:
            pdfium.FPDFPageObj_GetBounds(drawn, *sides)
            left, bottom, right, top = (side.value for side in sides)
            if right - left > 40:
                heights += [bottom, top]
    return heights


@dataclass(frozen=True)
class _Measures:
    """What is usual in the document: type size, right margin, and the smallest usual step between lines, as a share of size."""

    size: float
    margin: float
    step: float


def _measured(layouts: Sequence[_Layout]) -> _Measures:
    runs = [run for page in layouts for run in _all_runs(page)]
    sizes = [run.size for run in runs for _ in run.text]
    rights = [
        line[-1].right
        for page in layouts
        for chunk in page
        if isinstance(chunk, Chunk)
        for line in chunk.lines
    ]
    steps = [
        (before[0].base - line[0].base) / line[0].size
        for page in layouts
        for chunk in page
        if isinstance(chunk, Chunk)
        for before, line in zip(chunk.lines, chunk.lines[1:], strict=False)
    ]
    margin = quantiles(rights, n=50)[-1] if len(rights) > 1 else max(rights, default=0)
    step = max(sorted(steps)[len(steps) // 10], 1.0) if steps else _USUAL_STEP
    return _Measures(median(sizes), margin, step)


def _all_runs(page: _Layout) -> Iterator[Run]:
    for part in page:
        chunks = [part] if isinstance(part, Chunk) else [chunk for row in part.rows for chunk in row.chunks]
        yield from (run for chunk in chunks for line in chunk.lines for run in line)


class _TableNumbers:
    """Numbers the tables of the document; one that goes on in the same columns keeps its number."""

    def __init__(self) -> None:
        self._number = -1
        self._row = 0
        self._columns: tuple[float, ...] = ()

    def rows(self, grid: Grid, *, first_on_page: bool) -> tuple[int, int]:
        """The number of the table and of its first row."""
        same = len(grid.columns) == len(self._columns) and all(
            abs(a - b) < _SAME_COLUMN for a, b in zip(grid.columns, self._columns, strict=True)
        )
        if not (same and first_on_page):
            self._number, self._row = self._number + 1, 0
        first = self._row
        self._row += len(grid.rows)
        self._columns = grid.columns
        return self._number, first

    def continued(self, chunk: Chunk) -> Cell | None:
        """The cell that a chunk at the top of a page goes on with: it stands in a later column of the table."""
        near = (at for at, left in enumerate(self._columns) if at and abs(left - chunk.left) < _SAME_COLUMN)
        column = next(near, None)
        return Cell(self._number, self._row - 1, column) if column is not None else None


def _page(page: _Layout, measures: _Measures, tables: _TableNumbers) -> Page:
    writer = PageWriter()
    before: Run | None = None
    above_grids = True
    for part in page:
        if isinstance(part, Grid):
            _write_grid(writer, part, *tables.rows(part, first_on_page=above_grids), measures)
            above_grids = False
            before = part.rows[-1].chunks[0].lines[-1][0]
        else:
            cell = tables.continued(part) if above_grids else None
            _write_chunk(writer, part, measures, part.right if cell else measures.margin, cell, before)
            before = part.lines[-1][0]
    return writer.page()


def _is_apart(before: Run, run: Run, measures: _Measures) -> bool:
    """Whether more than the usual step, or a jump upward, lies between two lines."""
    step = before.base - run.base
    return step < 0 or step > _BLANK_LINE * measures.step * max(run.size, before.size)


def _write_grid(writer: PageWriter, grid: Grid, number: int, first_row: int, measures: _Measures) -> None:
    rights = [
        max((c.right for row in grid.rows for c in row.chunks if grid.column_of(c) == column), default=0.0)
        for column in range(len(grid.columns))
    ]
    for row_number, row in enumerate(grid.rows, start=first_row):
        for chunk in row.chunks:
            column = grid.column_of(chunk)
            _write_chunk(writer, chunk, measures, rights[column], Cell(number, row_number, column), None)


def _write_chunk(
    writer: PageWriter,
    chunk: Chunk,
    measures: _Measures,
    margin: float,
    cell: Cell | None,
    before: Run | None,
) -> None:
    for line in chunk.lines:
        if before is not None and _is_apart(before, line[0], measures):
            writer.add("", Form.LINE, cell)
        _write_line(writer, line, measures, margin, cell)
        before = line[0]


def _write_line(
    writer: PageWriter, line: Sequence[Run], measures: _Measures, margin: float, cell: Cell | None
) -> None:
    text = clean(_line_text(line))
    strong = all(run.bold for run in line) or line[0].size > _LARGER * measures.size
    room = int((margin - line[-1].right) / max(line[-1].character_width, 1) - 0.5)
    writer.add(text, Form.STRONG_LINE if strong else Form.LINE, cell, room=max(room, 0))


def _line_text(line: Sequence[Run]) -> str:
    text = line[0].text
    for before, run in zip(line, line[1:], strict=False):
        wide = run.left - before.right > _COLUMN_GAP * run.size
        text += ("  " if wide else " ") + run.text
    return text
