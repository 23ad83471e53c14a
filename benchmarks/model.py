"""How fast the results model is fitted, against lme4, glmmTMB and GPBoost on the same cells in the same run.

    python -m benchmarks.model                                  peers at 1,700 schools, and how cost grows
    python -m benchmarks.model --gpboost-python VENV/bin/python with GPBoost from another environment
    python -m benchmarks.model --quick                          a minute at most, no peers

lme4 and glmmTMB are Debian's r-cran-lme4 and r-cran-glmmtmb. GPBoost needs an environment of its own:
python3 -m venv VENV && VENV/bin/pip install gpboost. A peer that is not there is named and left out.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from vandpunkt.analysis.cells import Cells, cells_of_counts
from vandpunkt.analysis.fit import fit, lay_out_panel, useful_threads
from vandpunkt.analysis.hyperparameters import search
from vandpunkt.analysis.mode import find_mode
from vandpunkt.analysis.prior import Form, Hyperparameters
from vandpunkt.analysis.special import expit

PEERS = Path(__file__).parent / "peers"
TRUTH = Hyperparameters(Form.LEVEL_AND_AR1, 0.6, 0.35, 0.5, 0.08)
SIZES = (1_000, 3_162, 10_000, 31_623, 100_000)


def drawn(schools: int, years: int, seed: int = 1) -> Cells:
    """Exact counts of cohorts round 55 with one intake column."""
    random = np.random.default_rng(seed)
    intake = random.normal(size=schools)
    effects = np.linalg.cholesky(TRUTH.covariance(years)) @ random.normal(size=(years, schools))
    levels = 1.7 + np.cumsum(random.normal(0, TRUTH.drift_sd, years))
    n = np.maximum(10, random.poisson(55, (years, schools)))
    y = random.binomial(n, expit(levels[:, None] + 0.4 * intake + effects)).ravel()
    return cells_of_counts(
        schools=np.tile(np.arange(schools), years).tolist(),
        years=2015 + np.repeat(np.arange(years), schools),
        cohort=n.ravel(),
        low=y,
        high=y,
        intake={"x_intake": np.tile(intake, years)},
    )


def best(call: Callable[[], Any], times: int) -> tuple[float, float, Any]:
    """Shortest time of several by the clock and by the processor, and the last answer."""
    clock, processor, answer = np.inf, np.inf, None
    for _ in range(times):
        began, spent = time.perf_counter(), time.process_time()
        answer = call()
        clock = min(clock, time.perf_counter() - began)
        processor = min(processor, time.process_time() - spent)
    return clock, processor, answer


def compare(schools: int, years: int, gpboost_python: str | None, peers: bool) -> None:
    """Ours and the peers on the same cells; ratios by the clock, and by processor time despite other load."""
    cells = drawn(schools, years)
    ours = best(lambda: fit(cells), 5)
    at = ours[2].hyperparameters
    print(f"\n{schools} schools × {years} years, exact counts, the same cells for all\n")
    print(f"{'':22}{'seconds':>9}{'ratio':>8}{'processor':>11}{'ratio':>8}    σ_a    σ_w      ρ      β")
    coefficient = ours[2].border[-1] / ours[2].intake.scale[0]
    _print_line("vandpunkt, all of it", ours, ours, (at.level_sd, at.yearly_sd, at.persistence, coefficient))
    _print_line("  the maximum alone", best(lambda: _search(cells), 5), ours)
    if not peers:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cells.csv"
        _write(cells, path)
        for name, command in _peers(gpboost_python).items():
            _run_peer(name, [*command, str(path)], ours)


def _print_line(
    name: str, spent: tuple[float, ...], ours: tuple[float, ...], values: tuple[float, ...] = ()
) -> None:
    shown = "".join(f"{value:7.3f}" for value in values)
    ratios = [spent[place] / ours[place] for place in range(2)]
    print(f"{name:22}{spent[0]:9.3f}{ratios[0]:8.1f}{spent[1]:11.3f}{ratios[1]:8.1f}{shown}", flush=True)


def _search(cells: Cells) -> Any:
    _, _, panel = lay_out_panel(cells, 0)
    system = panel.system(useful_threads(panel))
    return search(system, panel, Hyperparameters.typical(Form.LEVEL_AND_AR1))


def _write(cells: Cells, path: Path) -> None:
    columns = [cells.school, cells.year, cells.cohort, cells.low, cells.intake[:, 0]]
    np.savetxt(path, np.column_stack(columns), "%.8g", ",", header="school,year,n,y,x", comments="")


def _peers(gpboost_python: str | None) -> dict[str, list[str]]:
    return {
        "lme4": ["Rscript", str(PEERS / "lme4.R")],
        "glmmTMB, AR(1)": ["Rscript", str(PEERS / "glmmtmb.R")],
        "GPBoost": [gpboost_python or sys.executable, str(PEERS / "gpboost_peer.py")],
    }


def _run_peer(name: str, command: list[str], ours: tuple[float, ...]) -> None:
    if not shutil.which(command[0]):
        print(f"{name:22} not run: {command[0]} is not installed")
        return
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{name:22} not run: {(done.stderr.strip().splitlines() or ['?'])[-1]}")
        return
    answer = json.loads(done.stdout.strip().splitlines()[-1])
    values = tuple(answer[key] for key in ("level_sd", "yearly_sd", "persistence", "coefficient"))
    _print_line(name, (answer["seconds"], answer["processor"]), ours, values)


def grow(sizes: tuple[int, ...], years: int) -> None:
    """Time and memory by schools, each in a process of its own; the exponent that cost grows by."""
    print(f"\nfit of S schools × {years} years (all of it: layout, search, moments of every cell)\n")
    print(f"{'S':>8}{'seconds':>10}{'processor':>11}{'µs a cell':>11}{'peak MB':>9}")
    spent = []
    for schools in sizes:
        command = [sys.executable, "-m", "benchmarks.model", "--one", str(schools), "--years", str(years)]
        answer = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        spent.append(answer["processor"])
        rate = 1e6 * answer["processor"] / schools / years
        shown = f"{schools:8}{answer['seconds']:10.3f}{answer['processor']:11.3f}{rate:11.2f}"
        print(f"{shown}{answer['megabytes']:9.0f}", flush=True)
    print(f"processor time grows as S^{np.polyfit(np.log(sizes), np.log(spent), 1)[0]:.3f}")


def one(schools: int, years: int) -> None:
    """One size, for `grow`: prints JSON."""
    cells = drawn(schools, years)
    seconds, processor, _ = best(lambda: fit(cells, integrate=False), 3)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "processor": processor, "megabytes": peak}))


def bandwidth(schools: int, years: int) -> None:
    """How much of the machine's copying speed one Newton sweep uses (it is bound by arithmetic)."""
    source = np.ones(16_000_000)
    target = np.empty_like(source)
    copying, _, _ = best(lambda: np.copyto(target, source), 5)
    stream = 2 * source.nbytes / copying / 1e9
    _, _, panel = lay_out_panel(drawn(schools, years), 0)
    for threads in (1, 2):
        system = panel.system(threads)
        mode = find_mode(system, panel, TRUTH)
        sweep, _, _ = best(partial(system.assess, mode.border, mode.point.effect), 5)
        moved = (5 + panel.covariates) * panel.years * panel.padded * 8 / sweep / 1e9
        print(
            f"one sweep of {schools} × {years}, {threads} thread(s): {1e3 * sweep:.1f} ms, "
            f"{moved:.1f} GB/s of {stream:.1f} GB/s copied by one core = {100 * moved / stream:.0f} %"
        )


def main() -> None:
    """Everything, or one part."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--schools", type=int, default=1700)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--gpboost-python", help="a Python that has gpboost")
    parser.add_argument("--quick", action="store_true", help="smaller, and no peers")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        one(asked.one, asked.years)
        return
    loads = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    print(f"{os.cpu_count()} processors, load {loads}")
    compare(asked.schools, asked.years, asked.gpboost_python, peers=not asked.quick)
    grow(SIZES[:3] if asked.quick else SIZES, asked.years)
    print()
    bandwidth(10_000 if asked.quick else 100_000, asked.years)


if __name__ == "__main__":
    main()
