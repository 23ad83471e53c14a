"""Published cells — school, year, cohort, marks, intake — and the counts that they allow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.cohorts import Cohort, common_size, from_shares, guessed, printed
from vandpunkt.analysis.panel import Terms
from vandpunkt.analysis.special import log_binomial
from vandpunkt.domain.marks import CountInterval, PublishedValue, ValueKind
from vandpunkt.domain.terms import SchoolYear

Array = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Published:
    """One school and year as published: eligible share, n where printed, other shares of that n, intake."""

    school: str
    year: SchoolYear
    eligible: PublishedValue
    n: int | None = None
    others: tuple[PublishedValue, ...] = ()
    intake: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Cells:
    """Cells as arrays, in the order given.

    schools: code by school. school: place in it, by cell. year: first calendar year of the school year,
    by cell. cohort: likeliest n (0: unknown). inferred: whether n was not printed. low, high: the count
    interval at that n (−1: nothing known). terms: every n and count allowed. intake: names and values by
    cell × name, NaN where missing. contradicting: cells whose share no count of the printed n gives.
    """

    schools: tuple[str, ...]
    school: Integers
    year: Integers
    cohort: Integers
    inferred: NDArray[np.bool_]
    low: Integers
    high: Integers
    terms: Terms
    intake_names: tuple[str, ...]
    intake: Array
    contradicting: Integers
    guessed: Integers

    def __len__(self) -> int:
        return len(self.school)

    @property
    def informative(self) -> NDArray[np.bool_]:
        """By cell: whether anything is known of its count."""
        return np.asarray(np.diff(self.terms.first) > 0)

    def where(self, kept: NDArray[np.bool_]) -> Cells:
        """The cells that are marked; schools keep their places."""
        chosen = np.flatnonzero(kept)
        place = np.cumsum(kept) - 1
        contradicting, guessed = (
            self.contradicting[kept[self.contradicting]],
            self.guessed[kept[self.guessed]],
        )
        return Cells(
            self.schools, self.school[chosen], self.year[chosen], self.cohort[chosen], self.inferred[chosen],
            self.low[chosen], self.high[chosen], self.terms.of(chosen), self.intake_names,
            self.intake[chosen], place[contradicting], place[guessed],
        )  # fmt: skip

    def silenced(self) -> Cells:
        """The same rows and intake with nothing known of their counts."""
        nothing = np.full(len(self), -1, dtype=np.int64)
        terms = self.terms.of(np.array([], dtype=np.int64))
        empty = Terms(np.zeros(len(self) + 1, dtype=np.int64), terms.cohort, terms.count, terms.log_weight)
        return replace(
            self, low=nothing, high=nothing, terms=empty, contradicting=nothing[:0], guessed=nothing[:0]
        )

    def joined(self, other: Cells) -> Cells:
        """These cells and then others of the same schools and intake columns."""
        assert (self.schools, self.intake_names) == (other.schools, other.intake_names)
        return Cells(
            schools=self.schools,
            school=np.concatenate([self.school, other.school]),
            year=np.concatenate([self.year, other.year]),
            cohort=np.concatenate([self.cohort, other.cohort]),
            inferred=np.concatenate([self.inferred, other.inferred]),
            low=np.concatenate([self.low, other.low]),
            high=np.concatenate([self.high, other.high]),
            terms=self.terms.joined(other.terms),
            intake_names=self.intake_names,
            intake=np.concatenate([self.intake, other.intake]),
            contradicting=np.concatenate([self.contradicting, other.contradicting + len(self)]),
            guessed=np.concatenate([self.guessed, other.guessed + len(self)]),
        )


def cells_from(published: Sequence[Published]) -> Cells:
    """Read what was published into counts; see cohorts.py for how n is found where it is not printed."""
    codes = tuple(dict.fromkeys(row.school for row in published))
    place = {code: index for index, code in enumerate(codes)}
    cohorts = _cohorts(published)
    read = [_Reading.of(row, cohort) for row, cohort in zip(published, cohorts, strict=True)]
    names = tuple(dict.fromkeys(name for row in published for name in row.intake))
    intake = np.array([[row.intake.get(name, np.nan) for name in names] for row in published], dtype=float)
    return Cells(
        schools=codes,
        school=np.array([place[row.school] for row in published], dtype=np.int64),
        year=np.array([row.year.year for row in published], dtype=np.int64),
        cohort=np.array([reading.cohort for reading in read], dtype=np.int64),
        inferred=np.array([reading.inferred for reading in read], dtype=bool),
        low=np.array([reading.low for reading in read], dtype=np.int64),
        high=np.array([reading.high for reading in read], dtype=np.int64),
        terms=_terms([reading.terms for reading in read]),
        intake_names=names,
        intake=intake.reshape(len(published), len(names)),
        contradicting=np.flatnonzero([reading.contradicting for reading in read]),
        guessed=np.flatnonzero([reading.guessed for reading in read]),
    )


def cells_of_counts(
    *,
    schools: Sequence[str],
    years: Sequence[int] | Integers,
    cohort: Integers,
    low: Integers,
    high: Integers,
    intake: Mapping[str, Array] | None = None,
) -> Cells:
    """Cells straight from arrays: n, and the interval low … high of eligible pupils (−1, −1: nothing known).

    `years` are the first calendar years of school years (2024 is 2024/25).
    """
    codes = tuple(dict.fromkeys(schools))
    place = {code: index for index, code in enumerate(codes)}
    known = low >= 0
    width = np.where(known, high - low + 1, 0)
    first = np.concatenate([[0], np.cumsum(width)])
    offset = np.arange(first[-1]) - np.repeat(first[:-1], width)
    n, y = np.repeat(cohort, width), np.repeat(low, width) + offset
    terms = Terms(first, n.astype(float), y.astype(float), log_binomial(n, y))
    intake = intake or {}
    columns = np.column_stack(list(intake.values())) if intake else np.empty((len(cohort), 0))
    nothing = np.array([], dtype=np.int64)
    return Cells(
        codes, np.array([place[code] for code in schools], dtype=np.int64), np.asarray(years, dtype=np.int64),
        np.where(known, cohort, 0), np.zeros(len(cohort), dtype=bool), low, high, terms, tuple(intake),
        columns, nothing, nothing,
    )  # fmt: skip


@dataclass(frozen=True)
class _Reading:
    cohort: int
    inferred: bool
    low: int
    high: int
    terms: tuple[tuple[int, int, float], ...]
    contradicting: bool
    guessed: bool

    @classmethod
    def of(cls, row: Published, cohort: Cohort | None) -> _Reading:
        """The counts that a row allows at each possible n."""
        if cohort is None or not row.eligible.is_share:
            return cls(row.n or 0, False, -1, -1, (), False, False)
        if row.eligible.kind is ValueKind.NEARLY_ALL or row.eligible.number == 100:
            cohort = cohort.coarse
        allowed = {n: row.eligible.counts(n) for n in cohort.sizes}
        nearest = all(counts is None for counts in allowed.values())
        if nearest:
            allowed = {n: _nearest(row.eligible, n) for n in cohort.sizes}
        likeliest = max(
            (n for n in cohort.sizes if allowed[n] is not None),
            key=lambda n: cohort.probabilities[cohort.sizes.index(n)],
        )
        shown = allowed[likeliest]
        assert shown is not None
        contradicting = row.n is not None and (nearest or cohort.inferred)
        return cls(
            likeliest, cohort.inferred, shown.low, shown.high, tuple(_counted(cohort, allowed)),
            contradicting, cohort.near,
        )  # fmt: skip


def _counted(cohort: Cohort, allowed: Mapping[int, CountInterval | None]) -> Iterable[tuple[int, int, float]]:
    for n, probability in zip(cohort.sizes, cohort.probabilities, strict=True):
        counts = allowed[n]
        if counts is not None:
            for y in range(counts.low, counts.high + 1):
                yield n, y, probability


def _nearest(share: PublishedValue, n: int) -> CountInterval:
    assert share.number is not None
    y = round(float(share.number) * n / 100)
    return CountInterval(y, y)


def _terms(rows: Sequence[tuple[tuple[int, int, float], ...]]) -> Terms:
    flat = np.array([term for row in rows for term in row], dtype=float).reshape(-1, 3)
    first = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    n, y = np.ascontiguousarray(flat[:, 0]), np.ascontiguousarray(flat[:, 1])
    return Terms(first, n, y, log_binomial(n, y) + np.log(flat[:, 2]))


def _cohorts(published: Sequence[Published]) -> list[Cohort | None]:
    """First the cohorts that stand by themselves; then the others with the school's other years as prior."""
    alone = [_alone(row) for row in published]
    by_school: dict[str, list[tuple[int, Cohort]]] = {}
    for row, cohort in zip(published, alone, strict=True):
        if cohort is not None:
            by_school.setdefault(row.school, []).append((row.year.year, cohort))
    return [
        cohort if cohort is not None and cohort.sure else _with_neighbour(row, by_school.get(row.school, []))
        for row, cohort in zip(published, alone, strict=True)
    ]


def _alone(row: Published) -> Cohort | None:
    if not row.eligible.is_share:
        return None
    if row.n is not None and row.eligible.fits(row.n):
        return printed(row.n)
    return None if row.n is not None else from_shares((row.eligible, *row.others), None)


def _with_neighbour(row: Published, known: list[tuple[int, Cohort]]) -> Cohort | None:
    if not row.eligible.is_share:
        return None
    near = _near(row.year.year, known)
    neighbour = float(row.n) if row.n is not None else near
    found = from_shares((row.eligible, *row.others), neighbour) or from_shares((row.eligible,), neighbour)
    if row.n is not None:
        close = found is not None and 0.8 <= found.likeliest / row.n <= 1.25
        return found if close else printed(row.n)
    if found is None and row.eligible.kind is ValueKind.EXISTS and row.eligible.number not in (0, 100):
        return None
    return found or guessed(neighbour)


def _near(year: int, known: list[tuple[int, Cohort]]) -> float | None:
    """The nearest year's cohort where one is sure; else the size that all years' candidates share best."""
    sure = [(abs(other - year), other, cohort.likeliest) for other, cohort in known if cohort.sure]
    if sure:
        return float(min(sure)[2])
    return common_size([cohort for _, cohort in known]) if known else None
