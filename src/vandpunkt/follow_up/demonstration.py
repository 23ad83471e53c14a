"""Follow-ups made up for the demo, on the schools of the real case. Each says that it is made up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.actions import NewAction
from vandpunkt.follow_up.dialogues import FollowUpDetails, follow_ups, register_follow_up
from vandpunkt.follow_up.signs import register_sign
from vandpunkt.register.interventions.asking import interventions

MADE_UP = "Påhittat för demon: "
BY = "Grundskolesamordnare Demo"


@transaction.atomic
def make_up_follow_ups(codes: Sequence[str], *, now: datetime) -> None:
    """One dialogue, two actions and one sign at each of the first two schools, unless they have any."""
    today = localdate(now)
    for number, code in enumerate(codes[:2]):
        rows = [row for row in interventions([code]) if row.is_current(Term.on(today))]
        if follow_ups(code) or not rows:
            continue
        attention = "needs_attention" if number else "as_planned"
        register_follow_up(
            code,
            details=FollowUpDetails(
                day=today - timedelta(days=14),
                participants="Rektor, grundskolesamordnare",
                seen=f"{MADE_UP}samtalet handlade om hur stödet används i vardagen.",
                next_meeting=today + timedelta(days=21),
            ),
            states={rows[0].id: (attention, f"{MADE_UP}kommentar från samtalet.")},
            actions=(
                NewAction(f"{MADE_UP}boka nästa samtal", "coordinator", today + timedelta(days=7)),
                NewAction(f"{MADE_UP}gå igenom schemat", "head_teacher", today + timedelta(days=10)),
            ),
            username="demo-coordinator",
            made_up=True,
            by=BY,
            now=now,
        )
        register_sign(
            rows[0].id,
            what=f"{MADE_UP}fler lärare planerar tillsammans.",
            when=Term.on(today),
            by_whom="Rektor",
            made_up=True,
            by=BY,
            now=now,
        )
