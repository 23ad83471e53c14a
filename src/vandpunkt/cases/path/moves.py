"""The one table of a case's moves. Diagram, buttons, history and tests are all made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from vandpunkt.cases.path.states import MAIN_LINE, State, place_of
from vandpunkt.domain.problems import marked


class Place(Enum):
    """Where a move is made: on the page of the path, or by what is done elsewhere."""

    PATH = "path"
    CONTRIBUTIONS = "contributions"
    SIGNING = "signing"


@dataclass(frozen=True)
class Move:
    """One allowed move.

    `sources` are the states it may be made in; `target` is None where the case stays in its state. `button`
    is what a person chooses, `told` what the history says. `step` is the kind of step that the move marks
    done. `has_day` asks for the day it happened, `needs_note` for words that say why or what was decided
    (`note` names them), `needs_meeting` for the meeting it leads to. `place` is where it is made.
    """

    sources: tuple[State, ...]
    target: State | None
    button: str
    told: str
    step: str = ""
    has_day: bool = True
    needs_note: bool = False
    note: str = ""
    needs_meeting: bool = False
    place: Place = Place.PATH


_CONSULTING = (
    State.ASSIGNED,
    State.IN_PREPARATION,
    State.RECONCILED,
    State.SIGNED,
    State.DISPATCHED,
    State.TABLED,
)
_WHY = marked("Varför?")

MOVES: Mapping[str, Move] = {
    "register": Move(
        (State.RECEIVED,),
        State.REGISTERED,
        marked("Registrera ärendet"),
        marked("registrerade ärendet"),
        step="registered",
    ),
    "assign": Move(
        (State.REGISTERED,),
        State.ASSIGNED,
        marked("Fördela ärendet"),
        marked("fördelade ärendet"),
        step="assigned",
        note=marked("Till vem, om det inte är en användare här"),
    ),
    "reassign": Move(
        (
            State.ASSIGNED,
            State.IN_PREPARATION,
            State.RECONCILED,
            State.SIGNED,
            State.DISPATCHED,
            State.TABLED,
            State.REFERRED_BACK,
        ),
        None,
        marked("Byt handläggare"),
        marked("bytte handläggare"),
        has_day=False,
        note=marked("Till vem, om det inte är en användare här"),
    ),
    "start_preparation": Move(
        (State.ASSIGNED,), State.IN_PREPARATION, marked("Börja bereda"), marked("började bereda ärendet")
    ),
    "ask_contribution": Move(
        (State.ASSIGNED, State.IN_PREPARATION),
        State.IN_PREPARATION,
        marked("Begär in en text"),
        marked("begärde in en text"),
        has_day=False,
        place=Place.CONTRIBUTIONS,
    ),
    "receive_contribution": Move(
        (State.IN_PREPARATION,),
        None,
        marked("Ta emot en text"),
        marked("tog emot en text"),
        place=Place.CONTRIBUTIONS,
    ),
    "withdraw_contribution": Move(
        (State.IN_PREPARATION,),
        None,
        marked("Texten behövs inte längre"),
        marked("tog tillbaka begäran om en text"),
        has_day=False,
        needs_note=True,
        note=_WHY,
        place=Place.CONTRIBUTIONS,
    ),
    "finish_preparation": Move(
        (State.IN_PREPARATION,),
        None,
        marked("En avdelning är klar med sin beredning"),
        marked("förde in att beredningen är klar"),
        step="preparation",
    ),
    "hold_union_consultation": Move(
        _CONSULTING,
        None,
        marked("För in facklig samverkan"),
        marked("förde in facklig samverkan"),
        step="union_consultation",
        note=marked("Vad det ledde till"),
    ),
    "hold_council": Move(
        _CONSULTING,
        None,
        marked("För in rådets behandling"),
        marked("förde in rådets behandling"),
        step="council",
        note=marked("Vad rådet sade"),
    ),
    "reconcile": Move(
        (State.IN_PREPARATION,),
        State.RECONCILED,
        marked("Stäm av svaret"),
        marked("stämde av svaret"),
        step="reconciliation",
        note=marked("Med vem"),
    ),
    "reopen": Move(
        (State.RECONCILED, State.SIGNED),
        State.IN_PREPARATION,
        marked("Tillbaka till beredning"),
        marked("tog tillbaka ärendet till beredning"),
        has_day=False,
        needs_note=True,
        note=_WHY,
    ),
    "sign": Move(
        (State.IN_PREPARATION, State.RECONCILED),
        State.SIGNED,
        marked("Underteckna"),
        marked("undertecknade svaret"),
        step="signed",
        place=Place.SIGNING,
    ),
    "correct": Move(
        (State.SIGNED, State.DISPATCHED, State.TABLED, *MAIN_LINE[MAIN_LINE.index(State.DECIDED) :]),
        None,
        marked("Underteckna en rättelse"),
        marked("undertecknade en rättelse"),
        place=Place.SIGNING,
    ),
    "dispatch": Move(
        (State.SIGNED,),
        State.DISPATCHED,
        marked("Sänd ut till nämnden"),
        marked("förde in att handlingarna är utsända till nämnden"),
        step="dispatched",
        needs_meeting=True,
    ),
    "decide": Move(
        (State.DISPATCHED,),
        State.DECIDED,
        marked("För in beslutet"),
        marked("förde in nämndens beslut"),
        step="decision",
        needs_note=True,
        note=marked("Vad nämnden beslutade"),
    ),
    "table": Move(
        (State.DISPATCHED,),
        State.TABLED,
        marked("Nämnden bordlade ärendet"),
        marked("förde in att nämnden bordlade ärendet"),
        step="board_meeting",
    ),
    "call_again": Move(
        (State.TABLED,),
        State.DISPATCHED,
        marked("Till ett nytt sammanträde"),
        marked("tog upp det bordlagda ärendet till ett nytt sammanträde"),
        has_day=False,
        needs_meeting=True,
    ),
    "refer_back": Move(
        (State.DISPATCHED,),
        State.REFERRED_BACK,
        marked("Nämnden återremitterade ärendet"),
        marked("förde in att nämnden återremitterade ärendet"),
        step="board_meeting",
        needs_note=True,
        note=marked("Vad nämnden vill ha utrett"),
    ),
    "prepare_again": Move(
        (State.REFERRED_BACK,),
        State.IN_PREPARATION,
        marked("Bered ärendet på nytt"),
        marked("började bereda ärendet på nytt"),
        has_day=False,
    ),
    "check_minutes": Move(
        (State.DECIDED,),
        State.MINUTES_CHECKED,
        marked("För in att protokollet är justerat"),
        marked("förde in att protokollet är justerat"),
        step="minutes_checked",
    ),
    "post": Move(
        (State.MINUTES_CHECKED,),
        State.POSTED,
        marked("För in att justeringen är anslagen"),
        marked("förde in att justeringen är anslagen"),
        step="posted",
    ),
    "send_out": Move(
        (State.POSTED,),
        State.SENT_OUT,
        marked("För in att beslutet är expedierat"),
        marked("förde in att beslutet är expedierat"),
        step="sent_out",
        note=marked("Till vem"),
    ),
    "archive": Move(
        (State.SENT_OUT,),
        State.ARCHIVED,
        marked("Arkivera ärendet"),
        marked("arkiverade ärendet"),
        step="archived",
    ),
}

TAKE_BACK = "take_back"
"""Not a move of the table: it undoes the latest of them, whichever that was."""
TAKE_BACK_TOLD = marked("tog tillbaka det senaste")


def allowed(state: State) -> dict[str, Move]:
    """The moves that may be made in a state, by name, in the table's order."""
    return {name: move for name, move in MOVES.items() if state in move.sources}


def after(name: str, state: State) -> State:
    """The state that a move leads to from a state."""
    return MOVES[name].target or state


def is_forward(move: Move, state: State) -> bool:
    """Whether a move made in a state brings the case nearer to the end."""
    return move.target is not None and move.target in MAIN_LINE and place_of(move.target) > place_of(state)


def way_to(target: State, start: State) -> tuple[str, ...]:
    """The moves of the main line that lead from one state to a later one, () where it is not later."""
    names = []
    here = start
    while place_of(here) < place_of(target):
        here = MAIN_LINE[place_of(here) + 1]
        names.append(next(name for name, move in MOVES.items() if move.target is here and _from(here, move)))
    return tuple(names)


def _from(here: State, move: Move) -> bool:
    return MAIN_LINE[place_of(here) - 1] in move.sources
