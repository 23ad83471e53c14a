"""The tables of docs/method-effect.md from what is stored in docs/effect-study.json.

`python -m benchmarks.effect_tables` prints them, `--write` puts them into the document. The stored results
come from benchmarks/effect_study.py and benchmarks/effect_fair_start.py; each says by which command and when.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.effect_fair_start import DESIGNS
from benchmarks.effect_peers import PEERS
from benchmarks.effect_study import BASIC, OURS, SIMPLE, STORED, UNCORRECTED, WORLDS
from benchmarks.method_tables import with_table

DOCUMENT = Path(__file__).parent.parent / "docs" / "method-effect.md"
OTHERS = (SIMPLE, *PEERS)
BROKEN = tuple(name for name in WORLDS if "weak decline" in name)
Line = dict[str, float]


@cache
def stored() -> dict[str, Any]:
    """Everything that is stored."""
    found: dict[str, Any] = json.loads(STORED.read_text(encoding="utf-8"))
    return found


def line(world: str, estimator: str = OURS) -> Line:
    """One estimator in one world."""
    found: Line = stored()["study"][world]["estimators"][estimator]
    return found


def checks(world: str) -> Line:
    """What the checks said in a world."""
    found: Line = stored()["study"][world]["checks"][""]
    return found


def ours() -> Iterator[str]:
    """The estimator in every world."""
    yield (
        "| world | panels | bias | RMSE | covers | beyond 0 | for or against "
        "| without correction: RMSE | covers |"
    )
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    for world in WORLDS:
        own, plain = line(world), line(world, UNCORRECTED)
        yield (
            f"| {world} | {own['panels']} | {_signed(own['bias'])} ± {own['bias_error']:.1f} "
            f"| {own['rmse']:.2f} | {own['covers']:.1f} | {own['beyond_zero']:.1f} "
            f"| {checks(world)['decided']:.1f} | {plain['rmse']:.2f} | {plain['covers']:.1f} |"
        )


def peers() -> Iterator[str]:
    """Bias; RMSE; coverage of everybody, and by how much the nearest peer's squared error is larger."""
    yield "| world | " + " | ".join((OURS, *OTHERS)) + " | nearest peer's squared error above ours |"
    yield "|---|" + "--:|" * (len(OTHERS) + 2)
    for world in WORLDS:
        found = {name: line(world, name) for name in (OURS, *OTHERS)}
        nearest = min(OTHERS, key=lambda name: found[name]["mse_above"])
        cells = " | ".join(
            f"{_signed(each['bias'])}; {each['rmse']:.1f}; {each['covers']:.0f}" for each in found.values()
        )
        above = found[nearest]
        excess = f"{_signed(above['mse_above'])} ± {above['mse_above_error']:.1f}"
        yield f"| {world} | {cells} | {excess} ({nearest}) |"


def further() -> Iterator[str]:
    """This estimator over all panels of the worlds that were given more of them."""
    yield "| world | panels | bias | RMSE | covers | beyond 0 | for or against |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for world in WORLDS:
        if world in stored()["further"]:
            more = stored()["further"][world]
            lines = [line(world) | checks(world), more["estimators"][OURS] | more["checks"][""]]
            bias, square = _mean(lines, "bias"), _mean(lines, "rmse", power=2)
            panels = sum(each["panels"] for each in lines)
            rates = (_mean(lines, key) for key in ("covers", "beyond_zero", "decided"))
            yield (
                f"| {world} | {panels} "
                f"| {_signed(bias, 2)} ± {math.sqrt((square - bias**2) / panels):.2f} "
                f"| {math.sqrt(square):.2f} | " + " | ".join(f"{rate:.1f}" for rate in rates) + " |"
            )


