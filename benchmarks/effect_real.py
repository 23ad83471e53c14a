"""Support that never was, on the shipped panel: `python -m benchmarks.effect_real [repetitions]`.

Schools are drawn among the 40 lowest of a year and said to have been supported from the autumn after.
Intervals should leave zero outside in 5 per cent of the draws, and verdicts be fewer.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np

from tests.analysis.effect.worlds import published_row
from tests.analysis.real_panel import rows
from vandpunkt.analysis.cells import Cells, cells_from
from vandpunkt.analysis.effect.exposure import Support
from vandpunkt.analysis.effect.report import effect_report
from vandpunkt.analysis.effect.rules import EffectRules
from vandpunkt.analysis.effect.study import Observed, observed_in
from vandpunkt.analysis.effect.verdict import Verdict
from vandpunkt.domain.periods import Period
from vandpunkt.domain.terms import Term

LOWEST = 40
RULES = EffectRules(integrate=False, placebos=199, draws=1000, threads=1)


def lowest(observed: Observed, years: np.ndarray, base: int) -> np.ndarray:
    """Rows of the schools lowest in a year that have results in all later years."""
    column = int(base - years[0])
    whole = observed.known[:, column:].all(axis=1)
    return np.argsort(np.where(whole, observed.middle[:, column], np.inf))[:LOWEST]


def draws(cells: Cells, base: int, number: int, repetitions: int) -> Iterator[tuple[float, ...]]:
    """By draw: effect, uncorrected, sd, interval beyond zero, verdict given, comparison off, before–after."""
    years = np.arange(cells.year.min(), cells.year.max() + 1)
    observed = observed_in(cells, years)
    places = lowest(observed, years, base)
    period = Period(Term(base + 1, "ht"), None, True)
    for repetition in range(repetitions):
        chosen = np.random.default_rng([repetition, number, base]).choice(places, number, replace=False)
        supports = [Support(cells.schools[row], "Skenstöd", period) for row in chosen]
        report = effect_report(cells, supports, None, RULES)
        evidence = report.evidence
        assert evidence.estimate is not None
        assert evidence.uncorrected is not None
        assert evidence.correction is not None
        column = int(base - years[0])
        pupils = observed.pupils[chosen]
        share = np.nan_to_num(observed.middle[chosen])
        before = (pupils * share)[:, column].sum() / pupils[:, column].sum()
        after = (pupils * share)[:, column + 1 :].sum() / pupils[:, column + 1 :].sum()
        yield (
            evidence.estimate.effect,
            evidence.uncorrected.effect,
            evidence.estimate.sd,
            not evidence.estimate.interval_95.holds(0.0),
            report.judgement.verdict in (Verdict.FOR, Verdict.AGAINST),
            not evidence.correction.sound,
            100 * (after - before),
        )


def main() -> None:
    """Print one line a year and number of schools."""
    repetitions = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    cells = cells_from([published_row(row) for row in rows()])
    names = ("effect", "uncorrected", "sd", "≠ 0 %", "verdict %", "comparison off %", "before–after")
    print("base  schools  " + "  ".join(names))
    for base in (2021, 2022):
        for number in (5, 15):
            found = np.array(list(draws(cells, base, number, repetitions)), dtype=float).mean(axis=0)
            found[3:6] *= 100
            print(f"{base}  {number:7}  " + "  ".join(f"{value:.1f}" for value in found), flush=True)


if __name__ == "__main__":
    main()
