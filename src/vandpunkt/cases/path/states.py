"""Where a case can stand, from received to archived, and which of its steps are behind it then."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from vandpunkt.domain.problems import marked


class State(Enum):
    """Where a case stands; the value is what the database keeps."""

    RECEIVED = "received"
    REGISTERED = "registered"
    ASSIGNED = "assigned"
    IN_PREPARATION = "in_preparation"
    RECONCILED = "reconciled"
    SIGNED = "signed"
    DISPATCHED = "dispatched"
    TABLED = "tabled"
    REFERRED_BACK = "referred_back"
    DECIDED = "decided"
    MINUTES_CHECKED = "minutes_checked"
    POSTED = "posted"
    SENT_OUT = "sent_out"
    ARCHIVED = "archived"

    @property
    def title(self) -> str:
        """The state's name in Swedish."""
        return TITLES[self]


TITLES: Mapping[State, str] = {
    State.RECEIVED: marked("Inkommet"),
    State.REGISTERED: marked("Registrerat"),
    State.ASSIGNED: marked("Fördelat"),
    State.IN_PREPARATION: marked("Bereds"),
    State.RECONCILED: marked("Avstämt"),
    State.SIGNED: marked("Undertecknat"),
    State.DISPATCHED: marked("Utsänt till nämnden"),
    State.TABLED: marked("Bordlagt"),
    State.REFERRED_BACK: marked("Återremitterat"),
    State.DECIDED: marked("Beslutat"),
    State.MINUTES_CHECKED: marked("Protokollet justerat"),
    State.POSTED: marked("Anslaget"),
    State.SENT_OUT: marked("Expedierat"),
    State.ARCHIVED: marked("Arkiverat"),
}

MAIN_LINE = tuple(one for one in State if one not in (State.TABLED, State.REFERRED_BACK))
"""The states of a case that nothing holds up, in order."""

STEP_STATE: Mapping[str, State] = {
    "received": State.RECEIVED,
    "registered": State.REGISTERED,
    "assigned": State.ASSIGNED,
    "preparation": State.RECONCILED,
    "reconciliation": State.RECONCILED,
    "signed": State.SIGNED,
    "dispatched": State.DISPATCHED,
    "union_consultation": State.DECIDED,
    "council": State.DECIDED,
    "board_meeting": State.DECIDED,
    "decision": State.DECIDED,
    "minutes_checked": State.MINUTES_CHECKED,
    "posted": State.POSTED,
    "sent_out": State.SENT_OUT,
    "archived": State.ARCHIVED,
}
"""The state by which a step is behind the case. Consultations may be held until the board has decided."""


def is_past(kind: str, state: State) -> bool:
    """Whether a case in a state has come past the step of a kind, as the main line goes."""
    return STEP_STATE[kind] in MAIN_LINE[: place_of(state) + 1]


def place_of(state: State) -> int:
    """How far along the main line a state is; what the board has held up stands where it was sent from."""
    stand_ins = {State.TABLED: State.DISPATCHED, State.REFERRED_BACK: State.IN_PREPARATION}
    return MAIN_LINE.index(stand_ins.get(state, state))
