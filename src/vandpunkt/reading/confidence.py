"""How sure a reading is: each ground for doubt takes its share, and the shares multiply."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from math import prod


class Doubt(Enum):
    """A ground for doubt. The value is the share of such items in which a person would find the same.

    The shares are rounded judgements, in an order that holds: what the wording leaves open weighs more than
    what the page hides.
    """

    NO_PROGRAMME = ("no programme", 0.8)
    PROPOSED_PROGRAMME = ("proposed programme", 0.7)
    PROPOSED_PARTNER = ("proposed partner", 0.8)
    BARE_YEAR = ("bare year", 0.85)
    STRAY_SIGN = ("stray sign", 0.9)
    PERIOD_OF_LABEL = ("period of label", 0.7)
    SEVERAL_PERIODS = ("several periods", 0.7)
    UNCLEAR_PERIOD = ("unclear period", 0.4)
    UNLIKELY_PERIOD = ("unlikely period", 0.5)
    MENDED = ("mended", 0.85)
    NO_BULLET = ("no bullet", 0.85)
    NO_WINDOW = ("no window", 0.6)
    PAGE_TURN = ("page turn", 0.95)
    BLANK_INSIDE = ("blank line inside", 0.95)
    RUNNING_TEXT = ("running text", 0.7)
    TABLE = ("table", 0.9)
    RECOGNISED = ("recognised", 0.8)

    @property
    def share(self) -> float:
        """The share of items that stand although this doubt holds."""
        return self.value[1]


_CERTAIN = 0.99


def confidence(doubts: Iterable[Doubt]) -> float:
    """A share 0–1 with two decimals; never 1, as no machine's reading is certain."""
    return round(_CERTAIN * prod(doubt.share for doubt in set(doubts)), 2)
