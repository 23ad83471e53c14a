"""Does the effect estimator find what is true, and do others? `python -m benchmarks.effect_study --help`.

Simulated panels (tests/analysis/effect/worlds.py) with the real panel's cohorts, gaps and marks; schools
are supported after a bad year. Every estimator sees the same panels. Worlds that differ in the effect alone
have the same panels too, but for the supported cohorts' results: the forecast does not see those, so that
one fit serves them all. What is found is stored in docs/effect-study.json, world by world;
`python -m benchmarks.effect_tables --write` puts it into docs/method-effect.md.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.effect_peers import PEERS, Peer
from tests.analysis.effect.worlds import Trial, World, draw
from vandpunkt.analysis.effect.counterfactual import counterfactual
from vandpunkt.analysis.effect.pooling import pooled
from vandpunkt.analysis.effect.power import minimum_detectable
from vandpunkt.analysis.effect.report import Weighed, weigh
from vandpunkt.analysis.effect.rules import EffectRules
from vandpunkt.analysis.effect.similar import simple_comparison
from vandpunkt.analysis.effect.study import Study, begin, observed_in
from vandpunkt.analysis.effect.verdict import Verdict, judge

STORED = Path(__file__).parent.parent / "docs" / "effect-study.json"
EFFECTS = {"no effect": (0.0,), "+5": (5.0,), "+10": (10.0,)}
STARTS = {"one": (3,), "staggered": (3, 4)}
SIZES = {"5 schools": 5, "20 schools": 20, "one school": 1}
BASIC = {
    f"{name}, {size}, {start}": World(supported=schools, effect=effect, starts=starts)
    for size, schools in SIZES.items()
    for start, starts in STARTS.items()
    for name, effect in EFFECTS.items()
}
FURTHER = {
    f"{name}, {schools} schools, one": replace(world, supported=schools)
    for name, world in {
        "growing": World(effect=(3.0, 8.0)),
        "intake drift": World(intake_drift=-0.3),
        "extra noise": World(extra_noise=0.3),
        "weak decline": World(decline=0.15),
        "weak decline fast": World(decline=0.3),
        "weak decline +5": World(decline=0.15, effect=(5.0,)),
    }.items()
    for schools in (5, 20)
}
WORLDS = BASIC | FURTHER
OURS, UNCORRECTED, SIMPLE = "Vändpunkt", "uncorrected", "similar schools"
Row = tuple[float, float, float]


@dataclass
class Tally:
    """One world: by panel the truth, each estimator's (effect, low, high), and what the checks said."""

    true: list[float] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    said: list[tuple[bool, ...]] = field(default_factory=list)

    def add(self, trial: Trial, found: dict[str, Row], said: tuple[bool, ...]) -> None:
        """Count one panel."""
        self.true.append(trial.true)
        self.said.append(said)
        for name, row in found.items():
            self.rows.setdefault(name, []).append(row)

    def values(self) -> dict[str, dict[str, dict[str, float]]]:
        """Everything that is stored of the world."""
        error = {name: np.array(rows)[:, 0] - np.array(self.true) for name, rows in self.rows.items()}
        return {
            "estimators": {
                name: self._line(np.array(rows)) | _excess(error[OURS], error[name])
                for name, rows in self.rows.items()
            },
            "checks": {"": self._checks()},
        }

    def _line(self, rows: NDArray[np.float64]) -> dict[str, float]:
        """Bias with its Monte Carlo error, RMSE, coverage, intervals beyond zero; points and per cent."""
        true = np.array(self.true)
        kept = np.isfinite(rows[:, 0])
        effect, low, high = rows[kept].T
        error = effect - true[kept]
        return {
            "panels": int(kept.sum()),
            "bias": float(error.mean()),
            "bias_error": float(error.std() / np.sqrt(len(error))),
            "rmse": float(np.sqrt((error**2).mean())),
            "covers": 100 * float(((low <= true[kept]) & (true[kept] <= high)).mean()),
            "beyond_zero": 100 * float(((low > 0) | (high < 0)).mean()),
            "width": float((high - low).mean()),
        }

    def _checks(self) -> dict[str, float]:
        decided, comparison, before, missed, plain, _, right = np.array(self.said, dtype=bool).T
        told = comparison | before
        return {
            "decided": 100 * float(decided.mean()),
            "decided_rightly": 100 * float(right.mean()),
            "comparison_off": 100 * float(comparison.mean()),
            "lead_off": 100 * float(before.mean()),
            "missed": int(missed.sum()),
            "told_of_missed": int((told & missed).sum()),
            "missed_uncorrected": int(plain.sum()),
            "told_of_missed_uncorrected": int((told & plain).sum()),
            "placebo_p_below_5": 100 * float(np.array(self.said, dtype=bool)[:, 5].mean()),
        }


