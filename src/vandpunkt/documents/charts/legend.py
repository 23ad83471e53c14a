"""A line at the foot of a chart that shows each kind of mark with its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vandpunkt.documents.charts.canvas import FONT_SIZE, LIGHT, Canvas

_SAMPLE = 18
_GAP = 16
_LINE = 18
_MARGIN = 6
_BARS = "v-4h3.2v4zm4 0v-9h3.2v9zm4 0v-10h3.2v10zm4 0v-3h3.2v3z"
_LETTER_WIDTH = 0.51 * FONT_SIZE


@dataclass(frozen=True)
class Sample:
    """One kind of mark, drawn small: a line or bar, what is upon it, and its name as it is shown."""

    name: str
    line: float = 0
    dash: str = ""
    band: bool = False
    edges: bool = False
    bars: bool = False
    bar: bool = False
    thick_bar: bool = False
    tick: bool = False
    bracket: bool = False
    dot: bool = False
    hollow: bool = False


def legend_height(samples: Iterable[Sample], width: float) -> float:
    """The height of the legend when its lines may be `width` pixels long."""
    lines = [line for _, line in _places([sample.name for sample in samples], width)]
    return _MARGIN + _LINE * (max(lines, default=-1) + 1)


def draw_legend(canvas: Canvas, left: float, top: float, samples: Sequence[Sample]) -> None:
    """Draw the samples after each other from `left` to the edge of the canvas, in as many lines as needed."""
    places = _places([sample.name for sample in samples], canvas.width - left)
    for sample, (x, line) in zip(samples, places, strict=True):
        baseline = top + _MARGIN + line * _LINE + 10
        _draw_sample(canvas, sample, left + x, baseline - 4)
        canvas.text(left + x + _SAMPLE + 5, baseline, sample.name, opacity=0.8)


def _places(names: Iterable[str], width: float) -> list[tuple[float, int]]:
    """How far from the left, and on which line, each sample stands."""
    places: list[tuple[float, int]] = []
    x, line = 0.0, 0
    for name in names:
        length = _SAMPLE + 5 + len(name) * _LETTER_WIDTH
        if places and x + length > width:
            x, line = 0.0, line + 1
        places.append((x, line))
        x += length + _GAP
    return places


def _draw_sample(canvas: Canvas, sample: Sample, x: float, y: float) -> None:
    middle = x + _SAMPLE / 2
    along = f"M{x:.1f} {y:.1f}h{_SAMPLE}"
    if sample.band:
        canvas.area(f"M{x:.1f} {y - 5:.1f}h{_SAMPLE}v10h-{_SAMPLE}z", opacity=0.14)
    if sample.edges:
        canvas.path(f"M{x:.1f} {y - 5:.1f}v10m{_SAMPLE} -10v10", opacity=LIGHT, dash="2 3")
    if sample.bars:
        canvas.area(f"M{x + 1:.1f} {y + 5:.1f}{_BARS}", opacity=0.3)
    if sample.line:
        canvas.path(along, width=sample.line, dash=sample.dash)
    if sample.bar:
        canvas.path(along, opacity=LIGHT)
    if sample.thick_bar:
        canvas.path(along, width=5, opacity=0.4)
    if sample.bracket:
        canvas.path(f"M{x:.1f} {y - 4:.1f}v8m0 -4h{_SAMPLE}m0 -4v8", width=1.5)
    if sample.tick:
        canvas.path(f"M{middle:.1f} {y - 6:.1f}v12", width=1.5)
    if sample.dot:
        canvas.dots([(middle, y)], radius=3)
    if sample.hollow:
        canvas.hollow_dots([(middle, y)], radius=3.5)
