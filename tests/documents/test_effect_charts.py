"""Effects against zero and chance, an outcome against its forecast: what is drawn, and what is not."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.documents.test_charts import EFFECT, OUTCOME, SVG, dots, drawn, texts
from vandpunkt.documents.charts import EffectChart, EffectRow, OutcomeChart
from vandpunkt.documents.charts.point_scale import counted, covering

WIDTH = 600
finite = st.floats(-150, 150, allow_nan=False)


def areas(picture: etree._Element, opacity: str) -> list[str]:
    """The surfaces of one shade, as path data."""
    return [path.get("d", "") for path in picture.iter(f"{SVG}path") if path.get("fill-opacity") == opacity]


def found(pattern: str, steps: str) -> list[float]:
    """The numbers that a pattern names at the beginning of some path data."""
    match = re.match(pattern, steps)
    assert match, steps
    return [float(number) for number in match.groups()]


def zero(picture: etree._Element) -> float:
    """Where the upright line of no effect stands."""
    (line,) = (path for path in picture.iter(f"{SVG}path") if path.get("stroke-width") == "1.2")
    return found(r"M([\d.]+) ", line.get("d", ""))[0]


def test_an_effect_above_nought_stands_right_of_the_line_and_one_below_left() -> None:
    both = EffectChart((EffectRow("Alla", 4, 1, 3, 5, 7), EffectRow("Läsår 1", -4, -7, -5, -3, -1)))
    picture = drawn(both, width=WIDTH)

    above, below, _legend = dots(picture)
    assert above[0] > zero(picture) > below[0]
    assert above[0] - zero(picture) == pytest.approx(zero(picture) - below[0], abs=0.2)


def test_rows_stand_in_the_order_given_with_their_signed_effect_at_the_edge() -> None:
    places = texts(drawn(EFFECT, width=WIDTH))

    assert places["Alla"][1] == places["+3,1"][1] < places["Läsår 1"][1] == places["+1,2"][1]


def test_the_axis_names_nought_and_signed_points() -> None:
    named = set(texts(drawn(EFFECT, width=WIDTH)))

    assert {"−5", "0", "+5", "procentenheter mot prognosen"} <= named


def test_the_band_of_effects_too_small_to_be_seen_lies_evenly_around_nought() -> None:
    picture = drawn(EFFECT, width=WIDTH)

    (band,) = areas(picture, "0.1")
    left, right = found(r"M([\d.]+) 6H([\d.]+)", band)
    assert zero(picture) - left == pytest.approx(right - zero(picture), abs=0.2)
    assert "för litet för att säkert synas" in texts(picture)


@pytest.mark.parametrize("smallest", [None, math.inf, math.nan, 130])
def test_where_nothing_could_have_been_seen_there_is_no_band(smallest: float | None) -> None:
    picture = drawn(replace(EFFECT, minimum_detectable=smallest), width=WIDTH)

    assert areas(picture, "0.1") == []
    assert "för litet för att säkert synas" not in texts(picture)


def test_the_placebos_are_a_strip_above_the_pooled_row_one_bar_a_part_of_the_scale() -> None:
    picture = drawn(EFFECT, width=WIDTH)

    bars = areas(picture, "0.3")[0]
    pooled = dots(picture)[0]
    bases = {float(base) for base in re.findall(r"M[\d.]+ ([\d.]+)v", bars)}
    assert len(bases) == 1
    assert bases.pop() < pooled[1] - 8
    assert 2 <= bars.count("M") <= 40


def test_without_placebos_there_is_no_strip_and_no_room_for_one() -> None:
    without = drawn(replace(EFFECT, placebo=()), width=WIDTH)

    assert "skenförsök på skolor utan insatsen" not in texts(without)
    assert float(without.get("height", "")) < float(drawn(EFFECT, width=WIDTH).get("height", ""))


def test_shades_tell_what_is_what_also_in_grey() -> None:
    shades = {path.get("fill-opacity") for path in drawn(EFFECT, width=WIDTH).iter(f"{SVG}path")}

    assert {"0.1", "0.3"} <= shades


@given(st.lists(finite, max_size=30))
def test_a_scale_holds_nought_and_names_it(values: list[float]) -> None:
    scale = covering(values, 0, 400)

    assert scale.low < 0 < scale.high
    assert 0 in scale.ticks()
    assert len(scale.ticks()) < 12
    assert all(-1e-9 <= scale(value) <= 400 + 1e-9 for value in values)


@given(st.lists(finite, min_size=1, max_size=200))
def test_every_placebo_within_the_scale_is_counted_once(values: list[float]) -> None:
    scale = covering(values, 0, 400)

    assert sum(counted(values, scale, 40)) == sum(scale.low <= value <= scale.high for value in values)


def test_the_published_share_is_hollow_and_only_reached_years_have_a_forecast() -> None:
    picture = drawn(OUTCOME, width=WIDTH)

    places = texts(picture)
    hollow = [float(circle.get("cx", "")) for circle in picture.iter(f"{SVG}circle")]
    assert hollow[:2] == [places["2022/23"][0], places["2023/24"][0]]
    boxes = areas(picture, "0.22")
    assert len(boxes) == 2
    middles = [sum(found(r"M([\d.]+) [\d.]+H([\d.]+)", box)) / 2 for box in boxes]
    assert middles == pytest.approx([places["2023/24"][0], places["2024/25"][0]], abs=0.2)


def test_a_bracket_with_the_programmes_name_stands_under_the_supported_years() -> None:
    picture = drawn(OUTCOME, width=WIDTH)

    places = texts(picture)
    assert places["KSBS"][1] > places["64,9"][1] > places["2023/24"][1]
    assert places["2022/23"][0] < places["2023/24"][0] <= places["KSBS"][0] <= places["2024/25"][0]


def test_a_long_name_of_the_support_stays_inside_the_picture() -> None:
    name = "Kommunal samverkan för bästa skola och något mer som är långt"
    picture = drawn(replace(OUTCOME, support=name), width=300)

    shown, (x, _) = next(item for item in texts(picture).items() if item[0].startswith("Kommunal"))
    assert shown.endswith("…")
    assert 40 < x < 300


def test_without_support_nothing_is_bracketed_and_no_forecast_explained() -> None:
    plain = OutcomeChart(OUTCOME.points[:1])

    assert set(texts(drawn(plain, width=WIDTH))) == {
        *("0", "50", "100 %", "2022/23", "49,1", "publicerad andel med osäkerhet"),
    }


def test_no_arrow_leads_from_one_year_to_the_next() -> None:
    across = [
        path.get("d", "")
        for path in drawn(OUTCOME, width=WIDTH).iter(f"{SVG}path")
        if "L" in path.get("d", "") or path.get("marker-end")
    ]
    assert across == []
