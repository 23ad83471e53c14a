"""Small pictures for lists: the same marks without axes and words. A page may hold hundreds of them."""

from __future__ import annotations

from collections.abc import Sequence

from vandpunkt.documents.charts import effect_chart
from vandpunkt.documents.charts.canvas import DOT, FAINT, FONT_SIZE, LIGHT, Canvas
from vandpunkt.documents.charts.point_scale import covering
from vandpunkt.documents.charts.scales import Columns, ShareScale
from vandpunkt.documents.charts.specifications import (
    Chart,
    EffectChart,
    ForecastChart,
    ForecastYear,
    OutcomeChart,
    OutcomeYear,
    StandingChart,
    YearPoint,
)
from vandpunkt.documents.charts.standing_chart import draw_row
from vandpunkt.documents.charts.year_chart import is_nearly_all

HEIGHT = 32.0
ROW = 20.0
_EDGE = 3.0
MARGIN = _EDGE + 1
"""How far inside the picture the ends of a standing's scale lie, in pixels."""
_RADIUS = 2


def draw(chart: Chart, width: float, height: float | None) -> Canvas:
    """The chart on a canvas of its own: 32 pixels high, a standing 20 a row, where no height is given."""
    if isinstance(chart, StandingChart):
        return _draw_standing(chart, Canvas(width, height or ROW * max(len(chart.rows), 1)))
    if isinstance(chart, EffectChart):
        return _draw_effects(chart, Canvas(width, height or ROW * max(len(chart.rows), 1)))
    canvas = Canvas(width, height or HEIGHT)
    if isinstance(chart, OutcomeChart):
        _draw_forecasts(chart.points, canvas)
        _draw_years(chart.points, None, canvas)
        return canvas
    _draw_years(chart.points, chart.threshold, canvas)
    if isinstance(chart, ForecastChart):
        _draw_model(chart, canvas)
    return canvas


def _draw_standing(chart: StandingChart, canvas: Canvas) -> Canvas:
    share = ShareScale(MARGIN, canvas.width - MARGIN)
    step = canvas.height / max(len(chart.rows), 1)
    if chart.threshold is not None:
        canvas.path(f"M{share(chart.threshold):.1f} 0V{canvas.height:.1f}", opacity=LIGHT, dash="2 2")
    for index, row in enumerate(chart.rows):
        draw_row(canvas, row, (index + 0.5) * step, share)
    return canvas


def _draw_effects(chart: EffectChart, canvas: Canvas) -> Canvas:
    """Each interval against zero, and the effects that are too small to be seen as a band."""
    smallest = effect_chart.visible_from(chart)
    ends = [end for row in chart.rows for end in (row.low_95, row.high_95)]
    points = covering([*ends, -(smallest or 0), smallest or 0], _EDGE + 1, canvas.width - _EDGE - 1)
    if smallest is not None:
        left, right = points(-smallest), points(smallest)
        canvas.area(f"M{left:.1f} 0H{right:.1f}V{canvas.height:.1f}H{left:.1f}Z", opacity=0.1)
    canvas.path(f"M{points(0):.1f} 0V{canvas.height:.1f}")
    step = canvas.height / max(len(chart.rows), 1)
    for index, row in enumerate(chart.rows):
        effect_chart.draw_row(canvas, row, (index + 0.5) * step, points)
    return canvas


def _draw_forecasts(points: Sequence[OutcomeYear], canvas: Canvas) -> None:
    share = ShareScale(canvas.height - _EDGE, _EDGE)
    for x, point in zip(Columns(0, canvas.width, len(points)), points, strict=True):
        if point.forecast_low is not None and point.forecast_high is not None:
            low, high = share(point.forecast_low), share(point.forecast_high)
            canvas.area(f"M{x - 6:.1f} {low:.1f}h12V{high:.1f}h-12z", opacity=0.22)


def _draw_years(
    points: Sequence[YearPoint | ForecastYear | OutcomeYear], threshold: float | None, canvas: Canvas
) -> None:
    """Floor, threshold, bars and dots, each kind as one path; a year without either is its mark."""
    share = ShareScale(canvas.height - _EDGE, _EDGE)
    bars, dots = "", ""
    for x, point in zip(Columns(0, canvas.width, len(points)), points, strict=True):
        if point.low is not None and point.high is not None:
            bars += f"M{x:.1f} {share(point.low):.1f}V{share(point.high):.1f}"
        if point.value is not None:
            dots += f"M{x:.1f} {share(point.value):.1f}{DOT}"
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
