"""The runs of a PDF page → chunks: pieces of text that hang together, and the tables that chunks make up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from vandpunkt.reading.bullets import bullet
from vandpunkt.reading.pdf_runs import Run

ALIGNED = 3.5
_INDENT = 45.0
_NEXT_LINE = 2.4
_DOT_GAP = 2.0
_DOT_HEIGHT = 0.8
_SAME_LINE = 0.4


@dataclass
class Chunk:
    """Lines one below another with a common left edge; each line is the runs that stand on it."""

    lines: list[list[Run]] = field(default_factory=list)

    @property
    def left(self) -> float:
        """The left edge, in points."""
        return min(line[0].left for line in self.lines)

    @property
    def right(self) -> float:
        """The right edge, in points."""
        return max(line[-1].right for line in self.lines)

    @property
    def top(self) -> float:
        """The base line of the first line."""
        return self.lines[0][0].base

    @property
    def bottom(self) -> float:
        """The base line of the last line."""
        return self.lines[-1][0].base


@dataclass(frozen=True)
class Row:
    """Chunks side by side, beginning at one height."""

    chunks: tuple[Chunk, ...]


@dataclass(frozen=True)
class Grid:
    """Rows whose chunks stand in the same columns; `columns` are their left edges, in points."""

    rows: tuple[Row, ...]
    columns: tuple[float, ...]

    def right_of(self, column: int) -> float:
        """The right edge of the widest line in a column, in points."""
        return max(c.right for row in self.rows for c in row.chunks if self.column_of(c) == column)

    def column_of(self, chunk: Chunk) -> int:
        """The number of the column that the chunk stands in, from 0."""
        return min(range(len(self.columns)), key=lambda number: abs(self.columns[number] - chunk.left))


Layout = list[Grid | Chunk]


def runs_in(page: Layout) -> Iterator[Run]:
    """Every run of a page."""
    for part in page:
        chunks = [part] if isinstance(part, Chunk) else [chunk for row in part.rows for chunk in row.chunks]
        yield from (run for chunk in chunks for line in chunk.lines for run in line)


@dataclass(frozen=True)
class Dot:
    """A small filled shape: its right edge and the height of its middle, in points."""

    right: float
    middle: float


def layout(runs: Iterable[Run], rules: Sequence[float], dots: Sequence[Dot] = ()) -> Iterator[Grid | Chunk]:
    """The page in reading order.

    `rules` are the heights of the horizontal lines drawn on it, in points; `dots` are drawn shapes that
    stand for bullets where a line begins beside them.
    """
    dotted = (_with_dot(run, dots) for run in runs)
    rows = list(_rows(_chunks(_with_bullets(dotted), rules)))
    index = 0
    while index < len(rows):
        grid = _grid(rows, index, rules)
        if grid is None:
            yield from _plain(rows[index])
            index += 1
        else:
            yield grid
            index += len(grid.rows)


def _with_dot(run: Run, dots: Sequence[Dot]) -> Run:
    beside = any(
        0 < run.left - dot.right < _DOT_GAP * run.size and -1 < dot.middle - run.base < _DOT_HEIGHT * run.size
        for dot in dots
    )
    return replace(run, text=f"• {run.text}") if beside else run


def _with_bullets(runs: Iterable[Run]) -> Iterator[Run]:
    """Bullets and item numbers joined with the words to their right."""
    waiting: Run | None = None
    for run in runs:
        if (
            waiting is not None
            and abs(run.base - waiting.base) < _SAME_LINE * run.size
            and run.left > waiting.left
        ):
            joined = f"{waiting.text} {run.text}"
            yield Run(joined, waiting.left, run.right, run.base, run.size, run.bold)
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = run if _only_bullet(run.text) else None
        if waiting is None:
            yield run
    if waiting is not None:
        yield waiting


def _only_bullet(text: str) -> bool:
    mark = bullet(f"{text} x")
    return mark is not None and len(text) <= 4 and mark.length == len(text) + 1


def _chunks(runs: Iterable[Run], rules: Sequence[float]) -> Iterator[Chunk]:
    chunk = Chunk()
    for run in runs:
        if chunk.lines and not _belongs(chunk, run, rules):
            last = chunk.lines[-1]
            if len(chunk.lines) > 1 and _on_line(last[-1], run):
                yield Chunk(chunk.lines[:-1])
                chunk = Chunk([last])
            yield chunk
            chunk = Chunk()
        chunk.lines.append([run])
    if chunk.lines:
        yield chunk


def _on_line(before: Run, run: Run) -> bool:
    return abs(before.base - run.base) < _SAME_LINE * run.size and run.left > before.right


def _belongs(chunk: Chunk, run: Run, rules: Sequence[float]) -> bool:
    """Whether the run is the chunk's next line: just below, no rule between, at about the same left."""
    step = chunk.bottom - run.base
    below = _SAME_LINE * run.size < step < _NEXT_LINE * run.size
    ruled = any(run.base < rule < chunk.bottom for rule in rules)
    return below and not ruled and -ALIGNED < run.left - chunk.left < _INDENT


def _rows(chunks: Iterable[Chunk]) -> Iterator[Row]:
    row: list[Chunk] = []
    for chunk in chunks:
        if row and not _beside(row[-1], row[0], chunk):
            yield Row(tuple(row))
            row = []
        row.append(chunk)
    if row:
        yield Row(tuple(row))


def _beside(last: Chunk, first: Chunk, chunk: Chunk) -> bool:
    size = chunk.lines[0][0].size
    return chunk.left > last.left + ALIGNED and abs(chunk.top - first.top) < _SAME_LINE * size


def _grid(rows: Sequence[Row], first: int, rules: Sequence[float]) -> Grid | None:
    """The table that begins with the row numbered `first`, or None."""
    if len(rows[first].chunks) < 2:
        return None
    columns = tuple(chunk.left for chunk in rows[first].chunks)
    end = first
    for number in range(first, len(rows)):
        if not _in_columns(rows[number], columns):
            break
        if len(rows[number].chunks) > 1 or _ruled_below(rows[number], rules):
            end = number + 1
    used = rows[first:end]
    if sum(len(row.chunks) > 1 for row in used) < 2:
        return None
    return Grid(tuple(used), columns)


def _in_columns(row: Row, columns: Sequence[float]) -> bool:
    """Whether every chunk begins at a column and ends before the next one."""
    for chunk in row.chunks:
        near = [number for number, left in enumerate(columns) if abs(left - chunk.left) < ALIGNED]
        if not near or any(left < chunk.right for left in columns[near[0] + 1 :]):
            return False
    return True


def _ruled_below(row: Row, rules: Sequence[float]) -> bool:
    bottom = min(chunk.bottom for chunk in row.chunks)
    return any(bottom - 25 < rule < bottom for rule in rules)


def _plain(row: Row) -> Iterator[Chunk]:
    """A row outside any table: chunks of one line each are one line, others are read one after another."""
    if all(len(chunk.lines) == 1 for chunk in row.chunks):
        yield Chunk([[run for chunk in row.chunks for run in chunk.lines[0]]])
    else:
        yield from row.chunks
