"""The notice that the minutes have been checked, and the time that is counted from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from vandpunkt.domain.problems import marked
from vandpunkt.domain.working_days import three_weeks_after

CHECKED_WITHIN = timedelta(days=14)
POSTED_WITHIN = timedelta(days=2)

LAW = marked("13 kap. 5 § kommunallagen (2017:725) och lagen (1930:173) om beräkning av lagstadgad tid")
"""Where the three weeks and the way of counting them stand."""


@dataclass(frozen=True)
class Notice:
    """The day that the notice was posted, and the last of three weeks counted from it.

    `moved` is whether that day is another weekday than the notice's: it fell on a day that nobody works.
    A computation for information, which settles nothing: the court counts from the notice itself.
    """

    posted: date
    last_day: date

    @property
    def moved(self) -> bool:
        """Whether the last day was moved to the next working day."""
        return self.last_day != self.posted + timedelta(weeks=3)

    def is_over(self, today: date) -> bool:
        """Whether the counted time has run out."""
        return today > self.last_day


def notice(posted: date | None) -> Notice | None:
    """The time counted from a notice; None where none has been posted."""
    return Notice(posted, three_weeks_after(posted)) if posted else None
