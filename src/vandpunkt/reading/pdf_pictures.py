"""A page of a PDF as a picture: in colour to be looked at, in grey to be recognised."""

from __future__ import annotations

import struct
import zlib

import pypdfium2
import pypdfium2.raw as pdfium

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading.pdf_file import opened

_MOST_PIXELS = 12_000_000
_PACKING = 4


def picture_of(data: bytes, file: str, *, number: int, width: int) -> bytes:
    """The page with this number, from 1, as a PNG `width` pixels wide. Raises Problem where it has none."""
    bitmap = _rendered(_page(data, number, file), width, grey=False)
    return _png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)


def grey_of(data: bytes, file: str, *, number: int, width: int) -> bytes:
    """The page with this number, from 1, as a grey PGM `width` pixels wide."""
    bitmap = _rendered(_page(data, number, file), width, grey=True)
    rows, stride = bytes(bitmap.buffer), bitmap.stride
    lines = (rows[at * stride : at * stride + bitmap.width] for at in range(bitmap.height))
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(lines)


def _page(data: bytes, number: int, file: str) -> pypdfium2.PdfPage:
    document = opened(data, file)
    if not 1 <= number <= len(document):
        raise Problem(marked("{file} har ingen sida {page}."), file=file, page=number)
    return document[number - 1]


def _rendered(page: pypdfium2.PdfPage, width: int, *, grey: bool) -> pypdfium2.PdfBitmap:
    scale = width / max(page.get_width(), 1)
    pixels = page.get_width() * page.get_height() * scale * scale
    if pixels > _MOST_PIXELS:
        scale *= (_MOST_PIXELS / pixels) ** 0.5
    kind = pdfium.FPDFBitmap_Gray if grey else pdfium.FPDFBitmap_BGR
    return page.render(scale=scale, force_bitmap_format=kind, rev_byteorder=not grey)


def _png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """Three bytes a pixel, without any filter: pages are mostly white, which packs well."""
    lines = b"".join(b"\0" + pixels[at * stride : at * stride + 3 * width] for at in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, _PACKING)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(name, content) for name, content in parts)


def _part(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
