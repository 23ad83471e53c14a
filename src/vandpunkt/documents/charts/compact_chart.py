"""Small pictures for lists: the same marks without axes and words. A page may hold hundreds of them."""

from __future__ import annotations

from collections.abc import Sequence

from vandpunkt.documents.charts.canvas import FAINT, FONT_SIZE, LIGHT, Canvas
from vandpunkt.documents.charts.scales import Columns, ShareScale
from vandpunkt.documents.charts.specifications import (
    Chart,
    ForecastChart,
    ForecastYear,
    StandingChart,
    YearPoint,
)
from vandpunkt.documents.charts.standing_chart import draw_row
from vandpunkt.documents.charts.year_chart import is_nearly_all

HEIGHT = 32.0
ROW = 20.0
_EDGE = 3.0
_RADIUS = 2


def draw(chart: Chart, width: float, height: float | None) -> Canvas:
    """The chart on a canvas of its own: 32 pixels high, a standing 20 a row, where no height is given."""
    if isinstance(chart, StandingChart):
        return _draw_standing(chart, Canvas(width, height or ROW * max(len(chart.rows), 1)))
    canvas = Canvas(width, height or HEIGHT)
    _draw_years(chart.points, chart.threshold, canvas)
    if isinstance(chart, ForecastChart):
        _draw_model(chart, canvas)
    return canvas


def _draw_standing(chart: StandingChart, canvas: Canvas) -> Canvas:
    share = ShareScale(_EDGE + 1, canvas.width - _EDGE - 1)
    step = canvas.height / max(len(chart.rows), 1)
    if chart.threshold is not None:
        canvas.path(f"M{share(chart.threshold):.1f} 0V{canvas.height:.1f}", opacity=LIGHT, dash="2 2")
    for index, row in enumerate(chart.rows):
        draw_row(canvas, row, (index + 0.5) * step, share)
    return canvas


def _draw_years(points: Sequence[YearPoint | ForecastYear], threshold: float | None, canvas: Canvas) -> None:
    """Floor, threshold, bars and dots, each kind as one path; a year without either is its mark."""
    share = ShareScale(canvas.height - _EDGE, _EDGE)
    bars, dots = "", ""
    for x, point in zip(Columns(0, canvas.width, len(points)), points, strict=True):
        if point.low is not None and point.high is not None:
            bars += f"M{x:.1f} {share(point.low):.1f}V{share(point.high):.1f}"
        if point.value is not None:
            dots += f"M{x:.1f} {share(point.value):.1f}h0"
        elif point.low is None:
            at_end = share(1) + FONT_SIZE if is_nearly_all(point.mark) else share(0) - 2
            canvas.text(x, at_end, point.mark, anchor="middle")
    canvas.path(f"M0 {share(0):.1f}H{canvas.width:.1f}", opacity=FAINT)
    if threshold is not None:
        canvas.path(f"M0 {share(threshold):.1f}H{canvas.width:.1f}", opacity=LIGHT, dash="2 2")
    canvas.path(bars, opacity=LIGHT)
    canvas.path(dots, width=2 * _RADIUS, round_ends=True)


def _draw_model(chart: ForecastChart, canvas: Canvas) -> None:
    """The underlying share as a line, and the range of the year to come as a bracket."""
    share = ShareScale(canvas.height - _EDGE, _EDGE)
    placed = list(zip(Columns(0, canvas.width, len(chart.points)), chart.points, strict=True))
    known = [f"{x:.1f} {share(point.underlying):.1f}" for x, point in placed if point.underlying is not None]
    canvas.path("M" + "L".join(known) if len(known) > 1 else "", width=1.2)
    for x, point in placed:
        if point.predicted_low is not None and point.predicted_high is not None:
            low, high = share(point.predicted_low), share(point.predicted_high)
            canvas.path(f"M{x - 3:.1f} {low:.1f}h6m-3 0V{high:.1f}m-3 0h6")
