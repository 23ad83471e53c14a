"""INTERVENTIONS.csv: what can be written in it, and how mistakes are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from vandpunkt.analysis.effect.exposure import Support
from vandpunkt.analysis.effect.interventions_file import read_interventions
from vandpunkt.domain.problems import Problem

HEADER = "school_unit_code,programme,start,end\n"


def read(tmp_path: Path, text: str, encoding: str = "utf-8") -> list[Support]:
    file = tmp_path / "insatser.csv"
    file.write_text(text, encoding=encoding)
    return read_interventions(file)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ht 2022", "2022ht"),
        ("HT22", "2022ht"),
        ("2022ht", "2022ht"),
        ("läsåret 2022/23", "2022/23"),
        ("2022/2023", "2022/23"),
        ("2022", "2022"),
    ],
)
def test_a_start_is_a_term_a_school_year_or_a_year(tmp_path: Path, text: str, code: str) -> None:
    [support] = read(tmp_path, f"{HEADER}37416253,KSBS,{text},\n")
    assert support.period.codes == (code, None)
    assert support.period.ongoing


def test_columns_may_come_in_any_order_with_semicolons_and_a_byte_order_mark(tmp_path: Path) -> None:
    text = "programme;end;start;school_unit_code\nKUF;vt 2024;ht 2022;01234567\n"
    [support] = read(tmp_path, text, "utf-8-sig")
    assert (support.school, support.programme, support.period.codes) == (
        "01234567",
        "KUF",
        ("2022ht", "2024vt"),
    )


def test_the_column_end_may_be_missing_and_blank_rows_are_passed_over(tmp_path: Path) -> None:
    found = read(tmp_path, "school_unit_code,programme,start\n1,KSBS,2022\n,,\n\n2,KSBS,2023\n")
    assert [(each.school, each.period.codes) for each in found] == [
        ("1", ("2022", None)),
        ("2", ("2023", None)),
    ]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("1,KSBS,,", r"insatser\.csv, rad 2, kolumn start: insatsen saknar start"),
        ("1,KSBS,snart,", "rad 2, kolumn start: «snart» är ingen tidpunkt"),
        ("1,KSBS,ht 2022–vt 2023,", "kolumn start: «ht 2022–vt 2023» är ingen tidpunkt"),
        ("1,KSBS,2022,kanske", "kolumn end: «kanske» är ingen tidpunkt"),
        ("1,KSBS,ht 2022,vt 2021", r"kolumn end: insatsen slutar \(vt 2021\) innan den börjar"),
        (",KSBS,2022,", "kolumn school_unit_code: skolenhetskod saknas"),
        ("1,,2022,", "kolumn programme: insatsens namn saknas"),
        ("1,KSBS,2022", "raden har 3 värden men 4 kolumner"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, row: str, says: str) -> None:
    with pytest.raises(Problem, match=says):
        read(tmp_path, f"{HEADER}{row}\n")


def test_a_missing_column_and_an_empty_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="kolumnen start saknas"):
        read(tmp_path, "school_unit_code,programme\n1,KSBS\n")
    with pytest.raises(Problem, match="är tom"):
        read(tmp_path, "")


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="finns inte"):
        read_interventions(tmp_path / "nej.csv")
    with pytest.raises(Problem, match="är en mapp"):
        read_interventions(tmp_path)
    with pytest.raises(Problem, match="inte i UTF-8"):
        read(tmp_path, "school_unit_code,programme,start\n1,Läsning,2022\n", "latin-1")
