"""The newest published share of many schools at once, and whether a fit knows of it: what long lists need."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from vandpunkt.domain.marks import PublishedValue, ValueKind
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.register.indicators import VOCATIONAL_ELIGIBILITY
from vandpunkt.register.models import SchoolUnit
from vandpunkt.register.results import SHOWN_YEARS, in_force, trust
from vandpunkt.register.standing import FitSummary, probabilities_below, standings

SILENT = (ValueKind.MISSING, ValueKind.SUPPRESSED)


@dataclass(frozen=True)
class LatestShare:
    """A school's newest published year as printed; `cohort_printed` is n where the source prints it.

    `says_something` is whether any of the shown years tells a share, however vaguely.
    """

    school_year: SchoolYear
    text: str
    cohort_printed: int | None
    says_something: bool


def latest_shares() -> dict[str, LatestShare]:
    """For each school of ours with a published row its newest, by code. One query, of few columns."""
    ours = SchoolUnit.objects.filter(own=True, has_year_nine=True)
    rows = in_force(None).filter(indicator=VOCATIONAL_ELIGIBILITY, school_unit__in=ours)
    columns = ("school_unit_id", "school_year", "source", "text", "cohort", "cohort_inferred")
    found = {}
    in_order = rows.order_by("school_unit_id", "school_year").values_list(*columns)
    for code, of_school in groupby(in_order, key=lambda row: row[0]):
        by_year: dict[str, tuple[str, str, int | None, bool]] = {}
        for _, year, *rest in of_school:
            if year not in by_year or trust(rest[0]) < trust(by_year[year][0]):
                by_year[year] = (rest[0], rest[1], rest[2], rest[3])
        shown = list(by_year.items())[-SHOWN_YEARS:]
        year, (_, text, cohort, inferred) = shown[-1]
        says = any(PublishedValue.parse(one[1]).kind not in SILENT for _, one in reversed(shown))
        found[code] = LatestShare(SchoolYear.parse(year), text, None if inferred else cohort, says)
    return found


def told_probabilities(fit: FitSummary, latest: dict[str, LatestShare]) -> dict[str, float]:
    """The probability 0–1 that a school is below the line, where it may be told, by code.

    It may where some year says something and no published year is newer than those the fit knows. Only a
    figure recorded after the fit can be that, so only such schools are looked at more closely.
    """
    below = {code: value for code, value in probabilities_below(fit).items() if code in latest}
    recorded = in_force(None).filter(indicator=VOCATIONAL_ELIGIBILITY, recorded_at__gt=fit.fitted_at)
    since = set(recorded.order_by().values_list("school_unit_id", flat=True)) & below.keys()
    known = {code: one.latest.school_year for code, one in standings(since, fit=fit).items()}
    return {
        code: probability
        for code, probability in below.items()
        if latest[code].says_something
        and latest[code].school_year <= known.get(code, latest[code].school_year)
    }
