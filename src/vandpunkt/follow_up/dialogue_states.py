"""How each intervention was going at a dialogue: written, cleared, and as it was in an earlier version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Coalesce

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.follow_up.models import FollowUp, InterventionState
from vandpunkt.register.interventions.asking import interventions
from vandpunkt.register.versions import change_kept, create_kept, keep_removal

STATES = tuple((one.value, one.label) for one in InterventionState.State)
NOT_SPOKEN_OF = ""

States = Mapping[int, tuple[str, str]]
"""By the intervention's id: the state and a note; the state "" says that it was not spoken of."""


@dataclass(frozen=True)
class StateRow:
    """How an intervention was going at a dialogue."""

    intervention_id: int
    intervention: str
    state: str
    state_label: str
    note: str

    @property
    def needs_a_decision(self) -> bool:
        """Whether somebody should look at it again, or stop it."""
        return self.state != InterventionState.State.AS_PLANNED


def write_states(row: FollowUp, states: States, *, by: str, now: datetime) -> None:
    """Keep what has changed of the states; what is not told of stays, what was not spoken of goes away.

    Raises Problem for an intervention that is not the school's, and for an unknown state.
    """
    of_school = {one.id for one in interventions([row.school_unit_id])}
    before = {one.intervention_id: one for one in row.states.all()}
    new, changed, cleared = [], [], []
    for intervention_id, (state, note) in states.items():
        if intervention_id not in of_school or state not in (NOT_SPOKEN_OF, *InterventionState.State.values):
            raise Problem(marked("Registret har ingen insats {id} på skolan."), id=intervention_id)
        old = before.get(intervention_id)
        if state == NOT_SPOKEN_OF:
            cleared += [old] if old else []
        elif old is None:
            new.append(
                InterventionState(follow_up=row, intervention_id=intervention_id, state=state, note=note)
            )
        elif (old.state, old.note) != (state, note):
            old.state, old.note = state, note
            changed.append(old)
    create_kept(new, by=by, now=now)
    change_kept(changed, ("state", "note"), by=by, now=now)
    keep_removal(cleared, by=by, now=now)


def named_states() -> QuerySet[InterventionState]:
    """The states in the order they were written, each with the name of its intervention, `called`."""
    called = Coalesce("intervention__programme__name", "intervention__wording", output_field=TextField())
    return InterventionState.objects.annotate(called=called).order_by("pk")


def state_row(row: Any) -> StateRow:
    """One of `named_states` as a value."""
    return StateRow(row.intervention_id, row.called, row.state, str(row.get_state_display()), row.note)


def _named(row: Any) -> str:
    return str(row.programme.name if row.programme else row.wording)


class PastStates:
    """The states of one dialogue as they stood at a moment. One query for every moment."""

    def __init__(self, follow_up_id: int) -> None:
        kept: Any = InterventionState.history
        rows = kept.filter(follow_up=follow_up_id).select_related("intervention__programme")
        self._versions = list(rows.order_by("history_id"))

    @property
    def names(self) -> dict[int, str]:
        """What each intervention that has been spoken of is called, by its id."""
        return {one.intervention_id: _named(one.intervention) for one in self._versions}

    def at(self, moment: datetime) -> dict[int, tuple[str, str]]:
        """The state and the note of each intervention that had been spoken of."""
        found: dict[int, tuple[str, str]] = {}
        for one in self._versions:
            if one.history_date > moment:
                break
            if one.history_type == "-":
                found.pop(one.intervention_id, None)
            else:
                found[one.intervention_id] = (one.state, one.note)
        return found
