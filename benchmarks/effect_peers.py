"""Other estimators of the same effect, as analysts would run them.

Each takes a trial and gives (effect, low, high) of the 95 per cent interval in percentage points. Shares
of `~100` are the middle of their interval; regressions weigh cells by pupils. They are written on arrays,
so that they can see as many panels as Vändpunkt does; benchmarks/effect_packages.py holds them against the
packages that analysts use.
Those that need every year of a school answer nothing (NaN) when no supported school has them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from benchmarks.effect_synthetic import synthetic
from tests.analysis.effect.worlds import Trial

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Integers = NDArray[np.int64]
Answer = tuple[float, float, float]
Peer = Callable[[Trial], Answer]
NOTHING = float("nan"), float("nan"), float("nan")


def before_after(trial: Trial) -> Answer:
    """Share of all reached cohorts' pupils minus that of the last cohorts before: two proportions."""
    rows = np.flatnonzero(trial.first >= 0)
    last = trial.first[rows] - 1
    shown = np.isfinite(trial.share[rows])
    reached = shown & (np.arange(5)[None] >= trial.first[rows, None])
    after, n_after = _proportion(trial, rows, reached)
    before, n_before = _proportion(trial, rows, shown & (np.arange(5)[None] == last[:, None]))
    sd = np.sqrt(after * (1 - after) / n_after + before * (1 - before) / n_before)
    return _points(after - before, float(sd))


def _proportion(trial: Trial, rows: Integers, cells: Flags) -> tuple[float, float]:
    pupils = np.where(cells, trial.pupils[rows], 0)
    return float((pupils * np.nan_to_num(trial.share[rows])).sum() / pupils.sum()), float(pupils.sum())


def two_way(trial: Trial) -> Answer:
    """Two-way fixed effects, errors clustered by school, with the customary small-sample factors."""
    weight, treated = _weight(trial), _treated(trial)
    residual = _swept(weight, treated.astype(float))
    outcome = _swept(weight, np.nan_to_num(trial.share))
    along = float((weight * residual**2).sum())
    effect = float((weight * residual * outcome).sum()) / along
    scores = (weight * residual * (outcome - effect * residual)).sum(axis=1)
    seen, cells = int((weight > 0).any(axis=1).sum()), int((weight > 0).sum())
    years = int((weight > 0).any(axis=0).sum())
    # School effects are nested in the clusters and cost no degree of freedom.
    factor = seen / (seen - 1) * (cells - 1) / (cells - 1 - years)
    return _points(effect, float(np.sqrt(factor * (scores**2).sum())) / along)


def did2s(trial: Trial) -> Answer:
    """Gardner's two stages: school and year from the untreated cells, then the treated cells' mean."""
    weight, treated = _weight(trial), _treated(trial)
    enough = ((weight > 0) & ~treated).sum(axis=1) >= 2
    weight, share = weight[enough], np.nan_to_num(trial.share[enough])
    treated = treated[enough] & (weight > 0)
    untreated = np.where(treated, 0.0, weight)
    school, year = _two_way_fit(untreated, share)
    residual = share - school[:, None] - year[None]
    total = float((weight * treated).sum())
    if not total:
        return NOTHING
    effect = float((weight * treated * residual).sum()) / total
    # How the first stage's error moves the second: the projection of the treated cells on its system.
    level, column = _projection(untreated, weight * treated)
    first = (untreated * (level[:, None] + column[None]) * residual).sum(axis=1)
    second = (weight * treated * (residual - effect)).sum(axis=1)
    return _points(effect, float(np.sqrt(((second - first) ** 2).sum())) / total)


def callaway_santanna(trial: Trial) -> Answer:
    """Callaway and Sant'Anna, never treated as controls, no covariates, simple overall effect."""
    whole = np.isfinite(trial.share).all(axis=1)
    share, first = trial.share[whole], trial.first[whole]
    never = first < 0
    if never.all():
        return NOTHING
    pairs = [(int(start), year) for start in np.unique(first[~never]) for year in range(start, 5)]
    size = np.array([float((first == start).mean()) for start, _ in pairs])
    effects, moves = np.zeros(len(pairs)), np.zeros((len(pairs), len(share)))
    for place, (start, year) in enumerate(pairs):
        change, own = share[:, year] - share[:, start - 1], first == start
        effects[place] = change[own].mean() - change[never].mean()
        moves[place, own] = (change[own] - change[own].mean()) / own.sum()
        moves[place, never] = -(change[never] - change[never].mean()) / never.sum()
    weight = size / size.sum()
    member = np.array([(first == start) for start, _ in pairs], dtype=float) - size[:, None]
    moved = member / size.sum() - np.outer(weight, member.sum(axis=0)) / size.sum()
    influence = weight @ moves + effects @ moved / len(share)
    return _points(float(weight @ effects), float(np.sqrt((influence**2).sum())))


def synthetic_did(trial: Trial) -> Answer:
    """Synthetic difference-in-differences with its placebo variance; one start at a time, then pooled."""
    whole = np.isfinite(trial.share).all(axis=1)
    if (trial.first[whole] < 0).all():
        return NOTHING
    return _points(*synthetic(trial.share[whole], trial.first[whole]))


def _weight(trial: Trial) -> Array:
    return np.where(np.isfinite(trial.share), trial.pupils, 0).astype(float)


def _treated(trial: Trial) -> Flags:
    return np.asarray((trial.first >= 0)[:, None] & (np.arange(5)[None] >= trial.first[:, None]))


def _two_way_fit(weight: Array, values: Array) -> tuple[Array, Array]:
    """School and year effects of a weighted two-way fit; the first year is the base."""
    return _projection(weight, weight * values)


def _projection(weight: Array, right: Array) -> tuple[Array, Array]:
    """Solve the two-way normal equations for a right-hand side given by cell (schools swept out)."""
    by_school = np.maximum(weight.sum(axis=1), 1e-12)
    share = weight / by_school[:, None]
    system = np.diag(weight.sum(axis=0)) - weight.T @ share
    target = right.sum(axis=0) - share.T @ right.sum(axis=1)
    year = np.zeros(weight.shape[1])
    year[1:] = np.linalg.solve(system[1:, 1:], target[1:])
    return (right.sum(axis=1) - weight @ year) / by_school, year


def _swept(weight: Array, values: Array) -> Array:
    school, year = _two_way_fit(weight, values)
    return np.where(weight > 0, values - school[:, None] - year[None], 0.0)


def _points(effect: float, sd: float) -> Answer:
    return 100 * effect, 100 * (effect - 1.96 * sd), 100 * (effect + 1.96 * sd)


PEERS: dict[str, Peer] = {
    "two-way fixed effects": two_way,
    "did2s": did2s,
    "Callaway–Sant'Anna": callaway_santanna,
    "synthetic DiD": synthetic_did,
    "before–after": before_after,
}
