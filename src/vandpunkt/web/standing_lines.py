"""The lines of Läget: each of our schools with its years, its support, and what one pupil weighs."""

from __future__ import annotations

from dataclasses import dataclass

from vandpunkt.documents.charts import YearChart
from vandpunkt.domain.terms import Term
from vandpunkt.register.interventions import current_counts
from vandpunkt.register.results import YearResult, eligibility_years
from vandpunkt.register.schools import School, own_schools
from vandpunkt.web.swedish_order import swedish_order
from vandpunkt.web.year_charts import chart_in_words, pupil_weight, shared_years, year_chart


@dataclass(frozen=True)
class StandingLine:
    """One school. `latest` is its newest published year; `support` the interventions it has this term."""

    school: School
    chart: YearChart
    latest: YearResult | None
    support: int

    @property
    def weight(self) -> float | None:
        """What one pupil weighs in the latest share, in percentage points; None where n is not printed."""
        return pupil_weight(self.latest)

    @property
    def latest_year(self) -> str:
        """The school year of the newest published figure, "" where there is none."""
        return str(self.latest.school_year) if self.latest else ""

    @property
    def chart_in_words(self) -> str:
        """Each year with its mark as printed."""
        return chart_in_words(self.chart)


def standing_lines(term: Term) -> tuple[StandingLine, ...]:
    """Every school of ours with year 9, in alphabetical order; the charts share their years. Five queries."""
    schools = sorted(own_schools(), key=lambda school: (swedish_order(school.name), school.code))
    codes = [school.code for school in schools]
    published = eligibility_years(codes)
    support = current_counts(codes, term)
    years = shared_years(published.values())
    return tuple(
        StandingLine(
            school=school,
            chart=year_chart(published[school.code], years),
            latest=published[school.code][-1] if published[school.code] else None,
            support=support[school.code],
        )
        for school in schools
    )
