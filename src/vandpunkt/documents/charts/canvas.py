"""The few marks that every chart is drawn with, as SVG with presentation attributes alone.

All ink is `currentColor`, lighter ink the same colour less opaque, so that one rule of a page's style
sheet sets the colours of its charts. Paper inside hollow points has the class `paper`.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from vandpunkt.documents.characters import clean

FONT_SIZE = 11
LETTER_WIDTH = 0.56 * FONT_SIZE
MARK_SIZE = 15
FAINT = 0.35
LIGHT = 0.62
DOT = "h0.01"
"""Not of no length: typesetting leaves out a path that covers nothing."""

_ROOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
    'viewBox="0 0 {width} {height}" class="chart" color="#1a1a1a" fill="currentColor" '
    'font-family="IBM Plex Sans, Arial, sans-serif" font-size="{size}"{role}>{naming}{parts}</svg>'
)


def number(value: float) -> str:
    """A coordinate in pixels, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


class Canvas:
    """Collects marks in the order in which they are laid upon each other. Lengths are pixels."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self._parts: list[str] = []

    def path(
        self,
        steps: str,
        *,
        width: float = 1,
        opacity: float = 1,
        dash: str = "",
        round_ends: bool = False,
    ) -> None:
        """A line along `steps` (SVG path data)."""
        if steps:
            self._parts.append(
                f'<path d="{steps}" fill="none" stroke="currentColor" stroke-width="{width}"'
                + (f' stroke-opacity="{opacity}"' if opacity != 1 else "")
                + (f' stroke-dasharray="{dash}"' if dash else "")
                + (' stroke-linecap="round"' if round_ends else "")
                + "/>"
            )

    def area(self, steps: str, *, opacity: float) -> None:
        """A surface inside `steps`."""
        if steps:
            self._parts.append(f'<path d="{steps}" fill-opacity="{opacity}"/>')

    def dots(self, places: Iterable[tuple[float, float]], *, radius: float) -> None:
        """Filled points; a line of hardly any length with round ends is one."""
        steps = "".join(f"M{x:.1f} {y:.1f}{DOT}" for x, y in places)
        self.path(steps, width=2 * radius, round_ends=True)

    def hollow_dots(self, places: Iterable[tuple[float, float]], *, radius: float) -> None:
        """Points with paper inside."""
        self._parts += [
            f'<circle class="paper" cx="{number(x)}" cy="{number(y)}" r="{radius}" fill="#fff" '
            'stroke="currentColor" stroke-width="1.3"/>'
            for x, y in places
        ]

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        anchor: str = "start",
        opacity: float = 1,
        size: float = FONT_SIZE,
    ) -> None:
        """Words with their baseline at `y`."""
        if text:
            self._parts.append(
                f'<text x="{number(x)}" y="{number(y)}"'
                + (f' text-anchor="{anchor}"' if anchor != "start" else "")
                + (f' fill-opacity="{opacity}"' if opacity != 1 else "")
                + (f' font-size="{size}"' if size != FONT_SIZE else "")
                + f">{escape(clean(text), quote=False)}</text>"
            )

    def svg(self, title: str = "", description: str = "", title_id: str = "") -> str:
        """The whole picture. Without a title it is decoration, and hidden from screen readers."""
        return _ROOT.format(
            width=number(self.width),
            height=number(self.height),
            size=FONT_SIZE,
            role=_role(title, description, title_id),
            naming=_naming(title, description, title_id),
            parts="".join(self._parts),
        )


def _role(title: str, description: str, title_id: str) -> str:
    if not title:
        return ' aria-hidden="true"'
    if not title_id:
        return ' role="img"'
    described = f' aria-describedby="{escape(title_id)}-text"' if description else ""
    return f' role="img" aria-labelledby="{escape(title_id)}"{described}'


def _naming(title: str, description: str, title_id: str) -> str:
    if not title:
        return ""
    of_title = f' id="{escape(title_id)}"' if title_id else ""
    of_text = f' id="{escape(title_id)}-text"' if title_id else ""
    text = f"<desc{of_text}>{escape(clean(description), quote=False)}</desc>" if description else ""
    return f"<title{of_title}>{escape(clean(title), quote=False)}</title>{text}"
