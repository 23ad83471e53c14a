"""Exact counts without correlation over years for lme4.R: `python -m tests.analysis.oracles.lme4_cells`."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from tests.analysis.simulated import draw
from vandpunkt.analysis.prior import Form, Hyperparameters

CELLS = Path(__file__).parent / "lme4.csv"
TRUTH = Hyperparameters(Form.LEVEL_AND_NOISE, 0.6, 0.35, 0.0, 0.08)


def write() -> None:
    """Four hundred schools, five years, one intake column."""
    random = np.random.default_rng(1066)
    cells = draw(random, schools=400, years=5, at=TRUTH, marks=False, gaps=0.05).cells
    with CELLS.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["school", "year", "n", "y", "x"])
        rows = zip(cells.school, cells.year, cells.cohort, cells.low, cells.intake[:, 0], strict=True)
        writer.writerows([s, t, n, y, round(float(x), 6)] for s, t, n, y, x in rows)


if __name__ == "__main__":
    write()
