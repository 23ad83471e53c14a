"""The same programme twice at a school in the same time: asked about, never forbidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.register.interventions.asking import live_rows
from vandpunkt.register.interventions.row import DECLINED, STOPPED, InterventionRow
from vandpunkt.register.models import Intervention
from vandpunkt.register.schools import schools

OverlapAnswer: TypeAlias = Literal["", "continues", "beside"]
"""What a person says of an overlap: not asked yet, the same support going on, one more beside it."""


@dataclass(frozen=True)
class Overlap:
    """A school that has the programme already in some of the same time."""

    school: str
    row: InterventionRow


class Overlapping(Problem):
    """Schools have the programme already: is it the same support that goes on, or one more beside it?"""

    def __init__(self, overlaps: tuple[Overlap, ...]) -> None:
        super().__init__(
            marked("{schools} har redan programmet under en del av tiden. Svara på om det är samma stöd."),
            schools=", ".join(one.school for one in overlaps),
        )
        self.overlaps = overlaps


def overlapping_rows(
    codes: Iterable[str], programme_id: int, period: Period, *, apart_from: int | None = None
) -> dict[str, InterventionRow]:
    """The latest accepted row of a programme that shares a term with the period, by school code.

    A row whose period is not stated has the years it was stated for. The rows of the chain of `apart_from`
    are the same support, and so is anything that continues them.
    """
    rows = live_rows(
        Intervention.objects.filter(
            school_unit__in=list(codes), programme=programme_id, accepted_at__isnull=False
        )
    )
    same = _chain(rows, apart_from)
    return {
        row.school_unit_code: row
        for row in sorted(rows, key=lambda row: (row.window_end, row.id))
        if row.id not in same and row.status not in (DECLINED, STOPPED) and row.time.overlaps(period)
    }


def ask_of_overlaps(overlaps: dict[str, InterventionRow], answer: OverlapAnswer) -> None:
    """Raise Overlapping where there are overlaps that nobody has answered for."""
    if overlaps and not answer:
        names = schools(list(overlaps))
        raise Overlapping(tuple(Overlap(names[code].name, row) for code, row in overlaps.items()))


def _chain(rows: Iterable[InterventionRow], row_id: int | None) -> set[int]:
    """A row and all that it continues or that continues it, however far."""
    links = [(row.id, row.continues_id) for row in rows if row.continues_id]
    chain = {row_id} if row_id else set()
    while True:
        near = {one for link in links if chain & set(link) for one in link if one} - chain
        if not near:
            return chain
        chain |= near
