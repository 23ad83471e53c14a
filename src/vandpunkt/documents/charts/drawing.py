"""A chart's specification as an SVG picture."""

from __future__ import annotations

from collections.abc import Callable

from vandpunkt.documents.charts import (
    compact_chart,
    effect_chart,
    forecast_chart,
    outcome_chart,
    standing_chart,
    year_chart,
)
from vandpunkt.documents.charts.canvas import Canvas
from vandpunkt.documents.charts.specifications import (
    Chart,
    EffectChart,
    ForecastChart,
    OutcomeChart,
    StandingChart,
    YearChart,
)

DEFAULT_WIDTH = 480


def to_svg(
    chart: Chart,
    *,
    width: float = DEFAULT_WIDTH,
    height: float | None = None,
    title: str = "",
    description: str = "",
    title_id: str = "",
    compact: bool = False,
    translate: Callable[[str], str] = str,
) -> str:
    """The chart as one `<svg>` element, `width` by `height` pixels.

    `title` names the picture for a screen reader and `description` tells what it shows; without a title
    it is decoration. `title_id` gives the title an id of its own on the page. `compact` leaves out axes
    and words, for a picture in a list. `translate` puts the few words of a legend in another language.
    """
    if compact:
        return compact_chart.draw(chart, width, height).svg(title, description, title_id)
    match chart:
        case YearChart():
            canvas = Canvas(width, height or year_chart.HEIGHT)
            year_chart.draw(chart, canvas)
        case StandingChart():
            canvas = Canvas(width, height or standing_chart.height_of(chart, width, translate))
            standing_chart.draw(chart, canvas, translate)
        case ForecastChart():
            canvas = Canvas(width, height or forecast_chart.height_of(chart, width, translate))
            forecast_chart.draw(chart, canvas, translate)
        case EffectChart():
            canvas = Canvas(width, height or effect_chart.height_of(chart, width, translate))
            effect_chart.draw(chart, canvas, translate)
        case OutcomeChart():
            canvas = Canvas(width, height or outcome_chart.height_of(chart, width, translate))
            outcome_chart.draw(chart, canvas, translate)
    return canvas.svg(title, description, title_id)
