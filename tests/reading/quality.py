"""How well the reading holds when the same statement is written differently.

    python -m tests.reading.quality [WORD]

prints precision and recall of items, periods and partners over all transformations whose name has WORD in
it, and names those that are not read in full.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.reading.transformations import Facts, transformed
from vandpunkt.domain.problems import Problem
from vandpunkt.reading import as_json, read_file
from vandpunkt.reading.characters import folded

MEASURES = ("items", "periods", "partners", "programmes")


@dataclass
class Score:
    """How many of the stated were found, and how many of the found were stated."""

    expected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def add(self, expected: Facts, found: Facts) -> None:
        """Count one document."""
        for measure in MEASURES:
            wanted = Counter(_values(expected["interventions"], measure))
            got = Counter(_values(found["interventions"], measure))
            self.expected[measure] += wanted.total()
            self.found[measure] += got.total()
            self.right[measure] += (wanted & got).total()

    def recall(self, measure: str) -> float:
        """Share 0–1 of the stated that were found."""
        return self.right[measure] / self.expected[measure] if self.expected[measure] else 1.0

    def precision(self, measure: str) -> float:
        """Share 0–1 of the found that were stated."""
        return self.right[measure] / self.found[measure] if self.found[measure] else 1.0

    @property
    def full(self) -> bool:
        """Whether nothing is missing and nothing too much."""
        return self.expected == self.found == self.right


def _values(interventions: Iterable[dict[str, Any]], measure: str) -> Iterator[tuple[Any, ...]]:
    for one in interventions:
        item = (one["school"], one["window"], folded(one["text"]).replace("- ", "-").replace(" -", "-"))
        if measure == "items":
            yield item
        elif measure == "periods":
            follow_on = one.get("follow_on") or {}
            yield (*item, one["start"], one["end"], one["ongoing"], one["in_use_from"], *follow_on.values())
        elif measure == "partners":
            yield from ((*item, partner) for partner in one["partners"])
        else:
            yield (*item, one["programme"])


def measured(word: str = "") -> tuple[Score, list[str]]:
    """The score over the transformations, and a line for each that is not read in full."""
    total, weak = Score(), []
    for one in transformed():
        if word not in one.name:
            continue
        score = Score()
        with tempfile.TemporaryDirectory() as folder:
            try:
                found = as_json(read_file(one.write(Path(folder))))
            except Problem as problem:
                found = {"interventions": []}
                weak.append(f"{one.name}: {problem}")
        for target in (score, total):
            target.add(one.expected, found)
        if not score.full:
            parts = (f"{m} {score.precision(m):.2f}/{score.recall(m):.2f}" for m in MEASURES)
            weak.append(f"{one.name}: {', '.join(parts)}")
    return total, weak


def main() -> None:
    """Print the table."""
    total, weak = measured(" ".join(sys.argv[1:]))
    print("             precision  recall")
    for measure in MEASURES:
        print(f"{measure:12} {total.precision(measure):9.3f} {total.recall(measure):7.3f}")
    print(*weak, sep="\n")


if __name__ == "__main__":
    main()
