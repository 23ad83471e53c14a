"""A fit does not depend on how the table was written, and says what it cannot carry."""

from __future__ import annotations

import multiprocessing
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.analysis.simulated import TYPICAL, draw
from vandpunkt.analysis.cells import Cells, Published, cells_from, cells_of_counts
from vandpunkt.analysis.fit import Fit, fit, lay_out_panel
from vandpunkt.analysis.hyperparameters import search
from vandpunkt.analysis.integration import Integration
from vandpunkt.analysis.mode import find_mode
from vandpunkt.analysis.prior import Form, Hyperparameters
from vandpunkt.analysis.shares import underlying_mean, underlying_points
from vandpunkt.domain.marks import PublishedValue
from vandpunkt.domain.problems import Problem
from vandpunkt.domain.terms import SchoolYear


def drawn(seed: int = 0, schools: int = 60, years: int = 5) -> Cells:
    return draw(np.random.default_rng(seed), schools=schools, years=years).cells


def by_cell(fitted: Fit) -> dict[tuple[str, int], float]:
    rows, columns = fitted.rows_of_cells()
    means = underlying_mean(fitted.logits)[rows, columns]
    names = [fitted.cells.schools[place] for place in fitted.cells.school]
    return dict(zip(zip(names, fitted.cells.year.tolist(), strict=True), means.tolist(), strict=True))


def codes(fitted: Fit) -> set[str]:
    return {remark.code for remark in fitted.remarks}


def shuffled(cells: Cells, order: NDArray[np.int64], rename: bool) -> Cells:
    names = [f"{'z' if rename else ''}{cells.schools[place]}" for place in cells.school[order]]
    return cells_of_counts(
        schools=names,
        years=cells.year[order],
        cohort=cells.cohort[order],
        low=cells.low[order],
        high=cells.high[order],
        intake={"x_intake": cells.intake[order, 0]},
    )


def test_the_parameters_that_drew_the_cells_are_found() -> None:
    truth = draw(np.random.default_rng(5), schools=1500, years=8)
    fitted = fit(truth.cells)
    assert fitted.search.converged
    assert fitted.hyperparameters.level_sd == pytest.approx(TYPICAL.level_sd, rel=0.06)
    assert fitted.hyperparameters.yearly_sd == pytest.approx(TYPICAL.yearly_sd, rel=0.06)
    assert fitted.hyperparameters.persistence == pytest.approx(TYPICAL.persistence, abs=0.07)
    coefficient = fitted.border[-1] / fitted.intake.scale[0]
    assert coefficient == pytest.approx(truth.coefficient, abs=0.06)
    assert fitted.border[:8] == pytest.approx(
        truth.levels + truth.coefficient * fitted.intake.centre[0], abs=0.12
    )


@pytest.mark.parametrize("rename", [False, True])
def test_row_order_and_school_labels_change_nothing(rename: bool) -> None:
    cells = drawn()
    order = np.random.default_rng(1).permutation(len(cells))
    one, other = by_cell(fit(cells)), by_cell(fit(shuffled(cells, order, rename)))
    prefix = "z" if rename else ""
    for (school, year), mean in one.items():
        assert other[prefix + school, year] == pytest.approx(mean, abs=2e-5)


def _sums_of_part(part: tuple[int, int]) -> NDArray[np.float64]:
    _, _, panel = lay_out_panel(drawn(), 1)
    mode = find_mode(panel.system(1), panel, TYPICAL)
    piece = panel.of_schools(np.arange(*part))
    system = piece.system(1)
    precision = mode.precision
    system.use_precision(precision.diagonal, precision.off_diagonal, precision.direction, precision.divisor)
    effect = np.zeros((panel.years, piece.padded))
    effect[:, : piece.schools] = mode.point.effect[:, part[0] : part[1]]
    sums: NDArray[np.float64] = system.assess(mode.border, effect)[2]
    padding = piece.padded - piece.schools
    sums[-1] -= padding * precision.log_determinant
    return sums


def test_schools_split_between_two_processes_add_up_to_the_whole() -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        first, second, whole = pool.map(_sums_of_part, [(0, 23), (23, 60), (0, 60)])
    assert first + second == pytest.approx(whole, rel=1e-10, abs=1e-8)


def test_schools_with_gaps_late_starts_and_early_ends_are_kept() -> None:
    cells = drawn(schools=12)
    ragged = cells.where((cells.school > 3) | ((cells.year - 2015) % 4 == cells.school % 4))
    fitted = fit(ragged)
    assert len(fitted.cells.schools) == 12
    assert np.isfinite(fitted.logits.mean).all()


def test_nothing_known_of_a_school_widens_its_interval_to_that_of_its_intake() -> None:
    cells = drawn(schools=80)
    silent = cells.where(cells.school == 0).silenced().joined(cells.where(cells.school > 0))
    fitted = fit(silent)
    low, high = underlying_points(fitted.logits, (0.05, 0.95))
    assert (high - low)[2, 0] > 1.5 * np.median((high - low)[2, 1:])
    assert fitted.logits.mean[2, 0] == pytest.approx(fitted.logits.border_mean[2, 0], abs=0.05)


