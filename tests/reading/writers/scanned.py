"""A PDF as a scanner makes it: each page of another PDF as one picture, and no text."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

import pypdfium2

from vandpunkt.reading.pdf_pictures import grey_of

_WIDTH, _HEIGHT = 595, 842
_CATALOGUE, _PAGES = 1, 2


def scanned(data: bytes, *, dots_across: int = 1654) -> bytes:
    """The pages as grey pictures so many dots across; 1654 is 200 to an inch."""
    pages = [
        _picture(grey_of(data, "", number=number, width=dots_across))
        for number in range(1, len(pypdfium2.PdfDocument(data)) + 1)
    ]
    return _file([*_head(len(pages)), *(one for page in enumerate(pages) for one in _page(*page))])


def _picture(pgm: bytes) -> bytes:
    head, dots = pgm.split(b" 255\n", 1)
    width, height = map(int, head.split()[1:3])
    packed = zlib.compress(dots)
    said = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
    size = b"/Width %d/Height %d/Length %d" % (width, height, len(packed))
    return b"<<" + said + size + b">>\nstream\n" + packed + b"\nendstream"


def _head(pages: int) -> Iterator[bytes]:
    kids = b" ".join(b"%d 0 R" % (_PAGES + 3 * number + 3) for number in range(pages))
    yield b"<</Type/Catalog/Pages %d 0 R>>" % _PAGES
    yield b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids)


def _page(number: int, picture: bytes) -> Iterator[bytes]:
    first = _PAGES + 3 * number + 1
    drawn = b"q %d 0 0 %d 0 0 cm /I Do Q" % (_WIDTH, _HEIGHT)
    yield picture
    yield b"<</Length %d>>\nstream\n%s\nendstream" % (len(drawn), drawn)
    yield (
        b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %d %d]/Resources<</XObject<</I %d 0 R>>>>/Contents %d 0 R>>"
        % (
            _PAGES,
            _WIDTH,
            _HEIGHT,
            first,
            first + 1,
        )
    )


def _file(objects: Sequence[bytes]) -> bytes:
    written = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    end = trailer % (len(objects) + 1, _CATALOGUE, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end
