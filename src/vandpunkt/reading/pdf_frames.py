"""How a PDF page lies as it is seen: its own points → shares of the picture of it."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

from vandpunkt.reading.pages import Box, Page

_FINE = 100_000
_FAR = 1000.0
_DECIMALS = 4


@dataclass(frozen=True)
class Frame:
    """A page as it is seen: its size in points, and where its own origin and axes lie, in shares of it."""

    width: float
    height: float
    origin: tuple[float, float]
    across: tuple[float, float]
    upward: tuple[float, float]

    def seen(self, box: Box) -> Box:
        """A box in the page's own points as shares of the page as it is seen."""
        left, upper, right, lower = box
        corners = [self._seen(x, y) for x in (left, right) for y in (upper, lower)]
        xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
        edges = (min(xs), min(ys), max(xs), max(ys))
        first, second, third, fourth = (round(min(max(edge, 0.0), 1.0), _DECIMALS) for edge in edges)
        return first, second, third, fourth

    def _seen(self, x: float, y: float) -> tuple[float, float]:
        first, second = (
            self.origin[axis] + x * self.across[axis] + y * self.upward[axis] for axis in range(2)
        )
        return first, second


def frame_of(page: pypdfium2.PdfPage) -> Frame:
    """How a page lies, its rotation and its cut edges included."""
    origin, right, up = (_on_picture(page, x, y) for x, y in ((0.0, 0.0), (_FAR, 0.0), (0.0, _FAR)))
    return Frame(
        width=page.get_width(),
        height=page.get_height(),
        origin=origin,
        across=((right[0] - origin[0]) / _FAR, (right[1] - origin[1]) / _FAR),
        upward=((up[0] - origin[0]) / _FAR, (up[1] - origin[1]) / _FAR),
    )


def upright_frame(width: float, height: float) -> Frame:
    """How a page lies that has its origin in its lower left corner."""
    return Frame(width, height, (0.0, 1.0), (1 / width, 0.0), (0.0, -1 / height))


def _on_picture(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, _FINE, _FINE, 0, x, y, across, down)
    return across.value / _FINE, down.value / _FINE


def framed(page: Page, frame: Frame) -> Page:
    """The page with its size, and its boxes as shares of it."""
    return replace(
        page,
        size=(round(frame.width, 1), round(frame.height, 1)),
        stretches=tuple(replace(one, box=frame.seen(one.box)) if one.box else one for one in page.stretches),
    )
