"""What the faces show of a path, as values: its steps with their days, and who moved it when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from vandpunkt.cases.contributions import ContributionRow, contribution_rows
from vandpunkt.cases.loading import case_by_dnr
from vandpunkt.cases.models import Case, CasePath, Contribution, Step
from vandpunkt.cases.path.meetings import MeetingRow, meeting_row
from vandpunkt.cases.path.moves import MOVES, TAKE_BACK_TOLD
from vandpunkt.cases.path.moving import may_take_back
from vandpunkt.cases.path.notice import CHECKED_WITHIN, POSTED_WITHIN, Notice, notice
from vandpunkt.cases.path.states import State, is_past
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.register.history import with_version


@dataclass(frozen=True)
class StepRow:
    """One step. `latest` is its last day by the rules, None where no rule, meeting or law gives one.

    `passed` is whether the case has come past the step, be it without a day. `username` is the account that
    is responsible, "" for none.
    """

    id: int
    kind: str
    name: str
    body: str
    planned: date | None
    latest: date | None
    done: date | None
    passed: bool
    responsible: str
    username: str
    responsible_name: str
    outcome: str
    made_up: bool
    version: int

    @property
    def due(self) -> date | None:
        """The day it waits for: the one that somebody planned, else the one that the rules give."""
        return self.planned or self.latest

    @property
    def waits(self) -> bool:
        """Whether it is neither done nor behind the case."""
        return not self.done and not self.passed

    @property
    def planned_too_late(self) -> bool:
        """Whether the planned day is after the last one that the rules give."""
        return bool(self.waits and self.planned and self.latest and self.planned > self.latest)

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been done before today."""
        return self.waits and self.due is not None and self.due < today


@dataclass(frozen=True)
class MoveRow:
    """One move as it was made. `told` is what the person did, for a translation."""

    id: int
    name: str
    told: str
    before: State
    after: State
    day: date | None
    note: str
    at: datetime
    by: str
    made_up: bool


@dataclass(frozen=True)
class PathPage:
    """Everything the page of a path shows. `officer` is who handles the case, "" for nobody."""

    slug: str
    dnr: str
    title: str
    board: str
    state: State
    decided: bool
    officer: str
    meeting: MeetingRow | None
    steps: tuple[StepRow, ...]
    contributions: tuple[ContributionRow, ...]
    moves: tuple[MoveRow, ...]
    notice: Notice | None

    @property
    def latest_move(self) -> MoveRow | None:
        """The latest move where it can be taken back, else None."""
        return self.moves[-1] if self.moves and may_take_back(self.moves[-1].name) else None

    def step(self, step_id: int) -> StepRow:
        """One step of the case. Raises Problem where it has none by that id."""
        for one in self.steps:
            if one.id == step_id:
                return one
        raise Problem(marked("Ärendet {dnr} har inget steg {id}."), dnr=self.dnr, id=step_id)

    def overdue(self, today: date) -> tuple[StepRow, ...]:
        """The steps that should have been done before today."""
        return tuple(one for one in self.steps if one.is_overdue(today))

    def waiting(self, kind: str) -> tuple[StepRow, ...]:
        """The steps of a kind that are not done."""
        return tuple(one for one in self.steps if one.kind == kind and not one.done)


def path_page(slug: str) -> PathPage:
    """The path of a case. Raises Problem for an unknown one. Five queries."""
    case = case_by_dnr(slug, among=Case.objects.select_related("path__meeting", "path__officer"))
    path = path_or_none(case)
    steps = path_steps(case, path)
    moves = tuple(
        MoveRow(
            id=one.pk,
            name=one.name,
            told=MOVES[one.name].told if one.name in MOVES else TAKE_BACK_TOLD,
            before=State(one.before),
            after=State(one.after),
            day=one.day,
            note=one.note,
            at=one.moved_at,
            by=one.moved_by,
            made_up=one.made_up,
        )
        for one in case.moves.all()
    )
    posted = next((one.done for one in reversed(steps) if one.kind == Step.Kind.POSTED), None)
    return PathPage(
        slug=case.slug,
        dnr=case.dnr,
        title=case.title,
        board=case.board,
        state=state_of(path),
        decided=any(one.kind == Step.Kind.DECISION and one.done for one in steps),
        officer=officer_of(path),
        meeting=meeting_row(path.meeting) if path and path.meeting else None,
        steps=steps,
        contributions=contribution_rows(Contribution.objects.filter(case=case)),
        moves=moves,
        notice=notice(posted),
    )


def step_titles() -> dict[str, str]:
    """The names of the kinds of step, in their usual order."""
    return {kind: str(label) for kind, label in Step.Kind.choices}


def path_steps(case: Case, path: CasePath | None) -> tuple[StepRow, ...]:
    """The steps of a case in order. One query."""
    rows: QuerySet[Step] = case.steps.select_related("responsible")
    return step_rows(list(with_version(rows)), path)


def step_rows(steps: list[Step], path: CasePath | None) -> tuple[StepRow, ...]:
    """Steps of one case as values, with what the case's state and meeting say of them. No query."""
    state = state_of(path)
    days = dict(meeting_row(path.meeting).deadlines) if path and path.meeting else {}
    days |= _after_decision(steps)
    return tuple(
        StepRow(
            id=one.pk,
            kind=one.kind,
            name=str(one.get_kind_display()),
            body=one.body,
            planned=one.planned,
            latest=days.get(one.kind),
            done=one.done,
            passed=not one.done and is_past(one.kind, state),
            responsible=_name(one),
            username=one.responsible.get_username() if one.responsible else "",
            responsible_name=one.responsible_name,
            outcome=one.outcome,
            made_up=one.made_up,
            version=getattr(one, "version", 0) or 0,
        )
        for one in steps
    )


def _after_decision(steps: list[Step]) -> dict[str, date]:
    """The last days for checking the minutes and for posting that they are checked."""
    done = {one.kind: one.done for one in steps if one.done}
    counted = (
        (Step.Kind.DECISION, Step.Kind.MINUTES_CHECKED, CHECKED_WITHIN),
        (Step.Kind.MINUTES_CHECKED, Step.Kind.POSTED, POSTED_WITHIN),
    )
    return {kind: done[before] + days for before, kind, days in counted if before in done}


def state_of(path: CasePath | None) -> State:
    """The state of a path; a case that has none yet has only been received."""
    return State(path.state) if path else State.RECEIVED


def officer_of(path: CasePath | None) -> str:
    """The name of who handles a case, "" where nobody has been named."""
    officer = path.officer if path else None
    return officer.get_full_name() or officer.get_username() if officer else ""


def path_or_none(case: Case) -> CasePath | None:
    """Where a case stands, None for one that has no path yet."""
    return getattr(case, "path", None)


def _name(step: Step) -> str:
    if step.responsible:
        return step.responsible.get_full_name() or step.responsible.get_username()
    return step.responsible_name
