"""Numbers and charts as the pages print them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from vandpunkt.documents.charts import Chart, ForecastChart, StandingChart, YearChart
from vandpunkt.documents.charts.canvas import LIGHT, Canvas
from vandpunkt.documents.charts.compact_chart import MARGIN
from vandpunkt.documents.charts.drawing import to_svg
from vandpunkt.documents.charts.scales import ShareScale, ticks
from vandpunkt.domain import numbers

if TYPE_CHECKING:
    from vandpunkt.cases.drafting.draft import DraftPassage
    from vandpunkt.web.answers.answer_blocks import AnswerBlock

register = template.Library()

LIST_SIZES: dict[type[Chart], tuple[float, float]] = {YearChart: (200, 56), StandingChart: (300, 36)}
PAGE_WIDTH = 328
"""What a phone has room for, so that letters keep their size."""
PAGE_HEIGHTS: dict[type[Chart], float] = {YearChart: 200, ForecastChart: 300}


@register.filter
def swedish(number: float) -> str:
    """A number with a decimal comma and one decimal, in either language: as the published marks are."""
    return numbers.swedish(number)


@register.filter
def thousands(number: int) -> str:
    """A whole number in groups of three: 66195 is `66 195`, with spaces that do not break."""
    return f"{number:,}".replace(",", "\u00a0")


@register.filter
def readable(text: str) -> str:
    """The text of a document as it was read, without the empty lines and odd bullets that reading leaves."""
    with_bullets = re.sub("[\ue000-\uf8ff]", "•", text)
    return re.sub(r"\n\s*\n", "\n", with_bullets)


@register.filter
def whole_percent(share: float) -> str:
    """A share 0–1 in whole per cents: 0.7 is `70 %`."""
    return numbers.percent_of_share(share, 0)


@register.simple_tag
@lru_cache(maxsize=2048)
def chart_in_list(chart: Chart) -> SafeString:
    """A small picture for a list; the words that it stands for are in the cells beside it."""
    width, height = LIST_SIZES.get(type(chart), LIST_SIZES[YearChart])
    return SafeString(to_svg(chart, width=width, height=height, compact=True))


@register.simple_tag
@lru_cache(maxsize=8)
def scale_in_list(threshold: float) -> SafeString:
    """The shares that the small pictures of a list have in common, named; 100 is the right edge."""
    width, _ = LIST_SIZES[StandingChart]
    canvas = Canvas(width, 18)
    share = ShareScale(MARGIN, width - MARGIN)
    for value, text in ticks(threshold):
        place, anchor = share(value), "middle"
        if value in (0, 1):
            place, anchor = (0, "start") if value == 0 else (width, "end")
        canvas.text(place, 11, text, anchor=anchor)
        canvas.path(f"M{share(value):.1f} 14v4", opacity=LIGHT)
    return SafeString(canvas.svg())


@register.simple_tag
def chart_on_page(chart: Chart, title: str, description: str, identity: str) -> SafeString:
    """A picture with axes, named and described for those who do not see it, in the reader's language."""
    return _drawn(chart, title, description, identity, get_language() or "")


@register.simple_tag
def chart_of_document(chart: Chart, title: str, description: str, identity: str) -> SafeString:
    """The same as a document has it, in Swedish whatever the reader's language."""
    return _drawn(chart, title, description, identity, "")


@register.simple_tag
def answer_block(block: AnswerBlock) -> SafeString:
    """One block of an answer as a page shows it, in the reader's language: made once, however often read."""
    return _of_template("web/answers/statement_block.html", get_language() or "", block=block)


@register.simple_tag
def draft_line(one: DraftPassage, block: AnswerBlock) -> SafeString:
    """One passage of a draft with what can be done with it, in the reader's language: made once likewise."""
    return _of_template("web/answers/draft_line.html", get_language() or "", one=one, block=block)


@lru_cache(maxsize=4096)
def _of_template(template_name: str, language: str, **shown: Any) -> SafeString:
    return SafeString(render_to_string(template_name, {**shown, "LANGUAGE_CODE": language}))


@lru_cache(maxsize=512)
def _drawn(chart: Chart, title: str, description: str, identity: str, language: str) -> SafeString:
    return SafeString(
        to_svg(
            chart,
            width=PAGE_WIDTH,
            height=PAGE_HEIGHTS.get(type(chart)),
            title=title,
            description=description,
            title_id=identity,
            translate=gettext if language else str,
        )
    )
