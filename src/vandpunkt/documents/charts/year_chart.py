"""One school's published shares: a dot a year, its interval an upright bar, the mark as printed beside."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vandpunkt.documents.charts.canvas import FAINT, FONT_SIZE, LETTER_WIDTH, LIGHT, MARK_SIZE, Canvas
from vandpunkt.documents.charts.scales import Columns, ShareScale, ticks
from vandpunkt.documents.charts.specifications import YearChart, YearPoint

HEIGHT = 150
_LEFT = 40
_TOP = 14
_BOTTOM = 20
_RADIUS = 3
_LONGEST = len("2024/25")
_SCHOOL_YEAR = re.compile(r"\d{4}/\d{2}")


def draw(chart: YearChart, canvas: Canvas) -> None:
    """Draw the chart over the whole canvas."""
    share = ShareScale(canvas.height - _BOTTOM, _TOP)
    columns = Columns(_LEFT, canvas.width, len(chart.points))
    draw_axis(canvas, share, chart.threshold)
    placed = list(zip(columns, chart.points, strict=True))
    canvas.path(intervals(placed, share), width=1.5, opacity=LIGHT)
    canvas.dots(
        [(x, share(point.value)) for x, point in placed if point.value is not None],
        radius=_RADIUS,
    )
    for x, point in placed:
        _name(canvas, x, point, share, columns.step)
    name_years(canvas, columns, [point.label for point in chart.points], canvas.height - 5)


def draw_axis(canvas: Canvas, share: ShareScale, threshold: float | None) -> None:
    """The floor, the named shares at the left, and the threshold as a light dashed line."""
    canvas.path(f"M{_LEFT} {share(0):.1f}H{canvas.width:.1f}", opacity=FAINT)
    for value, text in ticks(threshold):
        canvas.text(
            _LEFT - 8, share(value) + 4, f"{text} %" if value == 1 else text, anchor="end", opacity=LIGHT
        )
    if threshold is not None:
        canvas.path(f"M{_LEFT} {share(threshold):.1f}H{canvas.width:.1f}", opacity=LIGHT, dash="2 3")


def name_years(canvas: Canvas, columns: Columns, labels: Sequence[str], baseline: float) -> None:
    """The school years under their columns: in full, without the century, or only the first and the last."""
    room = columns.step - 4
    if room < _LONGEST * LETTER_WIDTH:
        labels = [label[2:] if _SCHOOL_YEAR.fullmatch(label) else label for label in labels]
    crowded = any(len(label) * LETTER_WIDTH > room for label in labels)
    for index, (x, label) in enumerate(zip(columns, labels, strict=True)):
        if not crowded or index in (0, len(labels) - 1):
            canvas.text(x, baseline, label, anchor="middle")


def intervals(placed: list[tuple[float, YearPoint]], share: ShareScale) -> str:
    """One path with an upright bar for each point that has an interval."""
    return "".join(
        f"M{x:.1f} {share(point.low):.1f}V{share(point.high):.1f}"
        for x, point in placed
        if point.low is not None and point.high is not None
    )


def _name(canvas: Canvas, x: float, point: YearPoint, share: ShareScale, room: float) -> None:
    """The mark beside its dot, above its bar where the column is narrow, at an end without either."""
    at = mark_place(point)
    if at is None:
        at_end = share(1) + MARK_SIZE if is_nearly_all(point.mark) else share(0) - 5
        canvas.text(x, at_end, point.mark, anchor="middle", size=MARK_SIZE)
    elif room / 2 > len(point.mark) * LETTER_WIDTH + 2 * _RADIUS:
        canvas.text(x + 7, share(at) + 0.36 * FONT_SIZE, point.mark)
    else:
        canvas.text(x, share(max(at, point.high or 0)) - 5, point.mark, anchor="middle")


def is_nearly_all(mark: str) -> bool:
    """Whether a mark without an interval belongs at the ceiling: on the floor it reads as nearly none."""
    return mark.startswith("~")


def mark_place(point: YearPoint) -> float | None:
    """The share beside which a mark is printed: its value, else the middle of its interval, else none."""
    if point.value is not None:
        return point.value
    if point.low is not None and point.high is not None:
        return (point.low + point.high) / 2
    return None
