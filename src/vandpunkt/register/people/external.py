"""People who sign in at the organiser's own login server: whose account it is, and which roles it gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.roles import Role
from vandpunkt.register.models import AccountChange, ExternalIdentity
from vandpunkt.register.people.account_changes import keep_change
from vandpunkt.register.people.administering import follow_roles

BY = "inloggningsservern"


@dataclass(frozen=True)
class ExternalPerson:
    """A person as the login server at `issuer` tells of them; `subject` is who they are there for ever."""

    issuer: str
    subject: str
    username: str
    name: str
    email: str
    groups: frozenset[str]


def signed_in(
    person: ExternalPerson,
    *,
    roles: Mapping[str, Iterable[Role]],
    create: bool,
    link: bool,
    now: datetime,
) -> Any:
    """The account of a person who has signed in, with the roles that their groups give.

    `roles` says which roles a group gives; where it is empty roles are kept here and left alone. Whoever has
    none of the groups any more loses the roles. Raises Problem, in the person's words, where they may not in.
    """
    wanted = frozenset(role for group in person.groups for role in roles.get(group, ()))
    with transaction.atomic():
        user = _linked(person)
        if user is None and (wanted or not roles):
            user = _first_time(person, create=create, link=link, now=now)
        if user is not None and user.is_active:
            _keep_in_line(user, person)
            if roles:
                follow_roles(user, wanted, by=BY, now=now)
    if roles and not wanted:
        raise Problem(
            marked(
                "Du är inloggad hos er inloggningsserver, men är inte med i någon grupp som ger en roll här. "
                "Be den som sköter grupperna om det."
            )
        )
    if not user.is_active:
        raise Problem(marked("Ditt konto här är avstängt. Be administratören öppna det."))
    return user


def _linked(person: ExternalPerson) -> Any:
    found = (
        ExternalIdentity.objects.select_related("user")
        .select_for_update(of=("self",))
        .filter(issuer=person.issuer, subject=person.subject)
        .first()
    )
    return found.user if found else None


def _first_time(person: ExternalPerson, *, create: bool, link: bool, now: datetime) -> Any:
    """The account that the person will have from now on, found or made."""
    users = get_user_model().objects
    same = users.filter(username__iexact=person.username).first()
    if same is None and create:
        user = _made(person, now=now)
    elif same is not None and link and _is_waiting(same):
        user = same
    elif same is not None:
        raise Problem(
            marked(
                "Användarnamnet {username} finns redan här och hör inte ihop med din inloggning. "
                "Be administratören om hjälp."
            ),
            username=person.username,
        )
    else:
        raise Problem(
            marked("Du har inget konto här än. Be administratören lägga till {username}."),
            username=person.username,
        )
    ExternalIdentity.objects.create(user=user, issuer=person.issuer, subject=person.subject, linked_at=now)
    keep_change(user, AccountChange.Kind.LINKED, by=BY, now=now)
    return user


def _is_waiting(user: Any) -> bool:
    """Whether an administrator has added the account and nobody has ever used it."""
    unused = user.last_login is None and not user.has_usable_password() and not user.is_superuser
    return unused and user.is_active and not user.external_identities.exists()


def _made(person: ExternalPerson, *, now: datetime) -> Any:
    user = get_user_model()(username=person.username)
    user.set_unusable_password()
    try:
        user.full_clean(exclude=["password"])
    except ValidationError as error:
        raise Problem(
            marked("Användarnamnet {username} från inloggningsservern går inte att ha här: {reasons}"),
            username=person.username,
            reasons=" ".join(error.messages),
        ) from error
    user.save()
    keep_change(user, AccountChange.Kind.CREATED, by=BY, now=now)
    return user


def _keep_in_line(user: Any, person: ExternalPerson) -> None:
    """The name and the address that the server knows are the account's."""
    name = person.name[:150] or user.first_name
    last_name = "" if person.name else user.last_name
    email = person.email[:254] or user.email
    if (user.first_name, user.last_name, user.email) != (name, last_name, email):
        user.first_name, user.last_name, user.email = name, last_name, email
        user.save(update_fields=["first_name", "last_name", "email"])
