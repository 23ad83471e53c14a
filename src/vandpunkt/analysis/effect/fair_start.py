"""Fair start: who begins first is drawn by lot among schools in equal need, and can be drawn again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vandpunkt.analysis.remarks import Remark
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.terms import SchoolYear


@dataclass(frozen=True)
class Wave:
    """Schools that begin in the same school year, in the order in which they were drawn."""

    start: SchoolYear
    schools: tuple[str, ...]


@dataclass(frozen=True)
class FairStart:
    """The outcome of a drawing: its seed and the waves that it gave."""

    seed: int
    places: int
    waves: tuple[Wave, ...]

    @property
    def sentences(self) -> Iterator[Remark]:
        """The order in words, and how to draw it again."""
        for wave in self.waves:
            text = marked("{year} börjar {schools}.")
            yield Remark(
                "wave", text, {"year": wave.start.long.capitalize(), "schools": ", ".join(wave.schools)}
            )
        yield Remark(
            "drawn",
            marked(
                "Ordningen är lottad med frö {seed}. Samma frö och samma skolor ger samma ordning: skolorna "
                "är sorterade efter SHA-256 av «{seed}:skolenhetskod»."
            ),
            {"seed": self.seed},
        )
        yield Remark(
            "why_drawn",
            marked(
                "Eftersom lotten avgör vem som väntar skiljer sig skolorna som väntar inte systematiskt från "
                "dem som börjar. De blir jämförelsen, och införandet blir sin egen utvärdering."
            ),
        )


def draw_order(schools: Sequence[str], seed: int) -> tuple[str, ...]:
    """The schools in drawn order, whatever order they were given in."""
    return tuple(sorted(set(schools), key=lambda code: hashlib.sha256(f"{seed}:{code}".encode()).hexdigest()))


def fair_start(schools: Sequence[str], places: int, start: SchoolYear, seed: int) -> FairStart:
    """Let `places` schools begin each school year, in drawn order, until all have begun.

    Raises Problem when there is nothing to draw: no schools, no place, or places for all at once.
    """
    order = draw_order(schools, seed)
    if not 1 <= places < len(order):
        raise Problem(
            marked(
                "Det finns inget att lotta: {places} platser och {schools} skolor. Lottning behövs när fler "
                "skolor har lika stort behov än som kan börja samtidigt."
            ),
            places=places,
            schools=len(order),
        )
    waves = [order[first : first + places] for first in range(0, len(order), places)]
    return FairStart(seed, places, tuple(Wave(start + later, schools) for later, schools in enumerate(waves)))
