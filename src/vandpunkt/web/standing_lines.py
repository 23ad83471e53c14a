"""The lines of Läget: each of our schools with where it stands, its support, and what one pupil weighs."""

from __future__ import annotations

from dataclasses import dataclass

from vandpunkt.analysis.need import Need
from vandpunkt.documents.charts import StandingChart, YearChart
from vandpunkt.domain.terms import SchoolYear, Term
from vandpunkt.register.interventions import current_counts
from vandpunkt.register.results import YearResult, eligibility_years
from vandpunkt.register.schools import School, own_schools
from vandpunkt.register.standing import FitSummary, SchoolStanding, standings
from vandpunkt.web import standing_sentences as sentences
from vandpunkt.web.standing_charts import level_chart, newer_than_fit, told
from vandpunkt.web.swedish_order import swedish_order
from vandpunkt.web.year_charts import chart_in_words, pupil_weight, shared_years, year_chart


@dataclass(frozen=True)
class StandingLine:
    """One school. `latest` is its newest published year; `support` the interventions it has this term.

    `years` are its published years, drawn where there is no fit; `standing` is None where none is told of
    the school, and `newer` then the year that the fit does not know, if that is why.
    """

    school: School
    years: YearChart
    latest: YearResult | None
    support: int
    fit: FitSummary | None = None
    standing: SchoolStanding | None = None
    newer: SchoolYear | None = None

    @property
    def weight(self) -> float | None:
        """What one pupil weighs in the latest share, in percentage points; None where n is not printed."""
        return pupil_weight(self.latest)

    @property
    def latest_year(self) -> str:
        """The school year of the newest published figure, "" where there is none."""
        return str(self.latest.school_year) if self.latest else ""

    @property
    def chart(self) -> StandingChart | YearChart | None:
        """Where the school stands; its five years without a fit; None where nothing is to be drawn."""
        if not self.fit:
            return self.years
        if not self.standing:
            return None
        return level_chart(self.school.name, self.standing, self.latest, self.fit.threshold)

    @property
    def chart_in_words(self) -> str:
        """What the chart shows, or why there is none."""
        if not self.fit:
            return chart_in_words(self.years)
        if not self.standing:
            return sentences.why_not_told(self.newer)
        return sentences.standing_in_words(self.standing, self.latest.text if self.latest else "")

    @property
    def need(self) -> Need | None:
        """Whether the school is below the line as far as can be told; None where no standing is told."""
        return self.standing.need if self.standing else None

    @property
    def below(self) -> bool:
        """Certainly or probably below the line."""
        return self.need in (Need.CERTAINLY_BELOW, Need.PROBABLY_BELOW)

    @property
    def need_word(self) -> str:
        """The word of need, "" where none is used."""
        return sentences.need_word(self.standing) if self.standing else ""

    @property
    def need_explained(self) -> str:
        """The sentence behind the word, "" where there is none."""
        return (
            sentences.need_explained(self.standing, self.fit.threshold) if self.standing and self.fit else ""
        )

    @property
    def among_lowest(self) -> str:
        """How sure it is that the school is among the lowest, "" where it hardly can be."""
        if not self.standing or not self.fit:
            return ""
        return sentences.among_lowest(self.standing.place, self.fit.outlook.listed)


def standing_lines(term: Term, fit: FitSummary | None) -> tuple[StandingLine, ...]:
    """Every school of ours with year 9, in alphabetical order; charts share their scale. Five queries."""
    schools = sorted(own_schools(), key=lambda school: (swedish_order(school.name), school.code))
    codes = [school.code for school in schools]
    published = eligibility_years(codes)
    support = current_counts(codes, term)
    years = shared_years(published.values())
    stand = standings(codes, fit=fit) if fit else {}
    return tuple(
        StandingLine(
            school=school,
            years=year_chart(published[school.code], years),
            latest=published[school.code][-1] if published[school.code] else None,
            support=support[school.code],
            fit=fit,
            standing=told(published[school.code], stand.get(school.code)),
            newer=newer_than_fit(published[school.code], stand.get(school.code)),
        )
        for school in schools
    )
