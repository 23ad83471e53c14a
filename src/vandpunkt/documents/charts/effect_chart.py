"""Effects with their intervals, against zero, the smallest visible effect, and what chance alone gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from vandpunkt.documents.charts.canvas import FAINT, LETTER_WIDTH, LIGHT, Canvas
from vandpunkt.documents.charts.legend import Sample, draw_legend, legend_height
from vandpunkt.documents.charts.point_scale import WIDEST, PointScale, counted, covering
from vandpunkt.documents.charts.specifications import EffectChart, EffectRow
from vandpunkt.documents.charts.standing_chart import shortened
from vandpunkt.domain.numbers import signed
from vandpunkt.domain.problems import marked

ROW = 26
_TOP = 6
_STRIP = 46
_AXIS = 38
_FIGURES = 44
_LONGEST_LABEL = 0.3
_BINS = 40
_BAND = 0.1
_BARS = 0.3

EFFECT = marked("effekt, 50 och 95 procents säkerhet")
TOO_SMALL = marked("för litet för att säkert synas")
PLACEBO = marked("skenförsök på skolor utan insatsen")
AXIS = marked("procentenheter mot prognosen")


def height_of(chart: EffectChart, width: float, translate: Callable[[str], str]) -> float:
    """The height that gives every row its room, and the legend as many lines as it needs."""
    legend = legend_height(_samples(chart, translate), width)
    return _TOP + _strip(chart) + ROW * len(chart.rows) + _AXIS + legend


def draw(chart: EffectChart, canvas: Canvas, translate: Callable[[str], str]) -> None:
    """Draw the chart over the whole canvas: the placebo strip above the pooled row, zero through all."""
    samples = list(_samples(chart, translate))
    foot = canvas.height - legend_height(samples, canvas.width)
    floor = foot - _AXIS
    points = covering(_extent(chart), _label_room(chart, canvas.width), canvas.width - _FIGURES)
    _draw_band(chart, canvas, points, floor)
    _draw_placebo(chart, canvas, points)
    _draw_axis(canvas, points, floor, translate(AXIS))
    top = _TOP + _strip(chart)
    step = (floor - top) / max(len(chart.rows), 1)
    for index, row in enumerate(chart.rows):
        y = top + (index + 0.5) * step
        canvas.text(0, y + 4, shortened(row.label, points.start - 10))
        draw_row(canvas, row, y, points)
        canvas.text(canvas.width, y + 4, signed(row.effect), anchor="end")
    draw_legend(canvas, 0, foot, samples)


def draw_row(canvas: Canvas, row: EffectRow, y: float, points: PointScale) -> None:
    """One effect: thin line 95 %, thick line 50 %, dot the middle."""
    canvas.path(f"M{points(row.low_95):.1f} {y:.1f}H{points(row.high_95):.1f}", width=1.5)
    canvas.path(f"M{points(row.low_50):.1f} {y:.1f}H{points(row.high_50):.1f}", width=6, opacity=0.5)
    canvas.dots([(points(row.effect), y)], radius=3.5)


def visible_from(chart: EffectChart) -> float | None:
    """The smallest effect that could have been seen, None where no share can differ by so much."""
    smallest = chart.minimum_detectable
    return None if smallest is None or not abs(smallest) <= WIDEST else abs(smallest)


def _extent(chart: EffectChart) -> Iterator[float]:
    smallest = visible_from(chart)
    if smallest is not None:
        yield from (-smallest, smallest)
    for row in chart.rows:
        yield from (row.low_95, row.high_95, row.effect)
    yield from chart.placebo


def _strip(chart: EffectChart) -> float:
    return _STRIP if chart.placebo else 0


def _label_room(chart: EffectChart, width: float) -> float:
    longest = max((len(row.label) for row in chart.rows), default=0)
    return min(longest * LETTER_WIDTH + 12, _LONGEST_LABEL * width)


def _draw_band(chart: EffectChart, canvas: Canvas, points: PointScale, floor: float) -> None:
    smallest = visible_from(chart)
    if smallest is None:
        return
    left, right = points(-smallest), points(smallest)
    canvas.area(f"M{left:.1f} {_TOP}H{right:.1f}V{floor:.1f}H{left:.1f}Z", opacity=_BAND)
    canvas.path(f"M{left:.1f} {_TOP}V{floor:.1f}M{right:.1f} {_TOP}V{floor:.1f}", opacity=LIGHT, dash="2 3")


def _draw_placebo(chart: EffectChart, canvas: Canvas, points: PointScale) -> None:
    """A bar for each part of the scale, as high as the placebo effects in it are many."""
    counts = counted(chart.placebo, points, _BINS)
    base, width = _TOP + _STRIP - 4, (points.end - points.start) / _BINS
    tallest = max(*counts, 1)
    canvas.area(
        "".join(
            f"M{points.start + index * width:.1f} {base}v-{(_STRIP - 10) * count / tallest:.1f}"
            f"h{width - 0.8:.1f}V{base}z"
            for index, count in enumerate(counts)
            if count
        ),
        opacity=_BARS,
    )


def _draw_axis(canvas: Canvas, points: PointScale, floor: float, name: str) -> None:
    canvas.path(f"M{points.start:.1f} {floor:.1f}H{points.end:.1f}", opacity=FAINT)
    canvas.path(f"M{points(0):.1f} {_TOP}V{floor + 4:.1f}", width=1.2)
    for tick in points.ticks():
        canvas.path(f"M{points(tick):.1f} {floor:.1f}v4", opacity=FAINT)
        canvas.text(points(tick), floor + 15, signed(tick, 0), anchor="middle", opacity=LIGHT)
    canvas.text(points.end, floor + 30, name, anchor="end", opacity=LIGHT)


def _samples(chart: EffectChart, translate: Callable[[str], str]) -> Iterator[Sample]:
    if chart.rows:
        yield Sample(translate(EFFECT), bar=True, thick_bar=True, dot=True)
    if visible_from(chart) is not None:
        yield Sample(translate(TOO_SMALL), band=True, edges=True)
    if chart.placebo:
        yield Sample(translate(PLACEBO), bars=True)
