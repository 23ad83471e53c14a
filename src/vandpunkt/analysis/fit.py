"""From cells to a fitted model: hyperparameters, logits with their uncertainty, and what must be said."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.cells import Cells
from vandpunkt.analysis.hyperparameters import Search, search
from vandpunkt.analysis.intake import Intake, lay_out
from vandpunkt.analysis.integration import Integration, average
from vandpunkt.analysis.logits import Logits, border_moments, mixture, moments
from vandpunkt.analysis.marginal import Marginal
from vandpunkt.analysis.mixed import with_own_likelihoods
from vandpunkt.analysis.panel import Panel
from vandpunkt.analysis.prior import LEVEL_SD, PERSISTENCE, YEARLY_SD, Form, Hyperparameters
from vandpunkt.analysis.remarks import Remark
from vandpunkt.analysis.soundness import check, remarks_on
from vandpunkt.domain.problems import Problem, marked

Array = NDArray[np.float64]
MOST_YEARS = 60
THREADED_FROM = 50_000
SAMPLED_SCHOOLS = 2000


@dataclass(frozen=True)
class Fit:
    """A fitted results model.

    years: first calendar year by row of every years × schools array; the last `horizon` of them are
    forecasts. search: the maximum over the hyperparameters. evaluations, weight: the hyperparameter
    values that intervals are averaged over (one, with weight 1, when they are not). logits: posterior
    of every cell. border, border_covariance: yearly levels and coefficients (standardised intake).
    """

    cells: Cells
    years: NDArray[np.int64]
    horizon: int
    intake: Intake
    panel: Panel
    search: Search
    evaluations: tuple[Marginal, ...]
    weight: Array
    logits: Logits
    border: Array
    border_covariance: Array
    remarks: tuple[Remark, ...]
    seconds: float

    @property
    def hyperparameters(self) -> Hyperparameters:
        """σ_a, σ_w, ρ and the yearly step at the maximum."""
        return self.search.best.mode.hyperparameters

    @property
    def log_marginal_likelihood(self) -> float:
        """Laplace approximation at the maximum, natural logarithm."""
        return self.search.best.log_likelihood

    def row(self, year: int) -> int:
        """The row of a school year in years × schools arrays."""
        return int(year - self.years[0])

    def rows_of_cells(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """(rows, columns) of the cells in years × schools arrays."""
        return self.cells.year - self.years[0], self.cells.school


def _first_guess(panel: Panel, form: Form, held: frozenset[str]) -> Hyperparameters:
    """Where the search starts: the maximum for every so-many-th school of a large panel."""
    typical = Hyperparameters.typical(form)
    if panel.schools < 2 * SAMPLED_SCHOOLS:
        return typical
    part = panel.of_schools(np.arange(0, panel.schools, panel.schools // SAMPLED_SCHOOLS))
    if not part.informative.any():
        return typical
    return search(part.system(threads=1), part, typical, held).best.mode.hyperparameters


def _integration(asked: Integration | bool | None, schools: int) -> Integration:
    if asked is False:
        return Integration.NONE
    return asked if isinstance(asked, Integration) else Integration.suited_to(schools)


def useful_threads(panel: Panel) -> int:
    """One below 50,000 cells, where waking a second thread costs more than it helps; else two."""
    large = panel.years * panel.schools >= THREADED_FROM
    return min(2, os.cpu_count() or 1) if large else 1


def fit(
    cells: Cells,
    form: Form = Form.LEVEL_AND_AR1,
    *,
    horizon: int = 1,
    integrate: Integration | bool | None = None,
    start: Hyperparameters | None = None,
    threads: int | None = None,
) -> Fit:
    """Fit the results model to cells, with forecasts `horizon` years ahead.

    `integrate`: how the hyperparameters' uncertainty enters the intervals; by default (or True) what
    suits the number of schools (from 1,000 it makes no difference that can be seen), False for not at
    all. Raises Problem when the cells cannot carry a model.
    """
    began = time.perf_counter()
    check(cells)
    years, intake, panel = lay_out_panel(cells, horizon)
    system = panel.system(threads or useful_threads(panel))
    held = held_parameters(cells, form)
    found = search(system, panel, start or _first_guess(panel, form, held), held)
    evaluations, weight = average(system, panel, found, _integration(integrate, panel.schools), held)
    logits = mixture([moments(system, panel, each) for each in evaluations], weight)
    logits = with_own_likelihoods(panel, evaluations, weight, logits)
    border, covariance = border_moments(evaluations, weight)
    return Fit(
        cells, years, horizon, intake, panel, found, tuple(evaluations), weight, logits, border, covariance,
        (*intake.remarks, *remarks_on(cells, found, intake, covariance)), time.perf_counter() - began,
    )  # fmt: skip


def lay_out_panel(cells: Cells, horizon: int) -> tuple[NDArray[np.int64], Intake, Panel]:
    """The years, the intake and the panel of cells with `horizon` years after the last."""
    first, last = int(cells.year.min()), int(cells.year.max())
    if last - first >= MOST_YEARS:
        raise Problem(
            marked(
                "Tabellen spänner över {years} läsår; högst {most} går att räkna på. Kontrollera läsåren."
            ),
            years=last - first + 1,
            most=MOST_YEARS,
        )
    years = np.arange(first, last + 1)
    intake = lay_out(cells, years)
    panel = Panel(
        len(years), len(cells.schools), cells.school, cells.year - first, cells.terms, intake.values
    )
    if horizon:
        panel = panel.followed(horizon)
    return np.arange(first, last + 1 + horizon), intake, panel


def held_parameters(cells: Cells, form: Form) -> frozenset[str]:
    """Parameters that a single year says nothing of: they stay at the centre of their prior."""
    if len(np.unique(cells.year[cells.informative])) > 1:
        return frozenset()
    return frozenset({PERSISTENCE, YEARLY_SD} if LEVEL_SD in form.parameters else {PERSISTENCE})
