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
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from tests.reading.transformations import Facts, transformed
from vandpunkt.domain.problems import Problem
from vandpunkt.reading import Reading, as_json, read_file
from vandpunkt.reading.characters import folded

_ALIKE = 0.85
_DOUBTED = {"unclear period", "unlikely period", "mended", "several periods", "period of label", "no window"}
MEASURES = ("items", "periods", "partners", "programmes")


@dataclass
class Score:
    """How many of the stated were found, and how many of the found were stated."""

    expected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    silent: int = 0

    def take(self, other: Score) -> None:
        """Count what another score has counted."""
        self.expected += other.expected
        self.found += other.found
        self.right += other.right
        self.silent += other.silent

    def add(self, expected: Facts, found: Facts) -> None:
        """Count one document."""
        for measure in MEASURES:
            wanted = Counter(_values(expected["interventions"], measure))
            got = Counter(_values(found["interventions"], measure))
            self.expected[measure] += wanted.total()
            self.found[measure] += got.total()
            self.right[measure] += (wanted & got).total()
        wanted = Counter(_values(expected["interventions"], "periods"))
        unsaid = [one for one in found["interventions"] if not _DOUBTED & set(one.get("doubts", ()))]
        self.silent += (Counter(_values(unsaid, "periods")) - wanted).total()

    def add_noisy(self, expected: Facts, found: Facts) -> None:
        """Count one document whose characters are misread: what is alike counts as the same."""
        self.add(expected, {"interventions": _aligned(expected["interventions"], found["interventions"])})

    def recall(self, measure: str) -> float:
        """Share 0–1 of the stated that were found."""
        return self.right[measure] / self.expected[measure] if self.expected[measure] else 1.0

    def precision(self, measure: str) -> float:
        """Share 0–1 of the found that were stated."""
        return self.right[measure] / self.found[measure] if self.found[measure] else 1.0

    @property
    def share_of_silent_errors(self) -> float:
        """Share 0–1 of the found items whose time is wrong and said to be sure."""
        return self.silent / self.found["items"] if self.found["items"] else 0.0

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


def _aligned(expected: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The found items, each in the words of the expected one that it is most like, if it is like any."""
    left, aligned = list(expected), []
    for one in found:
        likest = max(left, key=lambda other: _likeness(one, other), default=None)
        if likest is None or _likeness(one, likest) < _ALIKE:
            aligned.append(one)
            continue
        left.remove(likest)
        names = [*likest["partners"], likest["programme"] or ""]
        aligned.append(
            {
                **one,
                **{key: likest[key] for key in ("school", "text")},
                "partners": [_named(name, names) for name in one["partners"]],
                "programme": _named(one["programme"], names) if one["programme"] else None,
            }
        )
    return aligned


def _likeness(one: dict[str, Any], other: dict[str, Any]) -> float:
    if one["window"] != other["window"] or _ratio(one["school"], other["school"]) < _ALIKE:
        return 0.0
    return _ratio(one["text"], other["text"])


def _named(name: str, names: Iterable[str]) -> str:
    return next((other for other in names if _ratio(name, other) >= _ALIKE), name)


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def with_doubts(reading: Reading) -> Facts:
    """The reading as plain values, each item with its grounds for doubt."""
    found = as_json(reading)
    for one, fact in zip(found["interventions"], reading.interventions, strict=True):
        one["doubts"] = fact.doubts
    return found


def measured(word: str = "", *, left_out: str | None = None) -> tuple[Score, list[str]]:
    """The score over the transformations whose name has `word` in it, and what is not read in full of them."""
    total, weak = Score(), []
    for one in transformed():
        if word not in one.name or (left_out and left_out in one.name):
            continue
        score = Score()
        with tempfile.TemporaryDirectory() as folder:
            try:
                found = with_doubts(read_file(one.write(Path(folder))))
            except Problem as problem:
                found = {"interventions": []}
                weak.append(f"{one.name}: {problem}")
        for target in (score, total):
            (target.add_noisy if one.noisy else target.add)(one.expected, found)
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
