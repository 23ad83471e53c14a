"""SALSA's derived table is read, each figure as printed."""

from __future__ import annotations

import pytest

from vandpunkt.domain.problems import Problem
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.sources.files import Content
from vandpunkt.sources.salsa import read

HEADER = (
    "school_unit_code,name,municipality,operator_type,period,merit_actual,merit_calculated,"
    "merit_deviation,requirements_deviation_pp,parents_education"
)
RINKEBY = "37416253,Rinkebyskolan,Stockholm,Kommunal,2024/25,203,172,30,9,1.7"


def content(*rows: str, header: str = HEADER) -> Content:
    """A table as a file."""
    return Content("salsa.csv", "\n".join([header, *rows, ""]).encode())


def test_a_row_gives_merit_as_it_was_and_as_expected_the_deviation_and_the_parents_education() -> None:
    result = read(content(RINKEBY))
    assert {one.indicator: one.value.text for one in result.figures} == {
        "merit": "203",
        "merit_calculated": "172",
        "merit_deviation": "30",
        "parents_education": "1.7",
    }
    assert {one.school_year for one in result.figures} == {SchoolYear(2024)}
    assert result.title == "Skolverket, SALSA, läsåret 2024/25"
    assert (result.units[0].name, result.units[0].has_year_nine) == ("Rinkebyskolan", True)


def test_the_deviation_is_kept_as_printed_though_it_is_not_the_difference() -> None:
    (deviation,) = [one for one in read(content(RINKEBY)).figures if one.indicator == "merit_deviation"]
    assert deviation.value.number == 30
    assert 203 - 172 == 31


def test_a_negative_deviation_is_a_number() -> None:
    result = read(content(RINKEBY.replace(",30,", ",-10,")))
    assert {int(one.value.number or 0) for one in result.figures if one.indicator == "merit_deviation"} == {
        -10
    }


def test_several_years_are_all_named() -> None:
    other = "87838841,Hässelbygårdsskolan,Stockholm,Kommunal,2023/24,190,188,2,1,1.8"
    assert read(content(RINKEBY, other)).title == "Skolverket, SALSA, 2023/24, 2024/25"


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (RINKEBY.replace("37416253", "374"), "school_unit_code", "åtta siffror"),
        (RINKEBY.replace("2024/25", "2024"), "period", "inget läsår"),
        (RINKEBY.replace(",203,", ",hög,"), "merit_actual", "varken ett tal"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused(row: str, column: str, reason: str) -> None:
    (refusal,) = read(content(row)).refusals
    assert (refusal.place.file, refusal.place.row, refusal.place.column) == ("salsa.csv", 2, column)
    assert reason in refusal.reason


def test_a_missing_column_is_a_problem() -> None:
    with pytest.raises(Problem, match=r"saknar kolumnen «parents_education»\. Rubrikraden är rad 1"):
        read(content(RINKEBY, header=HEADER.replace("parents_education", "x")))
