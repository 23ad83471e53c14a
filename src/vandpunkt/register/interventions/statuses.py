"""How far support has come, and which way it can go from there: one table."""

from __future__ import annotations

from dataclasses import dataclass

from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.terms import Term
from vandpunkt.register.models import Intervention

Status = Intervention.Status


@dataclass(frozen=True)
class Moves:
    """Where a status can go, and what a person is told who wants another way."""

    to: tuple[str, ...]
    otherwise: str


MOVES: dict[str, Moves] = {
    Status.UNKNOWN: Moves(tuple(Status), marked("En insats kan inte bli okänd.")),
    Status.OFFERED: Moves(
        (
            Status.DECLINED,
            Status.ACCEPTED,
            Status.DECIDED,
            Status.PLANNED,
            Status.RUNNING,
            Status.FINISHED,
            Status.STOPPED,
        ),
        marked("En erbjuden insats kan antas, avböjas, beslutas, planeras, börja eller avslutas."),
    ),
    Status.ACCEPTED: Moves(
        (Status.DECLINED, Status.DECIDED, Status.PLANNED, Status.RUNNING),
        marked("En antagen insats har inte börjat. Den kan beslutas, planeras, börja eller avböjas."),
    ),
    Status.DECIDED: Moves(
        (Status.PLANNED, Status.RUNNING, Status.STOPPED),
        marked("Insatsen är beslutad. Den kan planeras, börja eller avbrytas."),
    ),
    Status.PLANNED: Moves(
        (Status.DECLINED, Status.DECIDED, Status.RUNNING, Status.STOPPED),
        marked("En planerad insats har inte börjat. Den kan beslutas, börja, avböjas eller avbrytas."),
    ),
    Status.RUNNING: Moves(
        (Status.FINISHED, Status.STOPPED),
        marked("En pågående insats kan bara avslutas eller avbrytas."),
    ),
    Status.FINISHED: Moves(
        (Status.RUNNING,),
        marked("Insatsen är avslutad. Den kan bara återupptas; det som kommer sedan är en ny insats."),
    ),
    Status.STOPPED: Moves(
        (Status.RUNNING,),
        marked("Insatsen är avbruten. Den kan bara återupptas; det som kommer sedan är en ny insats."),
    ),
    Status.DECLINED: Moves(
        (Status.OFFERED,),
        marked("Skolan har avböjt insatsen. Den kan bara erbjudas på nytt."),
    ),
}
WITH_REASON = (Status.DECLINED, Status.STOPPED)
"""What is never written without saying why."""

ENDINGS = (Status.DECLINED, Status.STOPPED, Status.FINISHED)
"""What has a form of its own, as more must be told than the status."""

_COMING = (Status.OFFERED, Status.ACCEPTED, Status.DECIDED, Status.PLANNED)


def check_move(before: str, after: str) -> None:
    """Raise Problem, with the reason, for a move that the table does not have."""
    moves = MOVES[before]
    if after != before and after not in moves.to:
        raise Problem(moves.otherwise)


def next_statuses(before: str) -> tuple[str, ...]:
    """What can be chosen in a form without more being told: the status itself first."""
    return (before, *(one for one in MOVES[before].to if one not in (before, *ENDINGS, Status.UNKNOWN)))


def is_coming(status: str, period: Period, term: Term, *, was_coming: bool = False) -> bool:
    """Whether support in a status, as of a term, is still to come.

    What was stated as coming goes on being so, whenever its period began, until it has begun or will not be.
    """
    if status not in _COMING:
        return False
    if was_coming:
        return True
    first = period.first_term
    return first > term if first else status != Status.OFFERED
