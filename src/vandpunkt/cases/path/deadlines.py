"""How long before the board meets each step has to be done: one table, which the settings may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.working_days import working_day_on_or_before, working_days_before


@dataclass(frozen=True)
class Before:
    """So many days before the meeting, working days or days of the calendar.

    A day of the calendar that nobody works is moved to the nearest working day before it.
    """

    count: int
    working: bool = True

    def day(self, meeting: date) -> date:
        """The last day for the step when the board meets on a day."""
        if self.working:
            return working_days_before(meeting, self.count)
        return working_day_on_or_before(meeting - timedelta(days=self.count))


RULES: Mapping[str, Before] = {
    "preparation": Before(20),
    "reconciliation": Before(12),
    "signed": Before(10),
    "union_consultation": Before(6),
    "council": Before(6),
    "dispatched": Before(7, working=False),
}
"""By the kind of the step, in the order that they fall. The settings' table [deadlines] takes precedence."""

_UNITS = {"working_days": True, "days": False}


def rules(settings: Mapping[str, Any]) -> dict[str, Before]:
    """The table in force: ours, with what the settings say instead.

    A setting reads `signed = { working_days = 8 }` or `dispatched = { days = 7 }`. Raises Problem for a step
    that has no deadline, and for a number that is none.
    """
    found = dict(RULES)
    for kind, said in settings.items():
        unit = next(iter(said), "") if isinstance(said, Mapping) and len(said) == 1 else ""
        count = said[unit] if unit in _UNITS else None
        if kind not in RULES or not isinstance(count, int) or not 0 <= count <= 365:
            raise Problem(
                marked(
                    "Inställningen deadlines.{kind} går inte att använda. Skriv till exempel "
                    "signed = {{ working_days = 10 }}. De steg som finns är {kinds}."
                ),
                kind=kind,
                kinds=", ".join(RULES),
            )
        found[kind] = Before(count, working=_UNITS[unit])
    return found
