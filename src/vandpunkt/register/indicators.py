"""The indicators that the product knows, and the order in which sources are believed."""

from __future__ import annotations

from dataclasses import dataclass

from vandpunkt.domain.problems import marked

VOCATIONAL_ELIGIBILITY = "vocational_eligibility"
SOURCES_BY_TRUST = ("report-139", "planned-educations", "salsa")
"""Where several sources give the same figure the first is read: report 139 prints n."""


@dataclass(frozen=True)
class IndicatorEntry:
    """One indicator: what it is called, what its number counts, and how many decimals it is printed with."""

    slug: str
    name: str
    unit: str
    decimals: int

    @property
    def is_share(self) -> bool:
        """Whether the figure is a share of the cohort, so that it tells a count of pupils."""
        return self.unit == "per_cent"


INDICATORS = {
    entry.slug: entry
    for entry in (
        IndicatorEntry(VOCATIONAL_ELIGIBILITY, marked("Behöriga till yrkesprogram"), "per_cent", 1),
        IndicatorEntry("eligibility_es", marked("Behöriga till estetiska programmet"), "per_cent", 1),
        IndicatorEntry(
            "eligibility_eksahu",
            marked("Behöriga till ekonomi-, humanistiska och samhällsvetenskapsprogrammen"),
            "per_cent",
            1,
        ),
        IndicatorEntry(
            "eligibility_nate", marked("Behöriga till naturvetenskaps- och teknikprogrammen"), "per_cent", 1
        ),
        IndicatorEntry("all_subjects", marked("Uppfyllt betygskriterierna i alla ämnen"), "per_cent", 1),
        IndicatorEntry("merit", marked("Genomsnittligt meritvärde"), "points", 1),
        IndicatorEntry("pupils", marked("Avgångselever i årskurs 9"), "pupils", 0),
        IndicatorEntry("total_pupils", marked("Elever på skolan"), "pupils", 0),
        IndicatorEntry("merit_calculated", marked("Meritvärde enligt SALSA:s modell"), "points", 0),
        IndicatorEntry("merit_deviation", marked("Meritvärdets avvikelse från SALSA:s modell"), "points", 0),
        IndicatorEntry("parents_education", marked("Föräldrarnas utbildningsnivå"), "index", 1),
    )
}


def keep_indicators(**_: object) -> None:
    """Make the rows of Indicator what the table above says."""
    from vandpunkt.register.models import Indicator

    Indicator.objects.bulk_create(
        [
            Indicator(slug=entry.slug, name=entry.name, unit=entry.unit, decimals=entry.decimals)
            for entry in INDICATORS.values()
        ],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["name", "unit", "decimals"],
    )
