"""One school's published years, hollow, upon what lies under them, and the range of the next year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from vandpunkt.documents.charts.canvas import LIGHT, Canvas
from vandpunkt.documents.charts.legend import Sample, draw_legend, legend_height
from vandpunkt.documents.charts.scales import Columns, ShareScale
from vandpunkt.documents.charts.specifications import ForecastChart, ForecastYear
from vandpunkt.documents.charts.year_chart import draw_axis, name_years
from vandpunkt.domain.problems import marked

HEIGHT = 206
_LEFT = 40
_TOP = 14
_BOTTOM = 36
_YEARS = 15
_MARKS = 30
_BAND = 0.14
_DASH = "5 3"

PUBLISHED = marked("publicerad andel med osäkerhet")
UNDERLYING = marked("underliggande nivå")
EXPECTED = marked("väntat av elevunderlaget")
NEXT_YEAR = marked("nästa år, troligt spann")

Placed = Sequence[tuple[float, ForecastYear]]


def draw(chart: ForecastChart, canvas: Canvas, translate: Callable[[str], str]) -> None:
    """Draw the chart over the whole canvas, the marks as printed under their years, the legend last."""
    samples = list(_samples(chart, translate))
    foot = canvas.height - legend_height(samples, canvas.width - _LEFT)
    floor = foot - _BOTTOM
    share = ShareScale(floor, _TOP)
    columns = Columns(_LEFT, canvas.width, len(chart.points))
    placed = list(zip(columns, chart.points, strict=True))
    draw_axis(canvas, share, chart.threshold)
    _draw_model(canvas, placed, share)
    _draw_published(canvas, placed, share)
    _draw_next_year(canvas, placed, share)
    name_years(canvas, columns, [point.label for point in chart.points], floor + _YEARS)
    for x, point in placed:
        canvas.text(x, floor + _MARKS, point.mark, anchor="middle", opacity=LIGHT)
    draw_legend(canvas, _LEFT, foot, samples)


def _draw_model(canvas: Canvas, placed: Placed, share: ShareScale) -> None:
    for run in _unbroken(placed, "underlying_low", "underlying_high"):
        upper = [f"{x:.1f} {share(point.underlying_high or 0):.1f}" for x, point in run]
        lower = [f"{x:.1f} {share(point.underlying_low or 0):.1f}" for x, point in reversed(run)]
        canvas.area("M" + "L".join([*upper, *lower]) + "Z", opacity=_BAND)
    canvas.path(_line(placed, "expected", share), width=1.2, dash=_DASH)
    canvas.path(_line(placed, "underlying", share), width=2)


def height_of(chart: ForecastChart, width: float, translate: Callable[[str], str]) -> float:
    """The height that gives the legend as many lines as it needs."""
    return HEIGHT + legend_height(_samples(chart, translate), width - _LEFT)


def _draw_published(canvas: Canvas, placed: Placed, share: ShareScale) -> None:
    bars = (
        f"M{x:.1f} {share(point.low):.1f}V{share(point.high):.1f}"
        for x, point in placed
        if point.low is not None and point.high is not None
    )
    canvas.path("".join(bars), opacity=LIGHT)
    canvas.hollow_dots(
        [(x, share(point.value)) for x, point in placed if point.value is not None], radius=3.5
    )


def _draw_next_year(canvas: Canvas, placed: Placed, share: ShareScale) -> None:
    for x, point in placed:
        if point.predicted_low is not None and point.predicted_high is not None:
            low, high = share(point.predicted_low), share(point.predicted_high)
            canvas.path(_bracket(x, low, high), width=1.5)
        if point.predicted is not None:
            canvas.path(f"M{x - 5:.1f} {share(point.predicted):.1f}h10", width=1.5)


def _bracket(x: float, low: float, high: float) -> str:
    return f"M{x - 4:.1f} {low:.1f}h8M{x:.1f} {low:.1f}V{high:.1f}M{x - 4:.1f} {high:.1f}h8"


def _unbroken(placed: Placed, *names: str) -> Iterator[list[tuple[float, ForecastYear]]]:
    """The stretches of years that follow each other without one of the values missing."""
    for whole, run in groupby(placed, lambda at: all(getattr(at[1], name) is not None for name in names)):
        if whole:
            yield list(run)


def _line(placed: Placed, name: str, share: ShareScale) -> str:
    """A path through the years; a year that stands alone is drawn as a short stroke."""
    steps = []
    for run in _unbroken(placed, name):
        places = [(x, share(getattr(point, name))) for x, point in run]
        if len(places) == 1:
            steps.append(f"M{places[0][0] - 6:.1f} {places[0][1]:.1f}h12")
        else:
            steps.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places))
    return "".join(steps)


def _samples(chart: ForecastChart, translate: Callable[[str], str]) -> Iterator[Sample]:
    """What the legend explains: only what is drawn."""
    points = chart.points
    if any(point.value is not None for point in points):
        yield Sample(translate(PUBLISHED), bar=True, hollow=True)
    if any(point.underlying is not None for point in points):
        yield Sample(translate(UNDERLYING), line=2, band=True)
    if any(point.expected is not None for point in points):
        yield Sample(translate(EXPECTED), line=1.2, dash=_DASH)
    if any(point.predicted_low is not None for point in points):
        yield Sample(translate(NEXT_YEAR), bracket=True)
