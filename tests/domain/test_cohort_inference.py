"""The number of pupils found from the shares of one unit and year, on made-up and on published figures."""

from __future__ import annotations

import csv
import json
import lzma
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vandpunkt.sources
from vandpunkt.domain.marks import CohortInference, PublishedValue, infer_cohort

SHIPPED = Path(vandpunkt.sources.__file__).parent / "shipped"
ELIGIBLE = "ratioOfPupils9thGradeEligibleForNationalProgram"
SHARES = (
    f"{ELIGIBLE}YR",
    f"{ELIGIBLE}ES",
    f"{ELIGIBLE}SAEKHU",
    f"{ELIGIBLE}NATE",
    "ratioOfPupilsIn9thGradeWithAllSubjectsPassed",
)


def share(y: int, n: int) -> PublishedValue:
    """y of n as published; the mark where one to four are missing."""
    return PublishedValue.parse("~100" if 1 <= n - y <= 4 else f"{100 * y / n:.1f}".replace(".", ","))


def values(*texts: str) -> list[PublishedValue]:
    return [PublishedValue.parse(text) for text in texts]


def naive_candidates(shares: list[PublishedValue], least: int, most: int) -> tuple[int, ...]:
    """Every n tried in turn."""
    return tuple(n for n in range(least, most + 1) if all(value.fits(n) for value in shares))


@st.composite
def cohorts(draw: st.DrawFn) -> tuple[int, list[PublishedValue]]:
    """n, and five shares of it."""
    n = draw(st.integers(10, 400))
    counts = draw(st.lists(st.integers(n // 3, n), min_size=5, max_size=5))
    return n, [share(y, n) for y in counts]


class TestInference:
    def test_the_smallest_n_that_fits_all_shares_comes_first(self) -> None:
        inference = infer_cohort([share(38, 51), share(36, 51), share(35, 51), share(30, 51)])
        assert inference.smallest == 51
        assert inference.candidates[:2] == (51, 102)
        assert inference.shares == 4

    @given(cohorts())
    def test_the_true_n_is_always_a_candidate(self, cohort: tuple[int, list[PublishedValue]]) -> None:
        n, shares = cohort
        inference = infer_cohort(shares)
        assert not inference.contradictory
        if inference.shares:
            assert n in inference.candidates

    @given(cohorts(), st.integers(1, 30), st.integers(100, 500))
    def test_it_agrees_with_trying_every_n(
        self, cohort: tuple[int, list[PublishedValue]], least: int, most: int
    ) -> None:
        inference = infer_cohort(cohort[1], least, most)
        if inference.shares:
            assert inference.candidates == naive_candidates(cohort[1], least, most)

    @given(cohorts())
    def test_the_order_of_the_shares_does_not_matter(self, cohort: tuple[int, list[PublishedValue]]) -> None:
        assert infer_cohort(cohort[1]) == infer_cohort(cohort[1][::-1])

    @pytest.mark.parametrize("texts", [(), ("..", "."), ("~100", "100,0"), ("cirka 230", "214,5"), ("0,0",)])
    def test_marks_alone_say_nothing_of_n(self, texts: tuple[str, ...]) -> None:
        inference = infer_cohort(values(*texts))
        assert inference == CohortInference(())
        assert inference.smallest is None

    def test_shares_that_no_n_gives_together_are_contradictory(self) -> None:
        inference = infer_cohort(values("74,5", "74,6"), most=60)
        assert inference.contradictory
        assert inference.smallest is None
        assert inference.shares == 2

    def test_the_same_share_twice_counts_once(self) -> None:
        assert infer_cohort(values("74,5", "74,5", "~100")).shares == 1

    def test_marks_beside_a_share_take_nothing_away(self) -> None:
        assert infer_cohort(values("74,5", "..", "~100", "231,5")) == infer_cohort(values("74,5"))


@dataclass(frozen=True)
class Checked:
    """A unit of 2024/25 whose n is printed in report 139: the truth beside what its shares give."""

    n: int
    inference: CohortInference


def published_shares() -> Iterator[tuple[str, list[PublishedValue]]]:
    """The shares of 2024/25, by unit code, in the shipped answers of the Planned Educations API."""
    with tarfile.open(SHIPPED / "planned-educations-stockholm-2026-04.tar.xz") as archive:
        for member in archive:
            if member.isfile() and "statistics/" in member.name:
                file = archive.extractfile(member)
                assert file is not None
                body = json.load(file)["body"]
                rows = [row for key in SHARES for row in body.get(key) or []]
                yield (
                    Path(member.name).stem,
                    [PublishedValue.parse(row["value"]) for row in rows if row["timePeriod"] == "2024/25"],
                )


def printed_cohorts() -> dict[str, int]:
    """n by unit code in the shipped report 139."""
    with lzma.open(SHIPPED / "report-139-2025.csv.xz", "rt", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    header = next(number for number, row in enumerate(rows) if "Antal elever" in row)
    code, pupils = rows[header].index("Skol-enhetskod"), rows[header].index("Antal elever")
    return {
        row[code]: int(row[pupils])
        for row in rows[header + 1 :]
        if len(row) > pupils and row[pupils].isdigit()
    }


@cache
def checked_units() -> tuple[Checked, ...]:
    """Every unit that is in both files and has a share that limits n."""
    truth = printed_cohorts()
    inferred = ((truth[code], infer_cohort(shares)) for code, shares in published_shares() if code in truth)
    return tuple(Checked(n, inference) for n, inference in inferred if inference.shares)


class TestOnPublishedFigures:
    def test_there_is_enough_to_check(self) -> None:
        assert len(checked_units()) > 300

    def test_the_printed_n_is_always_a_candidate(self) -> None:
        assert all(unit.n in unit.inference.candidates for unit in checked_units())

    @pytest.mark.parametrize(("shares", "right"), [(2, 0.90), (3, 0.95)])
    def test_the_smallest_candidate_is_nearly_always_the_printed_n(self, shares: int, right: float) -> None:
        # 235 of 250 units with two different shares or more, 201 of 207 with three or more.
        units = [unit for unit in checked_units() if unit.inference.shares >= shares]
        hits = sum(unit.inference.smallest == unit.n for unit in units)
        assert hits / len(units) >= right

    def test_no_published_shares_contradict_each_other(self) -> None:
        assert not any(infer_cohort(shares).contradictory for _, shares in published_shares())
