"""Charts: one specification, drawn as SVG for the site, the PDF and the Word file, and told as a table."""

from vandpunkt.documents.charts.specifications import (
    Chart,
    ForecastChart,
    ForecastYear,
    StandingChart,
    StandingRow,
    YearChart,
    YearPoint,
)

__all__ = [
    "Chart",
    "ForecastChart",
    "ForecastYear",
    "StandingChart",
    "StandingRow",
    "YearChart",
    "YearPoint",
]
