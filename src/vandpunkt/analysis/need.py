"""One printed rule for the three words that a standing is told in."""

from __future__ import annotations

from enum import Enum

CERTAIN = 0.95
PROBABLE = 0.75


class Need(Enum):
    """Whether a school's underlying share lies below the line, as far as can be told."""

    CERTAINLY_BELOW = "certainly_below"
    PROBABLY_BELOW = "probably_below"
    CANNOT_TELL = "cannot_tell"
    NOT_BELOW = "not_below"


def need(probability_below: float) -> Need:
    """The word for a probability (0–1) that the underlying share is below the line.

    At least 95 %: certainly below. At least 75 %: probably below. More than 25 %: it cannot be told.
    Otherwise the school is probably not below, and no word of need is used of it.
    """
    if probability_below >= CERTAIN:
        return Need.CERTAINLY_BELOW
    if probability_below >= PROBABLE:
        return Need.PROBABLY_BELOW
    if probability_below > 1 - PROBABLE:
        return Need.CANNOT_TELL
    return Need.NOT_BELOW
