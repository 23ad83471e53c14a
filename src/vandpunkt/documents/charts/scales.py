"""From shares and years to places on the paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vandpunkt.domain.numbers import swedish


@dataclass(frozen=True)
class ShareScale:
    """Places a share (0–1) between two pixels; what lies outside is drawn at the end it passed."""

    at_none: float
    at_all: float

    def __call__(self, share: float) -> float:
        if share <= 0:
            return self.at_none
        if share >= 1:
            return self.at_all
        return self.at_none + (self.at_all - self.at_none) * share


@dataclass(frozen=True)
class Columns:
    """Places for `count` things side by side, each in the middle of its share of the room."""

    start: float
    end: float
    count: int

    @property
    def step(self) -> float:
        """The width of one column."""
        return (self.end - self.start) / max(self.count, 1)

    def __iter__(self) -> Iterator[float]:
        return (self.start + (index + 0.5) * self.step for index in range(self.count))


def ticks(threshold: float | None, whole: Sequence[float] = (0.0, 0.5, 1.0)) -> list[tuple[float, str]]:
    """The shares that an axis names, with their text; the threshold takes the place of a close neighbour."""
    shares = [share for share in whole if threshold is None or abs(share - threshold) > 0.08]
    if threshold is not None:
        shares.append(threshold)
    return [(share, swedish(100 * share, 0)) for share in sorted(shares)]
