"""A file of any kind → pages. The content decides the kind, never the name."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading.guarded import guarded_pages
from vandpunkt.reading.limits import Limits
from vandpunkt.reading.pages import Page
from vandpunkt.reading.recognising import Recogniser, Scanned, with_recognised
from vandpunkt.reading.text_file import decoded, text_pages

_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_SNIFFED = 4000
_FEWEST_CHARACTERS = 20


def file_pages(path: Path, limits: Limits, recogniser: Recogniser | None = None) -> tuple[Page, ...]:
    """The pages of the file. Raises Problem where it cannot be opened, is of no known kind or unsound.

    A `recogniser` is asked for the text of pages that are pictures alone; without one a file that has no
    text raises Problem too.
    """
    return content_pages(_content(path, limits), path.name, limits, recogniser)


def content_pages(
    data: bytes, name: str, limits: Limits, recogniser: Recogniser | None = None
) -> tuple[Page, ...]:
    """The pages of a file's bytes. Raises Problem as file_pages does, and where there are too many bytes."""
    _check_size(len(data), name, limits)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Problem(marked("Filen {file} är tom: det finns ingen text att läsa."), file=name)
    if b"%PDF-" in data[:1024]:
        return _of_pdf(data, name, limits, recogniser)
    if data.startswith(b"PK\x03\x04"):
        return guarded_pages(data, "docx", limits, name)
    _refuse_other_kinds(data, name)
    text = decoded(data, name)
    if _HTML.match(text, 0, _SNIFFED):
        return guarded_pages(text.encode(), "html", limits, name)
    return text_pages(text, limits, name)


def kind_of(data: bytes) -> str:
    """The kind of a file that has been read: `pdf`, `docx`, `html` or `text`."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    return "html" if _HTML.match(decoded(data, ""), 0, _SNIFFED) else "text"


def _of_pdf(data: bytes, name: str, limits: Limits, recogniser: Recogniser | None) -> tuple[Page, ...]:
    pages = guarded_pages(data, "pdf", limits, name)
    if recogniser is not None and any(page.only_pictures for page in pages):
        return with_recognised(pages, data, limits, name, recogniser)
    if sum(len(page.text) for page in pages) < _FEWEST_CHARACTERS:
        raise Scanned(name, len(pages))
    return pages


def _content(path: Path, limits: Limits) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise Problem(marked("{file} är en mapp. Ange en fil i den."), file=path)
        if not stat.S_ISREG(mode):
            raise Problem(marked("{file} är ingen vanlig fil och läses inte."), file=path)
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except FileNotFoundError as error:
        raise Problem(marked("Filen {file} finns inte. Kontrollera namnet och mappen."), file=path) from error
    except OSError as error:
        raise Problem(
            marked("Filen {file} går inte att öppna: {error}. Kontrollera att du får läsa den."),
            file=path,
            error=error.strerror or error,
        ) from error
    _check_size(len(data), path.name, limits)
    return data


def _check_size(size: int, name: str, limits: Limits) -> None:
    if size > limits.file_bytes:
        raise Problem(
            marked("Filen {file} är större än {limit} MB och läses inte. Spara den utan bilder."),
            file=name,
            limit=limits.file_bytes // 1_000_000,
        )


def _refuse_other_kinds(data: bytes, name: str) -> None:
    """Kinds that look like neither text nor the others, each with what to do instead."""
    if data.startswith(_OLD_WORD):
        raise Problem(
            marked(
                "{file} är ett äldre Word-dokument eller är låst med lösenord. "
                "Öppna det i Word och spara det som DOCX eller PDF utan lösenord."
            ),
            file=name,
        )
    if data.startswith(b"{\\rtf"):
        raise Problem(
            marked("{file} är i RTF-format. Öppna den i Word och spara den som DOCX eller PDF."), file=name
        )
    if data.startswith(_PICTURES):
        raise Problem(
            marked("{file} är en bild. Kör texttolkning (OCR) och spara som PDF eller text."), file=name
        )
