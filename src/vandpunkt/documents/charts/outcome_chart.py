"""One school's published years, hollow, against the forecast without its support; no arrow between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from vandpunkt.documents.charts.canvas import LETTER_WIDTH, LIGHT, Canvas
from vandpunkt.documents.charts.legend import Sample, draw_legend, legend_height
from vandpunkt.documents.charts.scales import Columns, ShareScale
from vandpunkt.documents.charts.specifications import OutcomeChart, OutcomeYear
from vandpunkt.documents.charts.standing_chart import shortened
from vandpunkt.documents.charts.year_chart import draw_axis, name_years
from vandpunkt.domain.problems import marked

HEIGHT = 220
_LEFT = 40
_TOP = 14
_BOTTOM = 36
_SUPPORT = 26
_YEARS = 15
_MARKS = 30
_WIDEST = 30.0
_RANGE = 0.22

PUBLISHED = marked("publicerad andel med osäkerhet")
FORECAST = marked("prognos utan insatsen, troligt spann")

Placed = Sequence[tuple[float, OutcomeYear]]


def height_of(chart: OutcomeChart, width: float, translate: Callable[[str], str]) -> float:
    """The height that gives the legend as many lines as it needs."""
    return HEIGHT + legend_height(_samples(chart, translate), width - _LEFT)


def draw(chart: OutcomeChart, canvas: Canvas, translate: Callable[[str], str]) -> None:
    """Draw the chart over the whole canvas, the supported years bracketed under the axis."""
    samples = list(_samples(chart, translate))
    foot = canvas.height - legend_height(samples, canvas.width - _LEFT)
    supported = any(point.supported for point in chart.points)
    floor = foot - _BOTTOM - (_SUPPORT if supported else 0)
    share = ShareScale(floor, _TOP)
    columns = Columns(_LEFT, canvas.width, len(chart.points))
    placed = list(zip(columns, chart.points, strict=True))
    draw_axis(canvas, share, None)
    _draw_forecast(canvas, placed, share, min(0.55 * columns.step, _WIDEST))
    draw_published(canvas, placed, share)
    name_years(canvas, columns, [point.label for point in chart.points], floor + _YEARS)
    for x, point in placed:
        canvas.text(x, floor + _MARKS, point.mark, anchor="middle", opacity=LIGHT)
    _draw_support(chart, canvas, placed, floor + _MARKS + 8, columns.step)
    draw_legend(canvas, _LEFT, foot, samples)


def _draw_forecast(canvas: Canvas, placed: Placed, share: ShareScale, width: float) -> None:
    """A pale column over the range, and a stroke across it at the middle."""
    for x, point in placed:
        if point.forecast_low is not None and point.forecast_high is not None:
            low, high = share(point.forecast_low), share(point.forecast_high)
            left, right = x - width / 2, x + width / 2
            canvas.area(f"M{left:.1f} {low:.1f}H{right:.1f}V{high:.1f}H{left:.1f}Z", opacity=_RANGE)
        if point.forecast is not None:
            canvas.path(f"M{x - width / 2:.1f} {share(point.forecast):.1f}h{width:.1f}", width=2)


def draw_published(canvas: Canvas, placed: Placed, share: ShareScale, radius: float = 3.5) -> None:
    """The published share hollow, with the interval of its cohort's chance as an upright bar."""
    bars = (
        f"M{x:.1f} {share(point.low):.1f}V{share(point.high):.1f}"
        for x, point in placed
        if point.low is not None and point.high is not None
    )
    canvas.path("".join(bars), width=1.2)
    canvas.hollow_dots(
        [(x, share(point.value)) for x, point in placed if point.value is not None], radius=radius
    )


def _draw_support(chart: OutcomeChart, canvas: Canvas, placed: Placed, y: float, step: float) -> None:
    """A bracket under the supported years, with the name of the support beneath the first of them."""
    named = chart.support
    for left, right in _stretches(placed, step):
        canvas.path(f"M{left:.1f} {y - 4:.1f}v4H{right:.1f}v-4", width=2)
        name = shortened(named, canvas.width - _LEFT)
        half = len(name) * LETTER_WIDTH / 2
        middle = min(max((left + right) / 2, _LEFT + half), canvas.width - half)
        canvas.text(middle, y + 15, name, anchor="middle")
        named = ""


def _stretches(placed: Placed, step: float) -> Iterator[tuple[float, float]]:
    for supported, run in groupby(placed, lambda at: at[1].supported):
        if supported:
            places = [x for x, _ in run]
            yield places[0] - 0.42 * step, places[-1] + 0.42 * step


def _samples(chart: OutcomeChart, translate: Callable[[str], str]) -> Iterator[Sample]:
    if any(point.value is not None or point.low is not None for point in chart.points):
        yield Sample(translate(PUBLISHED), bar=True, hollow=True)
    if any(point.forecast is not None for point in chart.points):
        yield Sample(translate(FORECAST), line=2, band=True)
