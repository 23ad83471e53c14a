"""A catalogue and support made up for the tests."""

from __future__ import annotations

from typing import Any

from tests.register.publishing import BY, HAGSATRA, RINKEBY, day
from tests.register.readings import KSBS, schools
from vandpunkt.domain.periods import Period
from vandpunkt.register.interventions.asking import InterventionRow, intervention
from vandpunkt.register.interventions.changing import register_interventions
from vandpunkt.register.interventions.details import Details
from vandpunkt.register.programmes.changing import add_programme
from vandpunkt.register.programmes.details import ProgrammeDetails

OTHER = "Samordnare Demo"
KEPT = ("area", "schoolunit", "partner", "programme", "sourcedocument", "intervention")
"""Models of the register whose every change people see, by their lower-case names."""


def catalogue() -> None:
    """Two schools of ours and two programmes: `ksbs` and `kuf`."""
    schools()
    add_programme(details=ProgrammeDetails(KSBS, "KSBS"), by=BY, now=day(0))
    kuf = ProgrammeDetails("Kvalitetsutveckling genom förstelärare", "KUF")
    add_programme(details=kuf, by=BY, now=day(0))


def details(period: str = "vt 2026–", **values: Any) -> Details:
    """What a person states; running from spring 2026, which is now, unless something else is given."""
    return Details(**{"period": Period.parse(period), "status": "running", **values})


def registered(
    period: str = "vt 2026–", *, programme: str = "ksbs", code: str = RINKEBY, now: int = 1, **values: Any
) -> InterventionRow:
    """One row at one school."""
    (row_id,) = register_interventions(
        programme=programme,
        school_codes=[code],
        details=details(period, **values),
        overlap="beside",
        by=BY,
        now=day(now),
    )
    return intervention(row_id)


BOTH = (RINKEBY, HAGSATRA)
