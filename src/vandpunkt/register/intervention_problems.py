"""What can stand in the way of a change of an intervention, for a person to decide about."""

from __future__ import annotations

from dataclasses import dataclass

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.register.intervention_row import InterventionRow


class FieldProblem(Problem):
    """A problem with one field of a form."""

    def __init__(self, field: str, text: str, /, **values: object) -> None:
        super().__init__(text, **values)
        self.field = field


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
