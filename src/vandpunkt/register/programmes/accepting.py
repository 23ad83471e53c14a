"""Programmes that a reading proposed, accepted with the first row of theirs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from vandpunkt.register.models import Programme
from vandpunkt.register.versions import change_kept


def accept_programmes(programmes: Iterable[Programme], *, by: str, now: datetime) -> None:
    """Let the proposed ones among the programmes be of the catalogue."""
    new = [programme for programme in set(programmes) if programme.proposed]
    for programme in new:
        programme.proposed = False
    change_kept(new, ["proposed"], by=by, now=now)