def broken() -> Iterator[str]:
    """Where the model's assumption does not hold: who is told when the interval misses."""
    yield (
        "| world | intervals that miss | told of by comparison or lead check "
        "| would miss without correction | told of | comparison off | lead off |"
    )
    yield "|---|--:|--:|--:|--:|--:|--:|"
    names = (*BROKEN, "all of them")
    for world in names:
        every = [checks(each) for each in (BROKEN if world == "all of them" else (world,))]
        total = {key: sum(each[key] for each in every) for key in every[0]}
        panels = sum(line(each)["panels"] for each in (BROKEN if world == "all of them" else (world,)))
        yield (
            f"| {world} | {total['missed']} of {panels} | {_share(total, 'told_of_missed', 'missed')} "
            f"| {total['missed_uncorrected']} "
            f"| {_share(total, 'told_of_missed_uncorrected', 'missed_uncorrected')} "
            f"| {total['comparison_off'] / len(every):.0f} % | {total['lead_off'] / len(every):.0f} % |"
        )


def summary() -> Iterator[str]:
    """All worlds of a kind together."""
    yield "| worlds | panels | covers | beyond 0 | for or against |"
    yield "|---|--:|--:|--:|--:|"
    holds = [world for world in WORLDS if world not in BROKEN]
    kinds = {
        "where the model holds, all": holds,
        "no effect, one school": [w for w in BASIC if w.startswith("no effect, one")],
        "no effect, 5 schools": [w for w in BASIC if w.startswith("no effect, 5")],
        "no effect, 20 schools": [w for w in BASIC if w.startswith("no effect, 20")],
    }
    for kind, worlds in kinds.items():
        panels = sum(line(world)["panels"] for world in worlds)
        covers, beyond, decided = (
            sum(each) / len(worlds)
            for each in zip(
                *((line(w)["covers"], line(w)["beyond_zero"], checks(w)["decided"]) for w in worlds),
                strict=True,
            )
        )
        zero = "–" if "effect" not in kind else f"{beyond:.1f} ± {_error(beyond, panels):.1f}"
        told = "–" if "effect" not in kind else f"{decided:.1f} ± {_error(decided, panels):.1f}"
        yield f"| {kind} | {panels} | {covers:.1f} | {zero} | {told} |"


def fair_start() -> Iterator[str]:
    """Starts drawn by lot against starts picked by hand, of as many years."""
    yield (
        "| starts | cohorts | bias | covers | RMSE | of the hand-picked one's | standard error "
        "| of the hand-picked one's | least possible | of the hand-picked one's |"
    )
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    hand: Line = {}
    for design in DESIGNS:
        found: Line = stored()["fair start"][design]
        hand = found if "by hand" in design else hand
        ratios = " | ".join(
            f"{found[key]:.{decimals}f} | {found[key] / hand[key]:.2f}"
            for key, decimals in (("rmse", 1), ("sd", 2), ("least", 2))
        )
        yield (
            f"| {design} | {found['cohorts']:.0f} | {_signed(found['bias'])} ± {found['bias_error']:.1f} "
            f"| {found['covers']:.0f} | {ratios} |"
        )


def how() -> Iterator[str]:
    """The commands that the stored results come from."""
    made = [each["made"] for group in stored().values() for each in group.values()]
    for command in dict.fromkeys(each["command"] for each in made):
        dates = sorted({each["date"] for each in made if each["command"] == command})
        yield f"* `{command}` ({', '.join(dates)})"


TABLES: dict[str, Callable[[], Iterator[str]]] = {
    "summary": summary,
    "ours": ours,
    "peers": peers,
    "further": further,
    "broken": broken,
    "fair start": fair_start,
    "how": how,
}


def _signed(value: float, decimals: int = 1) -> str:
    text = f"{value:+.{decimals}f}"
    return text.replace("-", "−")


def _mean(lines: list[Line], key: str, power: int = 1) -> float:
    """The mean over panels of a figure (squares of it) that several lines give."""
    return sum(each["panels"] * each[key] ** power for each in lines) / sum(each["panels"] for each in lines)


def _share(total: Line, part: str, whole: str) -> str:
    return f"{100 * total[part] / total[whole]:.0f} %" if total[whole] else "–"


def _error(per_cent: float, panels: float) -> float:
    return math.sqrt(per_cent * (100 - per_cent) / panels)


def main() -> None:
    """Print the tables, and write them where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    for name, table in TABLES.items():
        lines = list(table())
        print(f"\n## {name}\n", *lines, sep="\n")
        if asked.write:
            text = with_table(DOCUMENT.read_text(encoding="utf-8"), name, lines)
            DOCUMENT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
