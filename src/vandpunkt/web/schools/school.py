"""School: its results, its support over the terms, and the cases and documents that mention it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from vandpunkt.cases.queries import cases_of_school
from vandpunkt.cases.standing_sentences import why_not_told
from vandpunkt.domain.roles import Role
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.load import most_at_once
from vandpunkt.register.interventions.asking import interventions
from vandpunkt.register.past import school_history
from vandpunkt.register.people.assignments import holders_over_time
from vandpunkt.register.provenance import mentions
from vandpunkt.register.results import YearResult, eligibility_years
from vandpunkt.register.schools import school as register_school
from vandpunkt.register.standing import school_standing
from vandpunkt.web.access import decided_only, may_see_notes, page
from vandpunkt.web.errors import found_or_404
from vandpunkt.web.follow_up.follow_ups import school_follow_up
from vandpunkt.web.past.pages import past_page
from vandpunkt.web.schools.outcomes import school_outcomes
from vandpunkt.web.schools.school_standing import standing_section
from vandpunkt.web.schools.standing_charts import newer_than_fit
from vandpunkt.web.schools.timeline import timeline
from vandpunkt.web.schools.year_charts import chart_in_words, pupil_weight, year_chart


@dataclass(frozen=True)
class YearLine:
    """A row of the table of results. The interval is in whole per cent; None where nothing is left to say."""

    result: YearResult
    low: int | None
    high: int | None
    weight: float | None


@page("school")
def school(request: HttpRequest, code: str) -> HttpResponse:
    """One school unit, now or as of a past day. Not found for a code that the register lacks."""
    if past := past_page(request, "school", code):
        return past
    fitted = school_standing(code)
    found = fitted[1].school if fitted else found_or_404(register_school, code)
    standing = fitted[1].standing if fitted else None
    results = eligibility_years([code, *(standing.similar if standing else ())])
    published = results[code]
    rows = interventions([code])
    chart = year_chart(published, [year.school_year for year in published])
    cases = cases_of_school(code)
    return render(
        request,
        "web/schools/school.html",
        {
            "section": "standing",
            "school": found,
            "standing": standing_section(fitted, results),
            "why_not_told": why_not_told(newer_than_fit(published, standing)),
            "chart": chart,
            "chart_in_words": chart_in_words(chart),
            "marks": {year.kind.value for year in published},
            "years": [
                YearLine(year, _percent(point.low), _percent(point.high), pupil_weight(year))
                for year, point in zip(published, chart.points, strict=True)
            ],
            "sources": _sources(published),
            "outcomes": school_outcomes(code, published, {row.programme: row.programme_slug for row in rows}),
            "timeline": timeline(
                rows,
                Term.on(localdate()),
                most=most_at_once(),
                holders=holders_over_time(Role.HEAD_TEACHER, school_code=code),
            ),
            "follow_up": school_follow_up(request, code, rows),
            "mentions": mentions(rows),
            "history": school_history(code) if may_see_notes(request, code) else (),
            "cases": [case for case in cases if case.decided or not decided_only(request, "case")],
        },
    )


def _percent(share: float | None) -> int | None:
    return None if share is None else round(100 * share)


def _sources(published: Iterable[YearResult]) -> list[str]:
    return list(dict.fromkeys(year.source_label for year in published))
