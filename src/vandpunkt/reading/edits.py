"""How many characters two wordings differ by: changed, lost, added, or two that changed places."""

from __future__ import annotations


def edits_between(one: str, other: str, most: int) -> int | None:
    """The fewest edits that make one of the other; None where that takes more than `most`."""
    if abs(len(one) - len(other)) > most:
        return None
    far = most + 1
    earlier: list[int] = []
    before = [min(at, far) for at in range(len(other) + 1)]
    for at, letter in enumerate(one, start=1):
        row = [min(at, far)] + [far] * len(other)
        for to in range(max(1, at - most), min(len(other), at + most) + 1):
            edits = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != other[to - 1]))
            if earlier and to > 1 and letter == other[to - 2] and one[at - 2] == other[to - 1]:
                edits = min(edits, earlier[to - 2] + 1)
            row[to] = min(edits, far)
        if min(row) > most and min(before) > most:
            return None
        earlier, before = before, row
    return before[-1] if before[-1] <= most else None
