"""The peers of benchmarks/effect_peers.py held against the packages that analysts use.

`python -m benchmarks.effect_packages [panels]`, in an environment that has pyfixest and diff-diff, prints the
largest difference of effect and of interval ends, percentage points. The packages take fractions of a second
to seconds a panel, the arrays a thousandth to a hundredth.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable

import numpy as np
import pandas as pd
import pyfixest
from diff_diff import CallawaySantAnna, SyntheticDiD

from benchmarks.effect_peers import PEERS, Answer
from tests.analysis.effect.worlds import Trial, World, draw


def two_way(trial: Trial) -> Answer:
    """Two-way fixed effects by pyfixest, errors clustered by school."""
    fit = pyfixest.feols(
        "share ~ treated | school + year", table(trial), vcov={"CRV1": "school"}, weights="pupils"
    )
    return points(float(fit.coef()["treated"]), float(fit.se()["treated"]))


def did2s(trial: Trial) -> Answer:
    """Gardner's two stages by pyfixest."""
    cells = table(trial)
    untreated = (cells["treated"] == 0).groupby(cells["school"]).transform("sum")
    fit = pyfixest.did2s(
        cells[untreated >= 2].reset_index(drop=True),
        yname="share",
        first_stage="~ 0 | school + year",
        second_stage="~ treated",
        treatment="treated",
        cluster="school",
        weights="pupils",
    )
    return points(float(fit.coef()["treated"]), float(fit.se()["treated"]))


def callaway_santanna(trial: Trial) -> Answer:
    """Callaway and Sant'Anna by diff-diff, never treated as controls, simple overall effect."""
    estimator = CallawaySantAnna(control_group="never_treated", estimation_method="reg")
    found = estimator.fit(balanced(trial), outcome="share", unit="school", time="year", first_treat="first")
    return points(float(found.overall_att), float(found.overall_se))


def synthetic(trial: Trial) -> Answer:
    """Synthetic difference-in-differences by diff-diff."""
    cells = balanced(trial)
    after = sorted(cells.loc[cells["treated"] == 1, "year"].unique())
    found = SyntheticDiD(n_bootstrap=50, seed=1).fit(
        cells, outcome="share", treatment="supported", unit="school", time="year", post_periods=after
    )
    return points(float(found.att), float(found.se))


def table(trial: Trial) -> pd.DataFrame:
    """One row a published share."""
    school, year = np.nonzero(np.isfinite(trial.share))
    first = trial.first[school]
    return pd.DataFrame(
        {
            "school": school,
            "year": year,
            "share": trial.share[school, year],
            "pupils": trial.pupils[school, year].astype(float),
            "treated": ((first >= 0) & (year >= first)).astype(int),
            "supported": (first >= 0).astype(int),
            "first": np.where(first >= 0, first, 0),
        }
    )


def balanced(trial: Trial) -> pd.DataFrame:
    """Schools with every year."""
    cells = table(trial)
    return cells[cells.groupby("school")["year"].transform("size") == 5].reset_index(drop=True)


def points(effect: float, sd: float) -> Answer:
    """Effect and interval in percentage points."""
    return 100 * effect, 100 * (effect - 1.96 * sd), 100 * (effect + 1.96 * sd)


PACKAGES: dict[str, Callable[[Trial], Answer]] = {
    "two-way fixed effects": two_way,
    "did2s": did2s,
    "Callaway–Sant'Anna": callaway_santanna,
    "synthetic DiD": synthetic,
}


def main() -> None:
    """Print one line a peer."""
    panels = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    warnings.simplefilter("ignore")
    print(f"{'':24}{'panels':>7}{'effect':>9}{'ends':>9}")
    for name, package in PACKAGES.items():
        starts = ((3,),) if name == "synthetic DiD" else ((3,), (3, 4))
        away = []
        for number in range(panels):
            world = World(supported=5 if number % 2 else 20, starts=starts[number % len(starts)])
            trial = draw(world, np.random.default_rng([number, 2]))
            away.append(np.abs(np.array(package(trial)) - np.array(PEERS[name](trial))))
        effect, low, high = np.max(away, axis=0)
        print(f"{name:24}{panels:7}{effect:9.3f}{max(low, high):9.3f}", flush=True)


if __name__ == "__main__":
    main()
