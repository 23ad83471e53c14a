"""The load on a school: how much support runs beside each other in each term, and who comes with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.terms import Term
from vandpunkt.register.interventions.asking import chain_roots
from vandpunkt.register.interventions.row import InterventionRow

MOST_AT_ONCE = 5


@dataclass(frozen=True)
class TermLoad:
    """The support at a school in one term: one row of each chain, and the partners, each named once."""

    term: Term
    rows: tuple[InterventionRow, ...]
    partners: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many interventions run beside each other; a row and what continues it count once."""
        return len(self.rows)


def load_per_term(rows: Sequence[InterventionRow], first: Term, last: Term) -> tuple[TermLoad, ...]:
    """The load in each term from first to last, by the same rule as «running interventions» everywhere."""
    roots = chain_roots(rows)
    return tuple(_load(rows, roots, first + step) for step in range(last - first + 1))


def _load(rows: Sequence[InterventionRow], roots: dict[int, int], term: Term) -> TermLoad:
    current = [row for row in rows if row.is_current(term)]
    newest = {roots[row.id]: row for row in current}
    partners = dict.fromkeys(partner for row in current for partner in row.partners)
    return TermLoad(term, tuple(newest.values()), tuple(partners))


def overloaded(loads: Sequence[TermLoad], most: int) -> tuple[Term, ...]:
    """The terms in which more than `most` interventions run beside each other."""
    return tuple(load.term for load in loads if load.count > most)


def most_at_once() -> int:
    """How many interventions at once the organiser takes to be the most that a school can carry.

    `most_at_once` under `[follow_up]` in the settings file, else 5. Raises Problem for anything but a whole
    number from 1.
    """
    told = settings.FOLLOW_UP.get("most_at_once", MOST_AT_ONCE)
    if isinstance(told, bool) or not isinstance(told, int) or told < 1:
        raise Problem(
            marked("most_at_once under [follow_up] i vandpunkt.toml är «{told}». Skriv ett helt tal från 1."),
            told=told,
        )
    return told
