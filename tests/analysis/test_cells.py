"""What was published becomes the counts that it allows."""

from __future__ import annotations

import numpy as np
import pytest

from vandpunkt.analysis.cells import Cells, Published, cells_from, cells_of_counts
from vandpunkt.domain.marks import PublishedValue
from vandpunkt.domain.terms import SchoolYear


def one(text: str, n: int | None = 51, others: tuple[str, ...] = (), year: int = 2024) -> Published:
    return Published(
        "37416253",
        SchoolYear(year),
        PublishedValue.parse(text),
        n,
        tuple(PublishedValue.parse(other) for other in others),
    )


def counts(cells: Cells, cell: int = 0) -> list[tuple[int, int]]:
    first, last = cells.terms.first[cell : cell + 2]
    return [
        (int(n), int(y))
        for n, y in zip(cells.terms.cohort[first:last], cells.terms.count[first:last], strict=True)
    ]


def test_a_share_is_one_count() -> None:
    cells = cells_from([one("74,5")])
    assert counts(cells) == [(51, 38)]
    assert (cells.low[0], cells.high[0], cells.cohort[0]) == (38, 38, 51)


def test_nearly_all_is_the_four_counts_below_n_and_all_is_n() -> None:
    assert counts(cells_from([one("~100")])) == [(51, 47), (51, 48), (51, 49), (51, 50)]
    assert counts(cells_from([one("100,0")])) == [(51, 51)]


@pytest.mark.parametrize("mark", ["..", ".", ""])
def test_suppressed_and_missing_say_nothing(mark: str) -> None:
    cells = cells_from([one(mark)])
    assert counts(cells) == []
    assert not cells.informative[0]
    assert cells.low[0] == cells.high[0] == -1


def test_several_cohorts_are_several_terms_with_their_probabilities() -> None:
    cells = cells_from([one("75,0", n=None, others=("50,0",))])
    allowed = counts(cells)
    assert len({n for n, _ in allowed}) > 1
    assert all(y * 4 == n * 3 for n, y in allowed)
    assert cells.inferred[0]


def test_n_of_the_nearest_year_decides_between_candidates() -> None:
    rows = [one("74,5", None, ("72,5", "62,7", "56,9", "43,1"), 2023), one("76,0", None, (), 2024)]
    cells = cells_from(rows)
    assert cells.cohort[0] == 51
    assert cells.cohort[1] == 50


def test_a_share_that_the_printed_n_cannot_give_is_said_and_kept_near() -> None:
    cells = cells_from([one("74,5", n=53)])
    assert cells.contradicting.tolist() == [0]
    assert cells.informative[0]
    assert cells.low[0] / cells.cohort[0] == pytest.approx(0.745, abs=0.01)


def test_nearly_all_without_any_n_is_said_to_rest_on_a_guess() -> None:
    cells = cells_from([one("~100", n=None)])
    assert cells.guessed.tolist() == [0]
    assert cells.informative[0]


def test_parts_and_joins_of_cells_keep_their_terms() -> None:
    rows = [one("74,5", year=2022), one("~100", year=2023), one("..", year=2024)]
    cells = cells_from(rows)
    kept = cells.where(np.array([False, True, True]))
    assert counts(kept) == counts(cells, 1)
    joined = cells.where(np.array([True, False, False])).joined(kept)
    assert [counts(joined, cell) for cell in range(3)] == [counts(cells, cell) for cell in range(3)]
    assert not cells.silenced().informative.any()


def test_arrays_of_counts_become_the_same_cells() -> None:
    from_arrays = cells_of_counts(
        schools=["37416253"] * 2,
        years=[2023, 2024],
        cohort=np.array([51, 51]),
        low=np.array([38, 47]),
        high=np.array([38, 50]),
    )
    from_texts = cells_from([one("74,5", year=2023), one("~100", year=2024)])
    assert np.array_equal(from_arrays.terms.first, from_texts.terms.first)
    assert from_arrays.terms.log_weight == pytest.approx(from_texts.terms.log_weight)
