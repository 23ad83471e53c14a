"""Other estimators of the same effect, as analysts would run them: packages from PyPI where installed.

Each takes a trial and gives (effect, low, high) of the 95 per cent interval in percentage points. Shares
of `~100` are the middle of their interval; regressions weigh cells by pupils.
"""

from __future__ import annotations

import importlib.util
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tests.analysis.effect.worlds import Trial

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]
Peer = Callable[[Trial], tuple[float, float, float]]


def before_after(trial: Trial) -> tuple[float, float, float]:
    """Share of all reached cohorts' pupils minus that of the last cohorts before: two proportions."""
    rows = np.flatnonzero(trial.first >= 0)
    last = trial.first[rows] - 1
    shown = np.isfinite(trial.share[rows])
    reached = shown & (np.arange(5)[None] >= trial.first[rows, None])
    after, n_after = _proportion(trial, rows, reached)
    before, n_before = _proportion(trial, rows, shown & (np.arange(5)[None] == last[:, None]))
    sd = np.sqrt(after * (1 - after) / n_after + before * (1 - before) / n_before)
    return _points(after - before, sd)


def _proportion(trial: Trial, rows: NDArray[np.int64], cells: NDArray[np.bool_]) -> tuple[float, float]:
    pupils = np.where(cells, trial.pupils[rows], 0)
    return float((pupils * np.nan_to_num(trial.share[rows])).sum() / pupils.sum()), float(pupils.sum())


def two_way(trial: Trial) -> tuple[float, float, float]:
    """Two-way fixed effects by pyfixest, errors clustered by school."""
    import pyfixest

    fit = pyfixest.feols(
        "share ~ treated | school + year", _table(trial), vcov={"CRV1": "school"}, weights="pupils"
    )
    return _points(float(fit.coef()["treated"]), float(fit.se()["treated"]))


def did2s(trial: Trial) -> tuple[float, float, float]:
    """Gardner's two stages by pyfixest."""
    import pyfixest

    table = _table(trial)
    untreated = (table["treated"] == 0).groupby(table["school"]).transform("sum")
    fit = pyfixest.did2s(
        table[untreated >= 2].reset_index(drop=True),
        yname="share",
        first_stage="~ 0 | school + year",
        second_stage="~ treated",
        treatment="treated",
        cluster="school",
        weights="pupils",
    )
    return _points(float(fit.coef()["treated"]), float(fit.se()["treated"]))


def callaway_santanna(trial: Trial) -> tuple[float, float, float]:
    """Callaway and Sant'Anna by diff-diff, never treated as controls, simple overall effect."""
    from diff_diff import CallawaySantAnna

    table = _balanced(trial)
    estimator = CallawaySantAnna(control_group="never_treated", estimation_method="reg")
    found = estimator.fit(table, outcome="share", unit="school", time="year", first_treat="first")
    return _points(float(found.overall_att), float(found.overall_se))


def synthetic(trial: Trial) -> tuple[float, float, float]:
    """Synthetic difference-in-differences by diff-diff; one start only."""
    from diff_diff import SyntheticDiD

    table = _balanced(trial)
    posts = sorted(table.loc[table["treated"] == 1, "year"].unique())
    found = SyntheticDiD(n_bootstrap=50, seed=1).fit(
        table, outcome="share", treatment="supported", unit="school", time="year", post_periods=posts
    )
    return _points(float(found.att), float(found.se))


def _table(trial: Trial) -> pd.DataFrame:
    import pandas as pd

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


def _balanced(trial: Trial) -> pd.DataFrame:
    table = _table(trial)
    return table[table.groupby("school")["year"].transform("size") == 5].reset_index(drop=True)


def _points(effect: float, sd: float) -> tuple[float, float, float]:
    return 100 * effect, 100 * (effect - 1.96 * sd), 100 * (effect + 1.96 * sd)


def quietly(peer: Peer, trial: Trial) -> tuple[float, float, float]:
    """Run a peer without its warnings; NaN where it cannot answer."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return peer(trial)
        except (ValueError, ZeroDivisionError, np.linalg.LinAlgError):
            return float("nan"), float("nan"), float("nan")


def available() -> dict[str, Peer]:
    """The peers whose packages are installed, by the name that the table prints."""
    named: dict[str, tuple[str, Peer]] = {
        "before-after": ("numpy", before_after),
        "two-way fixed effects": ("pyfixest", two_way),
        "did2s": ("pyfixest", did2s),
        "Callaway-Sant'Anna": ("diff_diff", callaway_santanna),
        "synthetic did": ("diff_diff", synthetic),
    }
    return {
        name: peer for name, (package, peer) in named.items() if importlib.util.find_spec(package) is not None
    }
