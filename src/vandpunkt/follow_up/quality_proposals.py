"""What the register can propose for the parts of a quality cycle. A proposal until somebody saves it."""

from __future__ import annotations

from django.utils.timezone import localdate

from vandpunkt.analysis.need import Need
from vandpunkt.domain.dates import print_date
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.follow_up.models import FollowUp
from vandpunkt.follow_up.quality import Part
from vandpunkt.register.interventions import interventions
from vandpunkt.register.results import eligibility_years
from vandpunkt.register.standing import school_standing

_NEED = {
    Need.CERTAINLY_BELOW: "säkert under",
    Need.PROBABLY_BELOW: "troligen under",
    Need.NOT_BELOW: "troligen inte under",
}


def proposed_part(school_code: str, school_year: SchoolYear, kind: str) -> Part:
    """The proposal for a part: where the school stands, the year's support, or what follow-ups saw."""
    if kind == "situation":
        return Part(kind, text=_standing(school_code))
    if kind == "support":
        terms = school_year.terms
        rows = [row for row in interventions([school_code]) if any(map(row.is_current, terms))]
        return Part(kind, interventions=tuple(row.id for row in rows))
    if kind == "follow_up":
        return Part(kind, text=_seen(school_code, school_year))
    return Part(kind)


def _standing(school_code: str) -> str:
    found = school_standing(school_code)
    published = eligibility_years([school_code])[school_code]
    told = []
    if published:
        newest = published[-1]
        told.append(
            f"Läsåret {newest.school_year} var andelen behöriga till yrkesprogram {newest.text} procent."
        )
    if found:
        fit, placed = found
        share = placed.standing.latest.underlying
        told.append(
            f"Den underliggande nivån ligger troligen mellan {round(100 * share.low_90)} och "
            f"{round(100 * share.high_90)} procent."
        )
        line = f"gränsen {round(100 * fit.threshold)} procent"
        word = _NEED.get(placed.standing.need)
        told.append(f"Den är {word} {line}." if word else f"Om den är under {line} går inte att avgöra.")
    return " ".join(told)


def _seen(school_code: str, school_year: SchoolYear) -> str:
    first, last = school_year.first_term.first_day, school_year.last_term.last_day
    rows = FollowUp.objects.filter(school_unit=school_code, day__gte=first, day__lte=min(last, localdate()))
    return "\n\n".join(f"{print_date(row.day)[4:]}: {row.seen}" for row in rows.order_by("day"))
