"""Support registered together with the signs that should be seen of it before any results."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from vandpunkt.follow_up.signs import NewSign, register_first_signs
from vandpunkt.register.interventions.changing import register_interventions


@transaction.atomic
def register_with_signs(
    *, signs: Sequence[NewSign] = (), by: str, now: datetime, **support: Any
) -> tuple[int, ...]:
    """Register a programme for schools, each with the same signs to look for; returns the ids of the rows.

    `support` is what `register_interventions` takes, and it raises what that raises, and what
    `register_first_signs` raises.
    """
    rows = register_interventions(**support, by=by, now=now)
    register_first_signs(rows, signs, by=by, now=now)
    return rows
