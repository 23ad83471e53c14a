"""The pages of a document as text, with what the file itself tells of each line's form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """What the file says that a stretch is. A LINE is one printed line; the others are whole paragraphs.

    A MARGIN is a page header or footer that the file itself sets apart.
    """

    LINE = "line"
    STRONG_LINE = "strong line"
    PARAGRAPH = "paragraph"
    STRONG = "strong"
    HEADING = "heading"
    ITEM = "item"
    MARGIN = "margin"

    @property
    def whole(self) -> bool:
        """Whether the stretch is known to be a paragraph from its first word to its last."""
        return self not in (Form.LINE, Form.STRONG_LINE)

    @property
    def prominent(self) -> bool:
        """Whether the stretch is set larger or bolder than running text, or styled as a heading."""
        return self in (Form.STRONG_LINE, Form.STRONG, Form.HEADING)


Box = tuple[float, float, float, float]
"""Left, top, right and bottom as shares of a page as it is seen, from its upper left corner."""


@dataclass(frozen=True)
class Cell:
    """The place of a stretch in a table: which table of the document, which row, which column, from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True)
class Stretch:
    """The characters `start` to `end` of a page's text.

    `level` is the level of a heading, or of an item in a list, from 1, where the file tells it; else 0.
    `room` is how many more characters the printed line would have held; None where that is not known.
    `box` is where it stands on the page, where the file tells.
    """

    start: int
    end: int
    form: Form
    cell: Cell | None = None
    level: int = 0
    room: int | None = None
    box: Box | None = None


@dataclass(frozen=True)
class Page:
    """The text of one page, and its stretches in reading order; a blank line is an empty stretch.

    `size` is the width and height in points, where the file tells. `only_pictures` is whether it shows
    pictures and has no text; `recognised` whether its text was recognised from a picture of it.
    """

    text: str
    stretches: tuple[Stretch, ...]
    size: tuple[float, float] | None = None
    only_pictures: bool = False
    recognised: bool = False


class PageWriter:
    """Builds a page stretch by stretch, one to a line."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._stretches: list[Stretch] = []
        self._length = 0

    def add(
        self,
        text: str,
        form: Form,
        cell: Cell | None = None,
        *,
        level: int = 0,
        room: int | None = None,
        box: Box | None = None,
    ) -> None:
        """Add `text` as the next line of the page."""
        end = self._length + len(text)
        self._stretches.append(Stretch(self._length, end, form, cell, level, room, box))
        self._text.append(text)
        self._length = end + 1

    @property
    def length(self) -> int:
        """The number of characters written."""
        return self._length

    def page(self) -> Page:
        """What has been written."""
        return Page("\n".join(self._text), tuple(self._stretches))
