"""A text file → pages: whatever encoding it was saved in, form feeds part the pages."""

from __future__ import annotations

from itertools import accumulate

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading.characters import clean
from vandpunkt.reading.limits import Limits
from vandpunkt.reading.pages import Page
from vandpunkt.reading.text_tables import printed_page

_SWEDISH_LETTERS = "åäöÅÄÖé"
_EIGHT_BIT_ENCODINGS = ("cp1252", "cp850", "mac_roman")
_MOST_CONTROL_CHARACTERS = 0.01


def text_pages(text: str, limits: Limits, file: str) -> tuple[Page, ...]:
    """The pages of a text. Raises Problem where it is empty, too long or has too many pages."""
    limits.check_characters(len(text), file)
    text = clean(text)
    if not text.strip():
        raise Problem(marked("Filen {file} är tom: det finns ingen text att läsa."), file=file)
    pages = text.rstrip("\f\n").split("\f")
    limits.check_pages(len(pages), file)
    first_tables = accumulate((len(page.split("\n")) for page in pages), initial=0)
    return tuple(printed_page(page, first) for page, first in zip(pages, first_tables, strict=False))


def decoded(data: bytes, file: str) -> str:
    """The text of a file whose encoding nobody states. Raises Problem where it is not text."""
    text = _unicode(data)
    if text is None:
        text = max((data.decode(name, errors="replace") for name in _EIGHT_BIT_ENCODINGS), key=_swedishness)
    controls = sum(character < " " and character not in "\t\n\r\f\v" for character in text)
    if controls > _MOST_CONTROL_CHARACTERS * len(text):
        raise Problem(
            marked("Filen {file} är varken text, PDF, Word eller HTML. Spara den som något av dem."),
            file=file,
        )
    return text


def _unicode(data: bytes) -> str | None:
    for encoding in _likely_unicode(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _likely_unicode(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    sample = data[:4000]
    zeros_even, zeros_odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(zeros_even, zeros_odd) > len(sample) / 4:
        return ("utf-16-le",) if zeros_odd > zeros_even else ("utf-16-be",)
    return ("utf-8-sig",)


def _swedishness(text: str) -> int:
    return sum(map(text.count, _SWEDISH_LETTERS))
