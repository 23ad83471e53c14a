"""Passwords: strong enough, changed by their owner alone, and never told to anybody."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from vandpunkt.domain.problems import FieldProblem, marked
from vandpunkt.register.models import AccountChange
from vandpunkt.register.people.account_changes import keep_change, locked_user


def set_password(user: Any, password: str, *, now: datetime) -> None:
    """Give a user, locked by the caller, another password; every session of theirs ends by that.

    Raises FieldProblem for a password that is too weak.
    """
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise FieldProblem(
            "password",
            marked("Lösenordet duger inte: {reasons} Välj ett annat."),
            reasons=" ".join(error.messages),
        ) from error
    user.set_password(password)
    user.save(update_fields=["password"])
    name = user.get_full_name() or user.get_username()
    keep_change(user, AccountChange.Kind.PASSWORD, by=name, now=now)


@transaction.atomic
def change_password(user_id: int, password: str, *, now: datetime) -> Any:
    """Let a user, who has shown the old one, have another password; the user as Django has it now.

    Raises FieldProblem for a password that is too weak or is the old one.
    """
    user = locked_user(user_id)
    if user.check_password(password):
        raise FieldProblem("password", marked("Det är lösenordet som du har. Välj ett annat."))
    set_password(user, password, now=now)
    return user
