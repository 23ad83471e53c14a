"""The figures of docs/method.md, computed anew.

python -m benchmarks.method_tables            print the tables that take seconds
python -m benchmarks.method_tables --write    write them into docs/method.md
python -m benchmarks.method_tables --write --slow [--gpboost-python PYTHON]
                                              the full calibration and the speed comparison too
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from tests.analysis import real_panel
from tests.analysis.simulated import draw
from vandpunkt.analysis.backtest import Backtest, backtest
from vandpunkt.analysis.cells import Cells, Published, cells_from
from vandpunkt.analysis.cells_file import read_cells
from vandpunkt.analysis.fit import fit
from vandpunkt.analysis.integration import Integration
from vandpunkt.analysis.prior import Form
from vandpunkt.domain.marks import PublishedValue, ValueKind
from vandpunkt.domain.terms import SchoolYear

METHOD = Path(__file__).parent.parent / "docs" / "method.md"
HELD_OUT = (SchoolYear(2022), SchoolYear(2023), SchoolYear(2024))


@cache
def real_rows() -> tuple[Published, ...]:
    """The shipped panel as published."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cells.csv"
        real_panel.write(path, real_panel.rows())
        return tuple(read_cells(path))


def nearly_all_as(text: str) -> Cells:
    """The shipped panel with every `~100` read as another mark."""
    other = PublishedValue.parse(text)
    return cells_from(
        [
            replace(row, eligible=other) if row.eligible.kind is ValueKind.NEARLY_ALL else row
            for row in real_rows()
        ]
    )


def variants() -> list[str]:
    """Forms of the model and readings of `~100`, on three held-out years."""
    cells = cells_from(real_rows())
    bare = cells_from([replace(row, intake={}) for row in real_rows()])
    tried: dict[str, Callable[[SchoolYear], Backtest]] = {
        "level + AR(1), intake (the model)": lambda year: backtest(cells, year),
        "AR(1) alone, intake": lambda year: backtest(cells, year, Form.AR1),
        "random walk, intake": lambda year: backtest(cells, year, Form.RANDOM_WALK),
        "level + independent years, intake": lambda year: backtest(cells, year, Form.LEVEL_AND_NOISE),
        "level + AR(1), no intake": lambda year: backtest(bare, year),
        "the model without `~100` cells": lambda year: backtest(cells, year, trained=nearly_all_as("..")),
        "the model with `~100` read as 100": lambda year: backtest(
            cells, year, trained=nearly_all_as("100,0")
        ),
    }
    lines = [
        "| form | MAE | RMSE | CRPS | held 50/80/90/95 % | log score | log score, three years |",
        "|---|--:|--:|--:|---|--:|--:|",
    ]
    for name, run in tried.items():
        tests = [run(year).scores for year in HELD_OUT]
        last = tests[-1]
        score = sum(each.log_score * each.cells for each in tests) / sum(each.cells for each in tests)
        held = "/".join(f"{100 * share:.1f}" for share in last.coverage.values())
        lines.append(
            f"| {name} | {last.mae:.2f} | {last.rmse:.2f} | {last.crps:.2f} | {held} "
            f"| {last.log_score:.3f} | {score:.4f} |"
        )
    return lines


def baselines() -> list[str]:
    """The model and simpler forecasts on the cells that have an earlier value."""
    cells = cells_from(real_rows())
    names = {
        "last_year": "the latest value",
        "three_year_mean": "mean of the latest three",
        "regression_on_intake": "regression on intake",
    }
    tests = [backtest(cells, year) for year in HELD_OUT]
    lines = [
        "| forecast | "
        + " | ".join(f"MAE {year} | RMSE" for year in HELD_OUT)
        + " | held 80/95 % | CRPS | log score |",
        "|---|" + "--:|--:|" * len(HELD_OUT) + "---|--:|--:|",
    ]
    rows = {"the model": [test.earlier for test in tests]}
    rows |= {text: [test.baselines[name] for test in tests] for name, text in names.items()}
    for name, found in rows.items():
        last = found[-1]
        held = "/".join(f"{100 * last.coverage[level]:.1f}" for level in (0.8, 0.95))
        errors = " | ".join(f"{each.mae:.2f} | {each.rmse:.2f}" for each in found)
        lines.append(f"| {name} | {errors} | {held} | {last.crps:.2f} | {last.log_score:.3f} |")
    return lines


