"""Making a move: the state checked, the step marked done, and who moved the case when kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from vandpunkt.cases.decisions import is_decided
from vandpunkt.cases.loading import case_by_dnr
from vandpunkt.cases.models import Case, CasePath, Move, Step
from vandpunkt.cases.path import moves as table
from vandpunkt.cases.path.given import Given, checked, person
from vandpunkt.cases.path.layout import open_step, path_of, renew
from vandpunkt.cases.path.moves import MOVES, Place
from vandpunkt.cases.path.states import State
from vandpunkt.cases.watched_promises import watch_when_decided
from vandpunkt.domain.problems import Named, Problem, marked
from vandpunkt.register.versions import change_kept

_KINDS = Step.Kind


@transaction.atomic
def make_move(slug: str, name: str, *, expected: State, given: Given, by: str, now: datetime) -> State:
    """Make a move that belongs to the page of the path; returns the state it led to.

    `expected` is the state that the person saw. Raises Problem where somebody has moved the case since or the
    table does not allow the move, and FieldProblem for what the move asks for and was not given.
    """
    move = MOVES.get(name)
    if move is None or move.place is not Place.PATH:
        raise Problem(marked("Det finns inget sådant steg att ta från ärendets gång."))
    case = case_by_dnr(slug)
    return carry_out(case, name, expected=expected, given=given, by=by, now=now)


def carry_out(
    case: Case, name: str, *, expected: State | None = None, given: Given, by: str, now: datetime
) -> State:
    """Make any move of the table on a case, inside the caller's transaction."""
    path = path_of(case, by=by, now=now)
    state = State(path.state)
    if expected is not None and state is not expected:
        raise Problem(
            marked("Ärendet har flyttats sedan sidan visades och är nu: {state}. Läs den igen."),
            state=Named(state.title, small=True),
        )
    move = MOVES[name]
    if state not in move.sources:
        raise Problem(
            marked("«{move}» går inte nu. Ärendet är: {state}. Då får det vara: {sources}."),
            move=Named(move.button),
            state=Named(state.title, small=True),
            sources=Named(*(one.title for one in move.sources), small=True),
        )
    given = checked(case, path, name, given, now)
    step = _mark_step(case, name, given, by=by, now=now)
    target = table.after(name, state)
    renew(case, _AGAIN.get(name, ()), by=by, now=now)
    _set(path, name, target, given, by=by, now=now)
    _log(case, name, (state, target), given, step=step, by=by, now=now)
    if name == "decide":
        watch_when_decided(case.slug, by=by, now=now)
    return target


def bring_to(case: Case, target: State, *, note: str, by: str, now: datetime) -> None:
    """Record the moves of the main line that lead to a state, without days: nobody has stated any.

    For what is done elsewhere and shows that the case has come so far. Nothing where it has already.
    """
    path = path_of(case, by=by, now=now)
    state = State(path.state)
    for name in table.way_to(target, state):
        after = table.after(name, state)
        _log(case, name, (state, after), Given(note=note), by=by, now=now)
        state = after
    if state.value != path.state:
        path.state = state.value
        change_kept([path], ["state"], by=by, now=now)


@transaction.atomic
def path_when_decided(slug: str, *, by: str, now: datetime) -> None:
    """Bring a case to the decision where its day has been recorded elsewhere than on the path."""
    case = case_by_dnr(slug)
    if is_decided(case.slug):
        note = marked("Följde av att beslutets dag fördes in i administrationen.")
        bring_to(case, State.DECIDED, note=note, by=by, now=now)


@transaction.atomic
def take_back(slug: str, *, seen: int, by: str, now: datetime) -> State:
    """Undo the latest move, made by mistake; `seen` is its id. Returns the state the case is in again.

    Raises Problem where a move has come since, and for moves that leave more behind than a step's day.
    """
    case = case_by_dnr(slug)
    path = path_of(case, by=by, now=now)
    latest = case.moves.order_by("-pk").first()
    if latest is None or latest.pk != seen:
        raise Problem(marked("Det har hänt mer i ärendet sedan sidan visades. Läs den igen."))
    if not may_take_back(latest.name):
        raise Problem(marked("Det senaste kan inte tas tillbaka. Gör i stället nästa steg härifrån."))
    steps = list(case.steps.filter(moves=latest))
    if latest.name == "decide":
        steps += case.steps.filter(kind=_KINDS.BOARD_MEETING, done=latest.day)
    for step in steps:
        step.done, step.outcome = None, ""
    change_kept(steps, ["done", "outcome"], by=by, now=now)
    before, after = State(latest.after), State(latest.before)
    path.state = after.value
    change_kept([path], ["state"], by=by, now=now)
    _log(case, table.TAKE_BACK, (before, after), Given(), by=by, now=now)
    return after


def may_take_back(name: str) -> bool:
    """Whether a move can be undone: those that only marked a step and moved the case."""
    lasting = {"call_again", "prepare_again", "reopen", "reassign"}
    return name in MOVES and name not in lasting and MOVES[name].place is Place.PATH


def _mark_step(case: Case, name: str, given: Given, *, by: str, now: datetime) -> Step | None:
    kind = MOVES[name].step
    if not kind:
        return None
    done = [open_step(case, kind, step_id=given.step, by=by, now=now)]
    done[0].outcome = _OUTCOMES.get(name, given.note)[:300]
    if name == "decide":
        done.append(open_step(case, _KINDS.BOARD_MEETING, by=by, now=now))
        done[1].outcome = "beslut"
    for step in done:
        step.done, step.made_up = given.day, step.made_up or given.made_up
    change_kept(done, ["done", "outcome", "made_up"], by=by, now=now)
    return done[0]


_OUTCOMES = {"table": "bordlagt", "refer_back": "återremitterat"}


_AGAIN = {
    "call_again": (_KINDS.BOARD_MEETING,),
    "prepare_again": (_KINDS.RECONCILIATION, _KINDS.SIGNED, _KINDS.DISPATCHED, _KINDS.BOARD_MEETING),
    "reopen": (_KINDS.RECONCILIATION, _KINDS.SIGNED),
}
"""The steps that a case comes past once more after a move."""


def _set(path: CasePath, name: str, target: State, given: Given, *, by: str, now: datetime) -> None:
    before = (path.state, path.meeting_id, path.officer_id)
    path.state = target.value
    if MOVES[name].needs_meeting:
        path.meeting_id = given.meeting
    if name == "prepare_again":
        path.meeting = None
    if name in ("assign", "reassign"):
        path.officer = person(given.person)
    if (path.state, path.meeting_id, path.officer_id) != before:
        change_kept([path], ["state", "meeting", "officer"], by=by, now=now)


def _log(
    case: Case,
    name: str,
    way: tuple[State, State],
    given: Given,
    *,
    step: Step | None = None,
    by: str,
    now: datetime,
) -> None:
    before, after = way
    Move.objects.create(
        case=case,
        name=name,
        before=before.value,
        after=after.value,
        step=step,
        day=given.day,
        note=given.note[:500],
        moved_at=now,
        moved_by=by[:200],
        made_up=given.made_up,
    )
