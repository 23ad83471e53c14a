"""Starts drawn by lot against starts picked by hand: `python -m benchmarks.effect_fair_start [panels]`.

A few of the schools in equal need are in trouble that no figure shows, and for as many things look up.
Whoever picks by hand knows, and picks those in trouble; the lot does not. Stored in docs/effect-study.json
under "fair start".
"""

from __future__ import annotations

import sys
import zlib

import numpy as np

from benchmarks.effect_study import STORED, how, store
from tests.analysis.effect.worlds import World, draw
from vandpunkt.analysis.effect.report import weigh
from vandpunkt.analysis.effect.rules import EffectRules
from vandpunkt.analysis.effect.study import begin

RULES = EffectRules(integrate=False, placebos=19, draws=1000, threads=1)
TROUBLE, TROUBLED, EFFECT = -0.25, 6, (5.0,)
HAND = World(base=1, starts=(2,), supported=5, effect=EFFECT, trouble=TROUBLE, troubled=TROUBLED)
LOT = World(base=1, starts=(2, 3, 4), effect=EFFECT, trouble=TROUBLE, troubled=TROUBLED, by_lot=True)
LONGER = {"base": 0, "starts": (1, 2, 3, 4)}
DESIGNS = {
    "three years, 5 picked by hand": HAND,
    "three years, 15 by lot, 5 a year": World(**{**vars(LOT), "supported": 15}),
    "three years, 18 by lot, 6 a year": World(**{**vars(LOT), "supported": 18}),
    "three years, 24 by lot, 8 a year": World(**{**vars(LOT), "supported": 24}),
    "three years, 30 by lot, 10 a year": World(**{**vars(LOT), "supported": 30}),
    "four years, 5 picked by hand": World(**{**vars(HAND), "base": 0, "starts": (1,)}),
    "four years, 20 by lot, 5 a year": World(**{**vars(LOT), **LONGER, "supported": 20}),
    "four years, 24 by lot, 6 a year": World(**{**vars(LOT), **LONGER, "supported": 24}),
}


def tried(world: World, panels: int) -> dict[str, float]:
    """Bias, RMSE, standard error and coverage; `least` is the standard error that nobody can go below.

    The bound is that of the best weights when the model and its figures are known and the effect is the
    same everywhere: 1/√(1'V⁻¹1), V the covariance of outcome minus forecast.
    """
    seed = zlib.crc32(repr(world).encode())
    rows = []
    for panel in range(panels):
        trial = draw(world, np.random.default_rng([panel, seed]))
        weighed = weigh(begin(trial.cells, trial.supports, None, RULES), RULES)
        estimate = weighed.evidence.estimate
        assert estimate is not None
        ones = np.ones(len(weighed.found.covariance))
        least = 100 / np.sqrt(ones @ np.linalg.solve(weighed.found.covariance, ones))
        covered = estimate.interval_95.holds(trial.true)
        rows.append((estimate.effect - trial.true, estimate.sd, least, covered, estimate.cohorts))
    error, sd, least, covered, cohorts = np.array(rows, dtype=float).T
    return {
        "panels": panels,
        "cohorts": float(cohorts.mean()),
        "bias": float(error.mean()),
        "bias_error": float(error.std() / np.sqrt(panels)),
        "rmse": float(np.sqrt((error**2).mean())),
        "sd": float(sd.mean()),
        "least": float(least.mean()),
        "covers": 100 * float(covered.mean()),
    }


def main() -> None:
    """Try every design, print a line, store it."""
    panels = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    for name, world in DESIGNS.items():
        found = tried(world, panels)
        store(STORED, "fair start", name, found | {"made": how("effect_fair_start")})
        print(f"{name:36}" + "  ".join(f"{key} {value:.2f}" for key, value in found.items()), flush=True)


if __name__ == "__main__":
    main()
