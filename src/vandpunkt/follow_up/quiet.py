"""Schools that nobody has talked with for long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Max

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.follow_up.models import FollowUp

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


def latest_follow_ups(codes: Iterable[str], *, today: date) -> dict[str, date]:
    """The day of the latest follow-up of each school that has had one, by code. One query."""
    held = FollowUp.objects.filter(school_unit__in=list(codes), day__lte=today)
    return dict(held.order_by().values_list("school_unit").annotate(latest=Max("day")))


def has_gone_quiet(latest: date | None, *, today: date) -> bool:
    """Whether it is too long since the latest follow-up, or there never was one."""
    return latest is None or latest < today - timedelta(weeks=quiet_weeks())
