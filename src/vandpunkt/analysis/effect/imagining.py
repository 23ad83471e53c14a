"""A possible future of a panel, drawn from the model: results that are not yet there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.cells import Cells, cells_of_counts
from vandpunkt.analysis.effect.leaving_out import Ground, release
from vandpunkt.analysis.fit import Fit
from vandpunkt.analysis.special import expit

Array = NDArray[np.float64]
Integers = NDArray[np.int64]
FEW = 10


def latest_cohorts(cells: Cells) -> Integers:
    """Each school's latest known cohort; 0 for a school without any."""
    cohorts = np.zeros(len(cells.schools), dtype=np.int64)
    known = np.flatnonzero(cells.informative)
    for place in known[np.argsort(cells.year[known], kind="stable")]:
        cohorts[cells.school[place]] = cells.cohort[place]
    return cohorts


def imagined(fitted: Fit, generator: np.random.Generator) -> Cells:
    """The fitted cells followed by drawn ones for the fit's forecast years, marked as published.

    Cohorts are as large as each school's latest; schools whose latest cohort is under ten get none.
    """
    cells = fitted.cells
    cohorts = latest_cohorts(cells)
    schools = np.flatnonzero(cohorts >= FEW)
    ground = Ground.of(fitted)
    later = np.arange(len(fitted.years) - fitted.horizon, len(fitted.years))
    share = expit(_drawn_logits(ground, schools, generator))[:, later]
    pupils = np.repeat(cohorts[schools][:, None], len(later), axis=1)
    counts = generator.binomial(pupils, share)
    nearly = (counts < pupils) & (counts >= pupils - 4)
    low, high = np.where(nearly, pupils - 4, counts), np.where(nearly, pupils - 1, counts)
    intake = _latest_intake(cells)[schools]
    drawn = cells_of_counts(
        schools=[cells.schools[school] for school in schools for _ in later],
        years=np.tile(fitted.years[later], len(schools)),
        cohort=pupils.ravel(),
        low=low.ravel(),
        high=high.ravel(),
        intake={
            name: np.repeat(intake[:, column], len(later)) for column, name in enumerate(cells.intake_names)
        },
    )
    return cells.joined(_placed(drawn, cells))


def _drawn_logits(ground: Ground, schools: Integers, generator: np.random.Generator) -> Array:
    nothing = np.zeros((len(schools), ground.panel.years), dtype=bool)
    releases = release(ground, schools, nothing)
    root = np.linalg.cholesky(np.linalg.inv(ground.information))
    border = ground.border + root @ generator.standard_normal(len(ground.border))
    own = np.linalg.cholesky(releases.own_covariance)
    chance = generator.standard_normal((len(schools), ground.panel.years))
    return np.asarray(releases.rest + releases.reach @ border + np.einsum("stu,su->st", own, chance))


def _latest_intake(cells: Cells) -> Array:
    """Each school's latest known intake, NaN where there is none."""
    latest = np.full((len(cells.schools), len(cells.intake_names)), np.nan)
    for place in np.argsort(cells.year, kind="stable"):
        row = cells.school[place]
        latest[row] = np.where(np.isnan(cells.intake[place]), latest[row], cells.intake[place])
    return latest


def _placed(drawn: Cells, cells: Cells) -> Cells:
    """The drawn cells with schools numbered as in the other cells."""
    place = {code: row for row, code in enumerate(cells.schools)}
    rows = np.array([place[drawn.schools[school]] for school in drawn.school], dtype=np.int64)
    return replace(drawn, schools=cells.schools, school=rows)
