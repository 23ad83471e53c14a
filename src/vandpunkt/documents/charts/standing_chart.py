"""Schools under each other: what the intake leads us to expect, and the underlying share with intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from vandpunkt.documents.charts.canvas import FAINT, LETTER_WIDTH, LIGHT, Canvas
from vandpunkt.documents.charts.legend import Sample, draw_legend, legend_height
from vandpunkt.documents.charts.scales import ShareScale, ticks
from vandpunkt.documents.charts.specifications import StandingChart, StandingRow
from vandpunkt.domain.problems import marked

ROW = 24
_TOP = 20
_AXIS = 24
_MARKS = 44
_LONGEST_LABEL = 0.42

UNDERLYING = marked("underliggande nivå, 50 och 90 procents säkerhet")
EXPECTED = marked("väntat")
PUBLISHED = marked("senast publicerat")


def height_of(chart: StandingChart, width: float, translate: Callable[[str], str]) -> float:
    """The height that gives every row its room, and the legend as many lines as it needs."""
    return _TOP + ROW * len(chart.rows) + _AXIS + legend_height(_samples(chart, translate), width)


def draw(chart: StandingChart, canvas: Canvas, translate: Callable[[str], str]) -> None:
    """Draw the chart over the whole canvas: names left, published marks right, legend at the foot."""
    left = _label_room(chart, canvas.width)
    share = ShareScale(left, canvas.width - _MARKS)
    samples = list(_samples(chart, translate))
    foot = canvas.height - legend_height(samples, canvas.width)
    floor = foot - _AXIS
    _draw_axis(chart, canvas, share, floor)
    step = (floor - _TOP) / max(len(chart.rows), 1)
    for index, row in enumerate(chart.rows):
        y = _TOP + (index + 0.5) * step
        canvas.text(0, y + 4, shortened(row.label, left - 12))
        draw_row(canvas, row, y, share)
        canvas.text(canvas.width, y + 4, row.mark, anchor="end")
    draw_legend(canvas, 0, foot, samples)


def draw_row(canvas: Canvas, row: StandingRow, y: float, share: ShareScale) -> None:
    """One school: thin line 90 %, thick line 50 %, dot the mean, tick the expected, hollow the published."""
    canvas.path(f"M{share(row.low_90):.1f} {y:.1f}H{share(row.high_90):.1f}", opacity=LIGHT)
    canvas.path(f"M{share(row.low_50):.1f} {y:.1f}H{share(row.high_50):.1f}", width=5, opacity=0.4)
    if row.expected is not None:
        canvas.path(f"M{share(row.expected):.1f} {y - 7:.1f}v14", width=1.5)
    if row.published is not None:
        canvas.hollow_dots([(share(row.published), y)], radius=3.5)
    canvas.dots([(share(row.mean), y)], radius=3)


def shortened(label: str, room: float) -> str:
    """The label, cut with an ellipsis where it is longer than `room` pixels."""
    letters = max(int(room / LETTER_WIDTH), 4)
    return label if len(label) <= letters else label[: letters - 1].rstrip() + "…"


def _label_room(chart: StandingChart, width: float) -> float:
    longest = max((len(row.label) for row in chart.rows), default=0)
    return min(longest * LETTER_WIDTH + 14, _LONGEST_LABEL * width)


def _draw_axis(chart: StandingChart, canvas: Canvas, share: ShareScale, floor: float) -> None:
    canvas.path(f"M{share(0):.1f} {floor:.1f}H{share(1):.1f}", opacity=FAINT)
    for value, text in ticks(chart.threshold):
        canvas.path(f"M{share(value):.1f} {floor:.1f}v4", opacity=FAINT)
        canvas.text(
            share(value), floor + 15, f"{text} %" if value == 1 else text, anchor="middle", opacity=LIGHT
        )
    if chart.threshold is not None:
        canvas.path(f"M{share(chart.threshold):.1f} {_TOP}V{floor:.1f}", opacity=LIGHT, dash="2 3")


def _samples(chart: StandingChart, translate: Callable[[str], str]) -> Iterator[Sample]:
    if any(row.expected is not None for row in chart.rows):
        yield Sample(translate(EXPECTED), tick=True)
    if chart.rows:
        yield Sample(translate(UNDERLYING), bar=True, thick_bar=True, dot=True)
    if any(row.published is not None for row in chart.rows):
        yield Sample(translate(PUBLISHED), hollow=True)
