"""What waits for a person on their home: actions, letters, signs, meetings, and promises to answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import now

from vandpunkt.cases.inquiries import InquiryRow, waiting_inquiries
from vandpunkt.cases.path.due import CasesDue, cases_due_for
from vandpunkt.cases.replies import ReplyLine, open_invitations
from vandpunkt.domain.roles import Role
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.actions import ActionRow
from vandpunkt.follow_up.due import DAYS_AHEAD, Meeting, meetings, own_actions
from vandpunkt.follow_up.first_signs import count_without_signs
from vandpunkt.follow_up.promise_asking import note_shown
from vandpunkt.follow_up.promises import PromiseRow, promises_due
from vandpunkt.follow_up.signs import SignRow, unobserved_signs
from vandpunkt.register.reviewing.asking import waiting_count
from vandpunkt.web.access import may, own_schools, roles_of, schools_by_own_role
from vandpunkt.web.access_table import SCOPED
from vandpunkt.web.saving import who


@dataclass(frozen=True)
class Waiting:
    """What waits: each action with whether it is late, and promises whose term has ended."""

    actions: tuple[tuple[ActionRow, bool], ...]
    signs: tuple[SignRow, ...]
    meetings: tuple[Meeting, ...]
    promises: tuple[PromiseRow, ...]
    cases: CasesDue
    letters: tuple[InquiryRow, ...] = ()
    replies: tuple[ReplyLine, ...] = ()
    proposals: int = 0
    without_signs: int = 0

    def __bool__(self) -> bool:
        told = (
            self.actions,
            self.signs,
            self.meetings,
            self.promises,
            self.cases,
            self.letters,
            self.replies,
            self.proposals,
            self.without_signs,
        )
        return any(map(bool, told))

    @property
    def promises_by_school(self) -> tuple[tuple[str, Term, tuple[PromiseRow, ...]], ...]:
        """The promises of each school and term together, in the order they come."""
        found: dict[tuple[str, Term], list[PromiseRow]] = {}
        for one in self.promises:
            found.setdefault((one.school, one.due), []).append(one)
        return tuple((school, due, tuple(rows)) for (school, due), rows in found.items())

    @property
    def made_up(self) -> bool:
        """Whether anything of it is made up for the demo."""
        told = [one.made_up for one, _late in self.actions]
        told += [one.made_up for one in self.signs] + [one.made_up for one in self.meetings]
        return any(told) or self.cases.made_up


def waiting(request: HttpRequest, codes: Iterable[str], today: date) -> Waiting | None:
    """What waits for the person asking, whose own schools are given; None for who only reads.

    Signs, meetings and promises are those of the person's own schools. At most thirteen queries.
    """
    user: Any = request.user
    roles = roles_of(user) - {Role.BOARD_MEMBER, Role.ANALYST}
    if not roles:
        return None
    own = frozenset(codes)
    actions = own_actions(user, None if roles - SCOPED else own, today, by_role=schools_by_own_role(request))
    until = today + timedelta(days=DAYS_AHEAD)
    asked = promises_due(today=today, codes=own) if own else ()
    note_shown(asked, user, today=today, **who(request))
    return Waiting(
        actions=tuple((one, one.is_late(today)) for one in actions),
        signs=unobserved_signs(own, until) if own else (),
        meetings=meetings(own, today, until) if own else (),
        promises=asked,
        cases=cases_due_for(user, today=today),
        letters=waiting_inquiries() if may(request, "inquiry") else (),
        replies=_replies(request) if Role.HEAD_TEACHER in roles else (),
        proposals=_proposals(request) if may(request, "review") else 0,
        without_signs=count_without_signs(Term.on(today), codes=own) if may(request, "sign_new") else 0,
    )


def _proposals(request: HttpRequest) -> int:
    """How many proposals out of documents wait at the schools that the person has. One query and theirs."""
    return waiting_count(codes=own_schools(request, "review"))


def _replies(request: HttpRequest) -> tuple[ReplyLine, ...]:
    """What a head teacher is asked to read and comment. At most two queries."""
    return open_invitations(own_schools(request, "own_reply") or (), now=now())
