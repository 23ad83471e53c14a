"""What waits for a person in the cases: steps and texts, overdue or due in the coming thirty days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from vandpunkt.cases.contributions import ContributionRow, contribution_row
from vandpunkt.cases.models import Case, Contribution, Step
from vandpunkt.cases.path.queries import StepRow, path_or_none, step_rows
from vandpunkt.cases.path.states import State
from vandpunkt.domain.roles import Role
from vandpunkt.follow_up.calendars import CalendarDay
from vandpunkt.follow_up.due import DAYS_AHEAD
from vandpunkt.register.history import with_version
from vandpunkt.register.people.accounts import roles_of
from vandpunkt.register.rows_with import rows_with

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
    """What waits for a person up to a day, in thirty days where none is given. One query.

    A step waits for who is responsible for it; where nobody is, for the case's officer; where the case has
    none, for every case officer. A text waits for who is to write it and for the case's officer. Nothing
    waits in a case whose decision has been sent out.
    """
    until = until or today + timedelta(days=DAYS_AHEAD)
    handles = bool(roles_of(user) & HANDLERS)
    cases = _open_cases(until)
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
        for case, step in _waiting_steps(cases, user, handles=handles)
        if step.due is not None and step.due <= until
    )
    texts = (
        contribution_row(row)
        for case in cases
        for row in case.contributions.all()
        if row.responsible_id == user.pk or _is_officer(user, case, handles=handles)
    )
    return CasesDue(
        tuple(sorted(steps, key=lambda one: (one.day, one.dnr))),
        tuple((one, one.is_late(today)) for one in sorted(texts, key=lambda one: (one.due, one.id))),
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


def _open_cases(until: date) -> list[Case]:
    """The cases whose decision has not been sent out yet, with their steps and the texts due by a day."""
    over = [State.SENT_OUT.value, State.ARCHIVED.value]
    texts = with_version(Contribution.objects.select_related("responsible"))
    return rows_with(
        Case.objects.exclude(path__state__in=over).select_related("path__meeting"),
        steps=Step.objects.select_related("responsible"),
        contributions=texts.filter(received__isnull=True, withdrawn__isnull=True, due__lte=until),
    )


def _meeting_is_made_up(case: Case) -> bool:
    path = path_or_none(case)
    return bool(path and path.meeting and path.meeting.made_up)


def _is_officer(user: Any, case: Case, *, handles: bool) -> bool:
    """Whether a case is handled by a person: by name, or by any case officer where nobody is named."""
    path = path_or_none(case)
    return handles and (path.officer_id if path else None) in (None, user.pk)


def _waiting_steps(cases: Iterable[Case], user: Any, *, handles: bool) -> Iterable[tuple[Case, StepRow]]:
    for case in cases:
        of_case = _is_officer(user, case, handles=handles)
        for step in step_rows(list(case.steps.all()), path_or_none(case)):
            named = bool(step.username or step.responsible_name)
            if step.waits and (step.username == user.get_username() or (of_case and not named)):
                yield case, step
