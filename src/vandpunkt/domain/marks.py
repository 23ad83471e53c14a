"""Published marks: the text exactly as Skolverket prints it, and what it says of the counts behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from vandpunkt.domain.problems import Problem, marked

_NUMBER = re.compile(r"(?P<sign>[+\-−–]?)(?P<whole>\d{1,3}(?:\s\d{3})+|\d+)(?:[.,](?P<decimals>\d+))?")
_APPROXIMATE = re.compile(r"(?:cirka|circa|ca\.?|c:a)\s*(?P<number>.+)", re.I)
_NEARLY_ALL = re.compile(r"[~≈]\s*100(?:[.,]0+)?")
_MISSING = ("", ".", "*", "-", "–", "—")
_KEPT = 5000
"""So many printed texts are kept in memory as read: shares are a thousand, printed over and over."""


class ValueKind(StrEnum):
    """What a published text is: a number, or one of the marks that stand where a number would."""

    EXISTS = "exists"
    SUPPRESSED = "suppressed"
    MISSING = "missing"
    NEARLY_ALL = "nearly_all"
    APPROXIMATE = "approximate"


@dataclass(frozen=True)
class CountInterval:
    """The counts that a published share allows, both ends included."""

    low: int
    high: int


@dataclass(frozen=True)
class PublishedValue:
    """A published text (`74,5`, `~100`, `..`, `.`, `cirka 230`) kept as printed, and the number it states.

    `number` is in the unit of its column (per cent for shares); None where no number is stated.
    `decimals` is how many the text shows, not how many the publication rounds to.
    """

    text: str
    kind: ValueKind
    number: Decimal | None = None
    decimals: int = 0

    @classmethod
    @lru_cache(maxsize=_KEPT)
    def parse(cls, text: str | None) -> PublishedValue:
        """Read one cell; None is missing. Raises Problem for a text that is neither number nor mark."""
        printed = (text or "").strip()
        if printed in _MISSING:
            return cls(printed, ValueKind.MISSING)
        if printed == "..":
            return cls(printed, ValueKind.SUPPRESSED)
        if _NEARLY_ALL.fullmatch(printed):
            return cls(printed, ValueKind.NEARLY_ALL)
        approximate = _APPROXIMATE.fullmatch(printed)
        match = _NUMBER.fullmatch(approximate["number"] if approximate else printed)
        if match is None:
            raise Problem(
                marked("«{text}» är varken ett tal eller ett av Skolverkets tecken (.. . ~100 cirka)."),
                text=printed,
            )
        kind = ValueKind.APPROXIMATE if approximate else ValueKind.EXISTS
        return cls(printed, kind, _decimal(match), len(match["decimals"] or ""))

    def __str__(self) -> str:
        return self.text

    @property
    def is_share(self) -> bool:
        """Whether the text can be a share: a number 0–100, or nearly all."""
        if self.kind is ValueKind.NEARLY_ALL:
            return True
        return self.kind is ValueKind.EXISTS and self.number is not None and 0 <= self.number <= 100

    def counts(self, n: int, decimals: int = 1) -> CountInterval | None:
        """How many of n pupils the share stands for.

        `74,5` of 51 is 38; `~100` is n−4 to n−1; `100` and `100,0` are all n. `decimals` is what the
        publication rounds to, so that a lost `,0` changes nothing (`53` is `53,0`); give 0 for whole
        per cents. Both ways of rounding a half are allowed. None where the text says nothing of the
        count, and where no count of n pupils is printed so (`fits` tells the two apart).
        """
        if not self.is_share:
            return None
        if self.kind is ValueKind.NEARLY_ALL:
            return CountInterval(max(n - 4, 0), n - 1) if n >= 1 else None
        scaled, places = self._scaled(decimals)
        return _rounding_counts(scaled, places, n)

    def fits(self, n: int, decimals: int = 1) -> bool:
        """Whether n pupils can have given this text; true for a text that says nothing of the count."""
        return not self.is_share or self.counts(n, decimals) is not None

    @property
    def _limits_cohort(self) -> bool:
        return self.kind is ValueKind.EXISTS and self.number is not None and 0 < self.number < 100

    def _scaled(self, decimals: int) -> tuple[int, int]:
        assert self.number is not None
        places = max(self.decimals, decimals)
        return int(self.number.scaleb(places)), places


def _decimal(match: re.Match[str]) -> Decimal:
    whole = re.sub(r"\s", "", match["whole"])
    sign = "-" if match["sign"] in ("-", "−", "–") else ""
    return Decimal(f"{sign}{whole}.{match['decimals'] or '0'}")


def _rounding_counts(scaled: int, places: int, n: int) -> CountInterval | None:
    """The y for which 100·y/n rounds to scaled/10^places, a half rounded up or to even."""
    if n < 1:
        return None
    if scaled == 100 * 10**places:
        return CountInterval(n, n)
    unit = 200 * 10**places
    low = max(-(-n * (2 * scaled - 1) // unit), 0)
    high, rest = divmod(n * (2 * scaled + 1), unit)
    if rest == 0 and scaled % 2:
        high -= 1
    high = min(high, n)
    return CountInterval(low, high) if low <= high else None


@dataclass(frozen=True)
class CohortInference:
    """The cohort sizes n that fit every share of one unit and year, smallest first.

    Empty both where no share limits n and where no n fits all of them (`contradictory`). `shares` is
    how many different shares limited n: with one, the candidates are many and the smallest is a poor
    guess. An inferred n is internal: it is never shown or exported.
    """

    candidates: tuple[int, ...]
    shares: int = 0
    contradictory: bool = False

    @property
    def smallest(self) -> int | None:
        """The best single guess: the true n in nearly all cases with three shares or more."""
        return self.candidates[0] if self.candidates else None


def infer_cohort(
    values: Sequence[PublishedValue], least: int = 10, most: int = 600, decimals: int = 1
) -> CohortInference:
    """Find n from the shares of the same unit and year, which share their denominator.

    `least` is 10 because smaller cohorts are suppressed at unit level. Marks and numbers that are no
    shares are passed over.
    """
    everything = (1 << (most + 1)) - (1 << least)
    limits = {value._scaled(decimals) for value in values if value._limits_cohort}
    fitting = everything
    for scaled, places in limits:
        fitting &= _fitting_cohorts(scaled, places, most)
    if not limits or not fitting:
        return CohortInference((), len(limits), contradictory=bool(limits))
    return CohortInference(tuple(_set_bits(fitting)), len(limits))


@lru_cache(maxsize=4096)
def _fitting_cohorts(scaled: int, places: int, most: int) -> int:
    """The n up to `most` that can be printed so, as a set of bits."""
    fitting, unit = 0, 200 * 10**places
    below, above = 2 * scaled - 1, 2 * scaled + 1
    for n in range(1, most + 1):
        high, rest = divmod(n * above, unit)
        if high * unit >= n * below and (rest or _rounding_counts(scaled, places, n)):
            fitting |= 1 << n
    return fitting


def _set_bits(bits: int) -> list[int]:
    positions = []
    while bits:
        lowest = bits & -bits
        positions.append(lowest.bit_length() - 1)
        bits ^= lowest
    return positions
