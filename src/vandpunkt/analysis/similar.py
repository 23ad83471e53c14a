"""Which schools have the most similar intake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np


def most_similar(intake: Mapping[str, Sequence[float]], count: int = 5) -> dict[str, tuple[str, ...]]:
    """For each school code the `count` others with the nearest intake, nearest first.

    `intake` gives the same measures of every school. Each is divided by its standard deviation over the
    schools; the distance is Euclidean. Equal distances are ordered by code.
    """
    codes = sorted(intake)
    if not codes:
        return {}
    table = np.array([intake[code] for code in codes], dtype=float)
    table = table / np.maximum(table.std(axis=0), 1e-9)
    distance = np.sqrt(((table[:, None, :] - table[None, :, :]) ** 2).sum(axis=2))
    np.fill_diagonal(distance, np.inf)
    nearest = np.argsort(distance, axis=1, kind="stable")[:, : min(count, len(codes) - 1)]
    return {code: tuple(codes[place] for place in row) for code, row in zip(codes, nearest, strict=True)}
