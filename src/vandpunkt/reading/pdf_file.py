"""A PDF file → pages of lines, as they stand on the paper."""

from __future__ import annotations

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading.limits import Limits
from vandpunkt.reading.pages import Page
from vandpunkt.reading.pdf_layout import Dot, Layout, layout, runs_in
from vandpunkt.reading.pdf_pages import written_pages
from vandpunkt.reading.pdf_runs import runs_of

_FEWEST_CHARACTERS = 20
_SHORTEST_RULE = 40.0
_SMALLEST_DOT, _LARGEST_DOT = 1.5, 9.0


def pdf_pages(data: bytes, limits: Limits, file: str) -> tuple[Page, ...]:
    """The pages of the document. Raises Problem where it is unsound, locked, too long or has no text."""
    document = _opened(data, file)
    limits.check_pages(len(document), file)
    layouts: list[Layout] = []
    characters = 0
    for number in range(len(document)):
        page, text_page = _page(document, number, file)
        characters += text_page.count_chars()
        limits.check_characters(characters, file)
        layouts.append(list(layout(runs_of(text_page.raw), *_drawn(page))))
    if sum(len(run.text) for one in layouts for run in runs_in(one)) < _FEWEST_CHARACTERS:
        raise Problem(
            marked("{file} har ingen text, bara bilder av sidor. Kör texttolkning (OCR) på den först."),
            file=file,
        )
    return written_pages(layouts)


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


def _page(
    document: pypdfium2.PdfDocument, number: int, file: str
) -> tuple[pypdfium2.PdfPage, pypdfium2.PdfTextPage]:
    try:
        page = document[number]
        return page, page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise Problem(
            marked("Sida {page} i {file} är skadad och går inte att läsa. Skapa filen på nytt."),
            file=file,
            page=number + 1,
        ) from error


def _drawn(page: pypdfium2.PdfPage) -> tuple[list[float], list[Dot]]:
    """The heights, in points, of the long horizontal lines on the page, and the dots drawn as bullets."""
    rules: list[float] = []
    dots: list[Dot] = []
    sides = [ctypes.c_float() for _ in range(4)]
    for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
        drawn = pdfium.FPDFPage_GetObject(page.raw, number)
        if pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_PATH:
            pdfium.FPDFPageObj_GetBounds(drawn, *sides)
            left, bottom, right, top = (side.value for side in sides)
            if right - left > _SHORTEST_RULE:
                rules += [bottom, top]
            elif _SMALLEST_DOT < right - left < _LARGEST_DOT and abs(right - left - top + bottom) < 1:
                dots.append(Dot(right, (bottom + top) / 2))
    return rules, dots
