"""Pages that are pictures → text, by a program that recognises print; the words keep their places."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading.guarded import guarded_picture
from vandpunkt.reading.limits import Limits
from vandpunkt.reading.pages import Cell, Page, Stretch
from vandpunkt.reading.pdf_frames import framed, upright_frame
from vandpunkt.reading.pdf_layout import Layout, layout
from vandpunkt.reading.pdf_pages import written_pages
from vandpunkt.reading.recognised_lines import recognised_runs

DOTS_AN_INCH = 300
_POINTS_AN_INCH = 72
_SECONDS_A_PAGE = 60
_AT_ONCE = 2


class Recogniser(Protocol):
    """What finds the print in a picture."""

    @property
    def most_pages(self) -> int:
        """How many pages of one file it is to take at most."""

    def recognise(self, picture: bytes, file: str) -> bytes:
        """The words of a grey PGM with their places, as hOCR. Raises Problem where it breaks down."""


class Scanned(Problem):
    """A file that is pictures of pages, and nobody to recognise what stands on them."""

    def __init__(self, file: str, pages: int) -> None:
        super().__init__(
            marked(
                "{file} är inskannad: den har {pages} sidor med bilder och ingen text. Texttolka den (OCR) i "
                "skannern eller i ett PDF-program, spara och lämna in den igen. Eller be den som sköter "
                "servern att installera tesseract-ocr och tesseract-ocr-swe, så texttolkar Vändpunkt själv."
            ),
            file=file,
            pages=pages,
        )


@dataclass(frozen=True)
class Tesseract:
    """The program of that name, where Debian installs it, with its Swedish model."""

    most_pages: int

    def recognise(self, picture: bytes, file: str) -> bytes:
        """The words of a grey PGM with their places, as hOCR. Raises Problem where it breaks down."""
        try:
            finished = subprocess.run(
                ["/usr/bin/tesseract", "-", "-", "-l", "swe", "--dpi", "300", "--psm", "3", "hocr"],
                input=picture,
                capture_output=True,
                timeout=_SECONDS_A_PAGE,
                check=True,
                env={"PATH": os.environ.get("PATH", ""), "OMP_THREAD_LIMIT": "1"},
            )
        except (subprocess.SubprocessError, OSError) as error:
            raise Problem(
                marked(
                    "Texttolkningen av {file} avbröts. Texttolka filen i ett annat program och försök igen."
                ),
                file=file,
            ) from error
        return finished.stdout


def installed_tesseract(*, most_pages: int) -> Tesseract | None:
    """The program, told to recognise at most so many pages of a file; None where it or its Swedish lacks."""
    try:
        listed = subprocess.run(
            ["/usr/bin/tesseract", "--list-langs"],
            capture_output=True,
            text=True,
            timeout=_SECONDS_A_PAGE,
            check=False,
        )
    except (subprocess.SubprocessError, OSError):
        return None
    return Tesseract(most_pages) if "swe" in listed.stdout.split() else None


def with_recognised(
    pages: Sequence[Page], data: bytes, limits: Limits, file: str, recogniser: Recogniser
) -> tuple[Page, ...]:
    """The pages, those that are pictures alone with the text that is recognised on them.

    Raises Problem where more pages are pictures than the recogniser is to take.
    """
    numbers = [number for number, page in enumerate(pages, start=1) if page.only_pictures]
    if len(numbers) > recogniser.most_pages:
        raise Problem(
            marked(
                "{file} har {pages} inskannade sidor, och här texttolkas högst {limit}. Läs in filen med "
                "«vandpunkt take-in», som har mer tid på sig, eller dela upp den."
            ),
            file=file,
            pages=len(numbers),
            limit=recogniser.most_pages,
        )
    recognise = partial(_layout, pages=pages, data=data, limits=limits, file=file, recogniser=recogniser)
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as workers:
        layouts = list(workers.map(recognise, numbers))
    tables = 1 + max((one.cell.table for page in pages for one in page.stretches if one.cell), default=-1)
    written = dict(zip(numbers, written_pages(layouts), strict=True))
    return tuple(
        _recognised(written[number], page, tables) if number in written else page
        for number, page in enumerate(pages, start=1)
    )


def _layout(
    number: int,
    *,
    pages: Sequence[Page],
    data: bytes,
    limits: Limits,
    file: str,
    recogniser: Recogniser,
) -> Layout:
    width, height = pages[number - 1].size or (595.0, 842.0)
    pixels = round(width * DOTS_AN_INCH / _POINTS_AN_INCH)
    picture = guarded_picture(data, limits, file, number=number, width=pixels, grey=True)
    words = recogniser.recognise(picture, file)
    return list(layout(recognised_runs(words, width=width, height=height), ()))


def _recognised(page: Page, seen: Page, tables: int) -> Page:
    width, height = seen.size or (595.0, 842.0)
    moved = tuple(_moved(one, tables) for one in page.stretches)
    placed = framed(replace(page, stretches=moved), upright_frame(width, height))
    return replace(placed, recognised=True)


def _moved(stretch: Stretch, tables: int) -> Stretch:
    """Tables of recognised pages are numbered after the others of the document."""
    cell = stretch.cell
    return replace(stretch, cell=Cell(cell.table + tables, cell.row, cell.column)) if cell else stretch
