"""Charts: one specification, drawn as SVG for the site, the PDF and the Word file, and told as a table."""

from vandpunkt.documents.charts.drawing import to_svg
from vandpunkt.documents.charts.specifications import (
    Chart,
    EffectChart,
    EffectRow,
    ForecastChart,
    ForecastYear,
    OutcomeChart,
    OutcomeYear,
    StandingChart,
    StandingRow,
    YearChart,
    YearPoint,
)
from vandpunkt.documents.charts.table import ChartTable, to_table

__all__ = [
    "Chart",
    "ChartTable",
    "EffectChart",
    "EffectRow",
    "ForecastChart",
    "ForecastYear",
    "OutcomeChart",
    "OutcomeYear",
    "StandingChart",
    "StandingRow",
    "YearChart",
    "YearPoint",
    "to_svg",
    "to_table",
]
