"""The characters of a PDF page → runs: stretches of text on one line without a wide gap in them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

import pypdfium2.raw as pdfium

_HYPHEN = 0x02
_BOLDEST_REGULAR = 550
_WIDE_GAP = 0.55
_SAME_LINE = 0.35


@dataclass(frozen=True)
class Run:
    """Text with its place on the page in points: left, right, base line (from below), and type size."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool

    @property
    def character_width(self) -> float:
        """The mean width of a character."""
        return (self.right - self.left) / max(len(self.text), 1)


@dataclass(frozen=True)
class _Character:
    text: str
    left: float
    right: float
    base: float
    size: float
    index: int


def runs_of(text_page: pdfium.FPDF_TEXTPAGE) -> Iterator[Run]:
    """The runs of a page in the order in which they are drawn. Text that stands on its side is left out."""
    open_run: list[_Character] = []
    for character in _characters(text_page):
        if open_run and not _continues(open_run[-1], character):
            yield from _run(text_page, open_run)
            open_run = []
        open_run.append(character)
    yield from _run(text_page, open_run)


def _continues(before: _Character, character: _Character) -> bool:
    size = max(before.size, character.size)
    same_line = abs(character.base - before.base) < _SAME_LINE * size
    gap = character.left - before.right
    return same_line and -size < gap < _WIDE_GAP * size


def _characters(text_page: pdfium.FPDF_TEXTPAGE) -> Iterator[_Character]:
    """The printed characters; spaces that the reader has made up itself stand for gaps and are kept."""
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    last: _Character | None = None
    pending = ""
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if code in (0x0A, 0x0D, 0):
            continue
        text = "-" if code == _HYPHEN else chr(code)
        if text.isspace():
            pending = " "
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text_page, index, box):
            continue
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        last = _Character(pending + text, box.left, box.right, y.value, abs(box.top - box.bottom), index)
        pending = ""
        yield last


def _run(text_page: pdfium.FPDF_TEXTPAGE, characters: list[_Character]) -> Iterator[Run]:
    text = "".join(character.text for character in characters).strip()
    if not text or abs(pdfium.FPDFText_GetCharAngle(text_page, characters[0].index)) > 0.1:
        return
    yield Run(
        text=text,
        left=min(character.left for character in characters),
        right=max(character.right for character in characters),
        base=characters[0].base,
        size=median(character.size for character in characters),
        bold=all(_is_bold(text_page, character.index) for character in (characters[0], characters[-1])),
    )


def _is_bold(text_page: pdfium.FPDF_TEXTPAGE, index: int) -> bool:
    if pdfium.FPDFText_GetFontWeight(text_page, index) > _BOLDEST_REGULAR:
        return True
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(text_page, index, name, 128, flags)
    printed = name.raw[: max(min(length, 128) - 1, 0)].lower()
    return any(word in printed for word in (b"bold", b"black", b"heavy", b"semibold", b"demi"))
