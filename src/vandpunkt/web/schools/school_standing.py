"""Where one school stands: its picture, the sentences beside it, and the schools with a similar intake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from vandpunkt.cases import standing_sentences as sentences
from vandpunkt.documents.charts import ForecastChart, StandingChart, to_table
from vandpunkt.documents.charts.table import ChartTable
from vandpunkt.domain.problems import marked
from vandpunkt.register.results import YearResult
from vandpunkt.register.schools import School
from vandpunkt.register.standing import FitSummary, PlacedSchool, SchoolStanding, similar_schools
from vandpunkt.web.schools.standing_charts import coming_chart, level_chart, told

LEVEL = marked("Underliggande nivå")
LINE = marked("Gränsen")
INTAKE = marked("Elevunderlaget")
PLACE = marked("Bland våra skolor")
NEXT_YEAR = marked("Nästa läsår")

Published = Mapping[str, Sequence[YearResult]]


@dataclass(frozen=True)
class SimilarSchool:
    """A row of the schools with a similar intake. `level` is the 90 % range in words; `itself` the school."""

    school: School
    chart: StandingChart
    level: str
    latest: str
    in_words: str
    itself: bool


@dataclass(frozen=True)
class StandingSection:
    """What the page of a school tells of its standing. `similar` begins with the school itself."""

    chart: ForecastChart
    sentences: tuple[tuple[str, str], ...]
    similar: tuple[SimilarSchool, ...]
    threshold: float
    remarks: tuple[str, ...]
    fitted_at: datetime

    @property
    def in_words(self) -> str:
        """The sentences after each other, for those who do not see the chart."""
        return " ".join(text for _title, text in self.sentences)

    @property
    def table(self) -> ChartTable:
        """The figures behind the chart."""
        return to_table(self.chart, _)


def standing_section(
    fitted: tuple[FitSummary, PlacedSchool] | None, published: Published
) -> StandingSection | None:
    """The section of a school, None where nothing is told of it. One query, for the similar schools.

    `published` holds the years of the school's similar schools too.
    """
    if fitted is None:
        return None
    fit, itself = fitted
    years = published[itself.school.code]
    if not told(years, itself.standing):
        return None
    near = [one for one in similar_schools(itself.standing) if told(_years(one, published), one.standing)]
    return StandingSection(
        chart=coming_chart(years, itself.standing, fit.threshold),
        sentences=_sentences(itself.standing, fit),
        similar=tuple(
            _similar(one, _years(one, published)[-1], fit, itself=one is itself) for one in (itself, *near)
        ),
        threshold=fit.threshold,
        remarks=fit.remarks,
        fitted_at=fit.fitted_at,
    )


def _years(placed: PlacedSchool, published: Published) -> Sequence[YearResult]:
    return published[placed.school.code]


def _sentences(standing: SchoolStanding, fit: FitSummary) -> tuple[tuple[str, str], ...]:
    said = [
        (_(LEVEL), sentences.underlying_level(standing)),
        (_(LINE), sentences.below_line(standing, fit.threshold)),
        (_(INTAKE), sentences.against_intake(standing)),
    ]
    if standing.place:
        said.append((_(PLACE), sentences.place_among_own(standing.place, fit.outlook.listed)))
    said.append((_(NEXT_YEAR), sentences.next_year(standing)))
    return tuple(said)


def _similar(placed: PlacedSchool, latest: YearResult, fit: FitSummary, *, itself: bool) -> SimilarSchool:
    school, standing = placed.school, placed.standing
    return SimilarSchool(
        school=school,
        chart=level_chart(school.name, standing, latest, fit.threshold),
        level=sentences.range_in_words(standing.latest.underlying),
        latest=latest.text,
        in_words=sentences.standing_in_words(standing, latest.text),
        itself=itself,
    )
