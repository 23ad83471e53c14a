"""CELLS.csv is read as people save it, and what cannot be used is told with file, row and column."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vandpunkt.analysis.cells_file import read_cells
from vandpunkt.domain.problems import Problem

HEADER = "school_unit_code;school_year;n;eligible;x_intake\n"


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "cells.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (HEADER + "37416253;2024/25;51;74,5;2,1\n", "utf-8"),
        (HEADER + "37416253;2024/25;51;74,5;2,1\n", "utf-8-sig"),
        (HEADER.replace(";", ",") + '37416253,2024/25,51,"74,5",2.1\n', "utf-8"),
        (HEADER.replace(";", "\t") + "37416253\t2024/2025\t51\t74.5\t2.1\r\n\r\n", "utf-8"),
    ],
)
def test_separators_and_decimals_of_every_kind(tmp_path: Path, text: str, encoding: str) -> None:
    (row,) = read_cells(written(tmp_path, text, encoding))
    assert (row.school, row.year.code, row.n, row.eligible.text[:2]) == ("37416253", "2024/25", 51, "74")
    assert row.intake == {"x_intake": 2.1}


def test_n_and_intake_may_be_blank_or_marks(tmp_path: Path) -> None:
    rows = read_cells(written(tmp_path, HEADER + "1;2023/24;;~100;\n1;2024/25;..;..;.\n"))
    assert [row.n for row in rows] == [None, None]
    assert all(np.isnan(row.intake["x_intake"]) for row in rows)


@pytest.mark.parametrize(
    ("line", "row", "column"),
    [
        (";2024/25;51;74,5;", 2, "school_unit_code"),
        ("1;2024;51;74,5;", 2, "school_year"),
        ("1;i fjol;51;74,5;", 2, "school_year"),
        ("1;2024/25;många;74,5;", 2, "n"),
        ("1;2024/25;51,5;74,5;", 2, "n"),
        ("1;2024/25;0;74,5;", 2, "n"),
        ("1;2024/25;-3;74,5;", 2, "n"),
        ("1;2024/25;51;hög;", 2, "eligible"),
        ("1;2024/25;51;174,5;", 2, "eligible"),
        ("1;2024/25;51;cirka 70;", 2, "eligible"),
        ("1;2024/25;51;74,5;hög", 2, "x_intake"),
        ("1;2023/24;51;74,5;2\n1;2024/25;51;x;2", 3, "eligible"),
    ],
)
def test_what_cannot_be_used_is_placed(tmp_path: Path, line: str, row: int, column: str) -> None:
    with pytest.raises(Problem) as raised:
        read_cells(written(tmp_path, HEADER + line + "\n"))
    assert raised.value.values["file"] == "cells.csv"
    assert raised.value.values["row"] == row
    assert raised.value.values["column"] == column
    assert f"rad {row}" in str(raised.value)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "tom"),
        ("school_unit_code;school_year\n", "eligible"),
        (HEADER.replace("x_intake", "n") + "1;2024/25;51;74,5;51\n", "två gånger"),
        (HEADER + "1;2024/25;51\n", "3 värden"),
        (HEADER + "1;2024/25;51;74,5;2\n1;2024/25;51;70,6;2\n", "redan"),
    ],
)
def test_a_table_of_the_wrong_shape_is_said(tmp_path: Path, text: str, part: str) -> None:
    with pytest.raises(Problem, match=part):
        read_cells(written(tmp_path, text))


def test_files_that_are_none_are_said(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="finns inte"):
        read_cells(tmp_path / "none.csv")
    with pytest.raises(Problem, match="mapp"):
        read_cells(tmp_path)
    with pytest.raises(Problem, match="UTF-8"):
        read_cells(written(tmp_path, HEADER + "Å;2024/25;51;74,5;2\n", "latin-1"))
