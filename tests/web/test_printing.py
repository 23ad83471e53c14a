"""How the templates print numbers, document text and charts."""

from __future__ import annotations

from vandpunkt.documents.charts import ForecastChart, ForecastYear, YearChart, YearPoint
from vandpunkt.web.templatetags import vandpunkt

CHART = YearChart((YearPoint("2024/25", "74,5", 0.745, 0.61, 0.84),))


def test_numbers_have_a_decimal_comma() -> None:
    assert vandpunkt.swedish(1.96) == "2,0"
    assert vandpunkt.whole_percent(0.7) == "70\u00a0%"


def test_the_text_of_a_document_loses_empty_lines_and_bullets_of_unknown_fonts() -> None:
    read = "stöd i form av: \n \n\n\uf0b7 NPF-utbildning\noch mer"
    assert vandpunkt.readable(read) == "stöd i form av: \n• NPF-utbildning\noch mer"


def test_a_chart_in_a_list_is_decoration_and_one_on_a_page_is_named() -> None:
    assert 'aria-hidden="true"' in vandpunkt.chart_in_list(CHART)
    on_page = vandpunkt.chart_on_page(CHART, "Behöriga", "2024/25: 74,5", "chart-1")
    assert 'aria-labelledby="chart-1"' in on_page
    assert "2024/25: 74,5</desc>" in on_page


def test_a_chart_keeps_its_letters_at_full_size_on_a_phone() -> None:
    forecast = ForecastChart((ForecastYear("2024/25", "74,5", 0.745),))
    for chart in (CHART, forecast):
        assert f'width="{vandpunkt.PAGE_WIDTH}"' in vandpunkt.chart_on_page(chart, "T", "D", "i")
    assert vandpunkt.PAGE_WIDTH <= 360 - 2 * 16


def test_charts_carry_no_style_that_the_sites_policy_forbids() -> None:
    for svg in (vandpunkt.chart_in_list(CHART), vandpunkt.chart_on_page(CHART, "T", "D", "i")):
        assert "style" not in svg
        assert "script" not in svg
