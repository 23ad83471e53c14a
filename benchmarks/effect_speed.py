"""How long one effect with 999 placebos takes, 735 schools × 5 years: `python -m benchmarks.effect_speed`."""

from __future__ import annotations

import statistics
import time

import numpy as np

from tests.analysis.effect.worlds import World, draw
from vandpunkt.analysis.effect.report import effect_report
from vandpunkt.analysis.effect.rules import EffectRules

REPETITIONS = 7


def main() -> None:
    """Print seconds by number of supported schools, hyperparameters averaged over as in the product."""
    print("supported  fastest s  median s")
    for supported in (1, 5, 20):
        trial = draw(World(supported=supported), np.random.default_rng(2))
        seconds = []
        for _ in range(REPETITIONS):
            began = time.perf_counter()
            effect_report(trial.cells, trial.supports, None, EffectRules(threads=1))
            seconds.append(time.perf_counter() - began)
        print(f"{supported:9}  {min(seconds):9.2f}  {statistics.median(seconds):8.2f}", flush=True)


if __name__ == "__main__":
    main()
