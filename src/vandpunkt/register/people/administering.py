"""Accounts as an administrator keeps them: adding, inviting, changing roles, closing and opening."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from vandpunkt.domain.problems import FieldProblem, Problem, marked
from vandpunkt.domain.roles import Role
from vandpunkt.register.models import AccountChange
from vandpunkt.register.people.account_changes import found_user, keep_change, locked_user
from vandpunkt.register.people.accounts import create_role_groups, roles_of
from vandpunkt.register.people.assignments import Holder, assignments_of
from vandpunkt.register.people.lock_out import forget_attempts
from vandpunkt.register.people.passwords import set_password


class _Invitations(PasswordResetTokenGenerator):
    """One-time links: a link is spent when the password has been set, and after PASSWORD_RESET_TIMEOUT."""

    key_salt = "vandpunkt.invitation"


_INVITATIONS = _Invitations()


@dataclass(frozen=True)
class Account:
    """A user as an administrator sees them; `has_password` is false before the invitation is taken."""

    id: int
    username: str
    name: str
    roles: tuple[Role, ...]
    active: bool
    has_password: bool
    last_login: datetime | None
    assignments: tuple[Holder, ...]

    def assigned_on(self, day: date) -> tuple[Holder, ...]:
        """What they hold on a day."""
        return tuple(one for one in self.assignments if one.on(day))


def accounts(ids: Iterable[int] | None = None) -> tuple[Account, ...]:
    """Every user, or those with some ids, active before closed, by name. Three queries."""
    users = get_user_model().objects.prefetch_related("groups")
    rows = list(users if ids is None else users.filter(pk__in=list(ids)))
    held = assignments_of(user.pk for user in rows)
    found = [_account(user, held.get(user.pk, ())) for user in rows]
    return tuple(sorted(found, key=lambda one: (not one.active, one.name.casefold())))


def find_accounts(*, words: str = "", role: Role | None = None) -> tuple[int, ...]:
    """The ids of the users with every word in name, user name or e-mail address, and with a role.

    In the order of `accounts`. One query, of few columns.
    """
    wanted = words.casefold().split()
    users = get_user_model().objects.order_by("pk")
    if role is not None:
        with_role = Q(groups__name=role.value)
        users = users.filter(
            with_role | Q(is_superuser=True) if role is Role.ADMINISTRATOR else with_role
        ).distinct()
    found = [
        (not user.is_active, (user.get_full_name() or user.get_username()).casefold(), user.pk)
        for user in users.only("is_active", "first_name", "last_name", "username", "email")
        if all(
            one in f"{user.get_full_name()} {user.get_username()} {user.email}".casefold() for one in wanted
        )
    ]
    return tuple(key for *_, key in sorted(found))


def account(user_id: int) -> Account:
    """One user. Raises Problem for an id that there is none with."""
    return _account(found_user(user_id), assignments_of([user_id]).get(user_id, ()))


@transaction.atomic
def add_account(
    username: str, *, name: str, email: str = "", roles: Iterable[Role], by: str, now: datetime
) -> int:
    """Make a user without a password: it is set by invitation, or the organiser's own login is used; the id.

    Raises FieldProblem for a name that is taken or missing and for no role.
    """
    users, username = get_user_model(), username.strip()
    wanted = _wanted(roles)
    if not username:
        raise FieldProblem("username", marked("Skriv ett användarnamn."))
    if users.objects.filter(username__iexact=username).exists():
        raise FieldProblem(
            "username", marked("Användaren {username} finns redan. Välj ett annat namn."), username=username
        )
    user = users(username=username, first_name=name.strip()[:150], email=email.strip())
    user.set_unusable_password()
    try:
        user.full_clean(exclude=["password"])
    except ValidationError as error:
        field, told = next(iter(error.message_dict.items()))
        raise FieldProblem("name" if field == "first_name" else field, " ".join(told)) from error
    user.save()
    _set_groups(user, wanted)
    keep_change(user, AccountChange.Kind.CREATED, after=wanted, by=by, now=now)
    return user.pk


@transaction.atomic
def set_roles(user_id: int, roles: Iterable[Role], *, by: str, now: datetime) -> bool:
    """Let a user have these roles and no others; whether that changed anything.

    Raises FieldProblem for none, and where nobody would be administrator any more.
    """
    user, wanted = locked_user(user_id), _wanted(roles)
    before = roles_of(user) if user.is_active else _groups(user)
    if before == wanted:
        return False
    if Role.ADMINISTRATOR not in wanted:
        _check_administrators(user)
    follow_roles(user, wanted, by=by, now=now)
    return True


def follow_roles(user: Any, wanted: frozenset[Role], *, by: str, now: datetime) -> None:
    """Give a user, locked by the caller, these roles and no others, or none; kept where that changes them."""
    before = roles_of(user) if user.is_active else _groups(user)
    if before == wanted:
        return
    user.is_superuser = user.is_superuser and Role.ADMINISTRATOR in wanted
    user.save(update_fields=["is_superuser"])
    _set_groups(user, wanted)
    keep_change(user, AccountChange.Kind.ROLES, before=before, after=wanted, by=by, now=now)


@transaction.atomic
def close_account(user_id: int, *, by: str, now: datetime) -> None:
    """Let a user log in no more. Raises FieldProblem for the last administrator."""
    user = locked_user(user_id)
    if user.is_active:
        _check_administrators(user)
        _set_active(user, False, by=by, now=now)


@transaction.atomic
def open_account(user_id: int, *, by: str, now: datetime) -> None:
    """Let a user whose account was closed log in again."""
    user = locked_user(user_id)
    if not user.is_active:
        _set_active(user, True, by=by, now=now)


@transaction.atomic
def invite(user_id: int, *, by: str, now: datetime) -> str:
    """The secret part of a one-time link that sets the password. Raises Problem for a closed account."""
    user = locked_user(user_id)
    if not user.is_active:
        raise Problem(marked("Kontot är avstängt. Öppna det innan du bjuder in."))
    keep_change(user, AccountChange.Kind.INVITED, by=by, now=now)
    return _INVITATIONS.make_token(user)


def invited(user_id: int, token: str) -> str | None:
    """The username that a link is for; None for a link that is wrong, spent or too old."""
    user: Any = get_user_model().objects.filter(pk=user_id, is_active=True).first()
    return user.get_username() if user and _INVITATIONS.check_token(user, token) else None


@transaction.atomic
def accept_invitation(user_id: int, token: str, password: str, *, now: datetime) -> None:
    """Set the password by a link, which is spent by that; a lock on the login is taken away.

    Raises FieldProblem for a password that is too weak, and for a spent link.
    """
    user = locked_user(user_id)
    if not user.is_active or not _INVITATIONS.check_token(user, token):
        raise FieldProblem("password", marked("Länken gäller inte längre. Be administratören om en ny."))
    set_password(user, password, now=now)
    forget_attempts(user.get_username())


def _account(user: Any, held: tuple[Holder, ...]) -> Account:
    roles = roles_of(user) if user.is_active else _groups(user)
    return Account(
        id=user.pk,
        username=user.get_username(),
        name=user.get_full_name() or user.get_username(),
        roles=tuple(role for role in Role if role in roles),
        active=user.is_active,
        has_password=user.has_usable_password(),
        last_login=user.last_login,
        assignments=held,
    )


def _groups(user: Any) -> frozenset[Role]:
    names = {group.name for group in user.groups.all()}
    return frozenset(role for role in Role if role.value in names)


def _wanted(roles: Iterable[Role]) -> frozenset[Role]:
    wanted = frozenset(roles)
    if not wanted:
        raise FieldProblem(
            "roles", marked("Välj minst en roll. Ska personen inte längre in: stäng av kontot.")
        )
    return wanted


def _check_administrators(leaving: Any) -> None:
    """Raise Problem where nobody but `leaving` is administrator."""
    if Role.ADMINISTRATOR not in roles_of(leaving):
        return
    users = get_user_model().objects.filter(is_active=True).exclude(pk=leaving.pk)
    if not any(Role.ADMINISTRATOR in roles_of(one) for one in users.prefetch_related("groups")):
        raise FieldProblem("roles", marked("Någon måste vara administratör. Gör först någon annan till det."))


def _set_groups(user: Any, roles: frozenset[Role]) -> None:
    create_role_groups()
    others = user.groups.exclude(name__in=[role.value for role in Role])
    user.groups.set([*Group.objects.filter(name__in=[role.value for role in roles]), *others])


def _set_active(user: Any, active: bool, *, by: str, now: datetime) -> None:
    user.is_active = active
    user.save(update_fields=["is_active"])
    keep_change(user, AccountChange.Kind.OPENED if active else AccountChange.Kind.CLOSED, by=by, now=now)
