"""With exact counts and no correlation over years the model is lme4's, and gives what lme4 gives."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from vandpunkt.analysis.cells import Cells, cells_of_counts
from vandpunkt.analysis.fit import lay_out_panel
from vandpunkt.analysis.hyperparameters import search
from vandpunkt.analysis.prior import DRIFT_SD, Form, Hyperparameters

ORACLES = Path(__file__).parent / "oracles"
LME4 = json.loads((ORACLES / "lme4.json").read_text())


def the_cells() -> Cells:
    with (ORACLES / "lme4.csv").open() as file:
        rows = list(csv.DictReader(file))
    counts = np.array([int(row["y"]) for row in rows])
    return cells_of_counts(
        schools=[row["school"] for row in rows],
        years=[int(row["year"]) for row in rows],
        cohort=np.array([int(row["n"]) for row in rows]),
        low=counts,
        high=counts,
        intake={"x": np.array([float(row["x"]) for row in rows])},
    )


def test_fixed_effects_within_one_per_cent_and_standard_deviations_within_two() -> None:
    years, intake, panel = lay_out_panel(the_cells(), horizon=0)
    free_levels = Hyperparameters(Form.LEVEL_AND_NOISE, 0.5, 0.3, 0.0, drift_sd=3.0)
    found = search(panel.system(threads=1), panel, free_levels, frozenset({DRIFT_SD}))
    assert found.converged
    at = found.best.mode.hyperparameters
    assert at.level_sd == pytest.approx(LME4["sd"]["school"], rel=0.02)
    assert at.yearly_sd == pytest.approx(LME4["sd"]["cell"], rel=0.02)
    border = found.best.mode.border + found.best.curvature.border_shift
    coefficient = border[-1] / intake.scale[0]
    assert coefficient == pytest.approx(LME4["fixed"]["x"], rel=0.01)
    levels = border[: len(years)] - coefficient * intake.centre[0]
    fixed = [LME4["fixed"][f"year{year}"] for year in years]
    assert levels == pytest.approx(fixed, rel=0.01)
    errors = np.sqrt(np.diag(found.best.curvature.covariance))
    assert errors[-1] / intake.scale[0] == pytest.approx(LME4["standard_errors"]["x"], rel=0.03)
