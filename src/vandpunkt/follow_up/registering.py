"""Support registered together with the signs that should be seen of it before any results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from vandpunkt.domain.problems import FieldProblem, marked
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.signs import MOST_SIGNS, register_sign
from vandpunkt.register.interventions.changing import register_interventions


@dataclass(frozen=True)
class NewSign:
    """What should be seen, at the latest when, and who looks for it."""

    what: str
    when: date | Term
    by_whom: str = ""


@transaction.atomic
def register_with_signs(
    *, signs: Sequence[NewSign] = (), by: str, now: datetime, **support: Any
) -> tuple[int, ...]:
    """Register a programme for schools, each with the same signs to look for; returns the ids of the rows.

    `support` is what `register_interventions` takes, and it raises what that raises; FieldProblem for more
    signs than anybody should have to follow.
    """
    if len(signs) > MOST_SIGNS:
        raise FieldProblem(
            "signs", marked("Högst {most} tecken: fler ska ingen behöva följa."), most=MOST_SIGNS
        )
    rows = register_interventions(**support, by=by, now=now)
    for row in rows:
        for one in signs:
            register_sign(row, what=one.what, when=one.when, by_whom=one.by_whom, by=by, now=now)
    return rows
