"""Does the effect estimator find what is true, and do others? `python -m benchmarks.effect_study --help`.

Simulated panels (tests/analysis/effect/worlds.py) with the real panel's cohorts, gaps and marks; schools
are supported after a bad year. Peers run on the same panels where their packages are installed.
"""

from __future__ import annotations

import argparse
import json
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.effect_peers import Peer, available, quietly
from tests.analysis.effect.worlds import Trial, World, draw
from vandpunkt.analysis.effect.report import EffectReport, effect_report
from vandpunkt.analysis.effect.rules import EffectRules
from vandpunkt.analysis.effect.verdict import Verdict

SLOW = ("synthetic did",)
EFFECTS = {"none": (0.0,), "+5": (5.0,), "+10": (10.0,)}
STARTS = {"one": (3,), "staggered": (3, 4)}
BASIC = {
    f"{name} {schools} {start}": World(supported=schools, effect=effect, starts=starts)
    for name, effect in EFFECTS.items()
    for schools in (1, 5, 20)
    for start, starts in STARTS.items()
}
FURTHER = {
    "growing 5 one": World(effect=(3.0, 8.0)),
    "growing 20 one": World(supported=20, effect=(3.0, 8.0)),
    "intake drift 5 one": World(intake_drift=-0.3),
    "intake drift 20 one": World(supported=20, intake_drift=-0.3),
    "extra noise 5 one": World(extra_noise=0.3),
    "extra noise 20 one": World(supported=20, extra_noise=0.3),
    "weak decline 5 one": World(decline=0.15),
    "weak decline 20 one": World(supported=20, decline=0.15),
    "weak decline fast 20 one": World(supported=20, decline=0.3),
    "weak decline +5 20 one": World(supported=20, decline=0.15, effect=(5.0,)),
}
WORLDS = BASIC | FURTHER


@dataclass
class Tally:
    """Errors and intervals of one estimator in one world."""

    rows: list[tuple[float, float, float, float]]

    def line(self) -> dict[str, float]:
        """Bias, RMSE, coverage and how often the interval leaves zero outside; points and per cent."""
        effect, low, high, true = np.array(self.rows).T
        kept = np.isfinite(effect)
        error = (effect - true)[kept]
        return {
            "trials": int(kept.sum()),
            "bias": float(error.mean()),
            "bias_error": float(error.std() / np.sqrt(max(kept.sum(), 1))),
            "rmse": float(np.sqrt((error**2).mean())),
            "coverage": 100 * float(((low <= true) & (true <= high))[kept].mean()),
            "beyond_zero": 100 * float(((low > 0) | (high < 0))[kept].mean()),
        }


@dataclass
class Checks:
    """What the report's checks and verdicts said in one world."""

    rows: list[tuple[bool, ...]]

    def line(self) -> dict[str, float]:
        """Per cent of trials: verdict for or against, checks that went off, and p below 5 per cent."""
        decided, comparison, before, placebo, missed, plain = np.array(self.rows, dtype=bool).T
        told = comparison | before
        return {
            "decided": 100 * float(decided.mean()),
            "comparison_off": 100 * float(comparison.mean()),
            "lead_off": 100 * float(before.mean()),
            "placebo_p_below_5": 100 * float(placebo.mean()),
            "told_when_missed": _per_cent(told[missed]),
            "told_when_uncorrected_missed": _per_cent(told[plain]),
        }


def _per_cent(flags: NDArray[np.bool_]) -> float:
    return 100 * float(flags.mean()) if len(flags) else float("nan")


def study(
    name: str, world: World, repetitions: int, *, rules: EffectRules, peers: dict[str, Peer], slow: int
) -> Iterator[tuple[str, dict[str, float]]]:
    """Every estimator's line in a world; slow peers see the first `slow` panels only."""
    tallies: dict[str, Tally] = {}
    checks, seconds = Checks([]), 0.0
    for number in range(repetitions):
        trial = draw(world, np.random.default_rng([number, zlib.crc32(name.encode())]))
        began = time.perf_counter()
        report = effect_report(trial.cells, trial.supports, None, rules)
        seconds += time.perf_counter() - began
        for ours, row in _ours(report, trial):
            tallies.setdefault(ours, Tally([])).rows.append(row)
        checks.rows.append(_said(report, trial))
        for theirs, peer in peers.items():
            if theirs not in SLOW or (number < slow and len(world.starts) == 1):
                tallies.setdefault(theirs, Tally([])).rows.append((*quietly(peer, trial), trial.true))
    for estimator, tally in tallies.items():
        yield estimator, tally.line()
    yield "checks", checks.line() | {"seconds": seconds / repetitions}


def _ours(report: EffectReport, trial: Trial) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    evidence = report.evidence
    for name, estimate in (("vandpunkt", evidence.estimate), ("  uncorrected", evidence.uncorrected)):
        if estimate is not None:
            interval = estimate.interval_95
            yield name, (estimate.effect, interval.low, interval.high, trial.true)
    if report.comparison is not None:
        found = report.comparison
        yield "similar schools", (found.effect, found.interval_95.low, found.interval_95.high, trial.true)


def _said(report: EffectReport, trial: Trial) -> tuple[bool, ...]:
    evidence = report.evidence
    assert evidence.estimate is not None
    assert evidence.uncorrected is not None
    assert evidence.correction is not None
    assert evidence.placebo is not None
    return (
        report.judgement.verdict in (Verdict.FOR, Verdict.AGAINST),
        not evidence.correction.sound,
        evidence.lead.sound is False,
        evidence.placebo.p_value <= 0.05,
        not evidence.estimate.interval_95.holds(trial.true),
        not evidence.uncorrected.interval_95.holds(trial.true),
    )


def main() -> None:
    """Run the worlds that are asked for and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", default="basic", help="basic, further, all, or names with comma between")
    parser.add_argument("--repetitions", type=int, default=20, help="panels a world (500 for the full study)")
    parser.add_argument("--placebos", type=int, default=199)
    parser.add_argument("--slow", type=int, default=10, help="panels that slow peers see")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--fast", action="store_true", help="hyperparameters taken at their maximum")
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    rules = EffectRules(placebos=chosen.placebos, threads=1)
    rules = replace(rules, integrate=False) if chosen.fast else rules
    peers = {} if chosen.no_peers else available()
    table = {}
    print(f"{'world':26}{'estimator':24}{'n':>5}{'bias':>8}{'±':>6}{'RMSE':>7}{'covers':>8}{'≠ 0':>7}")
    for name, world in _worlds(chosen.worlds).items():
        table[name] = dict(study(name, world, chosen.repetitions, rules=rules, peers=peers, slow=chosen.slow))
        _print(name, table[name])
    if chosen.json:
        chosen.json.write_text(json.dumps(table, indent=1), encoding="utf-8")


def _worlds(names: str) -> dict[str, World]:
    groups = {"basic": BASIC, "further": FURTHER, "all": WORLDS}
    return groups[names] if names in groups else {name: WORLDS[name] for name in names.split(",")}


def _print(world: str, lines: dict[str, dict[str, float]]) -> None:
    for name, line in lines.items():
        if name == "checks":
            parts = ", ".join(f"{key} {value:.2f}" for key, value in line.items())
            print(f"{world:26}{parts}", flush=True)
        else:
            print(
                f"{world:26}{name:24}{line['trials']:5.0f}{line['bias']:8.2f}{line['bias_error']:6.2f}"
                f"{line['rmse']:7.2f}{line['coverage']:8.1f}{line['beyond_zero']:7.1f}"
            )


if __name__ == "__main__":
    main()
