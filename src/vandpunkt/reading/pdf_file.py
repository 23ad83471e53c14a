"""A PDF file → pages of lines, as they stand on the paper."""

from __future__ import annotations

import ctypes
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading.limits import Limits
from vandpunkt.reading.pages import Page
from vandpunkt.reading.pdf_frames import Frame, frame_of, framed
from vandpunkt.reading.pdf_layout import Dot, Layout, layout, runs_in
from vandpunkt.reading.pdf_pages import written_pages
from vandpunkt.reading.pdf_runs import runs_of

_FEWEST_CHARACTERS = 20
_SHORTEST_RULE = 40.0
_SMALLEST_DOT, _LARGEST_DOT = 1.5, 9.0


def pdf_pages(data: bytes, limits: Limits, file: str) -> tuple[Page, ...]:
    """The pages of the document; one that shows pictures alone says so.

    Raises Problem where the document is unsound, locked or too long.
    """
    document = opened(data, file)
    limits.check_pages(len(document), file)
    layouts: list[Layout] = []
    frames: list[Frame] = []
    silent: list[bool] = []
    characters = 0
    for number in range(len(document)):
        page, text_page = _page(document, number, file)
        characters += text_page.count_chars()
        limits.check_characters(characters, file)
        layouts.append(list(layout(runs_of(text_page.raw), *_drawn(page))))
        frames.append(frame_of(page))
        written = sum(len(run.text) for run in runs_in(layouts[-1]))
        silent.append(written < _FEWEST_CHARACTERS and _shows_pictures(page))
    return tuple(
        replace(framed(page, frame), only_pictures=only)
        for page, frame, only in zip(written_pages(layouts), frames, silent, strict=True)
    )


def opened(data: bytes, file: str) -> pypdfium2.PdfDocument:
    """The document. Raises Problem where it is unsound or locked."""
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


def _shows_pictures(page: pypdfium2.PdfPage) -> bool:
    kinds = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_PATH)
    return any(
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page.raw, number)) in kinds
        for number in range(pdfium.FPDFPage_CountObjects(page.raw))
    )


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
