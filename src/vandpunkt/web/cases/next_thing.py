"""The next thing to do in a case: the one link of its page that is a button."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from vandpunkt.cases.path.moves import Move, Place, allowed
from vandpunkt.cases.path.states import State, place_of
from vandpunkt.cases.queries import CasePage

_BEING_WRITTEN = (State.ASSIGNED, State.IN_PREPARATION)


@dataclass(frozen=True)
class NextThing:
    """What is to be done, in words, and where."""

    title: str
    address: str


def next_thing(case: CasePage, *, handles: bool) -> NextThing | None:
    """What whoever handles the case does next; others read the answer. None where there is neither."""
    if not handles:
        return NextThing(_("Läs svaret"), "#answer") if case.document else None
    if case.state in _BEING_WRITTEN and (case.missing or not case.document):
        return NextThing(_("Skriv svaret"), reverse("draft", args=[case.slug]))
    move = next_move(case.state)
    if move is None:
        return None
    if move.place is Place.SIGNING:
        return NextThing(_("Underteckna svaret"), reverse("sign_statement", args=[case.slug]))
    return NextThing(_(move.button), f"{reverse('case_path', args=[case.slug])}#next")


def next_move(state: State) -> Move | None:
    """The first move of the table that brings a case on from a state; None where nothing is left to do."""
    onward = (
        move
        for move in allowed(state).values()
        if move.target not in (None, state) and place_of(move.target) >= place_of(state)
    )
    return next(onward, None)
