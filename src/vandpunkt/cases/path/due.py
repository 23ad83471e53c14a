"""What waits for a person in the cases: steps and texts, overdue or due in the coming thirty days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Q

from vandpunkt.cases.contributions import ContributionRow, contribution_rows
from vandpunkt.cases.models import Case, Contribution, Step
from vandpunkt.cases.path.queries import StepRow, path_or_none, step_rows
from vandpunkt.cases.path.states import State
from vandpunkt.domain.roles import Role
from vandpunkt.follow_up.calendars import CalendarDay
from vandpunkt.follow_up.due import DAYS_AHEAD
from vandpunkt.register.people.accounts import roles_of

HANDLERS = frozenset({Role.CASE_OFFICER, Role.ADMINISTRATOR})
_MONTHS_AHEAD = 12


@dataclass(frozen=True)
class CaseDue:
    """One step that waits in a case, with its day."""

    slug: str
    dnr: str
    title: str
    step: StepRow
    day: date
    overdue: bool
    made_up: bool


@dataclass(frozen=True)
class CasesDue:
    """What waits for a person: steps by day, and texts that have not come."""

    steps: tuple[CaseDue, ...]
    contributions: tuple[tuple[ContributionRow, bool], ...]

    def __bool__(self) -> bool:
        return bool(self.steps or self.contributions)

    @property
    def made_up(self) -> bool:
        """Whether anything of it is made up for the demo."""
        return any(one.made_up for one in self.steps) or any(one.made_up for one, _ in self.contributions)


def cases_due_for(user: Any, *, today: date, until: date | None = None) -> CasesDue:
    """What waits for a person up to a day, in thirty days where none is given. Two queries.

    A step waits for who is responsible for it; where nobody is, for the case's officer; where the case has
    none, for every case officer. A text waits for who is to write it and for the case's officer.
    """
    until = until or today + timedelta(days=DAYS_AHEAD)
    handles = bool(roles_of(user) & HANDLERS)
    steps = tuple(
        CaseDue(
            slug=case.slug,
            dnr=case.dnr,
            title=case.title,
            step=step,
            day=step.due,
            overdue=step.is_overdue(today),
            made_up=step.made_up or (step.planned is None and _meeting_is_made_up(case)),
        )
        for case, step in _waiting_steps(user, handles=handles)
        if step.due is not None and step.due <= until
    )
    mine = Q(responsible=user)
    if handles:
        mine |= Q(case__path__officer=user) | Q(case__path__officer__isnull=True)
    waiting = Contribution.objects.filter(mine, received__isnull=True, withdrawn__isnull=True, due__lte=until)
    texts = contribution_rows(waiting)
    return CasesDue(
        tuple(sorted(steps, key=lambda one: (one.day, one.dnr))),
        tuple((one, one.is_late(today)) for one in texts),
    )


def calendar_days(user: Any, today: date) -> Iterable[CalendarDay]:
    """What waits for a person in the cases, as days of their calendar."""
    due = cases_due_for(user, today=today, until=today + timedelta(days=30 * _MONTHS_AHEAD))
    for one in due.steps:
        name = f"{one.step.name} {one.step.body}".strip()
        yield CalendarDay(
            f"step-{one.step.id}", one.day, f"{one.dnr}: {name}", f"/cases/{one.slug}/path/", one.made_up
        )
    for text, _late in due.contributions:
        yield CalendarDay(
            f"contribution-{text.id}",
            text.due,
            f"Text från {text.department}",
            f"/cases/{text.slug}/path/texts/{text.id}/",
            text.made_up,
        )


def _open_cases() -> Iterable[tuple[Case, tuple[StepRow, ...]]]:
    """The cases that have steps and whose decision has not been sent out yet, each with them. One query."""
    over = [State.SENT_OUT.value, State.ARCHIVED.value]
    steps = Step.objects.exclude(case__path__state__in=over).order_by("case", "position", "pk")
    joined = steps.select_related("responsible", "case__path__meeting")
    for _key, group in groupby(joined, attrgetter("case_id")):
        rows = list(group)
        case = rows[0].case
        path = path_or_none(case)
        yield case, step_rows(rows, path)


def _meeting_is_made_up(case: Case) -> bool:
    path = path_or_none(case)
    return bool(path and path.meeting and path.meeting.made_up)


def _waiting_steps(user: Any, *, handles: bool) -> Iterable[tuple[Case, StepRow]]:
    for case, steps in _open_cases():
        path = path_or_none(case)
        officer = path.officer_id if path else None
        of_case = handles and officer in (None, user.pk)
        for step in steps:
            named = bool(step.username or step.responsible_name)
            if step.waits and (step.username == user.get_username() or (of_case and not named)):
                yield case, step