def test_few_schools_get_wider_intervals_than_the_best_hyperparameters_alone_give() -> None:
    cells = drawn(schools=12, years=3)
    sure, honest = fit(cells, integrate=False), fit(cells)
    assert len(sure.weight) == 1
    assert len(honest.weight) > 100
    assert honest.logits.variance[-1].mean() > 1.02 * sure.logits.variance[-1].mean()


def test_from_a_thousand_schools_the_hyperparameters_uncertainty_cannot_be_seen() -> None:
    cells = drawn(schools=1000)
    plain, averaged = fit(cells), fit(cells, integrate=Integration.CUBATURE)
    ratio = averaged.logits.sd[:-1] / plain.logits.sd[:-1]
    assert np.abs(ratio - 1).max() < 0.02
    moved = np.abs(averaged.logits.mean - plain.logits.mean)[:-1] / plain.logits.sd[:-1]
    assert moved.max() < 0.05


def test_a_large_panel_starts_from_a_part_of_itself_and_ends_at_the_same_maximum() -> None:
    cells = drawn(schools=4100, years=2)
    helped = fit(cells).search
    _, _, panel = lay_out_panel(cells, 1)
    alone = search(panel.system(1), panel, Hyperparameters.typical(Form.LEVEL_AND_AR1))
    assert helped.evaluations < alone.evaluations
    assert helped.best.log_posterior == pytest.approx(alone.best.log_posterior, abs=2e-6)


def published(text: str, year: int = 2024, school: str = "1", n: int | None = 50) -> Published:
    return Published(school, SchoolYear(year), PublishedValue.parse(text), n)


def test_everything_suppressed_and_no_rows_are_problems() -> None:
    with pytest.raises(Problem, match="dolda"):
        fit(cells_from([published(".."), published(".", 2023)]))
    with pytest.raises(Problem, match="inga rader"):
        fit(cells_from([]))


def test_years_a_century_apart_are_a_problem() -> None:
    with pytest.raises(Problem, match="läsår"):
        fit(cells_from([published("70,0", 1920), published("70,0", 2024)]))


def test_one_year_is_fitted_and_said() -> None:
    cells = drawn(schools=40, years=1)
    fitted = fit(cells)
    assert "one_year" in codes(fitted)
    assert fitted.hyperparameters.persistence == pytest.approx(np.tanh(0.5))


def test_one_school_is_fitted_and_said() -> None:
    fitted = fit(cells_from([published("74,0", year) for year in range(2020, 2025)]))
    assert {"one_school"} <= codes(fitted)
    low, high = underlying_points(fitted.logits, (0.05, 0.95))
    assert (low[:5] < 0.74).all()
    assert (high[:5] > 0.74).all()


def test_one_cell_is_enough_for_an_honest_answer() -> None:
    fitted = fit(cells_from([published("80,0")]))
    low, high = underlying_points(fitted.logits, (0.05, 0.95))
    assert low[0, 0] < 0.8 < high[0, 0]
    assert {"one_year", "one_school"} <= codes(fitted)


@pytest.mark.parametrize(("text", "code"), [("100,0", "separation_high"), ("0,0", "separation_low")])
def test_schools_that_cannot_be_told_apart_are_said(text: str, code: str) -> None:
    rows = [published(text, year, str(school)) for school in range(8) for year in (2022, 2023, 2024)]
    fitted = fit(cells_from(rows))
    assert code in codes(fitted)
    assert fitted.search.converged
    assert np.isfinite(fitted.logits.mean).all()


def test_intake_that_separates_is_said() -> None:
    rows = [
        replace(
            published("100,0" if school == 0 else "70,0", year, str(school)), intake={"x": float(school == 0)}
        )
        for school in range(6)
        for year in (2022, 2023)
    ]
    fitted = fit(cells_from(rows))
    assert "coefficient_untold" in codes(fitted)
    assert np.isfinite(fitted.border).all()


@pytest.mark.parametrize("form", Form)
def test_every_form_fits_every_small_panel(form: Form) -> None:
    for seed in range(2):
        for schools, years in ((1, 1), (2, 2), (3, 6), (30, 2)):
            fitted = fit(drawn(seed, schools, years), form)
            assert np.isfinite(fitted.logits.mean).all()
            assert (fitted.logits.variance > 0).all()


def test_cohorts_of_thousands_and_extreme_shares_are_no_trouble() -> None:
    random = np.random.default_rng(3)
    n = random.integers(5, 30_000, 60)
    y = np.where(random.random(60) < 0.5, n, random.integers(0, 2, 60))
    cells = cells_of_counts(
        schools=[str(place % 12) for place in range(60)],
        years=[2020 + place // 12 for place in range(60)],
        cohort=n,
        low=y,
        high=y,
    )
    fitted = fit(cells)
    assert np.isfinite(fitted.log_marginal_likelihood)
    assert np.isfinite(fitted.logits.mean).all()
