"""Simulated panels with a real panel's cohorts, gaps, marks and intake, where the effect of support is known.

Schools are chosen among those with the lowest share of one year, as happens: they rise by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tests.analysis.real_panel import COLUMNS, rows
from vandpunkt.analysis.cells import Cells, Published, cells_from, cells_of_counts
from vandpunkt.analysis.effect.exposure import Support
from vandpunkt.analysis.prior import Form, Hyperparameters
from vandpunkt.analysis.special import expit
from vandpunkt.domain.marks import PublishedValue
from vandpunkt.domain.periods import Period
from vandpunkt.domain.terms import SchoolYear, Term

Array = NDArray[np.float64]
Integers = NDArray[np.int64]
FIRST = 2020
# What the model finds in the units of Stockholm county 2020/21–2024/25.
STOCKHOLM = Hyperparameters(Form.LEVEL_AND_AR1, 0.68, 0.43, 0.62, 0.08)
LEVEL, COEFFICIENT = 2.4, 0.70
MOST_SHARE = 0.995


@dataclass(frozen=True)
class World:
    """What is true in a simulation. Years are places 0 … 4; effects and drifts are per school year.

    supported: schools with support, drawn among the `lowest` of year `base`. starts: first reached years,
    dealt out among them in turn. effect: percentage points in the first, second, … reached year (the
    last holds on). intake_drift: change of supported schools' intake in standard deviations a year from
    the base. extra_noise: standard deviation of a cohort's own logit beyond the model. decline: logits a
    year that every school in the weakest third loses, support or not. trouble: logits a year that the
    supported schools would have gained without support, known to whoever chose them but in no figure.
    troubled: instead, so many of the lowest schools are in trouble and for as many things look up; whoever
    picks by hand knows which are in trouble and picks them first, a lot does not.
    """

    schools: int = 735
    supported: int = 5
    lowest: int = 40
    base: int = 2
    starts: tuple[int, ...] = (3,)
    effect: tuple[float, ...] = (0.0,)
    intake_drift: float = 0.0
    extra_noise: float = 0.0
    decline: float = 0.0
    trouble: float = 0.0
    troubled: int = 0
    by_lot: bool = False
    at: Hyperparameters = STOCKHOLM


@dataclass(frozen=True)
class Trial:
    """One draw. share and pupils are schools × years (share: middle of what was published, NaN where
    nothing was); first: first reached year by school, −1 without support; true: mean effect on the
    supported schools' known reached cohorts, weighted by pupils, percentage points."""

    cells: Cells
    supports: tuple[Support, ...]
    share: Array
    pupils: Integers
    first: Integers
    true: float


@lru_cache(maxsize=1)
def skeleton() -> tuple[Integers, Array]:
    """Cohorts (0: nothing published) of real schools × 5 years, and their intake, standardised."""
    cells = cells_from([published_row(row) for row in rows()])
    pupils = np.zeros((len(cells.schools), 5), dtype=np.int64)
    known = np.flatnonzero(cells.informative)
    pupils[cells.school[known], cells.year[known] - FIRST] = cells.cohort[known]
    intake = np.full(len(cells.schools), np.nan)
    intake[cells.school] = cells.intake[:, 0]
    intake = (intake - np.nanmean(intake)) / np.nanstd(intake)
    return pupils, np.where(np.isnan(intake), 0.0, intake)


def published_row(row: dict[str, str]) -> Published:
    """One row of the real panel as published."""
    shares = {name: PublishedValue.parse(row[name]) for name in COLUMNS[3:-1]}
    parents = row["x_parents_education"].replace(",", ".")
    return Published(
        school=row["school_unit_code"],
        year=SchoolYear.parse(row["school_year"]),
        eligible=shares.pop("eligible"),
        n=int(row["n"]) if row["n"].isdigit() else None,
        others=tuple(shares.values()),
        intake={"x_parents_education": float(parents) if parents else np.nan},
    )


