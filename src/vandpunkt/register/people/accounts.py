"""The roles as groups with permissions, the first administrator, and the demo's users."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.roles import Role

_ADMINISTERED = ("register", "cases", "auth")
"""The apps whose rows an administrator may look at, add to and change; nobody removes, history is kept."""


@dataclass(frozen=True)
class DemoUser:
    """A user of the demo installation, named by role alone."""

    username: str
    name: str
    role: Role


def demo_users() -> tuple[DemoUser, ...]:
    """One user a role, in the order of the roles."""
    return tuple(
        DemoUser(f"demo-{role.value.replace('_', '-')}", f"{role.title} Demo", role) for role in Role
    )


@transaction.atomic
def create_role_groups() -> None:
    """Make a group of each role that has none, with its permissions; groups that exist are left alone."""
    for role in Role:
        group, created = Group.objects.get_or_create(name=role.value)
        if created:
            group.permissions.set(_permissions(role))


def _permissions(role: Role) -> list[Permission]:
    if role is not Role.ADMINISTRATOR:
        return []
    allowed = Permission.objects.filter(content_type__app_label__in=_ADMINISTERED)
    return list(allowed.exclude(codename__startswith="delete_"))


def roles_of(user: User | AnonymousUser) -> frozenset[Role]:
    """The roles of a person: the groups by those names; a superuser is administrator. One query a user."""
    if not user.is_active:
        return frozenset()
    prefetch_related_objects([user], "groups")
    names = {group.name for group in user.groups.all()}
    if user.is_superuser:
        names.add(Role.ADMINISTRATOR.value)
    return frozenset(role for role in Role if role.value in names)


def has_users() -> bool:
    """Whether anybody can log in yet."""
    return get_user_model().objects.exists()


def existing_usernames() -> set[str]:
    """The names of all users."""
    return set(get_user_model().objects.values_list("username", flat=True))


def check_password(username: str, password: str) -> None:
    """Raises Problem for a password that is too weak for a new user of that name."""
    try:
        validate_password(password, get_user_model()(username=username))
    except ValidationError as error:
        raise Problem(
            marked("Lösenordet duger inte: {reasons} Välj ett annat."), reasons=" ".join(error.messages)
        ) from error


@transaction.atomic
def create_administrator(username: str, password: str) -> None:
    """Make the first user, who may do everything. Raises Problem for a taken name and a weak password."""
    users = get_user_model()
    if users.objects.filter(username=username).exists():
        raise Problem(marked("Användaren {username} finns redan. Välj ett annat namn."), username=username)
    check_password(username, password)
    administrator = users.objects.create_superuser(username=username, password=password)
    administrator.groups.add(Group.objects.get(name=Role.ADMINISTRATOR.value))


@transaction.atomic
def create_demo_users() -> None:
    """Make one user a role, without any password; Raises Problem in an installation that is no demo."""
    if not settings.DEMO:
        raise Problem(marked("Demoanvändare får bara finnas i en demoinstallation."))
    create_role_groups()
    users = get_user_model()
    for one in demo_users():
        user, created = users.objects.get_or_create(username=one.username, defaults={"first_name": one.name})
        if created:
            user.set_unusable_password()
            user.save()
            user.groups.add(Group.objects.get(name=one.role.value))