def nuts() -> list[str]:
    """Largest distance from NUTS over 100 schools × 6 years, in posterior standard deviations."""
    from tests.analysis.test_against_nuts import furthest

    names = ("mean", "0.05", "0.25", "0.5", "0.75", "0.95")
    lines = ["| hyperparameters | mean | 5 % | 25 % | 50 % | 75 % | 95 % |", "|---|" + "--:|" * 6]
    said = {
        Integration.SAMPLING: "averaged by sampling (what 100 schools get)",
        Integration.CUBATURE: "averaged by cubature",
        Integration.NONE: "at their best value only",
    }
    for how, text in said.items():
        found = furthest(how)
        lines.append(f"| {text} | " + " | ".join(f"{found[name]:.3f}" for name in names) + " |")
    return lines


def uncertainty() -> list[str]:
    """How much the hyperparameters' uncertainty widens intervals, by number of schools."""
    lines = [
        "| schools | cells: mean ratio | largest | next year: mean ratio | largest | largest shift, sds |",
        "|--:|--:|--:|--:|--:|--:|",
    ]
    for schools in (10, 25, 50, 100, 200, 400, 1000, 1700):
        cells = draw(np.random.default_rng(schools), schools=schools, years=5).cells
        plain = fit(cells, integrate=Integration.NONE).logits
        how = Integration.SAMPLING if schools < 200 else Integration.CUBATURE
        full = fit(cells, integrate=how).logits
        ratio = full.sd / plain.sd
        shift = np.abs(full.mean - plain.mean) / full.sd
        lines.append(
            f"| {schools} | {ratio[:-1].mean():.3f} | {ratio[:-1].max():.3f} | {ratio[-1].mean():.3f} "
            f"| {ratio[-1].max():.3f} | {shift.max():.3f} |"
        )
    return lines


def calibration() -> list[str]:
    """Simulation-based calibration in full."""
    from tests.analysis.calibration import calibrate, report

    return report(calibrate())


def speed(gpboost_python: str | None) -> list[str]:
    """The output of benchmarks/model.py."""
    extra = ["--gpboost-python", gpboost_python] if gpboost_python else []
    command = [sys.executable, "-m", "benchmarks.model", *extra]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return ["```", *done.stdout.strip().splitlines(), "```"]


QUICK: dict[str, Callable[[], list[str]]] = {
    "variants": variants,
    "baselines": baselines,
    "nuts": nuts,
    "uncertainty": uncertainty,
}


def with_table(text: str, name: str, lines: list[str]) -> str:
    """The document with the named table replaced. Raises ValueError where it has no such place."""
    begin, end = f"<!-- table {name} -->", f"<!-- end {name} -->"
    if begin not in text or end not in text:
        raise ValueError(f"docs/method.md has no place for the table {name}")
    block = "\n".join([begin, *lines, end])
    return re.sub(f"{re.escape(begin)}.*?{re.escape(end)}", lambda _: block, text, flags=re.S)


def table_in(text: str, name: str) -> list[str]:
    """The lines of the named table as the document has them."""
    part = text.split(f"<!-- table {name} -->\n")[1]
    return part.split(f"\n<!-- end {name} -->")[0].splitlines()


def main() -> None:
    """Compute, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--slow", action="store_true")
    parser.add_argument("--gpboost-python")
    asked = parser.parse_args()
    tables = dict(QUICK)
    if asked.slow:
        tables |= {"calibration": calibration, "speed": lambda: speed(asked.gpboost_python)}
    for name, compute in tables.items():
        lines = compute()
        print(f"\n{name}\n" + "\n".join(lines), flush=True)
        if asked.write:
            METHOD.write_text(with_table(METHOD.read_text(), name, lines))


if __name__ == "__main__":
    main()
