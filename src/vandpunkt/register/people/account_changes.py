"""What has been done to an account, and by whom: kept beside it, never changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.roles import Role
from vandpunkt.register.models import AccountChange
from vandpunkt.register.people.security_letters import tell_owner


@dataclass(frozen=True)
class AccountEntry:
    """One change of an account, in codes: `before` and `after` are role values."""

    kind: str
    what: str
    before: tuple[Role, ...]
    after: tuple[Role, ...]
    at: datetime
    by: str


def account_history(user_id: int) -> tuple[AccountEntry, ...]:
    """What has been done to an account, newest first. One query."""
    return tuple(
        AccountEntry(
            kind=row.kind,
            what=str(row.get_kind_display()),
            before=_read_roles(row.before),
            after=_read_roles(row.after),
            at=row.at,
            by=row.by,
        )
        for row in AccountChange.objects.filter(user=user_id)
    )


def keep_change(
    user: Any,
    kind: str,
    *,
    before: Iterable[Role] = (),
    after: Iterable[Role] = (),
    by: str,
    now: datetime,
) -> None:
    """Keep that something was done to an account; its owner is told by letter where it is about safety."""
    AccountChange.objects.create(
        user=user, kind=kind, before=_written(before), after=_written(after), at=now, by=by
    )
    tell_owner(user, kind, by=by, now=now)


def _written(roles: Iterable[Role]) -> str:
    held = frozenset(roles)
    return " ".join(role.value for role in Role if role in held)


def _read_roles(text: str) -> tuple[Role, ...]:
    return tuple(Role(value) for value in text.split())


def found_user(user_id: int) -> Any:
    """A user as Django has it. Raises Problem for an id that there is none with."""
    user = get_user_model().objects.filter(pk=user_id).first()
    if user is None:
        raise Problem(marked("Det finns ingen användare med numret {id}."), id=user_id)
    return user


def locked_user(user_id: int) -> Any:
    """A user whom nobody else changes meanwhile. Raises Problem for an id that there is none with."""
    if not get_user_model().objects.select_for_update().filter(pk=user_id).exists():
        raise Problem(marked("Det finns ingen användare med numret {id}."), id=user_id)
    return found_user(user_id)
