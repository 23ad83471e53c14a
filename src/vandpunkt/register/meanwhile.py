"""Two people change the same row: what the first one changed, for the second one to see and to choose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vandpunkt.domain.problems import Problem, marked


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
