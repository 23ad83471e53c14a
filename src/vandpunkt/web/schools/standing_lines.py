"""The lines of Läget: each of our schools with where it stands, its support, and what one pupil weighs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from vandpunkt.analysis.need import Need, need
from vandpunkt.cases import standing_sentences as sentences
from vandpunkt.documents.charts import StandingChart, YearChart
from vandpunkt.domain.marks import PublishedValue
from vandpunkt.domain.terms import SchoolYear, Term
from vandpunkt.register.interventions.asking import current_counts
from vandpunkt.register.interventions.given import count_given
from vandpunkt.register.latest_shares import LatestShare, latest_shares, told_probabilities
from vandpunkt.register.results import YearResult, eligibility_years
from vandpunkt.register.schools import School, own_schools
from vandpunkt.register.standing import FitSummary, SchoolStanding, standings
from vandpunkt.web.schools.standing_charts import level_chart, newer_than_fit, told
from vandpunkt.web.schools.year_charts import chart_in_words, pupil_weight, year_chart, years_until
from vandpunkt.web.swedish_order import swedish_order


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


@dataclass(frozen=True)
class Glance:
    """What chooses and orders the schools of a long list; the lines are made of one page of them.

    `probability` 0–1 is of being below the line, None where it is not told; `weight` as in StandingLine.
    """

    school: School
    support: int
    probability: float | None
    weight: float | None

    @property
    def need(self) -> Need | None:
        """Whether the school is below the line as far as can be told; None where nothing is told."""
        return None if self.probability is None else need(self.probability)

    @property
    def below(self) -> bool:
        """Certainly or probably below the line."""
        return self.need in (Need.CERTAINLY_BELOW, Need.PROBABLY_BELOW)

    @property
    def need_word(self) -> str:
        """The word of need, "" where none is used."""
        return sentences.word_of(self.need) if self.need else ""


@dataclass(frozen=True)
class Overview:
    """Every school of ours with year 9 at a glance, in alphabetical order, and the newest published year."""

    glances: tuple[Glance, ...]
    newest: SchoolYear | None

    @property
    def years(self) -> tuple[SchoolYear, ...]:
        """The school years that the charts have in common."""
        return years_until(self.newest)


def standing_overview(term: Term, fit: FitSummary | None) -> Overview:
    """Every school of ours with year 9 at a glance. Six queries at most."""
    schools = sorted(own_schools(), key=lambda school: (swedish_order(school.name), school.code))
    latest = latest_shares()
    support = count_given(None, term)
    below = told_probabilities(fit, latest) if fit else {}
    glances = tuple(
        Glance(
            school=school,
            support=support.get(school.code, 0),
            probability=below.get(school.code),
            weight=_weight(latest.get(school.code)),
        )
        for school in schools
    )
    return Overview(glances, max((one.school_year for one in latest.values()), default=None))


def _weight(latest: LatestShare | None) -> float | None:
    """As `pupil_weight`, of the light row."""
    if latest is None or not latest.cohort_printed or not PublishedValue.parse(latest.text).is_share:
        return None
    return 100 / latest.cohort_printed


def past_glances(schools: Sequence[School], term: Term, moment: datetime) -> tuple[Glance, ...]:
    """Some schools with the support that they had in a term, as the register stood at a moment."""
    support = current_counts([one.code for one in schools], term, as_of=moment)
    return tuple(Glance(one, support[one.code], probability=None, weight=None) for one in schools)


def lines_of(
    glances: Sequence[Glance],
    years: Sequence[SchoolYear],
    fit: FitSummary | None,
    *,
    as_of: datetime | None = None,
) -> tuple[StandingLine, ...]:
    """The lines of some schools, in their order, by the figures that were in force. Two queries."""
    codes = [one.school.code for one in glances]
    published = eligibility_years(codes, as_of=as_of)
    stand = standings(codes, fit=fit) if fit else {}
    return tuple(
        StandingLine(
            school=one.school,
            years=year_chart(published[one.school.code], years),
            latest=published[one.school.code][-1] if published[one.school.code] else None,
            support=one.support,
            fit=fit,
            standing=told(published[one.school.code], stand.get(one.school.code)),
            newer=newer_than_fit(published[one.school.code], stand.get(one.school.code)),
        )
        for one in glances
    )
