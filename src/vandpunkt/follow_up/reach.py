"""Where support does not reach: schools that need it and have none, and schools that have it without need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass

from vandpunkt.analysis.need import Need, need
from vandpunkt.domain.terms import Term
from vandpunkt.register.interventions.given import GivenSupport, given_or_to_come
from vandpunkt.register.schools import School, own_schools
from vandpunkt.register.standing import FitSummary, latest_fit, probabilities_below

_BELOW = (Need.CERTAINLY_BELOW, Need.PROBABLY_BELOW)


@dataclass(frozen=True)
class ReachLine:
    """A school with the probability 0–1 that it is below the line, and the support it has or will have."""

    school: School
    below: float
    need: Need
    support: tuple[GivenSupport, ...]


@dataclass(frozen=True)
class AreaReach:
    """An area, "" for schools without one: how many schools, and which of them support reaches wrongly.

    `unreached` are likely below the line with nothing running or coming; `without_need` are likely not below
    it and have support; `reached` counts those below the line that have support.
    """

    area: str
    schools: int
    below: int
    reached: int
    unreached: tuple[ReachLine, ...]
    without_need: tuple[ReachLine, ...]


@dataclass(frozen=True)
class Reach:
    """Every area, and the whole. `fit` says which line and which figures."""

    fit: FitSummary
    term: Term
    total: AreaReach
    areas: tuple[AreaReach, ...]


def reach(term: Term, *, codes: Set[str] | None = None) -> Reach | None:
    """Where support does not reach in a term, for some of our schools or all; None without a fit.

    A school is likely below with a probability of at least 75 %, and likely not below with at most 25 %.
    Support counts while it runs in the term, and when it is stated to come after it.
    """
    fit = latest_fit()
    if fit is None:
        return None
    ours = [one for one in own_schools() if codes is None or one.code in codes]
    below = probabilities_below(fit)
    support = given_or_to_come(codes, term)
    lines = [
        ReachLine(one, below[one.code], need(below[one.code]), support.get(one.code, ()))
        for one in ours
        if one.code in below
    ]
    by_area: dict[str, list[ReachLine]] = defaultdict(list)
    for line in lines:
        by_area[line.school.area].append(line)
    areas = tuple(_area(name, found) for name, found in sorted(by_area.items()))
    return Reach(fit, term, _area("", lines), areas)


def _area(name: str, lines: list[ReachLine]) -> AreaReach:
    below = [line for line in lines if line.need in _BELOW]
    return AreaReach(
        area=name,
        schools=len(lines),
        below=len(below),
        reached=sum(bool(line.support) for line in below),
        unreached=_ordered([line for line in below if not line.support]),
        without_need=_ordered([line for line in lines if line.need is Need.NOT_BELOW and line.support]),
    )


def _ordered(lines: list[ReachLine]) -> tuple[ReachLine, ...]:
    return tuple(sorted(lines, key=lambda line: (-line.below, line.school.name)))