def _excess(ours: NDArray[np.float64], theirs: NDArray[np.float64]) -> dict[str, float]:
    """Mean squared error above ours, and its Monte Carlo error, on the panels that both answered."""
    kept = np.isfinite(theirs)
    more = theirs[kept] ** 2 - ours[kept] ** 2
    return {"mse_above": float(more.mean()), "mse_above_error": float(more.std() / np.sqrt(len(more)))}


def families(names: list[str]) -> Iterator[dict[str, World]]:
    """The named worlds, together those that differ in the effect alone."""
    left = {name: WORLDS[name] for name in names}
    while left:
        first = next(iter(left.values()))
        alike = {n: w for n, w in left.items() if replace(w, effect=first.effect) == first}
        yield alike
        for name in alike:
            del left[name]


def family_tallies(
    worlds: dict[str, World], panels: range, rules: EffectRules, *, peers: bool
) -> dict[str, Tally]:
    """Every estimator on every panel of worlds that differ in the effect alone."""
    tallies = {name: Tally() for name in worlds}
    plain = replace(next(iter(worlds.values())), effect=(0.0,))
    seed = zlib.crc32(repr(plain).encode())
    for panel in panels:
        seen: tuple[Study, Weighed] | None = None
        for name, world in worlds.items():
            trial = draw(world, np.random.default_rng([panel, seed]))
            seen = _first(trial, rules) if seen is None else _again(*seen, trial, rules)
            study, weighed = seen
            found = dict(_ours(study, weighed))
            if peers:
                found |= {peer: _answer(estimate, trial) for peer, estimate in PEERS.items()}
            tallies[name].add(trial, found, _said(weighed, trial, rules))
    return tallies


def _first(trial: Trial, rules: EffectRules) -> tuple[Study, Weighed]:
    study = begin(trial.cells, trial.supports, None, rules)
    return study, weigh(study, rules)


def _again(study: Study, weighed: Weighed, trial: Trial, rules: EffectRules) -> tuple[Study, Weighed]:
    """The same with other results of the supported cohorts: fit, correction, placebos and lead see none."""
    study = replace(study, cells=trial.cells, observed=observed_in(trial.cells, study.years))
    before, chance = weighed.evidence.estimate, weighed.evidence.placebo
    assert before is not None
    assert chance is not None
    found = counterfactual(study, rules.draws, rules.seed)
    estimate = pooled(found, None, weighed.corrected)
    actual = chance.actual + estimate.effect - before.effect
    larger = int((np.abs(chance.effects) >= abs(actual)).sum())
    chance = replace(chance, actual=actual, p_value=(1 + larger) / (1 + len(chance.effects)))
    evidence = replace(
        weighed.evidence,
        estimate=estimate,
        uncorrected=pooled(found),
        minimum_detectable=minimum_detectable(estimate.sd),
        placebo=chance,
    )
    return study, replace(weighed, found=found, evidence=evidence)


def _answer(estimate: Peer, trial: Trial) -> Row:
    try:
        return estimate(trial)
    except np.linalg.LinAlgError:
        return float("nan"), float("nan"), float("nan")


