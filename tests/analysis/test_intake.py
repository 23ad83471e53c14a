"""Intake is filled from the nearest year, standardised, and never more than the data can carry."""

from __future__ import annotations

import numpy as np
import pytest

from vandpunkt.analysis.cells import Cells, cells_of_counts
from vandpunkt.analysis.intake import Intake, lay_out
from vandpunkt.analysis.remarks import Remark

YEARS = np.arange(2022, 2025)


def cells(**intake: list[float]) -> Cells:
    """Four schools, three years each."""
    counts = np.arange(12) + 20
    return cells_of_counts(
        schools=[str(place // 3) for place in range(12)],
        years=[2022 + place % 3 for place in range(12)],
        cohort=np.full(12, 50),
        low=counts,
        high=counts,
        intake={name: np.array(values, dtype=float) for name, values in intake.items()},
    )


def codes(intake: Intake) -> list[str]:
    return [remark.code for remark in intake.remarks]


def test_columns_are_standardised_over_what_is_known() -> None:
    intake = lay_out(cells(x_a=[1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]), YEARS)
    assert intake.names == ("x_a",)
    assert intake.values.mean() == pytest.approx(0)
    assert intake.values.std() == pytest.approx(1)
    assert intake.values[0, 0] * intake.scale[0] + intake.centre[0] == pytest.approx([1, 2, 3, 4])
    assert intake.remarks == ()


def test_a_year_without_a_value_takes_the_nearest_and_says_so() -> None:
    nan = np.nan
    intake = lay_out(cells(x_a=[nan, nan, 1, 2, nan, 3, 3, 3, 3, 4, 4, 4]), YEARS)
    raw = intake.values[0] * intake.scale[0] + intake.centre[0]
    assert raw[:, 0] == pytest.approx([1, 1, 1])
    assert raw[:, 1] == pytest.approx([2, 2, 3])
    assert codes(intake) == ["intake_nearest_year"]
    assert intake.remarks[0].values["cells"] == 3


def test_a_school_without_any_value_has_a_term_of_its_own() -> None:
    nan = np.nan
    intake = lay_out(cells(x_a=[nan, nan, nan, 2, 2, 2, 3, 3, 3, 4, 4, 4]), YEARS)
    assert intake.names == ("x_a", "missing:x_a")
    assert intake.values[0, :, 0] == pytest.approx(0)
    assert intake.values[1].tolist() == [[1, 0, 0, 0]] * 3
    assert codes(intake) == ["intake_missing"]


@pytest.mark.parametrize(
    "superfluous",
    [
        [5] * 12,
        [1, 2, 3] * 4,
        [2, 2, 2, 4, 4, 4, 6, 6, 6, 8, 8, 8],
        [np.nan] * 12,
    ],
    ids=["constant", "same for all within a year", "a multiple of another", "never known"],
)
def test_columns_that_add_nothing_are_left_out_and_named(superfluous: list[float]) -> None:
    intake = lay_out(cells(x_a=[1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4], x_b=superfluous), YEARS)
    assert intake.names == ("x_a",)
    assert "intake_left_out" in codes(intake)


def test_no_columns_is_no_intake() -> None:
    assert lay_out(cells(), YEARS).values.shape == (0, 3, 4)


def test_what_a_column_is_called_is_translated_with_the_sentence() -> None:
    words = {"{name} saknas": "{name} is missing", "Utbildning": "Education"}
    remark = Remark("missing", "{name} saknas", {"name": "Utbildning"})
    assert remark.sentence(words.__getitem__) == "Education is missing"
