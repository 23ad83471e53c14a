"""Two people change the same row: what the first one changed, for the second one to see and to choose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.register.history import author


@dataclass(frozen=True)
class Difference:
    """One field that somebody else has changed: what it was, what it became, and what one wanted oneself.

    `clash` is whether both have changed it, to different things.
    """

    field: str
    name: str
    before: str
    theirs: str
    mine: str
    clash: bool


class ChangedMeanwhile(Problem):
    """Somebody has changed the row since the form was made. `version` is the row as it is now."""

    def __init__(
        self, *, version: int, by: str, at: datetime | None, differences: tuple[Difference, ...]
    ) -> None:
        super().__init__(
            marked("{by} hann spara före dig. Det du skrev står kvar, men är inte sparat än."),
            by=by or "Någon annan",
        )
        self.version, self.by, self.at, self.differences = version, by, at, differences


class SavedFirst(Problem):
    """Somebody has saved a row with little in it since the form was made. `version` is the row now."""

    def __init__(self, *, version: int, by: str) -> None:
        super().__init__(
            marked("{by} hann spara före dig. Läs vad som står där nu och försök igen."),
            by=by or "Någon annan",
        )
        self.version = version


def differences(
    names: Mapping[str, str], told: Callable[[str, Any], str], base: Any, theirs: Any, mine: Any
) -> tuple[Difference, ...]:
    """What has changed from `base` to `theirs`, beside what one wanted oneself, in the order of the names."""
    found = []
    for field, name in names.items():
        before, now, wanted = (getattr(one, field) for one in (base, theirs, mine))
        if before != now:
            texts = told(field, before), told(field, now), told(field, wanted)
            found.append(Difference(field, name, *texts, wanted not in (before, now)))
    return tuple(found)


def changed_meanwhile(latest: Any, found: tuple[Difference, ...] = ()) -> ChangedMeanwhile:
    """The problem that a row is in a later version of its history, `latest`, than the form was made from."""
    return ChangedMeanwhile(
        version=latest.history_id, by=author(latest), at=latest.history_date, differences=found
    )


def too_old() -> Problem:
    """The problem that a form was made from a version that the row never was in."""
    return Problem(marked("Formuläret är för gammalt för att sparas. Öppna det på nytt."))


def check_made_from(
    row: Any,
    made_from: int,
    *,
    mine: Any,
    names: Mapping[str, str],
    told: Callable[[str, Any], str],
    stated: Callable[[Any], Any],
) -> None:
    """Raise ChangedMeanwhile where a form was made from an older version than the row is in now.

    `stated` makes of a row, or of a version of it, what `mine` is one of.
    """
    versions = row.history.select_related("history_user")
    latest = versions.order_by("-history_id").first()
    if latest is None or latest.history_id == made_from:
        return
    base = versions.filter(history_id=made_from).first()
    if base is None:
        raise too_old()
    raise changed_meanwhile(latest, differences(names, told, stated(base), stated(row), mine))


def refuse_older(row: Any, made_from: int) -> None:
    """Raise SavedFirst, which names who it was, where a form was made from an older version of a row.

    For rows with little in them: what was written is seen by looking at the row.
    """
    latest = row.history.select_related("history_user").order_by("-history_id").first()
    if latest is not None and latest.history_id != made_from:
        raise SavedFirst(version=latest.history_id, by=author(latest))
