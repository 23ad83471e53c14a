"""What the register can propose for the parts of a quality cycle. A proposal until somebody saves it."""

from __future__ import annotations

from django.utils.timezone import localdate

from vandpunkt.analysis.need import Need
from vandpunkt.domain.dates import print_date
from vandpunkt.domain.sentence_rules import WrittenIn, sentence
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.follow_up.models import FollowUp
from vandpunkt.follow_up.quality import Part
from vandpunkt.register.interventions.asking import interventions
from vandpunkt.register.results import YearResult, eligibility_years
from vandpunkt.register.standing import SchoolStanding, school_standing

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
    told = [proposed_share(published[-1])] if published else []
    if found:
        fit, placed = found
        told += [proposed_level(placed.standing), proposed_need(placed.standing, fit.threshold)]
    return " ".join(told)


@sentence(
    WrittenIn.QUALITY_REPORT, "Förslag till nuläget, när Skolverket har publicerat en andel för skolan."
)
def proposed_share(newest: YearResult) -> str:
    """The newest published share, as printed."""
    return f"Läsåret {newest.school_year} var andelen behöriga till yrkesprogram {newest.text} procent."


@sentence(WrittenIn.QUALITY_REPORT, "Förslag till nuläget, när skolans underliggande nivå är uträknad.")
def proposed_level(standing: SchoolStanding) -> str:
    """The range that holds the underlying level with 90 %."""
    share = standing.latest.underlying
    return (
        f"Den underliggande nivån ligger troligen mellan {round(100 * share.low_90)} och "
        f"{round(100 * share.high_90)} procent."
    )


@sentence(
    WrittenIn.QUALITY_REPORT, "Förslag till nuläget, när nivån är uträknad. Orden följer regeln i svaret."
)
def proposed_need(standing: SchoolStanding, threshold: float) -> str:
    """The word that the rule gives the school."""
    line = f"gränsen {round(100 * threshold)} procent"
    word = _NEED.get(standing.need)
    return f"Den är {word} {line}." if word else f"Om den är under {line} går inte att avgöra."


def _seen(school_code: str, school_year: SchoolYear) -> str:
    first, last = school_year.first_term.first_day, school_year.last_term.last_day
    rows = FollowUp.objects.filter(school_unit=school_code, day__gte=first, day__lte=min(last, localdate()))
    return "\n\n".join(f"{print_date(row.day)[4:]}: {row.seen}" for row in rows.order_by("day"))
