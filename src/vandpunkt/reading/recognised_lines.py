"""hOCR, the words that a program has recognised in a picture → runs, as a PDF page has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from lxml import etree

from vandpunkt.reading.pdf_runs import Run

_NUMBERS = r"(-?[\d.]+)"
_BOX = re.compile(rf"bbox {_NUMBERS} {_NUMBERS} {_NUMBERS} {_NUMBERS}")
_BASELINE = re.compile(rf"baseline {_NUMBERS} {_NUMBERS}")
_SIZE = re.compile(rf"x_size {_NUMBERS}")
_WIDE_GAP = 1.1
_LINES = {"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"}
_MISREAD_BULLET = re.compile(r"[^\w\s([\"”’'–—-]{1,2}|e|o|eo|oe")
_AFTER_BULLET = 0.25
_DASHES = re.compile(r"[—–-]{2,}")


@dataclass(frozen=True)
class _Word:
    text: str
    left: float
    right: float


def recognised_runs(hocr: bytes, *, width: float, height: float) -> Iterator[Run]:
    """The runs of a page `width` and `height` points large, in the order that they are read."""
    root = etree.fromstring(hocr, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    if root is None:
        return
    page = next((one for one in root.iter() if one.get("class") == "ocr_page"), None)
    box = _box(page) if page is not None else None
    if page is None or box is None or box[2] <= 0:
        return
    scale = width / box[2]
    lines = [line for line in root.iter() if line.get("class") in _LINES]
    sizes = [size for line in lines if (size := _size(line)) is not None]
    usual = median(sizes) if sizes else 0.0
    for line in lines:
        yield from _runs(line, scale, height, usual)


def _runs(line: etree._Element, scale: float, height: float, usual: float) -> Iterator[Run]:
    """The runs of one line; sizes near the usual one are the usual one, as print is measured unevenly."""
    box, baseline = _box(line), _BASELINE.search(line.get("title", ""))
    words = list(_words(line))
    if box is None or not words:
        return
    stated = _size(line) or box[3] - box[1]
    size = (usual if abs(stated - usual) < 0.25 * usual else stated) * scale
    base = height - (box[3] + (float(baseline[2]) if baseline else 0.0)) * scale
    for group in _groups(_with_bullet(words, size / scale), _WIDE_GAP * size / scale):
        text = " ".join(word.text for word in group)
        yield Run(text, group[0].left * scale, group[-1].right * scale, base, size, False)


def _with_bullet(words: list[_Word], size: float) -> list[_Word]:
    """A sign before the first word that stands apart from it, and that bullets are often taken for."""
    first = words[0]
    if (
        len(words) > 1
        and _MISREAD_BULLET.fullmatch(first.text)
        and words[1].left - first.right > _AFTER_BULLET * size
    ):
        joined = _Word(f"• {words[1].text}", first.left, words[1].right)
        return [joined, *words[2:]]
    return words


def _groups(words: list[_Word], gap: float) -> Iterator[list[_Word]]:
    group: list[_Word] = []
    for word in words:
        if group and word.left - group[-1].right > gap:
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _words(line: etree._Element) -> Iterator[_Word]:
    for word in line.iter():
        text = "".join(map(str, word.itertext())).strip() if word.get("class") == "ocrx_word" else ""
        box = _box(word)
        if text and box is not None:
            yield _Word(_DASHES.sub("–", text), box[0], box[2])


def _box(element: etree._Element) -> tuple[float, float, float, float] | None:
    found = _BOX.search(element.get("title", ""))
    return (float(found[1]), float(found[2]), float(found[3]), float(found[4])) if found else None


def _size(line: etree._Element) -> float | None:
    found = _SIZE.search(line.get("title", ""))
    return float(found[1]) if found else None
