"""Charts: what is drawn, where, and that nothing but plain marks is used."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from lxml import etree

from tests.documents.sample import SCHOOLS, year_chart
from tests.documents.strategies import charts
from vandpunkt.documents.charts import (
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
    to_svg,
)
from vandpunkt.documents.charts.canvas import DOT

SVG = "{http://www.w3.org/2000/svg}"
PRESENTATION = {
    *("width", "height", "viewBox", "class", "color", "fill", "font-family", "font-size", "role"),
    *("aria-labelledby", "aria-describedby", "aria-hidden", "id", "d", "stroke", "stroke-width"),
    *("stroke-opacity", "stroke-dasharray", "stroke-linecap", "fill-opacity", "cx", "cy", "r", "x", "y"),
    "text-anchor",
}
ODD_YEARS = YearChart(
    (
        YearPoint("2020/21", ".."),
        YearPoint("2021/22", "~100", None, 0.8, 0.98),
        YearPoint("2022/23", "74,5", 0.745, 0.61, 0.85),
    ),
    threshold=0.7,
)
STANDING = StandingChart(
    (
        StandingRow("Rinkebyskolan", 0.7, 0.67, 0.73, 0.62, 0.78, 0.55, 0.745, "74,5"),
        StandingRow("Lillholmsskolan", 0.58, 0.55, 0.61, 0.5, 0.66, 0.78, None, ".."),
    ),
    threshold=0.7,
)
FORECAST = ForecastChart(
    (
        ForecastYear("2023/24", "64,9", 0.649, 0.51, 0.77, 0.68, 0.59, 0.76, 0.57),
        ForecastYear("2024/25", "74,5", 0.745, 0.61, 0.84, 0.67, 0.58, 0.75, 0.57),
        ForecastYear("2025/26", "", None, None, None, 0.66, 0.55, 0.77, 0.58, 0.66, 0.5, 0.81),
    ),
    threshold=0.7,
)
EFFECT = EffectChart(
    (
        EffectRow("Alla", 3.1, -4.2, 0.6, 5.6, 10.4),
        EffectRow("Läsår 1", 1.2, -8.0, -2.0, 4.3, 10.1),
    ),
    minimum_detectable=9.8,
    placebo=tuple(-6 + 0.5 * number for number in range(25)),
)
OUTCOME = OutcomeChart(
    (
        OutcomeYear("2022/23", "49,1", 0.491, 0.39, 0.6),
        OutcomeYear("2023/24", "64,9", 0.649, 0.51, 0.77, 0.57, 0.41, 0.72, supported=True),
        OutcomeYear("2024/25", "~100", None, 0.86, 0.99, 0.58, 0.41, 0.73, supported=True),
    ),
    support="KSBS",
)
EVERY_KIND = (ODD_YEARS, STANDING, FORECAST, EFFECT, OUTCOME)


def drawn(chart: Chart, **options: object) -> etree._Element:
    return etree.fromstring(to_svg(chart, **options))  # a picture that is no XML raises here


def texts(picture: etree._Element) -> dict[str, tuple[float, float]]:
    """Every piece of text with its place."""
    return {
        element.text or "": (float(element.get("x", "")), float(element.get("y", "")))
        for element in picture.iter(f"{SVG}text")
    }


def dots(picture: etree._Element) -> list[tuple[float, float]]:
    """The places of the filled points, which are lines of hardly any length."""
    return [
        (float(x), float(y))
        for path in picture.iter(f"{SVG}path")
        if path.get("stroke-linecap") == "round"
        for x, y in (step.removesuffix(DOT).split() for step in path.get("d", "").split("M")[1:])
    ]


@pytest.mark.parametrize("chart", EVERY_KIND)
@pytest.mark.parametrize("compact", [False, True])
def test_a_strict_page_can_show_it(chart: Chart, compact: bool) -> None:
    picture = drawn(chart, title="Rinkebyskolan", title_id="a", description="Ord", compact=compact)

    used = {name for element in picture.iter() for name in element.attrib}
    assert used <= PRESENTATION
    assert {etree.QName(element).localname for element in picture.iter()} <= {
        *("svg", "title", "desc", "path", "circle", "text"),
    }


@pytest.mark.parametrize("chart", EVERY_KIND)
def test_all_ink_is_one_colour_so_that_nothing_hangs_on_colour_alone(chart: Chart) -> None:
    picture = drawn(chart)

    inks = {element.get(name) for element in picture.iter() for name in ("stroke", "fill")}
    assert inks <= {None, "currentColor", "none", "#fff"}


def test_a_point_alone_covers_something_or_typesetting_would_leave_it_out() -> None:
    alone = [
        path.get("d", "") for path in drawn(EFFECT).iter(f"{SVG}path") if path.get("d", "").endswith(DOT)
    ]

    assert len(alone) == len(EFFECT.rows) + 1
    assert float(DOT.removeprefix("h")) > 0


def test_a_title_makes_it_an_image_with_a_name() -> None:
    picture = drawn(ODD_YEARS, title="Rinkebyskolan & co", description="Fem läsår", title_id="c-1")

    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == "c-1"
    assert picture.findtext(f"{SVG}title") == "Rinkebyskolan & co"
    assert picture.find(f"{SVG}desc").get("id") == picture.get("aria-describedby") == "c-1-text"


def test_without_a_title_it_is_decoration() -> None:
    picture = drawn(ODD_YEARS)

    assert picture.get("aria-hidden") == "true"
    assert picture.get("role") is None
    assert picture.find(f"{SVG}title") is None


def test_it_is_as_large_as_asked_and_scales() -> None:
    picture = drawn(ODD_YEARS, width=300, height=99.5)

    assert (picture.get("width"), picture.get("height")) == ("300", "99.5")
    assert picture.get("viewBox") == "0 0 300 99.5"


def test_a_higher_share_stands_higher_on_a_scale_from_nought_to_all() -> None:
    chart = YearChart(tuple(YearPoint("2024/25", "", value) for value in (0.0, 0.5, 1.0)))

    (_, none), (_, half), (_, everyone) = dots(drawn(chart))
    axis = texts(drawn(chart))
    assert none > half > everyone
    assert half == pytest.approx((none + everyone) / 2)
    assert [axis[tick][1] - 4 for tick in ("0", "50", "100 %")] == pytest.approx([none, half, everyone])


def test_each_year_stands_above_its_label_with_its_mark_beside() -> None:
    chart = year_chart(SCHOOLS[2])
    picture = drawn(chart)

    places = texts(picture)
    for (x, y), point in zip(dots(picture), chart.points, strict=True):
        assert places[point.label][0] == x
        assert places[point.mark][0] > x
        assert places[point.mark][1] == pytest.approx(y, abs=5)


def test_a_suppressed_year_is_its_mark_on_the_floor_and_nothing_else() -> None:
    picture = drawn(ODD_YEARS)

    places = texts(picture)
    assert places[".."] == (places["2020/21"][0], pytest.approx(places["0"][1] - 9))
    assert len(dots(picture)) == 1


def test_nearly_all_without_an_interval_is_a_mark_at_the_ceiling_never_on_the_floor() -> None:
    nearly_all = YearChart((YearPoint("2021/22", "~100"), YearPoint("2022/23", "..")))

    for picture in (drawn(nearly_all), drawn(nearly_all, compact=True)):
        places = texts(picture)
        assert places["~100"][1] < 0.6 * places[".."][1]


def test_nearly_all_is_drawn_as_the_interval_that_it_is() -> None:
    picture = drawn(ODD_YEARS)

    x = texts(picture)["2021/22"][0]
    bars = [path.get("d", "") for path in picture.iter(f"{SVG}path") if f"M{x:.1f}" in path.get("d", "")]
    assert len(bars) == 1
    assert "~100" in texts(picture)


def test_the_threshold_is_named_on_the_axis_in_place_of_a_close_neighbour() -> None:
    assert {"0", "50", "70", "100 %"} <= set(texts(drawn(ODD_YEARS)))
    near = texts(drawn(YearChart(ODD_YEARS.points, threshold=0.55)))
    assert "55" in near
    assert "50" not in near


@pytest.mark.parametrize(("width", "named"), [(480, "2022/23"), (220, "22/23")])
def test_school_years_lose_their_century_where_the_room_is_short(width: int, named: str) -> None:
    assert named in texts(drawn(year_chart(SCHOOLS[0]), width=width))


def test_where_the_room_is_shorter_still_only_the_first_and_the_last_are_named() -> None:
    places = texts(drawn(year_chart(SCHOOLS[0]), width=130))

    assert {"20/21", "24/25"} <= set(places)
    assert "22/23" not in places


def test_schools_stand_under_each_other_in_the_order_given() -> None:
    picture = drawn(STANDING, width=560)

    places = texts(picture)
    assert places["Rinkebyskolan"][1] < places["Lillholmsskolan"][1]
    assert places[".."][1] == places["Lillholmsskolan"][1]
    first, second, _legend = dots(picture)
    assert first[0] > second[0]
    hollow = list(picture.iter(f"{SVG}circle"))
    assert float(hollow[0].get("cx", "")) > first[0]


def test_a_long_name_is_cut_with_an_ellipsis() -> None:
    row = StandingRow("Skolan med det ovanligt långa namnet i kommunens norra del", 0.5, 0.4, 0.6, 0.3, 0.7)

    label = next(text for text in texts(drawn(StandingChart((row,)), width=300)) if text.startswith("Skolan"))
    assert label.endswith("…")
    assert row.label.startswith(label[:-1])


def test_the_legend_explains_what_is_drawn_and_only_that() -> None:
    bare = ForecastChart((ForecastYear("2024/25", "74,5", 0.745, 0.6, 0.8),))

    assert {"underliggande nivå", "väntat av elevunderlaget", "nästa år, troligt spann"} <= set(
        texts(drawn(FORECAST, width=640))
    )
    assert "underliggande nivå" not in texts(drawn(bare))
    assert "PUBLICERAD ANDEL MED OSÄKERHET" in texts(drawn(bare, translate=str.upper))


def test_a_legend_takes_as_many_lines_as_it_needs_and_none_of_the_room_of_the_chart() -> None:
    narrow, wide = drawn(FORECAST, width=300), drawn(FORECAST, width=900)

    assert float(narrow.get("height", "")) > float(wide.get("height", ""))
    assert texts(narrow)["0"][1] == texts(wide)["0"][1]


def test_a_compact_picture_has_no_words_but_marks() -> None:
    assert set(texts(drawn(ODD_YEARS, width=110, compact=True))) == {".."}
    assert not texts(drawn(STANDING, width=160, compact=True))


@given(charts)
@settings(max_examples=100, deadline=None)
def test_whatever_the_figures_the_picture_is_whole_and_inside_its_frame(chart: Chart) -> None:
    for compact in (False, True):
        picture = drawn(chart, width=400, title="T", compact=compact)
        height = float(picture.get("height", ""))
        for x, y in dots(picture):
            assert 0 <= x <= 400
            assert 0 <= y <= height
