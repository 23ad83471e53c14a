"""Schools that nobody has talked with for long."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings

from vandpunkt.domain.problems import Problem, marked

WEEKS = 16
"""So many weeks without a follow-up make a school quiet, unless the organiser says otherwise."""


def quiet_weeks() -> int:
    """After how many weeks without a follow-up a school has gone quiet. Raises Problem for no such number."""
    weeks = settings.FOLLOW_UP.get("quiet_weeks", WEEKS)
    if isinstance(weeks, bool) or not isinstance(weeks, int) or not 1 <= weeks <= 200:
        raise Problem(
            marked(
                "quiet_weeks under [follow_up] i vandpunkt.toml är {weeks}. Skriv ett tal från 1 till 200."
            ),
            weeks=weeks,
        )
    return weeks


def has_gone_quiet(latest: date | None, *, today: date) -> bool:
    """Whether it is too long since the latest follow-up, or there never was one."""
    return latest is None or latest < today - timedelta(weeks=quiet_weeks())
