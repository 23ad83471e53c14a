"""Cells laid out as years × schools for the kernel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.kernel import ArrowSystem, lanes

Array = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Terms:
    """The counts that each cell allows: cell i has terms first[i] to first[i + 1] − 1.

    A term is a cohort n, a count y of eligible pupils, and the log of its weight: the log binomial
    coefficient plus the log probability of that n where several are possible.
    """

    first: Integers
    cohort: Array
    count: Array
    log_weight: Array

    @property
    def cells(self) -> int:
        """How many cells."""
        return len(self.first) - 1

    def of(self, chosen: Integers) -> Terms:
        """The terms of some cells, in the order given."""
        length = np.diff(self.first)[chosen]
        first = np.concatenate([[0], np.cumsum(length)])
        place = np.repeat(self.first[chosen] - first[:-1], length) + np.arange(first[-1])
        return Terms(first, self.cohort[place], self.count[place], self.log_weight[place])

    def joined(self, other: Terms) -> Terms:
        """These cells' terms and then another's."""
        return Terms(
            np.concatenate([self.first, self.first[-1] + other.first[1:]]),
            np.concatenate([self.cohort, other.cohort]),
            np.concatenate([self.count, other.count]),
            np.concatenate([self.log_weight, other.log_weight]),
        )


@dataclass(frozen=True)
class Panel:
    """Cells by school and year with intake, all schools on the same run of years.

    `school` (0 … schools − 1), `year` (0 … years − 1) and `terms` by cell; a school and year without
    cell, or a cell without terms, says nothing. `covariate` is covariates × years × schools,
    standardised, no gaps.
    """

    years: int
    schools: int
    school: Integers
    year: Integers
    terms: Terms
    covariate: Array

    @property
    def covariates(self) -> int:
        """How many columns of intake."""
        return len(self.covariate)

    @cached_property
    def informative(self) -> NDArray[np.bool_]:
        """By cell: whether anything is known of its count."""
        return np.asarray(np.diff(self.terms.first) > 0)

    def without(self, left_out: NDArray[np.bool_]) -> Panel:
        """The same panel where the marked cells say nothing."""
        kept = np.flatnonzero(~left_out)
        return replace(self, school=self.school[kept], year=self.year[kept], terms=self.terms.of(kept))

    def followed(self, years: int = 1) -> Panel:
        """The same panel with later years added of which nothing is known; intake stays as it was last."""
        last = np.repeat(self.covariate[:, -1:, :], years, axis=1)
        return replace(
            self, years=self.years + years, covariate=np.concatenate([self.covariate, last], axis=1)
        )

    def of_schools(self, chosen: Integers) -> Panel:
        """The part of the panel with some schools, in the order given."""
        place = np.full(self.schools, -1, dtype=np.int64)
        place[chosen] = np.arange(len(chosen))
        inside = np.flatnonzero(place[self.school] >= 0)
        return replace(
            self,
            schools=len(chosen),
            school=place[self.school[inside]],
            year=self.year[inside],
            terms=self.terms.of(inside),
            covariate=np.ascontiguousarray(self.covariate[:, :, chosen]),
        )

    @property
    def padded(self) -> int:
        """Schools rounded up to whole lanes of the kernel."""
        return int(-(-self.schools // lanes) * lanes)

    @cached_property
    def log_constant(self) -> float:
        """The log binomial coefficients of the cells whose count is known exactly."""
        first = self.terms.first[:-1][np.diff(self.terms.first) == 1]
        return float(self.terms.log_weight[first].sum())

    @cached_property
    def trials(self) -> Array:
        """Cohort by year and school (first candidate), 0 where nothing is known; years × schools."""
        table = np.zeros((self.years, self.schools))
        known = np.flatnonzero(self.informative)
        table[self.year[known], self.school[known]] = self.terms.cohort[self.terms.first[known]]
        return table

    def system(self, threads: int = 2) -> ArrowSystem:
        """The kernel's view of the panel."""
        shape = (self.years, self.padded)
        cohort, count = np.zeros(shape), np.zeros(shape)
        width = np.diff(self.terms.first)
        exact = np.flatnonzero(width == 1)
        cohort[self.year[exact], self.school[exact]] = self.terms.cohort[self.terms.first[exact]]
        count[self.year[exact], self.school[exact]] = self.terms.count[self.terms.first[exact]]
        covariate = np.zeros((self.covariates, *shape))
        covariate[:, :, : self.schools] = self.covariate
        interval = np.flatnonzero(width > 1)
        interval = interval[np.argsort(self.school[interval], kind="stable")]
        terms = self.terms.of(interval)
        bounds = np.searchsorted(self.school[interval], np.arange(0, self.padded + 1, lanes))
        place = self.year[interval] * self.padded + self.school[interval]
        return ArrowSystem(
            cohort,
            count,
            covariate,
            bounds.astype(np.int32),
            place.astype(np.int32),
            terms.first.astype(np.int32),
            terms.cohort,
            terms.count,
            terms.log_weight,
            threads,
        )
