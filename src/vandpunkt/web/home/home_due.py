"""What waits for a person on their home: actions, letters, signs, meetings, and promises to answer."""

from __future__ import annotations

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
from vandpunkt.follow_up.due import DAYS_AHEAD, Meeting, own_actions, waiting_numbers
from vandpunkt.follow_up.promise_asking import note_shown_at_home
from vandpunkt.follow_up.promises import PromiseRow, promises_due
from vandpunkt.follow_up.signs import SignRow, unobserved_signs
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


def waiting(
    request: HttpRequest, own: frozenset[str], meetings: tuple[Meeting, ...], today: date
) -> Waiting | None:
    """What waits for the person asking, whose own schools and meetings are given; None for who only reads.

    Signs and promises are those of the person's own schools. At most seven queries.
    """
    user: Any = request.user
    roles = roles_of(user) - {Role.BOARD_MEMBER, Role.ANALYST}
    if not roles:
        return None
    actions = own_actions(user, None if roles - SCOPED else own, today, by_role=schools_by_own_role(request))
    until = today + timedelta(days=DAYS_AHEAD)
    asked = promises_due(today=today, codes=own) if own else ()
    note_shown_at_home(asked, user, today=today, **who(request))
    proposals, without_signs = _numbers(request, own, today)
    return Waiting(
        actions=tuple((one, one.is_late(today)) for one in actions),
        signs=unobserved_signs(own, until) if own else (),
        meetings=meetings,
        promises=asked,
        cases=cases_due_for(user, today=today),
        letters=waiting_inquiries() if may(request, "inquiry") else (),
        replies=_replies(request) if Role.HEAD_TEACHER in roles else (),
        proposals=proposals,
        without_signs=without_signs,
    )


def _numbers(request: HttpRequest, own: frozenset[str], today: date) -> tuple[int, int]:
    """How many proposals out of documents wait, and rows lack a first sign, as far as the person may act.

    At most one query.
    """
    reviews, signs = may(request, "review"), may(request, "sign_new")
    if not reviews and not (signs and own):
        return 0, 0
    return waiting_numbers(
        Term.on(today),
        own if signs else (),
        proposals_at=own_schools(request, "review") if reviews else frozenset(),
    )


def _replies(request: HttpRequest) -> tuple[ReplyLine, ...]:
    """What a head teacher is asked to read and comment. At most two queries."""
    return open_invitations(own_schools(request, "own_reply") or (), now=now())