def draw(world: World, random: np.random.Generator) -> Trial:
    """One panel from a world."""
    pupils, logit, intake = _untouched(world, random)
    counts = random.binomial(pupils, expit(logit))
    lowest = _lowest(world, pupils, counts)
    first = _starts(world, lowest, len(pupils), random)
    troubled = _troubled(world, lowest, first, random)
    drifted = np.where(first >= 0, world.intake_drift, 0.0)[:, None]
    steps = np.maximum(np.arange(5) - world.base, 0)
    logit, intake = logit + COEFFICIENT * drifted * steps, intake + drifted * steps
    logit = logit + world.trouble * troubled[:, None] * steps
    without = expit(logit)
    after = np.arange(5)[None] - first[:, None]
    reached = (first >= 0)[:, None] & (after >= 0)
    gain = np.array(world.effect)[np.clip(after, 0, len(world.effect) - 1)] / 100
    with_support = np.where(reached, np.minimum(without + gain, np.maximum(without, MOST_SHARE)), without)
    later = np.arange(5)[None] > world.base
    # Drawn apart, so that the panel is the same whatever the effect.
    counts = np.where(later, random.binomial(pupils, without), counts)
    counts = np.where(reached, random.binomial(pupils, with_support), counts)
    cells, share = _publish(pupils, counts, intake)
    weight = np.where(reached & np.isfinite(share), pupils, 0)
    true = 100 * float((weight * (with_support - without)).sum() / max(weight.sum(), 1))
    return Trial(cells, _supports(first), share, pupils, first, true)


def _untouched(world: World, random: np.random.Generator) -> tuple[Integers, Array, Array]:
    real_pupils, real_intake = skeleton()
    chosen = random.integers(0, len(real_pupils), world.schools)
    pupils, intake = real_pupils[chosen], np.repeat(real_intake[chosen][:, None], 5, axis=1)
    walk = np.concatenate([[0.0], np.cumsum(random.normal(0, world.at.drift_sd, 4))])
    root = np.linalg.cholesky(world.at.covariance(5))
    logit = LEVEL + walk[None] + COEFFICIENT * intake + random.normal(size=(world.schools, 5)) @ root.T
    weak = logit[:, : world.base + 1].mean(axis=1)
    weak = weak < np.quantile(weak, 1 / 3)
    logit = logit - world.decline * weak[:, None] * np.arange(5)[None]
    return pupils, logit + random.normal(0, 1, logit.shape) * world.extra_noise, intake


def _lowest(world: World, pupils: Integers, counts: Integers) -> Integers:
    """Schools with the lowest share in the base year, of those with results on both sides of it."""
    possible = (pupils[:, world.base] >= 10) & (pupils[:, 3:] > 0).all(axis=1)
    if world.base:
        possible &= (pupils[:, : world.base] > 0).any(axis=1)
    share = np.where(possible, counts[:, world.base] / np.maximum(pupils[:, world.base], 1), np.inf)
    return np.argsort(share)[: max(world.lowest, world.supported)]


def _starts(world: World, lowest: Integers, schools: int, random: np.random.Generator) -> Integers:
    chosen = random.choice(lowest, world.supported, replace=False)
    first = np.full(schools, -1, dtype=np.int64)
    first[chosen] = np.resize(world.starts, world.supported)
    return first


def _troubled(world: World, lowest: Integers, first: Integers, random: np.random.Generator) -> Array:
    """1 for schools in trouble, −1 for those where things look up, 0 for others."""
    if not world.troubled:
        return np.where(first >= 0, 1.0, 0.0)
    order = random.permutation(lowest)
    if not world.by_lot:
        order = order[np.argsort(first[order] < 0, kind="stable")]
    troubled = np.zeros(len(first))
    troubled[order[: world.troubled]] = 1.0
    troubled[order[world.troubled : 2 * world.troubled]] = -1.0
    return troubled


def _publish(pupils: Integers, counts: Integers, intake: Array) -> tuple[Cells, Array]:
    failed = pupils - counts
    nearly = (failed >= 1) & (failed <= 4) & (pupils > 4)
    low, high = np.where(nearly, pupils - 4, counts), np.where(nearly, pupils - 1, counts)
    shown = pupils >= 10
    share = np.where(shown, (low + high) / 2 / np.maximum(pupils, 1), np.nan)
    school, year = np.nonzero(shown)
    cells = cells_of_counts(
        schools=[code(place) for place in school.tolist()],
        years=FIRST + year,
        cohort=pupils[shown],
        low=low[shown],
        high=high[shown],
        intake={"x_parents_education": intake[shown]},
    )
    return cells, share


def code(place: int) -> str:
    """The school unit code of a school's place."""
    return f"{place:08d}"


def _supports(first: Integers) -> tuple[Support, ...]:
    return tuple(
        Support(code(place), "Stöd", Period(Term(FIRST + int(first[place]), "ht"), None, True))
        for place in np.flatnonzero(first >= 0).tolist()
    )
