"""The page on how well documents are read has every kind of document, and figures that hold and are ours."""

from __future__ import annotations

import pytest

from benchmarks import reading_quality
from tests.reading.test_transformations import (
    GROUPS,
    LEAST_ITEMS,
    LEAST_OTHERS,
    LEAST_STYLES,
    MOST_SILENT_ERRORS,
)

UPDATE = "python -m benchmarks.reading_quality update"
CASES = "other authorities' documents (cases)"
STYLES = "other styles, prose (styles)"
TRIED_HERE = ("spaces", "two columns", "school names")


def lines() -> dict[str, list[str]]:
    """The cells of the table by the first of each line."""
    table = reading_quality.PAGE.read_text(encoding="utf-8").split(reading_quality.BEGINS)[1]
    rows = table.split(reading_quality.ENDS)[0].strip().splitlines()[2:]
    cells = ([cell.strip() for cell in row.strip("|").split("|")] for row in rows)
    return {first: rest for first, *rest in cells}


def test_every_kind_of_document_is_there_with_figures_that_hold() -> None:
    assert list(lines()) == [*GROUPS, "every file", CASES, STYLES], UPDATE
    for name, (count, items, *others) in lines().items():
        if name not in (CASES, STYLES):
            left_out = None if name == "every file" else "every file"
            assert int(count) == len(reading_quality.names(name, left_out)), UPDATE
        *shares, silent = others
        least_items, least = (LEAST_STYLES,) * 2 if name == STYLES else (LEAST_ITEMS, LEAST_OTHERS)
        assert min(map(float, items.split(" / "))) >= least_items
        assert all(min(map(float, cell.split(" / "))) >= least for cell in shares)
        assert float(silent) <= MOST_SILENT_ERRORS


def figures(name: str, score: reading_quality.Score) -> list[str]:
    """The cells that the figures of a kind make, without how many documents it has."""
    made = list(reading_quality.table([(name, 0, score)]))[-1]
    return [cell.strip() for cell in made.strip("|").split("|")][2:]


@pytest.mark.parametrize("name", TRIED_HERE)
def test_the_figures_are_those_that_the_reading_gives(name: str) -> None:
    score = reading_quality.measured(name, left_out="every file")[0]
    assert figures(name, score) == lines()[name][1:], UPDATE


def test_the_cases_are_read_as_the_page_says() -> None:
    assert figures(CASES, reading_quality.of_cases()) == lines()[CASES][1:], UPDATE
    assert figures(STYLES, reading_quality.of_styles()) == lines()[STYLES][1:], UPDATE
