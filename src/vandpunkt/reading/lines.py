"""Pages → the lines of the text itself, in reading order, without page headers and without blank lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from vandpunkt.reading.pages import Cell, Form, Page, Stretch


class Gap(Enum):
    """What lies between a line and the one before it."""

    NONE = 0
    BLANK = 1
    TURN = 2


@dataclass(frozen=True)
class Line:
    """One line: its text without surrounding space, and where it stands in its page (1-based).

    `room` is how many more characters it would have held; 0 where that is not known.
    """

    text: str
    page: int
    start: int
    end: int
    form: Form
    gap: Gap
    indent: int
    room: int
    cell: Cell | None
    level: int

    def would_have_held(self, word: str) -> bool:
        """Whether the word would have found room at the end of this line: then the break was meant."""
        return self.room > len(word) + 1


def lines_of(pages: Sequence[Page]) -> tuple[Line, ...]:
    """All lines with text, page headers included; `gap` tells of blank lines and page turns before each."""
    widths = [_width(page) for page in pages]
    lines: list[Line] = []
    for number, (page, width) in enumerate(zip(pages, widths, strict=True), start=1):
        gap = Gap.TURN if lines else Gap.NONE
        for stretch in page.stretches:
            line = _line(page, number, stretch, gap, width)
            if line.text:
                lines.append(line)
                gap = Gap.NONE
            elif gap is Gap.NONE:
                gap = Gap.BLANK
    return tuple(lines)


def _line(page: Page, number: int, stretch: Stretch, gap: Gap, width: int) -> Line:
    raw = page.text[stretch.start : stretch.end]
    text = raw.strip()
    indent = len(raw) - len(raw.lstrip())
    start = stretch.start + indent
    room = stretch.room if stretch.room is not None else width - len(raw.rstrip())
    return Line(
        text=text,
        page=number,
        start=start,
        end=start + len(text),
        form=stretch.form,
        gap=gap,
        indent=indent,
        room=0 if stretch.form.whole else max(room, 0),
        cell=stretch.cell,
        level=stretch.level,
    )


def _width(page: Page) -> int:
    """The width of a page of plain text: that of its longest line but for the two longest in a hundred."""
    lengths = sorted(len(page.text[s.start : s.end].rstrip()) for s in page.stretches)
    return lengths[-1 - len(lengths) // 50] if lengths else 0