def _ours(study: Study, weighed: Weighed) -> Iterator[tuple[str, Row]]:
    evidence = weighed.evidence
    for name, estimate in ((OURS, evidence.estimate), (UNCORRECTED, evidence.uncorrected)):
        assert estimate is not None
        yield name, (estimate.effect, estimate.interval_95.low, estimate.interval_95.high)
    simple = simple_comparison(study, weighed.similar)
    assert simple is not None
    yield SIMPLE, (simple.effect, simple.interval_95.low, simple.interval_95.high)


def _said(weighed: Weighed, trial: Trial, rules: EffectRules) -> tuple[bool, ...]:
    evidence = weighed.evidence
    assert evidence.estimate is not None
    assert evidence.uncorrected is not None
    assert evidence.correction is not None
    assert evidence.placebo is not None
    verdict = judge(evidence, rules).verdict
    return (
        verdict in (Verdict.FOR, Verdict.AGAINST),
        not evidence.correction.sound,
        evidence.lead.sound is False,
        not evidence.estimate.interval_95.holds(trial.true),
        not evidence.uncorrected.interval_95.holds(trial.true),
        evidence.placebo.p_value <= 0.05,
        verdict is Verdict.FOR and trial.true > 0,
    )


def main() -> None:
    """Run the worlds that are asked for, store each with how it was made, and print one line an estimator."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--worlds", default="all", help="basic, further, all, or parts of names, | between")
    parser.add_argument("--repetitions", type=int, default=500, help="panels a world")
    parser.add_argument("--first", type=int, default=0, help="number of the first panel, which seeds it")
    parser.add_argument("--placebos", type=int, default=199)
    parser.add_argument("--draws", type=int, default=1000, help="of the forecast, for its skewness")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--fast", action="store_true", help="hyperparameters taken at their maximum")
    parser.add_argument("--key", default="study", help="under which name the results are stored")
    parser.add_argument("--store", type=Path, default=STORED)
    asked = parser.parse_args()
    rules = EffectRules(placebos=asked.placebos, draws=asked.draws, threads=1)
    rules = replace(rules, integrate=False) if asked.fast else rules
    panels = range(asked.first, asked.first + asked.repetitions)
    for worlds in families(_names(asked.worlds)):
        began = time.perf_counter()
        tallies = family_tallies(worlds, panels, rules, peers=not asked.no_peers)
        seconds = (time.perf_counter() - began) / len(worlds) / asked.repetitions
        for name, tally in tallies.items():
            found = tally.values()
            made = how("effect_study") | {"seconds_a_panel": round(seconds, 3)}
            store(asked.store, asked.key, name, found | {"made": made})
            _print(name, found)


def _names(asked: str) -> list[str]:
    groups = {"basic": BASIC, "further": FURTHER, "all": WORLDS}
    if asked in groups:
        return list(groups[asked])
    return [name for name in WORLDS if any(part in name for part in asked.split("|"))]


def how(module: str) -> dict[str, object]:
    """The command, the day and the version that a stored result comes from."""
    return {
        "command": shlex.join(["python", "-m", f"benchmarks.{module}", *sys.argv[1:]]),
        "date": datetime.now(UTC).date().isoformat(),
        "numpy": version("numpy"),
    }


def store(path: Path, key: str, world: str, found: Mapping[str, object]) -> None:
    """Put one result into the stored file, under a group and a name; the other ones stay."""
    whole = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    whole.setdefault(key, {})[world] = json.loads(json.dumps(found), parse_float=lambda x: round(float(x), 4))
    path.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _print(world: str, found: Mapping[str, Mapping[str, Mapping[str, float]]]) -> None:
    for name, line in found["estimators"].items():
        print(
            f"{world:32}{name:24}{line['panels']:6.0f}{line['bias']:8.2f} ±{line['bias_error']:5.2f}"
            f"{line['rmse']:7.2f}{line['covers']:8.1f}{line['beyond_zero']:7.1f}"
            f"{line['mse_above']:8.2f} ±{line['mse_above_error']:5.2f}"
        )
    parts = ", ".join(f"{key} {value:g}" for key, value in found["checks"][""].items())
    print(f"{world:32}{parts}", flush=True)


if __name__ == "__main__":
    main()
